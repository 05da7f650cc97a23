// The plumb line and the angles of a standing body, drawn over the picture in the overlay's drawing.
import * as THREE from "three";

/** @typedef {import("./types").Rule} Rule */

const SVG = "http://www.w3.org/2000/svg";
const MOVED = "nmt-moved"; // while a movement plays they would be wrong
const [GAP, LINE, WIDE] = [8, 16, 150]; // px beside a line's end; a line of letters
const at = new THREE.Vector3();

/**
 * @param {Element} parent
 * @param {string} name
 * @param {string} className
 */
function draw(parent, name, className) {
  const made = document.createElementNS(SVG, name);
  made.setAttribute("class", className);
  parent.append(made);
  return made;
}

export class Rules {
  /** @param {SVGElement} parent */
  constructor(parent) {
    this.group = draw(parent, "g", "rules");
    /** @type {{rule: Rule, line: Element, under: Element, text: Element}[]} */
    this.shown = [];
    this.written = "[]";
    window.addEventListener(MOVED, () => { this.group.setAttribute("visibility", "hidden"); });
  }

  /** @param {Rule[] | undefined} rules */
  set(rules = []) {
    const text = JSON.stringify(rules);
    this.group.removeAttribute("visibility");
    if (text === this.written) return;
    this.written = text;
    this.group.replaceChildren();
    this.shown = rules.map((rule) => ({
      rule,
      under: draw(this.group, "path", "under"),
      line: draw(this.group, "path", rule.kind),
      text: draw(this.group, "text", rule.kind),
    }));
    for (const { rule, text: node } of this.shown) node.textContent = rule.text ?? "";
  }

  /**
   * Put every line where the camera now sees it.
   * @param {THREE.PerspectiveCamera} camera
   * @param {number} width CSS pixels
   * @param {number} height
   * @param {boolean} settle the picture rests
   */
  place(camera, width, height, settle) {
    if (settle) this.group.removeAttribute("visibility");
    /** @type {[number, number][]} */
    const taken = [];
    for (const { rule, line, under, text } of this.shown) {
      const places = rule.points.map((point) => {
        at.fromArray(point).project(camera);
        return [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
      });
      const d = `M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
      line.setAttribute("d", d);
      under.setAttribute("d", d);
      const [x, y] = places[places.length - 1];
      const [from] = places[0];
      const left = rule.kind === "offset" ? x < from : false;
      let low = y;
      while (taken.some(([a, b]) => Math.abs(a - x) < WIDE && Math.abs(b - low) < LINE)) low += LINE;
      if (rule.text) taken.push([x, low]);
      text.setAttribute("x", (x + (left ? -GAP : GAP)).toFixed(1));
      text.setAttribute("y", (low + 4).toFixed(1));
      text.setAttribute("text-anchor", left ? "end" : "start");
    }
  }
}
