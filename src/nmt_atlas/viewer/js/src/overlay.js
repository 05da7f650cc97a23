// Marks and names over the picture: real buttons and text, so that they are sharp, can be focused
// and are read aloud. Names that would collide are hidden, the later one first.
import * as THREE from "three";
import { beyond } from "./cap.js";
import { seenPlace, sightOf } from "./sight.js";

/** @typedef {import("./types").Marker} Marker */
/** @typedef {import("./types").Label} Label */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom; CSS pixels */
/** @typedef {{camera: THREE.PerspectiveCamera, width: number, height: number, cut: (p: import("./types").Triple) => boolean, taken: Box[]}} Sight */

const SVG = "http://www.w3.org/2000/svg";
const PLAIN = "trigger-point";
/** @type {Record<string, string>} */
const SHAPES = {
  "trigger-point": "M-4.2,-4.2 L4.2,4.2 M4.2,-4.2 L-4.2,4.2",
  "narrow-place": "M-4,-4 Q0,-1 4,-4 M-4,4 Q0,1 4,4",
  pin: "M0,-3.4 L0,3.4 M-3.4,0 L3.4,0",
};
const WAYS = [[34, -12], [34, 14], [62, -34], [62, 34], [96, 0], [-34, -14], [-62, 26]];
const SPARE = 0.5; // mm beyond a cut that still belong to its face
const at = new THREE.Vector3();

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element} parent
 */
function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent.append(made);
  return /** @type {SVGElement} */ (made);
}

/**
 * @param {Marker} marker
 * @param {string} name what is shown and read aloud
 * @param {boolean} shown whether the name is shown beside it
 */
function markButton(marker, name, shown) {
  const kind = marker.kind && marker.kind in SHAPES ? marker.kind : PLAIN;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `mark ${kind}`;
  button.setAttribute("aria-label", name);
  button.style.setProperty("--ink", marker.color);
  const svg = element("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, button);
  const about = { fill: marker.color, stroke: "#fff", "stroke-width": 1.6 };
  if (kind === "narrow-place") {
    element("rect", { x: -6.6, y: -6.6, width: 13.2, height: 13.2, rx: 2, transform: "rotate(45)", ...about }, svg);
  } else element("circle", { r: 8.2, ...about }, svg);
  element("path", { d: SHAPES[kind], stroke: "#fff", "stroke-width": 2, "stroke-linecap": "round", fill: "none" }, svg);
  if (shown) {
    const beside = document.createElement("span");
    beside.textContent = name;
    button.append(beside);
  }
  return button;
}

export class Overlay {
  /** @param {(marker: Marker, event: MouseEvent) => void} onPick */
  constructor(onPick) {
    this.onPick = onPick;
    this.root = document.createElement("div");
    this.root.className = "overlay";
    this.lines = document.createElementNS(SVG, "svg");
    this.lines.setAttribute("aria-hidden", "true");
    this.root.append(this.lines);
    /** @type {{marker: Marker, node: HTMLButtonElement}[]} */
    this.marks = [];
    /** @type {{label: Label, at: import("./types").Triple, covered: boolean, node: HTMLElement, line: SVGElement, width: number, height: number}[]} */
    this.labels = [];
    this.written = "";
  }

  /**
   * Replace marks and names where they changed.
   * @param {Marker[]} markers
   * @param {Label[]} labels
   * @param {string} neutral where it is given no name is shown; a mark is called this, with its number for {n}
   */
  set(markers, labels, neutral = "") {
    const text = JSON.stringify([markers, labels, neutral]);
    if (text === this.written) return;
    this.written = text;
    for (const { node } of [...this.marks, ...this.labels]) node.remove();
    for (const { line } of this.labels) line.remove();
    this.marks = markers.map((marker, k) => {
      const name = neutral ? neutral.replace("{n}", String(k + 1)) : marker.label || marker.id;
      const node = markButton(marker, name, !neutral && Boolean(marker.label));
      node.addEventListener("click", (event) => this.onPick(marker, event));
      return { marker, node };
    });
    this.labels = (neutral ? [] : labels).map((label) => {
      const node = document.createElement("div");
      node.className = "label";
      node.textContent = label.text;
      const line = element("line", {}, this.lines);
      return { label, at: label.at, covered: false, node, line, width: 0, height: 0 };
    });
    this.root.append(...[...this.marks, ...this.labels].map(({ node }) => node));
  }

  /**
   * Ask anew which marks and names have their place in sight; the picture rests.
   * @param {import("./types").Pickable[]} groups
   * @param {THREE.Vector3} eye
   * @param {import("./types").Cuts | null} clip
   */
  look(groups, eye, clip) {
    for (const { marker, node } of this.marks) node.dataset.sight = sightOf(groups, eye, marker, clip);
    for (const one of this.labels) {
      const place = seenPlace(groups, eye, one.label, clip);
      one.at = place ?? one.label.at;
      one.covered = !place;
    }
  }

  /**
   * Put everything where the camera now sees it.
   * @param {THREE.PerspectiveCamera} camera
   * @param {number} width CSS pixels
   * @param {number} height
   * @param {import("./types").Cuts | null} clip
   */
  place(camera, width, height, clip) {
    const unit = height / (2 * Math.tan((camera.fov * Math.PI) / 360));
    const cut = (/** @type {number[]} */ [x, y, z]) => beyond(clip, { x, y, z }, -1, SPARE);
    /** @type {Sight} */
    const sight = { camera, width, height, cut, taken: [] };
    for (const { marker, node } of this.marks) {
      at.fromArray(marker.at).applyMatrix4(camera.matrixWorldInverse);
      const size = Math.min(16, Math.max(9, (marker.radius * unit) / Math.max(1, -at.z)));
      at.applyMatrix4(camera.projectionMatrix);
      const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
      node.hidden = at.z > 1 || x < 0 || y < 0 || x > width || y > height || cut(marker.at);
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      node.style.setProperty("--r", `${size.toFixed(1)}px`);
      if (!node.hidden) sight.taken.push([x - size, y - size, x + size, y + size]);
    }
    for (const one of this.labels) {
      if (!one.width) this.measure(one); // it was not on the page yet when it was written
      this.placeLabel(one, sight);
    }
  }

  /** @param {Overlay["labels"][number]} one */
  measure(one) {
    one.node.hidden = false;
    [one.width, one.height] = [one.node.offsetWidth, one.node.offsetHeight];
  }

  /**
   * @param {Overlay["labels"][number]} one
   * @param {Sight} sight
   */
  placeLabel({ at: anchor, covered, node, line, width: w, height: h }, { camera, width, height, cut, taken }) {
    at.fromArray(anchor).project(camera);
    const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
    const side = x < width / 2 ? -1 : 1;
    const free = (/** @type {Box} */ box) => box[0] > 2 && box[1] > 2 && box[2] < width - 2 && box[3] < height - 2
      && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    const seen = !covered && at.z < 1 && x > 0 && y > 0 && x < width && y < height && !cut(anchor);
    const spot = seen && WAYS.map(([dx, dy]) => {
      const end = x + side * dx;
      const left = side * dx < 0 ? end - w : end;
      return { end, y: y + dy, box: /** @type {Box} */ ([left, y + dy - h / 2, left + w, y + dy + h / 2]) };
    }).find(({ box }) => free(box));
    node.hidden = !spot;
    line.style.display = spot ? "" : "none";
    if (!spot) return;
    taken.push(spot.box);
    node.style.transform = `translate(${spot.box[0].toFixed(1)}px, ${spot.box[1].toFixed(1)}px)`;
    for (const [key, value] of Object.entries({ x1: x, y1: y, x2: spot.end, y2: spot.y })) line.setAttribute(key, value.toFixed(1));
  }
}
