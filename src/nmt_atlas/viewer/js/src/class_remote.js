// The instructor's remote control: a few large buttons on a phone.
import { make } from "./leaf_make.js";

/** @typedef {import("./class_types").Message} Message */

export class Remote {
  /**
   * @param {HTMLElement} parent
   * @param {Record<string, string>} texts
   * @param {(what: string) => void} press
   */
  constructor(parent, texts, press) {
    this.texts = texts;
    this.blank = false;
    const button = (/** @type {string} */ label, /** @type {() => string} */ what, className = "") => {
      const made = make("button", className, label);
      made.type = "button";
      made.addEventListener("click", () => press(what()));
      return made;
    };
    this.asked = make("p", "asked", texts.nothing);
    this.asked.setAttribute("role", "status");
    this.reveal = button(texts.reveal, () => "reveal", "main");
    this.close = button(texts.close, () => "close");
    this.dark = button(texts.dark, () => (this.blank ? "light" : "dark"));
    this.dark.setAttribute("aria-pressed", "false");
    this.root = make(
      "section", "remote", make("h1", "", texts.remote),
      make("div", "pair", button(texts.before, () => "back"), button(texts.next, () => "next", "main")),
      this.asked, this.reveal, this.close,
      make("div", "pair", this.dark, button(texts.timer, () => "timer")),
    );
    parent.append(this.root);
    this.ask({ say: "asked", round: 0 });
  }

  /** @param {Message} room */
  room({ blank = false }) {
    this.blank = blank;
    this.dark.textContent = blank ? this.texts.light : this.texts.dark;
    this.dark.setAttribute("aria-pressed", String(blank));
  }

  /** @param {Message} asked */
  ask({ round = 0, prompt = "", answered = 0, open = false }) {
    const count = this.texts.answered.replace("{count}", String(answered));
    this.asked.textContent = round ? `${prompt} (${count})` : this.texts.nothing;
    this.reveal.disabled = !open;
    this.close.disabled = !round;
  }
}
