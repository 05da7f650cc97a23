// The camera: orbiting by hand, going somewhere softly, turning by keys, whole-body framing.
import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { LOOK } from "./look.js";
import { Zooming } from "./zooming.js";

/** @typedef {import("./types").Camera} Camera */

const FIELD = LOOK.field_of_view_deg;
const EASE_MS = 420;
const STEP = Math.PI / 24;
const CLOSER = 0.88;
const PARALLEL = 1e-4;
const SAME_MM = 0.05;
const POLE = 0.02;

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
    this.controls.minDistance = 30;
    this.controls.maxDistance = 7000;
    this.controls.rotateSpeed = 0.8;
    this.controls.touches = { ONE: THREE.TOUCH.ROTATE, TWO: THREE.TOUCH.DOLLY_PAN };
    this.zooming = new Zooming(this.controls, canvas);
    this.onChange = onChange;
    this.controls.addEventListener("change", () => onChange());
    this.controls.addEventListener("start", () => this.stop());
    this.controls.addEventListener("end", () => this.zooming.wheel || onRest());
    /** @type {{began: number, from: THREE.Vector3, to: THREE.Vector3, targetFrom: THREE.Vector3, targetTo: THREE.Vector3} | null} */
    this.move = null;
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
   * @returns {boolean} true where the camera goes there
   */
  go(wanted, instant = false) {
    if (!sees(wanted)) return false;
    const { position, target, up = [0, 0, 1] } = wanted;
    const [eye, centre] = [new THREE.Vector3(...position), new THREE.Vector3(...target)];
    this.setUp(new THREE.Vector3(...up));
    if (instant || still()) {
      this.move = null;
      this.place(eye, centre);
      return true;
    }
    this.move = {
      began: performance.now(),
      from: this.arm, to: eye.sub(centre),
      targetFrom: this.controls.target.clone(), targetTo: centre,
    };
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
    const move = this.move;
    if (!move) return false;
    const t = Math.min(1, (now - move.began) / EASE_MS);
    const e = t * t * (3 - 2 * t);
    const [lengthA, lengthB] = [move.from.length() || 1, move.to.length() || 1];
    const a = move.from.clone().divideScalar(lengthA);
    const b = move.to.clone().divideScalar(lengthB);
    const turn = new THREE.Quaternion().setFromUnitVectors(a, b);
    const part = new THREE.Quaternion().slerp(turn, e);
    const arm = a.applyQuaternion(part).multiplyScalar(lengthA * (lengthB / lengthA) ** e);
    const target = move.targetFrom.clone().lerp(move.targetTo, e);
    if (t >= 1) {
      this.move = null;
      this.place(move.targetTo.clone().add(move.to), move.targetTo);
      return false;
    }
    this.place(target.clone().add(arm), target);
    return true;
  }

  stop() {
    this.move = null;
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
    const way = new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 0).multiplyScalar(right * step)
      .addScaledVector(new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 1), above * step);
    this.place(this.camera.position.clone().add(way), this.controls.target.clone().add(way));
  }

  /** @param {[number, number]} steps around the body's axis and down */
  turn([around, down]) {
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
