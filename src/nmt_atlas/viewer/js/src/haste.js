// Names that follow the pointer are for machines that are quick enough: what one costs is measured,
// and where it costs too much nothing is named for a while.

const SLOW_MS = 40;
const TRIES = 3;
const OFF_MS = 20_000;

export class Haste {
  /** @param {() => number} now milliseconds */
  constructor(now = () => performance.now()) {
    this.now = now;
    /** @type {number[]} */
    this.spent = [];
    this.until = -Infinity;
  }

  /** False while the machine is too slow for it. */
  get allows() {
    return this.now() >= this.until;
  }

  /**
   * Do something and remember what it cost.
   * @param {() => void} work
   */
  measure(work) {
    const began = this.now();
    work();
    this.spent = [...this.spent, this.now() - began].slice(-TRIES);
    if (this.spent.length < TRIES || Math.min(...this.spent) < SLOW_MS) return;
    this.spent = [];
    this.until = this.now() + OFF_MS;
  }
}
