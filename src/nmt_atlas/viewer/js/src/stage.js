// The DOM of the viewer: canvas, overlay, tooltip, tools, notice, loading bar, spoken words.
import { HALVES_STYLE } from "./halves_style.js";
import { STYLE, WORDS } from "./style.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {HTMLElement} parent
 * @param {Tag} tag
 * @param {string} className
 * @param {Record<string, string>} attributes
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function add(parent, tag, className, attributes = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

export class Stage {
  /**
   * @param {HTMLElement} overlay
   * @param {Record<string, [string, () => void]>} tools word -> sign and action of a button
   */
  constructor(overlay, tools) {
    this.root = document.createElement("div");
    this.root.className = "stage";
    const style = document.createElement("style");
    style.textContent = STYLE + HALVES_STYLE;
    this.root.append(style);
    this.canvas = add(this.root, "canvas", "", { tabindex: "0", role: "application" });
    this.root.append(overlay);
    this.tip = add(this.root, "div", "tip", { role: "tooltip" });
    this.tip.hidden = true;
    this.frame = add(this.root, "div", "outline");
    this.frame.hidden = true;
    this.corner = add(this.root, "div", "corner");
    this.tools = add(this.corner, "div", "tools");
    /** @type {Record<string, HTMLButtonElement>} */
    this.buttons = {};
    for (const [key, [sign, action]] of Object.entries(tools)) {
      const button = add(this.tools, "button", "", { type: "button" });
      button.textContent = sign;
      button.addEventListener("click", action);
      this.buttons[key] = button;
    }
    this.notice = add(this.root, "div", "notice", { role: "alert" });
    this.spoken = add(this.root, "div", "spoken", { "aria-live": "polite" });
    this.bar = add(this.root, "div", "bar", { "aria-hidden": "true" });
    this.bar.hidden = true;
    this.fill = add(this.bar, "i", "");
    this.said = { word: "", detail: "" };
    this.speak({});
    this.keepPage();
  }

  /** What is meant for the body never zooms or scrolls the page. */
  keepPage() {
    this.root.addEventListener("wheel", (event) => {
      event.preventDefault();
      if (event.target !== this.canvas) this.canvas.dispatchEvent(new WheelEvent("wheel", event));
    }, { passive: false });
    for (const name of ["gesturestart", "gesturechange"]) { // a trackpad's pinch in Safari
      this.root.addEventListener(name, (event) => event.preventDefault(), { passive: false });
    }
  }

  /**
   * Use a page's words.
   * @param {Record<string, string>} words
   */
  speak(words) {
    /** @type {Record<string, string>} */
    this.words = { ...WORDS, ...words };
    this.canvas.setAttribute("aria-label", this.words.canvas);
    for (const [key, button] of Object.entries(this.buttons)) {
      button.setAttribute("aria-label", this.words[key]);
      button.title = this.words[key];
    }
    this.say(this.said.word, this.said.detail);
  }

  /**
   * Put one of the words over the picture; none takes it away.
   * @param {string} word a key of the words
   * @param {string} detail what more there is to say
   * @returns {string} what is shown
   */
  say(word, detail = "") {
    this.said = { word, detail };
    const text = word ? this.words[word] + (detail ? ` (${detail})` : "") : "";
    if (this.notice.textContent !== text) this.notice.textContent = text;
    this.notice.hidden = !text;
    return text;
  }

  /**
   * Have a screen reader say one of the words when it has a moment.
   * @param {string} word
   */
  announce(word) {
    this.spoken.textContent = this.words[word];
  }

  /**
   * Have a screen reader say a text when it has a moment.
   * @param {string} text
   */
  tell(text) {
    this.spoken.textContent = text;
  }

  /**
   * A rectangle between two places (CSS pixels); none where they are null.
   * @param {{x: number, y: number} | null} from
   * @param {{x: number, y: number} | null} to
   */
  outline(from, to) {
    this.frame.hidden = !from || !to;
    if (!from || !to) return;
    this.frame.style.width = `${Math.abs(to.x - from.x)}px`;
    this.frame.style.height = `${Math.abs(to.y - from.y)}px`;
    this.frame.style.transform = `translate(${Math.min(from.x, to.x)}px, ${Math.min(from.y, to.y)}px)`;
  }

  /**
   * Nothing can be drawn: canvas and tools give way.
   * @param {boolean} on
   */
  blind(on) {
    this.canvas.hidden = on;
    this.corner.hidden = on;
    this.root.classList.toggle("blind", on);
  }

  /**
   * How much of what is needed has come, 0..1.
   * @param {number} part
   */
  progress(part) {
    this.bar.hidden = part >= 1;
    this.fill.style.width = `${Math.round(part * 100)}%`;
  }

  /**
   * @param {string} text
   * @param {number} x CSS pixels from the corner
   * @param {number} y
   */
  showTip(text, x, y) {
    this.tip.hidden = !text;
    this.tip.textContent = text;
    if (!text) return;
    const left = Math.min(x + 14, this.root.clientWidth - this.tip.offsetWidth - 6);
    this.tip.style.transform = `translate(${left}px, ${Math.max(4, y - 30)}px)`;
  }
}
