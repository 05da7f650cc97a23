// The camera: orbit, pan, zoom to the pointer, touch, keys; eased moves; framing.
import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";

const FIELD = 26; // degrees, a calm portrait lens
const EASE_MS = 420;
const STEP = Math.PI / 24;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class CameraRig {
  constructor(canvas, onChange) {
    this.camera = new THREE.PerspectiveCamera(FIELD, 1, 10, 8000);
    this.camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = false;
    this.controls.zoomToCursor = true;
    this.controls.minDistance = 30;
    this.controls.maxDistance = 7000;
    this.controls.rotateSpeed = 0.8;
    this.controls.touches = { ONE: THREE.TOUCH.ROTATE, TWO: THREE.TOUCH.DOLLY_PAN };
    this.onChange = onChange;
    this.controls.addEventListener("change", () => onChange());
    this.controls.addEventListener("start", () => this.stop());
    this.move = null;
  }

  get distance() {
    return this.camera.position.distanceTo(this.controls.target);
  }

  resize(width, height) {
    this.camera.aspect = width / Math.max(1, height);
    this.camera.updateProjectionMatrix();
  }

  /** Near and far planes that hug the body, for a sharp depth. */
  fit(radius) {
    const distance = this.distance;
    this.camera.near = Math.max(4, distance - radius * 2.2);
    this.camera.far = distance + radius * 2.4;
    this.camera.updateProjectionMatrix();
  }

  /** Go to a camera {position, target, up}, eased unless `instant` or the person wants no motion. */
  go({ position, target, up = [0, 0, 1] }, instant = false) {
    const end = { position: new THREE.Vector3(...position), target: new THREE.Vector3(...target) };
    this.camera.up.set(...up);
    this.controls._quat?.setFromUnitVectors(this.camera.up, new THREE.Vector3(0, 1, 0));
    this.controls._quatInverse?.copy(this.controls._quat).invert();
    if (instant || still()) {
      this.move = null;
      this.place(end.position, end.target);
      return;
    }
    const spherical = (p, t) => new THREE.Vector3().subVectors(p, t);
    this.move = {
      began: performance.now(),
      from: spherical(this.camera.position, this.controls.target), to: spherical(end.position, end.target),
      targetFrom: this.controls.target.clone(), targetTo: end.target,
    };
    this.onChange();
  }

  /** One step of an eased move; true while it goes on. */
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

  place(position, target) {
    this.camera.position.copy(position);
    this.controls.target.copy(target);
    this.controls.update();
    this.onChange();
  }

  /** The camera that shows a box whole from where the eye now stands (or from `from`). */
  framing(box, from = null) {
    const centre = box.getCenter(new THREE.Vector3());
    const size = box.getSize(new THREE.Vector3());
    const half = Math.tan((FIELD * Math.PI) / 360);
    const wide = Math.hypot(size.x, size.y) * 0.5;
    const across = from && Math.abs(from.y) > 0.9 ? size.x * 0.5 : wide;
    const distance = Math.max(size.z * 0.5 / half, across / (half * Math.min(this.camera.aspect, 1.8))) * 1.07 + wide * 0.5;
    const arm = from ? from.clone() : this.camera.position.clone().sub(this.controls.target);
    const position = arm.normalize().multiplyScalar(distance).add(centre);
    return { position: position.toArray(), target: centre.toArray(), up: [0, 0, 1] };
  }

  /** Move the point looked at to `point`, coming closer. */
  focus(point) {
    const arm = this.camera.position.clone().sub(this.controls.target);
    const distance = Math.max(180, arm.length() * 0.55);
    this.go({ position: arm.setLength(distance).add(point).toArray(), target: point.toArray() });
  }

  /** Arrow keys turn, shift + arrows pan, plus and minus zoom; true where the key was ours. */
  key(event) {
    const arm = this.camera.position.clone().sub(this.controls.target);
    const right = new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 0);
    const above = new THREE.Vector3().setFromMatrixColumn(this.camera.matrix, 1);
    const step = arm.length() * 0.04;
    const pan = { ArrowLeft: [right, -step], ArrowRight: [right, step], ArrowUp: [above, step], ArrowDown: [above, -step] };
    const zoom = { "+": 0.88, "=": 0.88, "-": 1 / 0.88, _: 1 / 0.88 };
    if (event.shiftKey && pan[event.key]) {
      const shift = pan[event.key][0].clone().multiplyScalar(pan[event.key][1]);
      this.place(this.camera.position.clone().add(shift), this.controls.target.clone().add(shift));
      return true;
    }
    if (zoom[event.key]) {
      this.place(arm.multiplyScalar(zoom[event.key]).add(this.controls.target), this.controls.target.clone());
      return true;
    }
    const turns = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (!turns[event.key]) return false;
    const [around, tilt] = turns[event.key];
    const round = new THREE.Spherical().setFromVector3(new THREE.Vector3(arm.x, arm.z, -arm.y));
    round.theta += around;
    round.phi = Math.min(Math.PI - 0.02, Math.max(0.02, round.phi + tilt));
    const turned = new THREE.Vector3().setFromSpherical(round);
    this.place(new THREE.Vector3(turned.x, -turned.z, turned.y).add(this.controls.target), this.controls.target.clone());
    return true;
  }

  now() {
    const round = (v) => v.toArray().map((x) => Math.round(x * 100) / 100);
    return { position: round(this.camera.position), target: round(this.controls.target), up: round(this.camera.up) };
  }

  dispose() {
    this.controls.dispose();
  }
}
