// The pointer: presses, drags, taps, long presses and rests on the canvas, handed to the tool that
// is held.
import { toolOf } from "./tools/index.js";

/** @typedef {import("./types").Tool} Tool */
/** @typedef {import("./types").Touch} Touch */
/** @typedef {{x: number, y: number, at: number}} Pressed */

const CLICK_MS = 600;
const CLICK_PX = 6;
const FINGER_PX = 10; // a finger never lies quite still
const REST_MS = 70;
const LONG_MS = 550;
const DOUBLE_MS = 350;
const DOUBLE_PX = 28;
const RIGHT = 2;
const NONE = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

export class Pointer {
  /**
   * @param {HTMLElement} canvas
   * @param {import("./types").Hand} hand
   */
  constructor(canvas, hand) {
    this.canvas = canvas;
    this.hand = hand;
    /** @type {Pressed | null} */
    this.pressed = null;
    /** @type {Pressed | null} the last tap of a finger */
    this.tapped = null;
    /** @type {Touch | null} where the pointer is, while it could rest there */
    this.there = null;
    /** @type {Touch | null} where a rectangle was begun */
    this.corner = null;
    /** @type {Set<number>} */
    this.down = new Set();
    this.several = false;
    this.drawing = false; // a rectangle
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.longer = undefined;
    this.tool = toolOf("");
    this.ended = new AbortController();
    this.listen("pointerdown", (event) => this.press(event), true); // before the orbit controls
    this.listen("pointerup", (event) => this.release(event));
    this.listen("pointercancel", (event) => this.lose(event));
    this.listen("pointermove", (event) => this.move(event));
    this.listen("pointerleave", () => this.leave());
    canvas.ownerDocument.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.leave(); // a name that is in the way goes, until the pointer moves
    }, { signal: this.ended.signal });
    this.listen("dblclick", (event) => this.double(event));
    this.listen("contextmenu", (event) => event.preventDefault());
    this.showCursor();
  }

  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name]) => void} handler
   */
  listen(name, handler, capture = false) {
    this.canvas.addEventListener(name, handler, { signal: this.ended.signal, capture });
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
    clearTimeout(this.longer);
    this.down.add(event.pointerId);
    this.several = this.down.size > 1; // two fingers zoom: neither taps
    if (this.several && this.pressed) this.tool.cancel?.(this.hand);
    this.pressed = this.several ? null : { x: event.clientX, y: event.clientY, at: event.timeStamp };
    if (!this.pressed) return;
    const touch = this.touch(event);
    if (event.shiftKey && !event.button && event.pointerType !== "touch" && this.tool.area) this.corner = touch;
    this.hand.hold(Boolean(this.corner));
    if (event.pointerType === "touch") this.longer = setTimeout(() => this.long(touch), LONG_MS);
    this.tool.press?.(this.hand, touch);
  }

  /**
   * A finger was held still.
   * @param {Touch} touch
   */
  long(touch) {
    if (!this.pressed || !this.tool.menu) return;
    this.pressed = null;
    this.hand.hold(true); // what the finger does now turns nothing
    this.tool.menu(this.hand, touch);
  }

  /** @param {PointerEvent} event */
  release(event) {
    const { pressed: from, corner } = this;
    const drawn = this.drawing;
    this.cancel(event);
    if (!from) return;
    const touch = this.touch(event);
    this.tool.release?.(this.hand, touch);
    if (corner && drawn) this.tool.area?.(this.hand, corner, touch);
    else if (event.timeStamp - from.at <= CLICK_MS && this.near(from, event)) this.tap(touch, event);
  }

  /**
   * Whether a pointer is still where it was pressed, as far as its kind can hold still.
   * @param {Pressed} from
   * @param {PointerEvent} event
   */
  near(from, event) {
    return Math.hypot(event.clientX - from.x, event.clientY - from.y) <= (event.pointerType === "touch" ? FINGER_PX : CLICK_PX);
  }

  /**
   * @param {Touch} touch
   * @param {PointerEvent} event
   */
  tap(touch, event) {
    if (event.button === RIGHT && this.tool.menu) {
      this.tool.menu(this.hand, touch);
      return;
    }
    this.tool.tap?.(this.hand, touch);
    if (event.pointerType !== "touch") return;
    const before = this.tapped;
    this.tapped = { x: event.clientX, y: event.clientY, at: event.timeStamp };
    const soon = before && event.timeStamp - before.at <= DOUBLE_MS;
    if (!soon || Math.hypot(event.clientX - before.x, event.clientY - before.y) > DOUBLE_PX) return;
    this.tool.double?.(this.hand, touch);
  }

  /**
   * A mouse's double click; browsers that make one of two taps are not asked twice.
   * @param {MouseEvent} event
   */
  double(event) {
    const { tapped } = this;
    this.tapped = null;
    if (tapped && event.timeStamp - tapped.at < 2 * DOUBLE_MS) return;
    this.tool.double?.(this.hand, this.touch(event));
  }

  /** @param {PointerEvent} event */
  lose(event) {
    if (this.pressed) this.tool.cancel?.(this.hand);
    this.cancel(event);
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    clearTimeout(this.longer);
    this.down.delete(event.pointerId);
    this.pressed = null;
    if (this.corner) this.hand.outline(null, null);
    this.corner = null;
    this.drawing = false;
    if (!this.down.size) this.hand.hold(false);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const touch = this.touch(event);
    if (this.pressed) {
      if (!this.near(this.pressed, event)) {
        clearTimeout(this.longer);
        this.drawing = Boolean(this.corner);
      }
      if (this.drawing) this.hand.outline(this.corner, touch);
      this.tool.drag?.(this.hand, touch);
    }
    if (this.down.size || event.pointerType === "touch") return;
    this.there = touch;
    this.wait();
  }

  /** What lies under the pointer is named once it rests there for a moment. */
  wait() {
    clearTimeout(this.timer);
    const { there } = this;
    if (there && !this.down.size) this.timer = setTimeout(() => this.tool.rest?.(this.hand, there), REST_MS);
  }

  /**
   * A marker over the canvas was pressed.
   * @param {import("./types").Marker} marker
   * @param {MouseEvent} event
   */
  mark(marker, event) {
    this.tool.mark?.(this.hand, marker, this.touch(event));
  }

  /** The pointer points at nothing, until it moves again. */
  leave() {
    this.there = null;
    this.clear();
  }

  /** Nothing is pointed at any more. */
  clear() {
    clearTimeout(this.timer);
    this.hand.light("", { x: 0, y: 0, event: NONE });
  }

  dispose() {
    this.ended.abort();
    clearTimeout(this.timer);
    clearTimeout(this.longer);
  }
}
