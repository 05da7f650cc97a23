// What a tool may do with the viewer, and the light on the part that is pointed at.
import { around } from "./around.js";
import { eventOf } from "./events.js";
import { Haste } from "./haste.js";
import { seenParts } from "./seen.js";

/** @typedef {import("./types").Touch} Touch */
/** @typedef {import("./types").Hand} Allowed */

/** @implements {Allowed} */
export class Hand {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.over = "";
    /** @type {{table: {hover(number: number, on: boolean): void}, number: number}[]} */
    this.lit = [];
    /** @type {Record<string, number>} */
    this.counts = {};
    this.haste = new Haste();
  }

  get cutting() {
    return this.viewer.cutting;
  }

  get silent() {
    return this.viewer.silent;
  }

  /** @param {Touch} touch */
  at({ x, y }, skin = true) {
    return this.viewer.pickAt(x, y, skin);
  }

  /** @param {Touch} touch */
  half({ x, y }) {
    return this.viewer.halves.at(x, y);
  }

  quick() {
    const groups = [...this.viewer.groups.values()];
    return !groups.some((group) => group.visible && !group.skin && !group.treesBuilt);
  }

  /**
   * @param {string} event
   * @param {Record<string, unknown>} fields
   */
  tell(event, fields) {
    const made = eventOf(event, fields);
    this.viewer.following.flush(); // where the camera stands is known before what was done there
    this.viewer.report(event, made);
  }

  /** @param {string} event */
  next(event) {
    this.counts[event] = Math.max(this.counts[event] ?? 0, this.viewer.lastOf(event)) + 1;
    return this.counts[event];
  }

  /**
   * Name what lies there, unless this machine is too slow for it.
   * @param {Touch} touch
   */
  name(touch) {
    if (!this.haste.allows) return;
    const { named } = this.viewer;
    this.haste.measure(() => {
      const found = this.at(touch, named.any);
      const called = named.at(found);
      this.light(called ? "" : found.hit?.part ?? "", touch, called);
    });
  }

  /**
   * Have the body stay while the hand does something else.
   * @param {boolean} on
   */
  hold(on) {
    this.viewer.rig.controls.enabled = !on;
  }

  /**
   * Draw a rectangle between two places; none where they are null.
   * @param {Touch | null} from
   * @param {Touch | null} to
   */
  outline(from, to) {
    this.viewer.stage.outline(from, to);
  }

  /**
   * The parts that are seen in a rectangle.
   * @param {Touch} from
   * @param {Touch} to
   */
  within(from, to) {
    return seenParts((x, y) => this.viewer.pickAt(x, y, false).hit?.part ?? "", from, to).map(({ part }) => part);
  }

  /**
   * Open the menu of a part.
   * @param {string} part
   * @param {Touch} touch
   */
  menu(part, touch, skinVertex = -1) {
    this.viewer.handling?.openMenu(part, touch, skinVertex);
  }

  /**
   * @param {string} part
   * @param {Touch} touch
   * @param {string} called what is painted there, where that is named
   */
  light(part, { x, y }, called = "") {
    const { stage, names, silent } = this.viewer;
    stage.showTip(silent ? "" : called || (part && names[part]) || "", x, y);
    if (part === this.over) return;
    this.over = part;
    stage.canvas.classList.toggle("over", Boolean(part));
    for (const { table, number } of this.lit.splice(0)) table.hover(number, false);
    for (const { table, numbers } of part ? this.viewer.groups.values() : []) {
      const number = numbers.get(part);
      if (number === undefined) continue;
      table.hover(number, true);
      this.lit.push({ table, number });
    }
    this.viewer.drawing?.request();
  }

  /** The looks were rewritten: nothing is lit any more. */
  forget() {
    this.lit = [];
    this.over = "";
  }

  get ink() {
    return this.viewer.ink;
  }

  get brush() {
    return this.viewer.strokes.brush;
  }

  /**
   * @param {import("./types").Triple} at
   * @param {import("./types").Triple | null} normal
   * @param {number} radius
   */
  around(at, normal, radius) {
    const { skin } = this.viewer;
    return skin ? around((skin.posed?.() ?? skin).data, at, normal, radius) : [];
  }

  /**
   * @param {Iterable<number>} vertices
   * @param {boolean} erase
   */
  preview(vertices, erase) {
    this.viewer.strokes.preview(new Set(vertices), erase);
  }

  /** @param {import("three").Vector3} point */
  approach(point) {
    this.viewer.rig.focus(point);
  }
}
