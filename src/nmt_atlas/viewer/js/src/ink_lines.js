// Strokes as lines: what the pen went over, made short; and whether an eraser meets them. Pure.

/** @typedef {import("./types").Triple} Triple */
/** @typedef {[number, number]} Pair CSS pixels, or heights of the free screen */
/** @typedef {{x: number, y: number, at: Triple | null}} Sample where the pen was; `at`: the place under it, mm */

export const MOST_LINES = 24; // as in domain/picks.py
export const MOST_POINTS = 240;
const SLACK_PX = 0.8; // a line strays from the hand's no farther
const SLACK_MM = 1; // nor does it sink deeper into a curved surface
const JUMP = 8; // a step so many times as long as the one before it leads to another surface
const JUMP_MM = 12;

/**
 * How far a place lies from a stretch.
 * @param {Pair} place
 * @param {Pair} a
 * @param {Pair} b
 */
export function apart([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/**
 * How far a place of the body lies from a stretch through it, mm.
 * @param {Triple} place
 * @param {Triple} a
 * @param {Triple} b
 */
function sunk(place, a, b) {
  const way = b.map((value, axis) => value - a[axis]);
  const off = place.map((value, axis) => value - a[axis]);
  const dot = (/** @type {number[]} */ one, /** @type {number[]} */ two) => one.reduce((sum, value, axis) => sum + value * two[axis], 0);
  const along = Math.min(1, Math.max(0, dot(off, way) / (dot(way, way) || 1)));
  return Math.hypot(...off.map((value, axis) => value - along * way[axis]));
}

/**
 * How far a sample lies from the stretch between two others, as a share of what it may.
 * @param {Sample} one
 * @param {Sample} first
 * @param {Sample} last
 */
function strayed(one, first, last) {
  const far = apart([one.x, one.y], [first.x, first.y], [last.x, last.y]) / SLACK_PX;
  return one.at && first.at && last.at ? Math.max(far, sunk(one.at, first.at, last.at) / SLACK_MM) : far;
}

/**
 * The samples that a line needs to stray no farther than it may (Douglas and Peucker).
 * @param {Sample[]} samples
 * @param {number} slack so many times as far as usual
 * @returns {Sample[]}
 */
export function fewer(samples, slack = 1) {
  if (samples.length < 3) return samples;
  const [first, last] = [samples[0], samples[samples.length - 1]];
  let [most, at] = [0, 0];
  for (let k = 1; k < samples.length - 1; k++) {
    const far = strayed(samples[k], first, last);
    if (far > most) [most, at] = [far, k];
  }
  if (most <= slack) return [first, last];
  return [...fewer(samples.slice(0, at + 1), slack).slice(0, -1), ...fewer(samples.slice(at), slack)];
}

/**
 * A line of no more than so many places.
 * @param {Sample[]} samples
 */
function short(samples) {
  let [slack, found] = [1, fewer(samples)];
  while (found.length > MOST_POINTS) found = fewer(samples, slack *= 1.6);
  return found;
}

/**
 * Whether a line goes on from one place of the body to the next, or the pen came to another surface.
 * @param {Sample[]} run
 * @param {Sample} next
 */
function goesOn(run, next) {
  const [last, before] = [run[run.length - 1], run[run.length - 2]];
  if (!last?.at || !next.at) return Boolean(last?.at) === Boolean(next.at);
  const step = Math.hypot(...next.at.map((value, axis) => value - /** @type {Triple} */ (last.at)[axis]));
  const usual = before?.at ? Math.hypot(...last.at.map((value, axis) => value - /** @type {Triple} */ (before.at)[axis])) : step;
  return step < Math.max(JUMP_MM, JUMP * usual);
}

/**
 * A stroke as lines on the body and lines beside it; those beside it reach up to where the others end.
 * @param {Sample[]} samples
 * @returns {{body: Sample[][], screen: Sample[][]}}
 */
export function linesOf(samples) {
  /** @type {Sample[][]} */
  const runs = [];
  for (const one of samples) {
    const run = runs[runs.length - 1];
    if (run && goesOn(run, one)) run.push(one);
    else runs.push([one]);
  }
  runs.forEach((run, k) => {
    if (run[0].at) return;
    const [before, after] = [runs[k - 1]?.at(-1), runs[k + 1]?.[0]];
    if (before?.at) run.unshift({ ...before, at: null });
    if (after?.at) run.push({ ...after, at: null });
  });
  const of = (/** @type {boolean} */ on) => runs.filter((run) => Boolean(run[0].at) === on).slice(0, MOST_LINES).map(short);
  return { body: of(true), screen: of(false) };
}

/**
 * Whether a round eraser meets a line.
 * @param {Pair} place CSS pixels
 * @param {number} reach
 * @param {(Pair | null)[]} line null: a place that is not seen
 */
export function meets(place, reach, line) {
  return line.some((one, k) => {
    const next = line[k + 1] ?? (line.length === 1 ? one : null);
    return Boolean(one && next && apart(place, one, next) <= reach);
  });
}
