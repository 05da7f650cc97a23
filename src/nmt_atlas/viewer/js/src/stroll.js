// From one visible structure to the next by keys, so that everything that can be clicked can be
// reached without a pointer.
import { seenParts } from "./seen.js";

/** @typedef {import("./seen.js").Seen} Seen */

export class Stroll {
  /**
   * @param {() => {key: string, width: number, height: number, at: (x: number, y: number) => string}} view
   *   what is seen now; `key` is another one where something has changed
   */
  constructor(view) {
    this.view = view;
    this.key = "";
    /** @type {Seen[]} */
    this.seen = [];
    this.part = "";
  }

  /** What is seen now, asked once for each view. */
  refresh() {
    const { key, width, height, at } = this.view();
    if (key === this.key) return;
    this.key = key;
    this.seen = seenParts(at, { x: 0, y: 0 }, { x: width, y: height });
  }

  /**
   * Go on to the next structure, or back.
   * @param {1 | -1} step
   * @returns {{place: Seen, number: number, of: number} | null}
   */
  go(step) {
    this.refresh();
    const { length } = this.seen;
    if (!length) return null;
    const before = this.seen.findIndex(({ part }) => part === this.part);
    const number = before < 0 ? (step > 0 ? 0 : length - 1) : (before + step + length) % length;
    this.part = this.seen[number].part;
    return { place: this.seen[number], number: number + 1, of: length };
  }

  /** Where one stands, while that is still seen. */
  get here() {
    this.refresh();
    return this.seen.find(({ part }) => part === this.part) ?? null;
  }
}
