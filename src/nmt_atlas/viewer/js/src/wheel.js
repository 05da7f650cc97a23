// What a turn of the wheel means: a mouse's notch zooms, a trackpad's swipe turns (with shift it
// moves) and its pinch zooms. Browsers call all of them "wheel".

const NOTCH = 1.1; // a tenth closer or farther
const MOST = 3; // notches that one event may count for
const TICK = 120; // what browsers count as one notch
const SWIPE_PX = 50; // a smaller step comes from no notch
const PINCH = 0.01; // a pinch comes as a hundred times the logarithm of its scale
const PINCH_MOST = 25;
const SAME_MS = 220; // events closer together belong to one gesture

/**
 * @typedef {object} Rolled
 * @property {number} deltaX
 * @property {number} deltaY
 * @property {number} deltaMode
 * @property {boolean} [ctrlKey]
 * @property {boolean} [shiftKey]
 * @property {number} [wheelDeltaY] notches times 120 where a mouse rolls
 * @property {number} timeStamp
 */

/** @typedef {{what: "zoom", factor: number} | {what: "turn" | "pan", x: number, y: number}} Meant */

const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(-most, Math.min(most, value));

/** @param {Rolled} event */
function isNotch({ deltaMode, deltaX, deltaY, wheelDeltaY = 0 }) {
  if (deltaMode) return true; // lines or pages: no trackpad counts in those
  if (deltaX) return false;
  return (wheelDeltaY !== 0 && wheelDeltaY % TICK === 0) || Math.abs(deltaY) >= SWIPE_PX;
}

/** @param {Rolled} event */
function notches({ deltaMode, deltaY, wheelDeltaY = 0 }) {
  if (deltaMode) return within(deltaMode === 1 ? deltaY / 3 : deltaY, MOST);
  return within(wheelDeltaY && wheelDeltaY % TICK === 0 ? -wheelDeltaY / TICK : deltaY / 100, MOST);
}

export class Wheel {
  constructor() {
    this.swiping = false;
    this.last = -Infinity;
  }

  /** @param {Rolled} event */
  goesOn({ timeStamp }) {
    const same = timeStamp - this.last < SAME_MS;
    this.last = timeStamp;
    return same;
  }

  /**
   * What an event asks for; a gesture stays what it began as.
   * @param {Rolled} event
   * @returns {Meant}
   */
  read(event) {
    const same = this.goesOn(event);
    if (event.ctrlKey) {
      this.swiping = false;
      return { what: "zoom", factor: Math.exp(within(event.deltaY, PINCH_MOST) * PINCH) };
    }
    this.swiping = (same && this.swiping) || !isNotch(event);
    if (!this.swiping) return { what: "zoom", factor: NOTCH ** notches(event) };
    return { what: event.shiftKey ? "pan" : "turn", x: event.deltaX, y: event.deltaY };
  }
}
