// How far a wheel's notch and two fingers zoom, over what the orbit controls make of them.

const NOTCH = 2; // about a tenth closer or farther a notch: 0.95 squared
const STILL_PX = 12; // two fingers that drift less are panning

/** @typedef {import("three/addons/controls/OrbitControls.js").OrbitControls} OrbitControls */

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
   * @param {OrbitControls} controls
   * @param {HTMLElement} canvas
   */
  constructor(controls, canvas) {
    this.controls = controls;
    this.pinch = new Pinch();
    this.wheel = false; // what moves the camera now is the wheel: many small moves, each with an end
    this.ended = new AbortController();
    const about = { signal: this.ended.signal, capture: true };
    canvas.addEventListener("wheel", () => this.allow(NOTCH, true), { ...about, passive: true });
    canvas.addEventListener("pointerdown", (event) => this.down(event), about);
    canvas.ownerDocument.addEventListener("pointermove", (event) => this.move(event), about);
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      canvas.ownerDocument.addEventListener(end, (event) => this.pinch.up(event.pointerId), about);
    }
  }

  /** @param {number} speed */
  allow(speed, wheel = false) {
    this.wheel = wheel;
    this.controls.enableZoom = true;
    this.controls.zoomSpeed = speed;
  }

  /** @param {PointerEvent} event */
  down({ pointerType, pointerId, pageX, pageY }) {
    this.allow(1);
    if (pointerType !== "touch") return;
    this.pinch.down(pointerId, pageX, pageY);
    this.controls.enableZoom = this.pinch.fingers.size < 2;
  }

  /** @param {PointerEvent} event */
  move({ pointerType, pointerId, pageX, pageY }) {
    if (pointerType !== "touch" || !this.pinch.move(pointerId, pageX, pageY)) return;
    this.allow(1);
    const held = /** @type {{_dollyStart?: import("three").Vector2}} */ (/** @type {unknown} */ (this.controls));
    held._dollyStart?.set(0, this.pinch.spread); // from here on, not from where the fingers landed
  }

  dispose() {
    this.ended.abort();
  }
}
