// Where the instructor points: a dot on the body, or a light on it with all else dimmed. It lies at a
// place of the body, so that it is in the same place on a phone and on the wall, however one has turned.
import * as THREE from "three";
import { make } from "./leaf_make.js";

/** @typedef {import("./types").Triple} Triple */

const LIT = 0.16; // radius of the light, of the shorter side of the screen
const LEAST_PX = 70;
const at = new THREE.Vector3();

/**
 * Where a place lies on a canvas, in CSS pixels; null where it lies behind the eye or beside the canvas.
 * @param {Triple} place mm
 * @param {THREE.Camera} camera
 * @param {number} width CSS pixels
 * @param {number} height
 * @returns {{x: number, y: number} | null}
 */
export function seenAt(place, camera, width, height) {
  at.set(...place).project(camera);
  if (at.z > 1 || Math.abs(at.x) > 1 || Math.abs(at.y) > 1) return null;
  return { x: (at.x * 0.5 + 0.5) * width, y: (0.5 - at.y * 0.5) * height };
}

export class Pointing {
  /**
   * @param {import("./viewer.js").Viewer} viewer
   * @param {HTMLElement} parent
   */
  constructor(viewer, parent) {
    this.viewer = viewer;
    /** @type {Triple | null} */
    this.place = null;
    this.spot = false;
    this.running = false;
    this.dot = make("div", "pointed");
    this.dim = make("div", "dimmed");
    for (const one of [this.dot, this.dim]) {
      one.hidden = true;
      one.setAttribute("aria-hidden", "true");
      parent.append(one);
    }
  }

  /**
   * @param {Triple | null} place mm
   * @param {boolean} spot
   */
  show(place, spot) {
    this.place = place;
    this.spot = spot;
    if (this.running || !place) this.draw();
    else this.follow();
  }

  /** Go along with the camera, as long as something is pointed at. */
  follow() {
    this.running = Boolean(this.place);
    this.draw();
    if (this.running) requestAnimationFrame(() => this.follow());
  }

  draw() {
    const { place, viewer, spot } = this;
    const { width = 0, height = 0 } = viewer.drawing ?? {};
    const seen = place && viewer.drawing ? seenAt(place, viewer.rig.camera, width, height) : null;
    this.dot.hidden = !seen || spot;
    this.dim.hidden = !seen || !spot;
    if (!seen) return;
    this.dot.style.translate = `${seen.x}px ${seen.y}px`;
    const lit = Math.max(LEAST_PX, LIT * Math.min(width, height));
    this.dim.style.background = `radial-gradient(circle ${lit}px at ${seen.x}px ${seen.y}px, transparent 92%, rgb(0 0 0 / .8) 100%)`;
  }
}
