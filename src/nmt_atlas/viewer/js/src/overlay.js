// Marks and names over the picture: real buttons and text, so that they are sharp, can be focused
// and are read aloud.
import * as THREE from "three";
import { beyond } from "./cap.js";
import { Labels } from "./labels.js";
import { Rules } from "./rules.js";
import { sightOf } from "./sight.js";

/** @typedef {import("./types").Marker} Marker */
/** @typedef {import("./types").Label} Label */
/** @typedef {import("./label_layout.js").Box} Box */

const SVG = "http://www.w3.org/2000/svg";
const PLAIN = "trigger-point";
/** @type {Record<string, string>} */
const SHAPES = {
  "trigger-point": "M-4.2,-4.2 L4.2,4.2 M4.2,-4.2 L-4.2,4.2",
  "narrow-place": "M-4,-4 Q0,-1 4,-4 M-4,4 Q0,1 4,4",
  root: "M-3.6,0 L3.6,0",
  pin: "M0,-3.4 L0,3.4 M-3.4,0 L3.4,0",
};
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
 * Whether a label is a number: that alone may be told while a question is open.
 * @param {Label} label
 */
export const isNumber = ({ text }) => /^\d{1,2}$/.test(text);

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
  } else if (kind === "root") element("rect", { x: -7, y: -4.6, width: 14, height: 9.2, rx: 4.6, ...about }, svg);
  else element("circle", { r: 8.2, ...about }, svg);
  element("path", { d: SHAPES[kind], stroke: "#fff", "stroke-width": 2, "stroke-linecap": "round", fill: "none" }, svg);
  if (shown) {
    const beside = document.createElement("span");
    beside.textContent = name;
    button.append(beside);
  }
  return button;
}

/**
 * Where the controls in the corner of the body stand: no name lies under them.
 * @param {HTMLElement} root the overlay
 * @returns {Box[]}
 */
function controlsOf(root) {
  const own = root.getBoundingClientRect();
  const corner = root.parentElement?.querySelector(".corner");
  return [...corner?.children ?? []].map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, right, bottom }) => [left - own.left, top - own.top, right - own.left, bottom - own.top]);
}

export class Overlay {
  /**
   * @param {(marker: Marker, event: MouseEvent) => void} onPick
   * @param {() => void} onChange called when it has to be placed anew
   */
  constructor(onPick, onChange = () => {}) {
    this.onPick = onPick;
    this.root = document.createElement("div");
    this.root.className = "overlay";
    this.lines = document.createElementNS(SVG, "svg");
    this.lines.setAttribute("aria-hidden", "true");
    this.root.append(this.lines);
    /** @type {{marker: Marker, node: HTMLButtonElement}[]} */
    this.marks = [];
    this.names = new Labels(this.root, this.lines, onChange);
    this.rules = new Rules(this.lines);
    this.written = "";
    /** @type {Box[]} controls on the body, as they stood when the picture last came to rest */
    this.controls = [];
  }

  /**
   * Replace marks and names where they changed.
   * @param {Marker[]} markers
   * @param {Label[]} labels
   * @param {string} neutral where it is given no name is shown but numbers; a mark is called this, with its number for {n}
   * @param {{style?: import("./types").LabelStyle, word?: string}} how names are shown, and what one that is not said is called
   */
  set(markers, labels, neutral = "", { style = "names", word = "" } = {}) {
    const text = JSON.stringify([markers, labels, neutral, style, word]);
    if (text === this.written) return;
    this.written = text;
    for (const { node } of this.marks) node.remove();
    this.marks = markers.map((marker, k) => {
      const name = neutral ? neutral.replace("{n}", String(k + 1)) : marker.label || marker.id;
      const node = markButton(marker, name, !neutral && Boolean(marker.label));
      node.addEventListener("click", (event) => this.onPick(marker, event));
      return { marker, node };
    });
    this.root.append(...this.marks.map(({ node }) => node));
    this.names.set(neutral ? labels.filter(isNumber) : labels, neutral ? "names" : style, word);
  }

  /**
   * Ask anew which marks and names have their place in sight; the picture rests.
   * @param {import("./types").Pickable[]} groups
   * @param {THREE.Vector3} eye
   * @param {import("./types").Cuts | null} clip
   */
  look(groups, eye, clip) {
    for (const { marker, node } of this.marks) node.dataset.sight = sightOf(groups, eye, marker, clip);
    this.names.look(groups, eye, clip);
  }

  /**
   * Put everything where the camera now sees it.
   * @param {THREE.PerspectiveCamera} camera
   * @param {number} width CSS pixels
   * @param {number} height
   * @param {import("./types").Cuts | null} clip
   * @param {boolean} settle the picture rests: names may find better places
   */
  place(camera, width, height, clip, settle = false) {
    const unit = height / (2 * Math.tan((camera.fov * Math.PI) / 360));
    const cut = (/** @type {number[]} */ [x, y, z]) => beyond(clip, { x, y, z }, -1, SPARE);
    if (settle) this.controls = controlsOf(this.root);
    const taken = [...this.controls];
    for (const { marker, node } of this.marks) {
      at.fromArray(marker.at).applyMatrix4(camera.matrixWorldInverse);
      const size = Math.min(16, Math.max(9, (marker.radius * unit) / Math.max(1, -at.z)));
      at.applyMatrix4(camera.projectionMatrix);
      const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
      node.hidden = at.z > 1 || x < 0 || y < 0 || x > width || y > height || cut(marker.at);
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      node.style.setProperty("--r", `${size.toFixed(1)}px`);
      if (!node.hidden) taken.push([x - size, y - size, x + size, y + size]);
    }
    this.rules.place(camera, width, height, settle);
    this.names.place({ camera, width, height, cut, taken, settle });
  }
}
