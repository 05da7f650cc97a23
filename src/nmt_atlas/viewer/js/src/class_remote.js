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
    this.named = true;
    this.timed = false;
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
    this.dark = button(texts.dark, () => (this.blank ? "light" : "blank"));
    this.dark.setAttribute("aria-pressed", "false");
    this.hush = button(texts.hush, () => (this.named ? "hush" : "name"));
    this.hush.setAttribute("aria-pressed", "false");
    this.timer = button(texts.timer, () => "timer");
    this.step = make("h2", "");
    this.words = make("p", "words");
    this.ahead = make("p", "ahead");
    this.notes = make("section", "notes", this.step, this.words, this.ahead);
    this.notes.setAttribute("aria-label", texts.notes);
    this.notes.hidden = true;
    this.root = make(
      "section", "remote", make("h1", "", texts.remote), this.notes,
      make("div", "pair", button(texts.before, () => "back"), button(texts.next, () => "next", "main")),
      this.asked, this.reveal, this.close,
      make("div", "pair", this.dark, this.hush), this.timer,
    );
    parent.append(this.root);
    this.ask({ say: "asked", round: 0 });
  }

  /** @param {Message} room */
  room({ blank = false, named = true, timer = "", notes }) {
    const { where = "", words = "", ahead = "" } = notes ?? {};
    this.notes.hidden = !where;
    [this.step.textContent, this.words.textContent, this.ahead.textContent] = [where, words, ahead];
    this.named = named;
    this.hush.textContent = named ? this.texts.hush : this.texts.unhush;
    this.hush.setAttribute("aria-pressed", String(!named));
    this.timer.textContent = timer ? this.texts.noTimer : this.texts.timer;
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
