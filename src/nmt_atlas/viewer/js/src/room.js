// How the window is shared: what floats where, and the room that is left for the body. Pure, so that
// the head start of the picture and the window itself say the same.

/** @typedef {"low" | "half" | "full"} Height */
/** @typedef {{ left?: boolean, right?: boolean, reading?: boolean, doors?: boolean, height?: Height, keys?: number, strip?: number }} Open */
/** @typedef {{ top: number, right: number, bottom: number, left: number }} Room CSS pixels from each edge */
/** @typedef {"phone" | "tall" | "short" | "wide"} Mode */

export const RAIL = 72;
export const BAR = 60;
export const GAP = 12;
const SLIM = 60;
const KEYS = 56; // the legend above a sheet at the bottom
const TOP = 72;
const SHORT_TOP = 56; // search and tools of a low window, which lie over its whole width
const LOW = 76;
const CARD = 380;
const COLUMN = 640;
const LIST = 340;
const SEARCH = 372; // the search with the gaps beside it
const STRIP = 900; // what the tools need to stand in one row with their words
const ROW = 44;
const ONE_ROW = 48; // the strip of tools where it has one row
export const TALL = 640; // a window so high has room for a second row of tools
const MOST = 0.3; // of the height of a window, for legends that float over its foot
const DOORS = { wide: 130, tall: 96, phone: 232, short: 76 };
const LOWEST = 700; // a phone that is lower has its doors beside each other
const BESIDE = 148;

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
 * How wide the sheets at the sides are.
 * @param {Mode} mode
 * @param {number} width of the window
 * @param {boolean} reading
 */
function widthsOf(mode, width, reading) {
  const card = mode === "short" ? within(240, width * 0.42, CARD) : within(280, width / 3 - GAP, CARD);
  const right = reading && mode === "wide" ? within(CARD, width * 0.45, COLUMN) : card;
  return { right, left: Math.min(LIST, right) };
}

/**
 * What is left for the body beside sheets at the sides.
 * @param {Mode} mode
 * @param {Open} open
 * @param {{ left: number, right: number }} wide
 * @returns {Room}
 */
function beside(mode, open, wide) {
  const short = mode === "short";
  const below = short ? 0 : 56;
  return {
    top: short ? SHORT_TOP : TOP - GAP,
    right: open.right ? wide.right + GAP : 0,
    bottom: below,
    left: (short ? SLIM : RAIL) + (open.left ? wide.left + GAP : 0),
  };
}

/**
 * What a second row of tools is likely to take, before they stand there to be measured.
 * @param {Mode} mode
 * @param {number} width of the window
 * @param {number} height
 * @param {number} right what the card takes
 */
const rowOf = (mode, width, height, right) => (
  mode === "wide" && height >= TALL && width - RAIL - SEARCH - right < STRIP ? ROW : 0);

/**
 * What legend and strips take over the foot of the window, as high as they are.
 * @param {Mode} mode
 * @param {number} height of the window
 * @param {number} keys their height, CSS pixels
 * @param {boolean} sheet whether a sheet lies below them
 */
function footOf(mode, height, keys, sheet) {
  const least = sheet ? KEYS : 0;
  if (!keys) return least;
  return Math.max(least, Math.min(keys + (mode === "short" ? 8 : GAP) + 4, Math.round(height * MOST)));
}

/**
 * What the doors take at the foot of a window, where they are there.
 * @param {Mode} mode
 * @param {number} height of the window
 * @param {Open} open
 */
const doorsOf = (mode, height, { doors }) => (!doors ? 0 : mode === "phone" && height <= LOWEST ? BESIDE : DOORS[mode]);

/** The legend stands above the doors. @param {number} doors @param {number} foot @param {Open} open */
const aboveOf = (doors, foot, { keys }) => (doors && !keys ? doors : doors + foot);

/**
 * What the tools take that do not fit into one row: as they stand, or as is likely before they do.
 * @param {Mode} mode
 * @param {number} width of the window
 * @param {number} height
 * @param {number} right what the card takes
 * @param {number} strip how high the tools stand; 0 before they do
 */
function topOf(mode, width, height, right, strip) {
  if (!strip || mode !== "wide") return rowOf(mode, width, height, right);
  return Math.max(0, strip - ONE_ROW);
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
  const phone = mode === "phone";
  const below = phone || mode === "tall";
  const heights = heightsOf(mode, height - safe);
  const wide = widthsOf(mode, width, Boolean(open.reading));
  const sheet = below && (open.left || open.right) ? heights[open.height ?? "half"] : 0;
  const room = beside(mode, below ? {} : open, wide);
  room.top += topOf(mode, width, height, room.right, open.strip ?? 0);
  const foot = footOf(mode, height, open.keys ?? 0, sheet > 0);
  const under = (phone ? BAR + safe : 0) + Math.min(sheet, heights.half); // what lies at the bottom
  const doors = doorsOf(mode, height, open);
  const over = aboveOf(doors, foot, open);
  room.bottom = below ? under + over : Math.max(room.bottom, over);
  if (phone) room.left = 0;
  return { mode, below, under, doors, ...wide, sheet, heights, room, alone: below || width < 1200 };
}
