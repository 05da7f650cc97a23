// The pointer: presses, drags, taps and rests on the canvas, handed to the tool that is held.
import { toolOf } from "./tools/index.js";

/** @typedef {import("./types").Tool} Tool */
/** @typedef {import("./types").Touch} Touch */

const CLICK_MS = 600;
const CLICK_PX = 6;
const REST_MS = 70;
const NONE = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

export class Pointer {
  /**
   * @param {HTMLElement} canvas
   * @param {import("./types").Hand} hand
   */
  constructor(canvas, hand) {
    this.canvas = canvas;
    this.hand = hand;
    /** @type {{x: number, y: number, at: number} | null} */
    this.pressed = null;
    /** @type {Set<number>} */
    this.down = new Set();
    this.several = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.tool = toolOf("");
    this.ended = new AbortController();
    this.listen("pointerdown", (event) => this.press(event));
    this.listen("pointerup", (event) => this.release(event));
    this.listen("pointercancel", (event) => this.lose(event));
    this.listen("pointermove", (event) => this.move(event));
    this.listen("pointerleave", () => this.clear());
    this.listen("dblclick", (event) => this.tool.double?.(this.hand, this.touch(event)));
    this.listen("contextmenu", (event) => event.preventDefault());
    this.showCursor();
  }

  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name]) => void} handler
   */
  listen(name, handler) {
    this.canvas.addEventListener(name, handler, { signal: this.ended.signal });
  }

  /**
   * Hold another tool, by its id.
   * @param {string} id
   * @returns {Tool}
   */
  take(id) {
    this.clear();
    this.tool.cancel?.(this.hand);
    this.tool = toolOf(id);
    this.showCursor();
    return this.tool;
  }

  showCursor() {
    this.canvas.style.setProperty("--cursor", this.tool.cursor);
  }

  /**
   * @param {MouseEvent} event
   * @returns {Touch}
   */
  touch(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, event };
  }

  /** @param {PointerEvent} event */
  press(event) {
    this.clear();
    this.down.add(event.pointerId);
    this.several = this.down.size > 1; // two fingers zoom: neither taps
    if (this.several && this.pressed) this.tool.cancel?.(this.hand);
    this.pressed = this.several ? null : { x: event.clientX, y: event.clientY, at: event.timeStamp };
    if (this.pressed) this.tool.press?.(this.hand, this.touch(event));
  }

  /** @param {PointerEvent} event */
  release(event) {
    const from = this.pressed;
    this.cancel(event);
    if (!from) return;
    const away = Math.hypot(event.clientX - from.x, event.clientY - from.y);
    this.tool.release?.(this.hand, this.touch(event));
    if (event.timeStamp - from.at <= CLICK_MS && away <= CLICK_PX) this.tool.tap?.(this.hand, this.touch(event));
  }

  /** @param {PointerEvent} event */
  lose(event) {
    if (this.pressed) this.tool.cancel?.(this.hand);
    this.cancel(event);
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    this.down.delete(event.pointerId);
    this.pressed = null;
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (this.pressed) this.tool.drag?.(this.hand, this.touch(event));
    if (this.down.size || event.pointerType === "touch") return;
    const touch = this.touch(event);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tool.rest?.(this.hand, touch), REST_MS);
  }

  /**
   * A marker over the canvas was pressed.
   * @param {import("./types").Marker} marker
   * @param {MouseEvent} event
   */
  mark(marker, event) {
    this.tool.mark?.(this.hand, marker, this.touch(event));
  }

  /** Nothing is pointed at any more. */
  clear() {
    clearTimeout(this.timer);
    this.hand.light("", { x: 0, y: 0, event: NONE });
  }

  dispose() {
    this.ended.abort();
    clearTimeout(this.timer);
  }
}
