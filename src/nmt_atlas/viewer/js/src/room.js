// How the window is shared: what floats where, and the room that is left for the body. Pure, so that
// the head start of the picture and the window itself say the same.

/** @typedef {"low" | "half" | "full"} Height */
/** @typedef {{ left?: boolean, right?: boolean, reading?: boolean, height?: Height }} Open */
/** @typedef {{ top: number, right: number, bottom: number, left: number }} Room CSS pixels from each edge */
/** @typedef {"phone" | "tall" | "short" | "wide"} Mode */

export const RAIL = 72;
export const BAR = 60;
export const GAP = 12;
const TOP = 72;
const LOW = 76;
const CARD = 380;
const COLUMN = 640;
const LIST = 340;

/**
 * What kind of window this is: a phone held upright, a tablet held upright, one with little height
 * (a phone held sideways, a page zoomed in), or a wide one.
 * @param {number} width
 * @param {number} height
 * @returns {Mode}
 */
export function modeOf(width, height) {
  if (height > width && width < 600) return "phone";
  if (height > width && width < 1000) return "tall";
  return height < 480 ? "short" : "wide";
}

const within = (/** @type {number} */ least, /** @type {number} */ wanted, /** @type {number} */ most) => (
  Math.round(Math.min(most, Math.max(least, wanted))));

/**
 * Heights of a sheet at the bottom.
 * @param {Mode} mode
 * @param {number} height of the window
 * @returns {Record<Height, number>}
 */
export function heightsOf(mode, height) {
  const bar = mode === "phone" ? BAR : 0;
  const half = mode === "phone" ? Math.max(180, height * 0.42 - bar / 2) : height / 3 - GAP;
  return { low: LOW, half: Math.round(half), full: height - bar - 56 };
}

/**
 * The whole layout of a window.
 * @param {number} width CSS pixels
 * @param {number} height
 * @param {Open} open which sheets are open
 * @param {number} safe pixels at the bottom that the device keeps for itself
 */
export function planOf(width, height, open, safe = 0) {
  const mode = modeOf(width, height);
  const below = mode === "phone" || mode === "tall";
  const bar = mode === "phone" ? BAR + safe : 0;
  const rail = mode === "phone" ? 0 : mode === "short" ? 60 : RAIL;
  const heights = heightsOf(mode, height - safe);
  const right = open.reading && mode === "wide"
    ? within(CARD, width * 0.45, COLUMN)
    : mode === "short" ? within(240, width * 0.42, CARD) : within(280, width / 3 - GAP, CARD);
  const left = Math.min(LIST, right);
  const sheet = below && (open.left || open.right) ? heights[open.height ?? "half"] : 0;
  const room = {
    top: mode === "short" ? 8 : TOP - GAP,
    right: !below && open.right ? right + GAP : 0,
    bottom: below ? bar + Math.min(sheet, heights.half) : mode === "short" ? 0 : 40,
    left: rail + (!below && open.left ? left + GAP : 0),
  };
  return { mode, below, bar, rail, left, right, sheet, heights, room, alone: below || width < 1200 };
}
