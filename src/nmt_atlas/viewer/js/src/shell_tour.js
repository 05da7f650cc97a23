// A tour of six steps on the real screen: each shows one piece of it, and says what it does.
import { focusedNow, heed, make } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const EDGE = 12;
/** What each step shows, by its words' key: the first of these that is seen. */
const STEPS = /** @type {const} */ ([
  ["tourBody", ["main"]],
  ["tourFind", [".search", ".rail [data-page=':find']"]],
  ["tourPages", [".rail"]],
  ["tourCard", [".sheet.right:not([inert])", ".again"]],
  ["tourLegend", [".legend"]],
  ["tourTools", [".strip"]],
]);

export class Tour {
  /**
   * @param {ShellModel} model
   * @param {HTMLElement} root the window
   * @param {import("./shell_make.js").Tell} tell
   */
  constructor(model, root, tell) {
    this.model = model;
    this.root = root;
    this.tell = tell;
    this.at = -1;
    /** @type {HTMLElement | null} */
    this.back = null;
    this.ring = make("div", { className: "ring", "aria-hidden": "true" });
    this.title = make("h2");
    this.words = make("p");
    this.count = make("small");
    this.before = make("button", { type: "button" });
    this.next = make("button", { type: "button", className: "main" });
    this.shut = make("button", { type: "button" });
    const row = make("div", { className: "row" }, [this.count, this.shut, this.before, this.next]);
    this.box = make("div", { className: "guide", role: "dialog", tabindex: "-1", "aria-live": "polite" }, [this.title, this.words, row]);
    this.made = make("div", { className: "tour", hidden: "" }, [this.ring, this.box]);
    this.before.addEventListener("click", () => this.go(this.at - 1));
    this.next.addEventListener("click", () => this.go(this.at + 1));
    this.shut.addEventListener("click", () => this.end());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.seen = model.toured;
    heed(model, ["toured"], () => {
      if (model.toured > this.seen) this.begin();
      this.seen = model.toured;
    });
    this.placed = () => { if (this.at >= 0) this.place(); };
    window.addEventListener("resize", this.placed);
  }

  dispose() {
    window.removeEventListener("resize", this.placed);
  }

  begin() {
    this.back = focusedNow();
    this.made.hidden = false;
    this.go(0);
  }

  end() {
    this.at = -1;
    this.made.hidden = true;
    this.back?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!by) this.end();
    else if (this.at + by >= 0) this.go(this.at + by);
  }

  /** @param {number} to */
  go(to) {
    if (to >= STEPS.length) {
      this.end();
      return;
    }
    const { texts } = this.model;
    this.at = Math.max(0, to);
    const [key] = STEPS[this.at];
    if (key === "tourCard") this.tell("tour", "card"); // something to speak of
    this.title.textContent = texts[key];
    this.words.textContent = texts[`${key}Words`];
    this.count.textContent = `${this.at + 1} / ${STEPS.length}`;
    this.before.textContent = texts.back;
    this.before.disabled = this.at === 0;
    this.next.textContent = this.at + 1 < STEPS.length ? texts.next : texts.done;
    this.shut.textContent = texts.close;
    this.shut.hidden = this.at + 1 === STEPS.length;
    this.box.setAttribute("aria-label", texts[key]);
    this.place();
    for (const later of [300, 900, 1800]) setTimeout(this.placed, later); // once what slides in stands
    this.next.focus({ preventScroll: true });
  }

  /** What the present step shows, where any of it is seen. */
  shown() {
    const seen = (/** @type {string} */ query) => {
      const one = this.root.querySelector(query);
      const at = one?.getBoundingClientRect();
      return at && at.width > 0 && at.height > 0 ? at : null;
    };
    return STEPS[this.at][1].map(seen).find(Boolean) ?? null;
  }

  place() {
    const { box, ring } = this;
    const [width, height] = [window.innerWidth, window.innerHeight];
    const at = this.shown();
    const whole = !at || at.width * at.height > 0.6 * width * height;
    ring.hidden = whole;
    if (whole) {
      box.style.left = `${(width - box.offsetWidth) / 2}px`;
      box.style.top = `${Math.max(EDGE, height * 0.55)}px`;
      return;
    }
    const pad = 4;
    ring.style.cssText = `left:${at.left - pad}px;top:${at.top - pad}px;width:${at.width + 2 * pad}px;height:${at.height + 2 * pad}px`;
    const right = at.right + EDGE + box.offsetWidth < width;
    const left = at.left - EDGE - box.offsetWidth > 0;
    const high = at.height > height / 3 && (right || left);
    const x = high ? (right ? at.right + EDGE : at.left - EDGE - box.offsetWidth) : at.left;
    const below = at.bottom + EDGE + box.offsetHeight < height;
    const y = high ? at.top + 60 : below ? at.bottom + EDGE : at.top - EDGE - box.offsetHeight;
    box.style.left = `${Math.max(EDGE, Math.min(x, width - box.offsetWidth - EDGE))}px`;
    box.style.top = `${Math.max(EDGE, Math.min(y, height - box.offsetHeight - EDGE))}px`;
  }
}

export const TOUR_STYLE = `
.tour { position: absolute; inset: 0; z-index: 28; pointer-events: none; }
.ring { position: absolute; border-radius: 16px; border: 3px solid var(--primary); box-shadow: 0 0 0 9999px rgb(0 0 0 / .34); transition: all var(--move); }
.guide { position: absolute; width: min(380px, calc(100vw - 24px)); padding: 16px; border-radius: 16px; background: var(--paper); box-shadow: var(--lift); pointer-events: auto; }
.guide h2 { margin: 0 0 4px; font-size: 20px; line-height: 28px; } .guide p { margin: 0 0 12px; }
.guide .row { display: flex; gap: 8px; align-items: center; } .guide small { flex: 1; opacity: .75; font-size: 13px; }
.shell .guide button { min-height: 40px; padding: 4px 16px; border-radius: 8px; border: 1px solid var(--line2); }
.shell .guide button:disabled { opacity: .4; cursor: default; }
.shell .guide .main { background: var(--primary); border-color: var(--primary); color: var(--paper); font-weight: 600; }
.news { max-width: 60ch; margin: 0 8px; padding-left: 20px; font-size: 14px; line-height: 20px; } .news li { margin: 4px 0; }
.shell .linkish { color: var(--primary); font-weight: 600; text-decoration: underline; padding: 0 4px; min-height: 24px; }
.shell .sheettour { color: var(--primary); font-weight: 600; min-height: 40px; padding: 4px 8px; display: block; }
`;
