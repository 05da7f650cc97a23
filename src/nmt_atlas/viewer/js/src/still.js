// A picture drawn elsewhere, in the canvas's place while nothing can be drawn here. It tells where
// it was clicked.
import { eventOf } from "./events.js";

export class StillPicture {
  /**
   * @param {import("./stage.js").Stage} stage
   * @param {import("./types").Model} model
   */
  constructor(stage, model) {
    this.stage = stage;
    this.model = model;
    this.failure = "";
    this.image = document.createElement("img");
    this.image.className = "still";
    this.image.addEventListener("click", (event) => this.clicked(event));
    this.reason = document.createElement("p");
    this.reason.className = "reason";
    this.reason.setAttribute("role", "status");
    model.on(["still", "still_text"], () => this.show(this.failure));
  }

  /**
   * Take the canvas's place because of `failure`, or give it back where there is none.
   * @param {string} failure
   */
  show(failure) {
    this.failure = failure;
    this.stage.blind(Boolean(failure));
    if (!failure || !this.model.still) {
      this.image.remove();
      this.reason.remove();
      return;
    }
    this.image.src = this.model.still;
    this.image.alt = this.model.still_text;
    this.reason.textContent = failure;
    this.stage.notice.hidden = true; // the picture's own line says the same
    if (!this.image.isConnected) this.stage.root.append(this.image, this.reason);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const box = this.image.getBoundingClientRect();
    const share = (/** @type {number} */ value) => Math.min(1, Math.max(0, value));
    this.model.still_clicked = /** @type {{n: number}} */ (eventOf("still_clicked", {
      n: (this.model.still_clicked?.n || 0) + 1,
      x: share((event.clientX - box.left) / box.width),
      y: share((event.clientY - box.top) / box.height),
    }));
  }

  dispose() {
    this.image.remove();
    this.reason.remove();
  }
}
