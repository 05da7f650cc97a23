// Where names stand beside their places: apart from each other and from marks, near, with leaders
// that do not cross, and where they stood before as long as that is free. Stills have the same rule
// (domain/label_layout.py); a test compares them.
import { LOOK } from "./look.js";

/** @typedef {[number, number, number, number]} Box left, top, right, bottom; CSS pixels */
/** @typedef {{x: number, y: number, w: number, h: number, way: number}} Wanted an anchor, a size, the way last taken or -1 */
/** @typedef {{box: Box, end: [number, number], way: number}} Spot `end`: where the leader meets the name */

const {
  edge: EDGE, gap: GAP, far: FAR, turns: TURNS, crossing: CROSSING, over_anchor: OVER_ANCHOR, inward: INWARD, aside: ASIDE,
  many: MANY, reach: REACH,
} = LOOK.labels;

/** Every way that a name can stand off its place: outward first. @type {readonly [number, number, number][]} */
const WAYS = FAR.flatMap((far) => TURNS.flatMap((turn) => [1, -1].map((side) => (
  /** @type {[number, number, number]} */ ([side, far * Math.cos(turn), far * Math.sin(turn)])))));

/**
 * @param {Wanted} one
 * @param {number} way
 * @param {number} outward 1 to the right, -1 to the left
 * @returns {Spot}
 */
function spotOf({ x, y, w, h }, way, outward) {
  const [side, dx, dy] = WAYS[way];
  const right = side * outward > 0;
  const end = right ? x + dx : x - dx;
  const left = right ? end : end - w;
  return { box: [left, y + dy - h / 2, left + w, y + dy + h / 2], end: [end, y + dy], way };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
const meet = (a, b) => a[0] < b[2] + GAP && b[0] < a[2] + GAP && a[1] < b[3] + GAP && b[1] < a[3] + GAP;

/**
 * Whether two stretches cross.
 * @param {number[]} a x, y, x, y
 * @param {number[]} b
 */
function cross(a, b) {
  const turn = (/** @type {number[]} */ s, /** @type {number} */ x, /** @type {number} */ y) => (
    (s[2] - s[0]) * (y - s[1]) - (s[3] - s[1]) * (x - s[0]));
  return turn(a, b[0], b[1]) * turn(a, b[2], b[3]) < 0 && turn(b, a[0], a[1]) * turn(b, a[2], a[3]) < 0;
}

/**
 * Whether a stretch runs through a box.
 * @param {number[]} line
 * @param {Box} box
 */
function through(line, [left, top, right, bottom]) {
  return cross(line, [left, top, right, bottom]) || cross(line, [left, bottom, right, top]);
}

/** @param {Wanted} one @param {Spot} spot */
const leader = ({ x, y }, { end }) => [x, y, ...end];

/**
 * Put every name somewhere; null where there is no room at all.
 * @param {readonly Wanted[]} wanted
 * @param {{room: Box, taken?: readonly Box[], settle?: boolean}} where
 *   `room`: what there is; `settle`: choose anew also where the old place is free
 * @returns {(Spot | null)[]}
 */
export function layOut(wanted, { room, taken = [], settle = false }) {
  const among = wanted.reduce((sum, { x }) => sum + x / wanted.length, 0);
  const centre = (room[0] + room[2]) / 2;
  const aside = (room[2] - room[0]) * ASIDE;
  const most = wanted.length > MANY ? Math.min(room[2] - room[0], room[3] - room[1]) * REACH : Infinity;
  /** @type {Box[]} */
  const full = [...taken];
  /** @type {number[][]} */
  const leaders = [];
  const free = (/** @type {Box} */ box) => box[0] >= room[0] + EDGE && box[1] >= room[1] + EDGE
    && box[2] <= room[2] - EDGE && box[3] <= room[3] - EDGE && !full.some((other) => meet(box, other));
  /** @type {(Spot | null)[]} */
  const found = wanted.map(() => null);
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a].y - wanted[b].y);
  for (const k of order) {
    const one = wanted[k];
    const outward = one.x < (Math.abs(one.x - centre) > aside ? centre : among) ? -1 : 1;
    const spot = kept(one, outward, settle, free) ?? best(one, outward, { free, full, leaders, wanted, most });
    if (!spot) continue;
    found[k] = spot;
    full.push(spot.box);
    leaders.push(leader(one, spot));
  }
  return found;
}

/**
 * @param {Wanted} one
 * @param {number} outward
 * @param {boolean} settle
 * @param {(box: Box) => boolean} free
 */
function kept(one, outward, settle, free) {
  if (settle || one.way < 0) return null;
  const spot = spotOf(one, one.way, outward);
  return free(spot.box) ? spot : null;
}

/**
 * @param {Wanted} one
 * @param {number} outward
 * @param {{free: (box: Box) => boolean, full: Box[], leaders: number[][], wanted: readonly Wanted[], most: number}} among
 *   `most`: what a name may cost; of many names one that would stand far off or across others is left out
 */
function best(one, outward, { free, full, leaders, wanted, most }) {
  /** @type {Spot | null} */
  let found = null;
  let least = most;
  for (let way = 0; way < WAYS.length; way++) {
    const [side, dx, dy] = WAYS[way];
    let cost = Math.hypot(dx, dy) + (side < 0 ? INWARD : 0);
    if (cost >= least) continue;
    const spot = spotOf(one, way, outward);
    if (!free(spot.box)) continue;
    const line = leader(one, spot);
    cost += CROSSING * leaders.filter((other) => cross(line, other)).length;
    cost += CROSSING * full.filter((box) => through(line, box)).length;
    cost += OVER_ANCHOR * wanted.filter((other) => other !== one && meet(spot.box, [other.x, other.y, other.x, other.y])).length;
    if (cost < least) [found, least] = [spot, cost];
  }
  return found;
}
