// How wheel, trackpad and two fingers move the camera, over what the orbit controls make of them.
import { Wheel } from "./wheel.js";

const STILL_PX = 12; // two fingers that drift less are panning

/** Tells whether two fingers zoom already: not before their distance has changed by a little. */
export class Pinch {
  constructor() {
    /** @type {Map<number, [number, number]>} */
    this.fingers = new Map();
    this.began = 0;
    this.zooms = false;
  }

  get spread() {
    const [one, two] = this.fingers.values();
    return two ? Math.hypot(one[0] - two[0], one[1] - two[1]) : 0;
  }

  /**
   * @param {number} id
   * @param {number} x CSS pixels
   * @param {number} y
   */
  down(id, x, y) {
    this.fingers.set(id, [x, y]);
    this.began = this.spread;
    this.zooms = false;
  }

  /**
   * A finger moved; true where zooming begins with this move.
   * @param {number} id
   * @param {number} x
   * @param {number} y
   */
  move(id, x, y) {
    if (!this.fingers.has(id)) return false;
    this.fingers.set(id, [x, y]);
    if (this.zooms || this.fingers.size !== 2 || Math.abs(this.spread - this.began) < STILL_PX) return false;
    this.zooms = true;
    return true;
  }

  /** @param {number} id */
  up(id) {
    this.fingers.delete(id);
    this.zooms = false;
  }
}

export class Zooming {
  /**
   * @param {import("./camera.js").CameraRig} rig
   * @param {HTMLElement} canvas
   */
  constructor(rig, canvas) {
    this.rig = rig;
    this.canvas = canvas;
    this.pinch = new Pinch();
    this.wheel = new Wheel();
    this.fresh = false; // pressed and not moved yet
    this.ended = new AbortController();
    const about = { signal: this.ended.signal, capture: true };
    canvas.addEventListener("wheel", (event) => this.roll(event), { ...about, passive: false });
    canvas.addEventListener("pointerdown", (event) => this.down(event), about);
    canvas.ownerDocument.addEventListener("pointermove", (event) => this.move(event), about);
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      canvas.ownerDocument.addEventListener(end, (event) => this.up(event), about);
    }
  }

  /** @param {WheelEvent} event */
  roll(event) {
    event.preventDefault();
    event.stopImmediatePropagation(); // the orbit controls know notches only
    const meant = this.wheel.read(event);
    const box = this.canvas.getBoundingClientRect();
    this.rig.stop();
    if (meant.what === "zoom") this.rig.zoomAt(meant.factor, event.clientX - box.left, event.clientY - box.top);
    else if (meant.what === "turn") this.rig.swipe(meant.x, meant.y);
    else this.rig.pan(meant.x, -meant.y);
  }

  /** @param {PointerEvent} event */
  down({ pointerType, pointerId, pageX, pageY }) {
    const { controls } = this.rig;
    controls.enableZoom = true;
    this.fresh = true;
    if (pointerType !== "touch") return;
    this.pinch.down(pointerId, pageX, pageY);
    controls.enableZoom = this.pinch.fingers.size < 2;
  }

  /** @param {PointerEvent} event */
  move({ pointerType, pointerId, pageX, pageY }) {
    if (this.fresh) this.rig.upright();
    this.fresh = false;
    if (pointerType !== "touch" || !this.pinch.move(pointerId, pageX, pageY)) return;
    const { controls } = this.rig;
    controls.enableZoom = true;
    const held = /** @type {{_dollyStart?: import("three").Vector2}} */ (/** @type {unknown} */ (controls));
    held._dollyStart?.set(0, this.pinch.spread); // from here on, not from where the fingers landed
  }

  /** @param {PointerEvent} event */
  up({ pointerId }) {
    this.fresh = false;
    this.pinch.up(pointerId);
  }

  dispose() {
    this.ended.abort();
  }
}
