// What is drawn on the view: strokes that Python keeps, the one that a hand draws now, and what an eraser
// has gone over and Python has not taken away yet.
import * as THREE from "three";
import { linesOf, meets } from "./ink_lines.js";
import { InkMesh, widthOf } from "./ink_mesh.js";
import { roomOf } from "./labels.js";

/** @typedef {import("./types").InkStroke} InkStroke */
/** @typedef {import("./types").Touch} Touch */
/** @typedef {import("./types").Triple} Triple */
/** @typedef {import("./ink_lines.js").Sample} Sample */

const STEP_PX = 4;
const MOST_STEPS = 24;
const ERASER_PX = 12;
const BEHIND = 25; // mm behind what is seen: an eraser does not reach there
const USUAL = { color: "blue", width: "medium", erase: false };
const at = new THREE.Vector3();

export class Ink {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {InkStroke[]} */
    this.strokes = [];
    this.pen = USUAL;
    /** @type {Sample[]} */
    this.samples = [];
    /** @type {Set<number>} strokes that the eraser went over */
    this.gone = new Set();
    /** @type {InkMesh | null} */
    this.mesh = null;
  }

  /**
   * Show the strokes that Python keeps.
   * @param {InkStroke[] | undefined} strokes
   */
  take(strokes) {
    this.strokes = strokes ?? [];
    this.gone.clear();
    if (!this.drawing) this.samples = [];
    this.write();
  }

  /**
   * Hold another pen.
   * @param {Partial<typeof USUAL> | undefined} pen
   */
  wield(pen) {
    this.pen = { ...USUAL, ...pen };
  }

  get erase() {
    return this.pen.erase;
  }

  /** The stroke that is being drawn, or waits for Python. */
  get now() {
    const { body, screen } = linesOf(this.samples);
    return {
      color: this.pen.color,
      width: this.pen.width,
      body: body.map((line) => line.map(({ at: place }) => /** @type {Triple} */ (place))),
      screen: screen.map((line) => line.map((one) => this.flat(one))),
    };
  }

  /** What of the canvas is free of sheets, as the camera frames it. */
  get room() {
    const { drawing, rig } = this.viewer;
    return roomOf(rig.camera, drawing?.width ?? 1, drawing?.height ?? 1);
  }

  /**
   * A place of the canvas from the middle of the free screen, in heights of it.
   * @param {{x: number, y: number}} place
   * @returns {[number, number]}
   */
  flat({ x, y }) {
    const [left, top, right, bottom] = this.room;
    return [(x - (left + right) / 2) / (bottom - top), (y - (top + bottom) / 2) / (bottom - top)];
  }

  /** @param {[number, number]} place */
  unflat([u, v]) {
    const [left, top, right, bottom] = this.room;
    return /** @type {[number, number]} */ ([(left + right) / 2 + u * (bottom - top), (top + bottom) / 2 + v * (bottom - top)]);
  }

  /** @param {Touch} touch */
  begin(touch) {
    this.drawing = true;
    this.samples = [];
    this.add(touch);
    this.write();
  }

  /** @param {Touch} touch */
  go(touch) {
    const last = this.samples[this.samples.length - 1];
    if (!last || !this.drawing) return;
    const [dx, dy] = [touch.x - last.x, touch.y - last.y];
    const steps = Math.min(MOST_STEPS, Math.floor(Math.hypot(dx, dy) / STEP_PX));
    const from = { ...last };
    for (let n = 1; n <= steps; n++) this.add({ ...touch, x: from.x + (dx * n) / steps, y: from.y + (dy * n) / steps });
    if (steps) this.write();
  }

  /** @param {Touch} touch */
  add({ x, y }) {
    const { hit } = this.viewer.pickAt(x, y, false);
    this.samples.push({ x, y, at: hit ? /** @type {Triple} */ (hit.point.toArray()) : null });
  }

  /** The stroke is drawn; it is seen until Python has it. */
  end() {
    this.drawing = false;
    return this.samples.length ? this.now : null;
  }

  cancel() {
    this.drawing = false;
    this.samples = [];
    this.gone.clear();
    this.write();
  }

  /**
   * Rub out what is seen at a place.
   * @param {Touch} touch
   */
  rub({ x, y }) {
    const { hit } = this.viewer.pickAt(x, y, false);
    const eye = this.viewer.rig.camera.position;
    const depth = hit ? eye.distanceTo(hit.point) + BEHIND : Infinity;
    const found = this.strokes.filter(({ id = -1, width, body = [], screen = [] }) => {
      if (this.gone.has(id)) return false;
      const reach = ERASER_PX + widthOf(width) / 2;
      const seen = body.map((line) => line.map((place) => this.placed(place, depth)));
      return [...seen, ...screen.map((line) => line.map((place) => this.unflat(place)))].some((line) => meets([x, y], reach, line));
    });
    for (const { id = -1 } of found) this.gone.add(id);
    if (found.length) this.write();
  }

  /** The numbers of the strokes that were rubbed out. */
  rubbed() {
    return [...this.gone].sort((a, b) => a - b);
  }

  /**
   * Where a place of the body is on the canvas; null behind what is seen there.
   * @param {Triple} place
   * @param {number} depth mm from the eye
   * @returns {[number, number] | null}
   */
  placed(place, depth) {
    const { drawing, rig } = this.viewer;
    at.fromArray(place);
    if (!drawing || rig.camera.position.distanceTo(at) > depth) return null;
    at.project(rig.camera);
    return at.z < 1 ? [(at.x * 0.5 + 0.5) * drawing.width, (0.5 - at.y * 0.5) * drawing.height] : null;
  }

  /** Give the card what there is to see. */
  write() {
    const { drawing } = this.viewer;
    const seen = this.strokes.filter(({ id = -1 }) => !this.gone.has(id));
    if (this.samples.length) seen.push(this.now);
    if (!drawing || (!seen.length && !this.mesh)) return;
    if (!this.mesh) {
      this.mesh = new InkMesh();
      drawing.scene.add(this.mesh.root);
    }
    this.mesh.show(seen);
    drawing.request();
  }

  /** A frame comes: the sheets may have moved. */
  fit() {
    const { drawing } = this.viewer;
    if (this.mesh && drawing) this.mesh.fit(drawing.width, drawing.height, this.room);
  }

  dispose() {
    this.mesh?.dispose();
    this.mesh = null;
  }
}
