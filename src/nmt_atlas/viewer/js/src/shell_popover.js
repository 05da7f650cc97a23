// A small panel that opens at a button: menus, settings, what stands behind the (i). Escape and a press
// elsewhere close it; the focus goes back to the button.
import { focusedNow, holdsFocus, make, signButton } from "./shell_make.js";

const EDGE = 8;

export class Popovers {
  /**
   * @param {HTMLElement} root the window
   * @param {() => string} close the word on the button that closes
   */
  constructor(root, close) {
    this.root = root;
    this.close = close;
    /** @type {{ box: HTMLElement, anchor: HTMLElement | null, back: HTMLElement | null } | null} */
    this.open = null;
    this.outside = (/** @type {Event} */ event) => {
      const { open } = this;
      if (!open || event.composedPath().includes(open.box)) return;
      if (open.anchor && event.composedPath().includes(open.anchor)) return;
      this.shut(false);
    };
    document.addEventListener("pointerdown", this.outside, true);
  }

  /**
   * Open a panel, or close it where it is the open one.
   * @param {HTMLElement | null} anchor the button it opens at; null: in the middle
   * @param {string} title
   * @param {(Node | string)[]} inside
   */
  toggle(anchor, title, inside, className = "") {
    const same = this.open?.anchor === anchor && this.open?.box.getAttribute("aria-label") === title;
    this.shut(false);
    if (same) {
      anchor?.focus();
      return;
    }
    const head = make("header", {}, [make("h2", {}, [title]), signButton("close", this.close(), () => this.shut())]);
    const box = make("div", { className: `popover ${className}`, role: "dialog", "aria-label": title }, [head, ...inside]);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.shut();
    });
    this.open = { box, anchor, back: anchor ?? focusedNow() };
    anchor?.setAttribute("aria-expanded", "true");
    this.root.append(box);
    this.place(box, anchor);
    const first = box.querySelector("input, select, button:not(header button)");
    (first instanceof HTMLElement ? first : box.querySelector("button"))?.focus({ preventScroll: true });
  }

  /**
   * @param {HTMLElement} box
   * @param {HTMLElement | null} anchor
   */
  place(box, anchor) {
    const [width, height] = [window.innerWidth, window.innerHeight];
    const at = anchor?.getBoundingClientRect();
    const from = at ?? { left: (width - box.offsetWidth) / 2, bottom: 40, top: 0, right: 0 };
    const beside = at && at.left < 80 && at.right < 160; // at the rail
    const left = beside ? at.right + EDGE : from.left;
    const top = beside ? at.top : from.bottom + EDGE;
    const over = top + box.offsetHeight > height - EDGE;
    box.style.left = `${Math.max(EDGE, Math.min(left, width - box.offsetWidth - EDGE))}px`;
    box.style.top = `${Math.max(EDGE, over ? height - box.offsetHeight - EDGE : top)}px`;
  }

  shut(back = true) {
    const { open } = this;
    if (!open) return;
    this.open = null;
    const had = holdsFocus(open.box);
    open.anchor?.setAttribute("aria-expanded", "false");
    open.box.remove();
    if (back || had) open.back?.focus({ preventScroll: true });
  }

  dispose() {
    document.removeEventListener("pointerdown", this.outside, true);
  }
}
