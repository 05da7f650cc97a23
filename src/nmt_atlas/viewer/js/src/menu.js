// A menu over the canvas: opened by a right click, a long press or a key; operated by all of them.

/** @typedef {import("./types").MenuItem} MenuItem */

const GAP = 6; // CSS pixels to the stage's edges
/** @type {Record<string, (k: number, last: number) => number>} */
const MOVES = {
  ArrowDown: (k, last) => (k === last ? 0 : k + 1), ArrowUp: (k, last) => (k <= 0 ? last : k - 1),
  Home: () => 0, End: (_k, last) => last,
};

export class Menu {
  /**
   * @param {HTMLElement} stage
   * @param {() => void} back gives the focus back to what it came from
   */
  constructor(stage, back) {
    this.stage = stage;
    this.back = back;
    this.root = document.createElement("div");
    this.root.className = "menu";
    this.root.hidden = true;
    this.ended = new AbortController();
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    const about = { signal: this.ended.signal };
    this.root.addEventListener("keydown", (event) => this.key(event), about);
    this.root.addEventListener("contextmenu", (event) => event.preventDefault(), about);
    this.root.addEventListener("wheel", (event) => event.stopPropagation(), about); // a long list scrolls
    document.addEventListener("pointerdown", (event) => {
      if (this.opened && !event.composedPath().includes(this.root)) this.close(false);
    }, { ...about, capture: true });
    stage.append(this.root);
  }

  get opened() {
    return !this.root.hidden;
  }

  /**
   * @param {readonly MenuItem[]} items
   * @param {{x: number, y: number, title: string}} where CSS pixels from the stage's corner, and what it is about
   * @param {(id: string) => void} chosen
   */
  open(items, { x, y, title }, chosen) {
    if (!items.length) return;
    this.root.replaceChildren();
    const heading = document.createElement("p");
    heading.textContent = title;
    heading.hidden = !title;
    const list = document.createElement("div");
    list.setAttribute("role", "menu");
    list.setAttribute("aria-label", title);
    this.buttons = items.map((item) => this.button(item, chosen));
    list.append(...this.buttons);
    this.root.append(heading, list);
    this.root.hidden = false;
    this.put(x, y);
    this.focus(0);
  }

  /**
   * @param {MenuItem} item
   * @param {(id: string) => void} chosen
   */
  button({ id, label, off = "" }, chosen) {
    const made = document.createElement("button");
    made.type = "button";
    made.setAttribute("role", "menuitem");
    made.tabIndex = -1;
    made.textContent = label;
    if (off) {
      const why = document.createElement("small");
      why.textContent = off;
      made.append(why);
      made.setAttribute("aria-disabled", "true");
    }
    made.addEventListener("click", () => {
      if (off) return;
      this.close();
      chosen(id);
    });
    return made;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  put(x, y) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const { offsetWidth: w, offsetHeight: h } = this.root;
    const left = Math.max(GAP, Math.min(x, width - w - GAP));
    const top = Math.max(GAP, Math.min(y, height - h - GAP));
    this.root.style.transform = `translate(${left.toFixed(0)}px, ${top.toFixed(0)}px)`;
  }

  /** @param {number} k */
  focus(k) {
    this.buttons[k]?.focus({ preventScroll: false });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const last = this.buttons.length - 1;
    event.stopPropagation(); // no key of the page while a menu is open
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      this.close();
    } else if (event.key in MOVES) {
      event.preventDefault();
      this.focus(MOVES[event.key](at, last));
    } else if (event.key.length === 1 && event.key !== " ") this.letter(event.key.toLowerCase(), at);
  }

  /**
   * Go to the next item that begins with a letter.
   * @param {string} letter
   * @param {number} at
   */
  letter(letter, at) {
    const from = [...this.buttons.slice(at + 1), ...this.buttons.slice(0, at + 1)];
    from.find((one) => one.textContent?.toLowerCase().startsWith(letter))?.focus();
  }

  /** @param {boolean} back whether the focus goes back */
  close(back = true) {
    if (!this.opened) return;
    this.root.hidden = true;
    this.buttons = [];
    this.root.replaceChildren();
    if (back) this.back();
  }

  dispose() {
    this.ended.abort();
    this.root.remove();
  }
}
