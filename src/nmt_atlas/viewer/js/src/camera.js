// The camera: orbiting by hand, going somewhere softly, turning by keys, whole-body framing.
import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { Flight } from "./flight.js";
import { LOOK } from "./look.js";
import { passage } from "./passage.js";
import { Zooming } from "./zooming.js";

/** @typedef {import("./types").Camera} Camera */

const FIELD = LOOK.field_of_view_deg;
const STEP = Math.PI / 24;
const CLOSER = 0.88;
const PARALLEL = 1e-4;
const SAME_MM = 0.05;
const POLE = 0.02;
const TILT = 0.002; // off the axis, so that there is an up
const NEAREST = 30; // mm from the point that is looked at
const FARTHEST = 7000;
const SWIPE = Math.PI / 600; // radians a pixel of a trackpad's swipe

/** @type {Record<string, number>} */
const ZOOMS = { "+": CLOSER, "=": CLOSER, "-": 1 / CLOSER, _: 1 / CLOSER };
/** @type {Record<string, [number, number]>} key -> steps around, steps down */
const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, [number, number]>} key -> steps to the right, steps up */
const SHIFTS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * True for a camera that sees something, as `sees` in domain/picks.py: finite, not in the point
 * that it looks at, and up is another direction than the one that it looks along.
 * @param {Camera} camera
 */
export function sees({ position, target, up = [0, 0, 1] }) {
  const triple = (/** @type {unknown} */ v) => Array.isArray(v) && v.length === 3 && v.every(Number.isFinite);
  if (![position, target, up].every(triple)) return false;
  const arm = new THREE.Vector3(...position).sub(new THREE.Vector3(...target));
  const above = new THREE.Vector3(...up);
  const size = arm.length() * above.length();
  if (!(arm.length() > 1e-3 && above.length() > 1e-3 && Number.isFinite(size))) return false;
  return arm.cross(above).length() / size > PARALLEL;
}

/**
 * True where two cameras show the same picture.
 * @param {Camera | null | undefined} one
 * @param {Camera | null | undefined} other
 */
export function sameCamera(one, other) {
  if (!one || !other) return one === other;
  const numbers = (/** @type {Camera} */ { position, target, up = [0, 0, 1] }) => [...position, ...target, ...up];
  const held = numbers(other);
  return numbers(one).every((value, k) => Math.abs(value - held[k]) <= SAME_MM);
}

/**
 * The side of the body that is seen from an arm (target to eye): a key of the component's words.
 * @param {{x: number, y: number, z: number}} arm
 */
export function sideOf({ x, y, z }) {
  const flat = Math.hypot(x, y);
  if (Math.abs(z) > 1.8 * flat) return z > 0 ? "above" : "below";
  const across = Math.abs(x) / flat;
  const side = x > 0 ? "left" : "right";
  if (across > Math.cos(Math.PI / 8)) return side;
  const face = y > 0 ? "back" : "front";
  return across < Math.sin(Math.PI / 8) ? face : `${face}${side === "left" ? "Left" : "Right"}`;
}

export class CameraRig {
  /**
   * @param {HTMLElement} canvas
   * @param {() => void} onChange called whenever the picture has to be drawn anew
   * @param {() => void} onRest called when a hand has let go of the body
   */
  constructor(canvas, onChange, onRest = () => {}) {
    this.camera = new THREE.PerspectiveCamera(FIELD, 1, 10, 8000);
    this.camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = false;
    this.controls.zoomToCursor = true;
    this.controls.minDistance = NEAREST;
    this.controls.maxDistance = FARTHEST;
    this.controls.rotateSpeed = 0.8;
    this.controls.touches = { ONE: THREE.TOUCH.ROTATE, TWO: THREE.TOUCH.DOLLY_PAN };
    this.zooming = new Zooming(this, canvas);
    this.height = 1; // CSS pixels
    this.onChange = onChange;
    this.controls.addEventListener("change", () => onChange());
    this.controls.addEventListener("start", () => this.stop());
    this.controls.addEventListener("end", () => onRest());
    /** @type {Pick<Flight, "at" | "to"> | null} */
    this.move = null;
    /** @type {(x: number, y: number) => THREE.Vector3 | null} what lies under a place of the canvas */
    this.under = () => null;
  }

  /** From the point looked at to the eye. */
  get arm() {
    return this.camera.position.clone().sub(this.controls.target);
  }

  get distance() {
    return this.arm.length();
  }

  /** The side that is seen, as a key of the component's words. */
  get side() {
    return sideOf(this.arm);
  }

  /**
   * Whether a drag turns the body; false where the held tool draws with it.
   * @param {boolean} on
   */
  turns(on) {
    this.controls.enableRotate = on;
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    this.height = height;
    this.camera.aspect = width / Math.max(1, height);
    this.camera.updateProjectionMatrix();
  }

  /**
   * Near and far planes that hug the body, for a sharp depth.
   * @param {number} radius
   */
  fit(radius) {
    const distance = this.distance;
    this.camera.near = Math.max(4, distance - radius * 2.2);
    this.camera.far = distance + radius * 2.4;
    this.camera.updateProjectionMatrix();
  }

  /**
   * Go to a camera, eased unless `instant` or the person wants no motion. One that sees nothing is
   * refused: the present one stays.
   * @param {Camera} wanted
   * @param {boolean} instant
   * @param {Camera[]} along a way that it keeps to, where it goes from one place of it to another
   * @returns {boolean} true where the camera goes there
   */
  go(wanted, instant = false, along = []) {
    if (!sees(wanted)) return false;
    const { position, target, up = [0, 0, 1] } = wanted;
    const [eye, centre] = [new THREE.Vector3(...position), new THREE.Vector3(...target)];
    this.stop();
    if (instant || still()) {
      this.setUp(new THREE.Vector3(...up));
      this.place(eye, centre);
      return true;
    }
    const [from, to] = [
      { eye: this.camera.position, centre: this.controls.target, up: this.camera.up },
      { eye, centre, up: new THREE.Vector3(...up) },
    ];
    this.move = passage(from, to, along, performance.now()) ?? new Flight(from, to, performance.now());
    this.onChange();
    return true;
  }

  /**
   * Turn what is up; the controls take it from the camera only when they are made.
   * @param {THREE.Vector3} up
   */
  setUp(up) {
    this.camera.up.copy(up).normalize();
    const { _quat: turn, _quatInverse: back } = /** @type {{_quat?: THREE.Quaternion, _quatInverse?: THREE.Quaternion}} */ (
      /** @type {unknown} */ (this.controls));
    turn?.setFromUnitVectors(this.camera.up, new THREE.Vector3(0, 1, 0));
    if (turn) back?.copy(turn).invert();
  }

  /**
   * One step of an eased move; true while it goes on.
   * @param {number} now as of performance.now()
   */
  step(now) {
    const { move } = this;
    if (!move) return false;
    const { done, eye, centre, turn, up } = move.at(now);
    if (done) {
      this.stop();
      this.place(move.to.eye, move.to.centre);
      return false;
    }
    this.camera.position.copy(eye);
    this.camera.up.copy(up);
    this.camera.quaternion.copy(turn);
    this.controls.target.copy(centre);
    this.onChange();
    return true;
  }

  /** Stay here; where a flight was under way, upright as it would have ended. */
  stop() {
    const { move } = this;
    if (!move) return;
    this.move = null;
    this.setUp(move.to.up);
    this.controls.update();
  }

  /**
   * @param {THREE.Vector3} position
   * @param {THREE.Vector3} target
   */
  place(position, target) {
    this.camera.position.copy(position);
    this.controls.target.copy(target);
    this.controls.update();
    this.onChange();
  }

  /**
   * The camera that shows a box whole from where the eye now stands (or from `from`).
   * @param {THREE.Box3} box
   * @param {THREE.Vector3 | null} from
   * @returns {Camera}
   */
  framing(box, from = null) {
    const centre = box.getCenter(new THREE.Vector3());
    const size = box.getSize(new THREE.Vector3());
    const half = Math.tan((FIELD * Math.PI) / 360);
    const wide = Math.hypot(size.x, size.y) * 0.5;
    const across = from && Math.abs(from.y) > 0.9 ? size.x * 0.5 : wide;
    const needed = Math.max(size.z * 0.5 / half, across / (half * Math.min(this.camera.aspect, 1.8)));
    const arm = from ? from.clone() : this.arm;
    const position = arm.normalize().multiplyScalar(needed * 1.07 + wide * 0.5).add(centre);
    return { position: position.toArray(), target: centre.toArray(), up: [0, 0, 1] };
  }

  /**
   * Move the point looked at to `point`, coming closer.
   * @param {THREE.Vector3} point
   */
  focus(point) {
    const arm = this.arm;
    const eye = arm.setLength(Math.max(180, arm.length() * 0.55)).add(point);
    this.go({ position: eye.toArray(), target: point.toArray(), up: this.camera.up.toArray() });
  }

  /**
   * Arrow keys turn, shift + arrows pan, plus and minus zoom.
   * @param {{key: string, shiftKey?: boolean}} event
   * @returns {"" | "turn" | "pan" | "zoom"} what was done; "" where the key is not ours
   */
  key({ key, shiftKey = false }) {
    if (key in SHIFTS || key in ZOOMS) this.stop();
    if (shiftKey && key in SHIFTS) {
      this.shift(SHIFTS[key]);
      return "pan";
    }
    if (key in ZOOMS) {
      this.place(this.arm.multiplyScalar(ZOOMS[key]).add(this.controls.target), this.controls.target.clone());
      return "zoom";
    }
    if (!(key in TURNS)) return "";
    this.turn(TURNS[key]);
    return "turn";
  }

  /** @param {[number, number]} steps to the right and up, in shares of the distance */
  shift([right, above]) {
    const step = this.distance * 0.04;
    this.slide(right * step, above * step);
  }

  /**
   * @param {number} right millimetres
   * @param {number} above
   */
  slide(right, above) {
    const way = new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 0).multiplyScalar(right)
      .addScaledVector(new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 1), above);
    this.place(this.camera.position.clone().add(way), this.controls.target.clone().add(way));
  }

  /**
   * Come closer or go away; what lies under a place of the canvas stays there.
   * @param {number} factor below 1 comes closer
   * @param {number} x CSS pixels from the canvas's corner
   * @param {number} y
   */
  zoomAt(factor, x, y) {
    const { target } = this.controls;
    const by = Math.min(FARTHEST, Math.max(NEAREST, this.distance * factor)) / this.distance;
    const fixed = this.under(x, y) ?? target;
    const towards = (/** @type {THREE.Vector3} */ from) => from.clone().sub(fixed).multiplyScalar(by).add(fixed);
    this.place(towards(this.camera.position), towards(target));
  }

  /**
   * A trackpad's swipe turns the body with it.
   * @param {number} x CSS pixels
   * @param {number} y
   */
  swipe(x, y) {
    this.turn([(x * SWIPE) / STEP, (y * SWIPE) / STEP]);
  }

  /**
   * Move sideways so many CSS pixels to the right and up.
   * @param {number} x
   * @param {number} y
   */
  pan(x, y) {
    const unit = (2 * this.distance * Math.tan((this.camera.fov * Math.PI) / 360)) / Math.max(1, this.height);
    this.slide(x * unit, y * unit);
  }

  /**
   * Look from a direction at what is looked at now, from as far away.
   * @param {THREE.Vector3} way from the body to the eye, of length 1
   */
  lookFrom(way) {
    const centre = this.controls.target.clone();
    const eye = way.clone().multiplyScalar(this.distance).add(centre);
    const up = Math.abs(way.z) > 0.99 ? [0, -1, 0] : [0, 0, 1];
    this.go({ position: eye.toArray(), target: centre.toArray(), up: /** @type {import("./types").Triple} */ (up) });
  }

  /** From here on the body turns around its own axis, also where it was looked at along that. */
  upright() {
    const { up } = this.camera;
    if (Math.abs(up.z) > 0.9) return;
    const arm = this.arm;
    const tilt = arm.length() * TILT * (arm.z > 0 ? -1 : 1);
    const eye = arm.clone().addScaledVector(up, tilt).setLength(arm.length()).add(this.controls.target);
    this.setUp(new THREE.Vector3(0, 0, 1));
    this.place(eye, this.controls.target.clone());
  }

  /** @param {[number, number]} steps around the body's axis and down */
  turn([around, down]) {
    this.upright();
    const arm = this.arm;
    const round = new THREE.Spherical().setFromVector3(new THREE.Vector3(arm.x, arm.z, -arm.y));
    round.theta += around * STEP;
    round.phi = Math.min(Math.PI - POLE, Math.max(POLE, round.phi + down * STEP));
    const turned = new THREE.Vector3().setFromSpherical(round);
    const eye = new THREE.Vector3(turned.x, -turned.z, turned.y).add(this.controls.target);
    this.place(eye, this.controls.target.clone());
  }

  /** @returns {Required<Camera>} */
  now() {
    const round = (/** @type {THREE.Vector3} */ v) => /** @type {[number, number, number]} */ (
      v.toArray().map((x) => Math.round(x * 100) / 100));
    return { position: round(this.camera.position), target: round(this.controls.target), up: round(this.camera.up) };
  }

  dispose() {
    this.zooming.dispose();
    this.controls.dispose();
  }
}
