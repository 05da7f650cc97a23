// The planes that cut the body open: taken from the scene, dragged by hand, closed before a frame.
import * as THREE from "three";
import { sound } from "./cap.js";

/** @typedef {import("./types").Plane} Plane */
/** @typedef {import("./types").Label} Label */

const NOWHERE = new THREE.Vector4(0, 0, 0, 1);
const MOST = 14; // names of cut faces
const LEAST_MM2 = 25; // a smaller face has no name of its own
const HEAD_ON = 0.35; // a plane that is seen so little from its edge moves with the hand's height
const TURN = 0.006; // radians a pixel
const normal = new THREE.Vector3();
const place = new THREE.Vector3();
const across = new THREE.Vector3();

export class Cutting {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {Plane[]} */
    this.planes = [];
    /** @type {Label[]} */
    this.labels = [];
    this.open = false; // something must be closed anew
    this.written = "";
    /** @type {{number: number, at: THREE.Vector3, x: number, y: number} | null} */
    this.held = null;
  }

  /**
   * Cut along a scene's planes; those that make no sense are passed over.
   * @param {Plane[] | undefined} planes
   */
  take(planes) {
    this.held = null;
    this.put(sound(planes));
  }

  /** @param {Plane[]} planes */
  put(planes) {
    const { viewer } = this;
    const held = viewer.canvas3d.shared.uClip.value;
    held.forEach((vector, k) => (planes[k]
      ? vector.set(...planes[k].normal, planes[k].distance) : vector.copy(NOWHERE)));
    this.planes = planes;
    viewer.clip = planes.length ? held.slice(0, planes.length) : null;
    for (const group of viewer.groups.values()) group.clip(planes.length > 0);
    this.stale();
  }

  /** Faces must be made anew before the next frame. */
  stale() {
    this.open = true;
  }

  /** Close what is cut. */
  close() {
    if (!this.open) return;
    this.open = false;
    const began = performance.now();
    for (const group of this.viewer.groups.values()) group.close(this.planes);
    this.closeMs = performance.now() - began;
  }

  /** Name the largest faces, once the picture rests. */
  name() {
    const { viewer } = this;
    const labels = viewer.silent || this.held ? [] : this.largest();
    const written = JSON.stringify(labels);
    if (written === this.written) return;
    this.written = written;
    this.labels = labels;
    viewer.sought = "";
    viewer.name();
  }

  /** @returns {Label[]} */
  largest() {
    const { viewer } = this;
    const named = new Set(viewer.look.labels.map(({ part }) => part));
    const found = [...viewer.groups.values()].flatMap((group) => group.caps.faces
      .filter(({ area, number }) => area > LEAST_MM2 && !group.skin && group.state[number].visible
        && group.state[number].opacity > 0.98)
      .map((face) => ({ ...face, part: group.data.parts[face.number].id, moved: group.state[face.number].moved })));
    found.sort((a, b) => b.area - a.area);
    const labels = [];
    for (const { part, at, moved } of found) {
      const text = viewer.names[part];
      if (!text || named.has(part)) continue;
      named.add(part);
      const [x, y, z] = moved ?? [0, 0, 0];
      labels.push({ text, part, at: /** @type {import("./types").Triple} */ ([at[0] + x, at[1] + y, at[2] + z]) });
      if (labels.length === MOST) break;
    }
    return labels;
  }

  /**
   * Take hold of a plane: the one whose face lies under the hand, else the first.
   * @param {import("./types").Touch} touch
   */
  grasp({ x, y }) {
    if (!this.planes.length) return false;
    const { hit } = this.viewer.pickAt(x, y, false);
    const rests = this.planes.map((plane) => (hit
      ? Math.abs(hit.point.dot(normal.fromArray(plane.normal)) - plane.distance) : 0));
    const number = rests.indexOf(Math.min(...rests));
    const at = (hit?.point ?? this.viewer.rig.controls.target).clone();
    const plane = this.planes[number];
    normal.fromArray(plane.normal);
    at.addScaledVector(normal, plane.distance - normal.dot(at));
    this.held = { number, at, x, y };
    return true;
  }

  /**
   * Move what is held with the hand, or tilt it.
   * @param {import("./types").Touch} touch
   * @param {boolean} tilting
   */
  drag({ x, y }, tilting) {
    const { held } = this;
    if (!held) return;
    const [dx, dy] = [x - held.x, y - held.y];
    [held.x, held.y] = [x, y];
    const plane = this.planes[held.number];
    normal.fromArray(plane.normal);
    if (tilting) this.tilt(dx, dy);
    else held.at.addScaledVector(normal, this.millimetres(held.at, dx, dy));
    const kept = { normal: /** @type {import("./types").Triple} */ (normal.toArray()), distance: normal.dot(held.at) };
    this.put(this.planes.map((one, k) => (k === held.number ? kept : one)));
    this.viewer.canvas3d.request();
  }

  /**
   * @param {number} dx CSS pixels
   * @param {number} dy
   */
  tilt(dx, dy) {
    const { camera } = this.viewer.rig;
    normal.applyAxisAngle(across.setFromMatrixColumn(camera.matrixWorld, 1), dx * TURN);
    normal.applyAxisAngle(across.setFromMatrixColumn(camera.matrixWorld, 0), dy * TURN).normalize();
  }

  /**
   * How far along its normal a plane goes with a movement of the hand.
   * @param {THREE.Vector3} at
   * @param {number} dx CSS pixels
   * @param {number} dy
   */
  millimetres(at, dx, dy) {
    const { camera } = this.viewer.rig;
    const { height } = this.viewer.canvas3d;
    place.copy(at).applyMatrix4(camera.matrixWorldInverse);
    const pixel = height / (2 * Math.tan((camera.fov * Math.PI) / 360)) / Math.max(1, -place.z); // a millimetre has so many
    across.copy(normal).transformDirection(camera.matrixWorldInverse);
    const edge = Math.hypot(across.x, across.y);
    if (edge < HEAD_ON) return ((across.z > 0 ? -1 : 1) * dy) / pixel;
    return (dx * across.x - dy * across.y) / edge / edge / pixel;
  }

  /** Let go; what was held, to be told. */
  release() {
    const { held } = this;
    this.held = null;
    if (!held) return null;
    const { normal: way, distance } = this.planes[held.number];
    return { number: held.number, normal: way, distance };
  }
}
