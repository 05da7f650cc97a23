// Names on the body: beside their places with a leader that ends on the part; or as numbers, or as
// dots, which say their name when they are pressed.
import * as THREE from "three";
import { layOut } from "./label_layout.js";
import { seenPlace } from "./sight.js";

/** @typedef {import("./types").Label} Label */
/** @typedef {import("./types").LabelStyle} LabelStyle */
/** @typedef {import("./label_layout.js").Box} Box */

/**
 * @typedef {object} Shown
 * @property {Label} label
 * @property {number} number
 * @property {import("./types").Triple} at
 * @property {boolean} covered
 * @property {boolean} open whether its name is said
 * @property {HTMLElement} node
 * @property {SVGElement} line
 * @property {SVGElement} dot
 * @property {number} width
 * @property {number} height
 * @property {number} way
 */

const SVG = "http://www.w3.org/2000/svg";
const at = new THREE.Vector3();

export class Labels {
  /**
   * @param {HTMLElement} root
   * @param {SVGElement} lines
   * @param {() => void} changed called when a name was opened or closed
   */
  constructor(root, lines, changed) {
    this.root = root;
    this.lines = lines;
    this.changed = changed;
    /** @type {Shown[]} */
    this.shown = [];
    /** @type {LabelStyle} */
    this.style = "names";
  }

  /**
   * @param {Label[]} labels
   * @param {LabelStyle} style
   * @param {string} word what a number or a dot is called, with its number for {n}
   */
  set(labels, style, word) {
    for (const { node, line, dot } of this.shown) for (const one of [node, line, dot]) one.remove();
    this.style = style;
    this.shown = labels.map((label, k) => this.make(label, k + 1, word));
    this.root.append(...this.shown.map(({ node }) => node));
  }

  /**
   * @param {Label} label
   * @param {number} number
   * @param {string} word
   * @returns {Shown}
   */
  make(label, number, word) {
    const plain = this.style === "names";
    const node = document.createElement(plain ? "div" : "button");
    node.className = `label ${this.style}`;
    const draw = (/** @type {string} */ name) => {
      const made = document.createElementNS(SVG, name);
      this.lines.append(made);
      return made;
    };
    const [line, dot] = [draw("line"), draw("circle")];
    dot.setAttribute("r", "2.6");
    /** @type {Shown} */
    const one = {
      label, number, at: label.at, covered: false, open: plain, node, line, dot, width: 0, height: 0, way: -1,
    };
    if (!plain) {
      node.setAttribute("type", "button");
      node.addEventListener("click", () => this.toggle(one, word));
    }
    this.write(one, word);
    return one;
  }

  /**
   * @param {Shown} one
   * @param {string} word
   */
  write(one, word) {
    const { node, label, number, open } = one;
    const sign = this.style === "numbers" ? String(number) : "";
    node.textContent = open ? [sign, label.text].filter(Boolean).join(" ") : sign;
    node.classList.toggle("open", open);
    if (this.style === "names") return;
    node.setAttribute("aria-expanded", String(open));
    if (open) node.removeAttribute("aria-label");
    else node.setAttribute("aria-label", word.replace("{n}", String(number)));
  }

  /**
   * @param {Shown} one
   * @param {string} word
   */
  toggle(one, word) {
    one.open = !one.open;
    one.width = 0;
    one.way = -1;
    this.write(one, word);
    this.changed();
  }

  /** Sizes are asked anew: the letters have another size. */
  forget() {
    for (const one of this.shown) one.width = 0;
  }

  /**
   * Ask anew which names have their place in sight; the picture rests.
   * @param {import("./types").Pickable[]} groups
   * @param {THREE.Vector3} eye
   * @param {import("./types").Cuts | null} clip
   */
  look(groups, eye, clip) {
    for (const one of this.shown) {
      const place = seenPlace(groups, eye, one.label, clip);
      one.at = place ?? one.label.at;
      one.covered = !place;
    }
  }

  /**
   * Put every name beside its place, as the camera now sees it.
   * @param {{camera: THREE.PerspectiveCamera, width: number, height: number, cut: (p: import("./types").Triple) => boolean, taken: Box[], settle: boolean}} sight
   */
  place({ camera, width, height, cut, taken, settle }) {
    const seen = this.shown.map((one) => ({ one, ...spot(one, camera, width, height) }))
      .filter(({ one, ahead, x, y }) => {
        const shows = ahead && !one.covered && x > 0 && y > 0 && x < width && y < height && !cut(one.at);
        if (!shows) this.hide(one);
        return shows;
      });
    for (const { one } of seen) if (!one.width) measure(one); // it was not on the page when it was written
    const beside = seen.filter(({ one }) => this.style !== "touch" || one.open);
    for (const { one, x, y } of seen) if (this.style === "touch" && !one.open) onPlace(one, x, y);
    const wanted = beside.map(({ one, x, y }) => ({ x, y, w: one.width, h: one.height, way: one.way }));
    layOut(wanted, { room: roomOf(camera, width, height), taken, settle }).forEach((where, k) => {
      const { one, x, y } = beside[k];
      if (!where) this.hide(one);
      else putBeside(one, [x, y], where);
    });
  }

  /** @param {Shown} one */
  hide(one) {
    one.node.hidden = true;
    one.way = -1;
    for (const drawn of [one.line, one.dot]) drawn.style.display = "none";
  }
}

/**
 * What of the canvas is free of sheets, as the camera frames it.
 * @param {THREE.PerspectiveCamera} camera
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
export function roomOf({ view }, width, height) {
  if (!view?.enabled) return [0, 0, width, height];
  const [left, top] = [-view.offsetX, -view.offsetY];
  return [left, top, left + view.fullWidth, top + view.fullHeight];
}

/** @param {Shown} one */
function measure(one) {
  one.node.hidden = false;
  [one.width, one.height] = [one.node.offsetWidth, one.node.offsetHeight];
}

/**
 * @param {Shown} one
 * @param {THREE.PerspectiveCamera} camera
 * @param {number} width
 * @param {number} height
 */
function spot(one, camera, width, height) {
  at.fromArray(one.at).project(camera);
  return { x: (at.x * 0.5 + 0.5) * width, y: (0.5 - at.y * 0.5) * height, ahead: at.z < 1 };
}

/**
 * A dot stands on its place.
 * @param {Shown} one
 * @param {number} x
 * @param {number} y
 */
function onPlace(one, x, y) {
  one.node.hidden = false;
  for (const drawn of [one.line, one.dot]) drawn.style.display = "none";
  one.node.style.transform = `translate(${(x - one.width / 2).toFixed(1)}px, ${(y - one.height / 2).toFixed(1)}px)`;
}

/**
 * @param {Shown} one
 * @param {[number, number]} place
 * @param {import("./label_layout.js").Spot} where
 */
function putBeside(one, [x, y], { box, end, way }) {
  one.way = way;
  one.node.hidden = false;
  for (const drawn of [one.line, one.dot]) drawn.style.display = "";
  one.node.style.transform = `translate(${box[0].toFixed(1)}px, ${box[1].toFixed(1)}px)`;
  const ends = { x1: x, y1: y, x2: end[0], y2: end[1] };
  for (const [key, value] of Object.entries(ends)) one.line.setAttribute(key, value.toFixed(1));
  one.dot.setAttribute("cx", x.toFixed(1));
  one.dot.setAttribute("cy", y.toFixed(1));
}
