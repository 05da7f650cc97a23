// The DOM of the viewer: canvas, overlay, tooltip, tools, notice, loading bar.
import { STYLE, WORDS } from "./style.js";

function add(parent, tag, className, attributes = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

export class Stage {
  constructor(overlay, tools) {
    this.root = document.createElement("div");
    this.root.className = "stage";
    const style = document.createElement("style");
    style.textContent = STYLE;
    this.root.append(style);
    this.canvas = add(this.root, "canvas", "", { tabindex: "0", role: "application" });
    this.root.append(overlay);
    this.tip = add(this.root, "div", "tip", { role: "tooltip" });
    this.tip.hidden = true;
    const box = add(this.root, "div", "tools");
    this.buttons = {};
    for (const [key, [sign, action]] of Object.entries(tools)) {
      const button = add(box, "button", "", { type: "button" });
      button.textContent = sign;
      button.addEventListener("click", action);
      this.buttons[key] = button;
    }
    this.notice = add(this.root, "div", "notice", { role: "alert" });
    this.notice.hidden = true;
    this.bar = add(this.root, "div", "bar", { "aria-hidden": "true" });
    this.bar.hidden = true;
    this.fill = add(this.bar, "i", "");
    this.speak({});
  }

  /** Use a page's words. */
  speak(words) {
    this.words = { ...WORDS, ...words };
    this.canvas.setAttribute("aria-label", this.words.canvas);
    for (const [key, button] of Object.entries(this.buttons)) {
      button.setAttribute("aria-label", this.words[key]);
      button.title = this.words[key];
    }
  }

  say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  /** How much of what is needed has come, 0..1. */
  progress(part) {
    this.bar.hidden = part >= 1;
    this.fill.style.width = `${Math.round(part * 100)}%`;
  }

  showTip(text, x, y) {
    this.tip.hidden = !text;
    if (!text) return;
    this.tip.textContent = text;
    const left = Math.min(x + 14, this.root.clientWidth - this.tip.offsetWidth - 6);
    this.tip.style.transform = `translate(${left}px, ${Math.max(4, y - 30)}px)`;
  }
}
