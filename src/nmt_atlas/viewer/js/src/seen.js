// Which parts are seen in a rectangle of the canvas: asked by rays on a grid, so that what counts
// is what stands in front, as a click there would meet it.

const STEP_PX = 9;
const MOST = 34; // rays to a side

/** @typedef {{x: number, y: number}} Corner CSS pixels from the canvas's corner */
/** @typedef {{part: string, x: number, y: number, rays: number}} Seen a place where the part is met, the most inner one */

/**
 * @param {(x: number, y: number) => string} at the part at a place; "" for none
 * @param {Corner} from
 * @param {Corner} to
 * @returns {Seen[]} from top to bottom, and from left to right where they are equally high
 */
export function seenParts(at, from, to) {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const columns = Math.min(MOST, Math.max(1, Math.ceil((right - left) / STEP_PX)));
  const rows = Math.min(MOST, Math.max(1, Math.ceil((bottom - top) / STEP_PX)));
  /** @type {Map<string, Corner[]>} */
  const met = new Map();
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
    const x = left + ((column + 0.5) * (right - left)) / columns;
    const y = top + ((row + 0.5) * (bottom - top)) / rows;
    const part = at(x, y);
    if (part) met.set(part, [...(met.get(part) ?? []), { x, y }]);
  }
  const rowHeight = (bottom - top) / rows || 1;
  return [...met].map(([part, places]) => ({ part, rays: places.length, ...inner(places) }))
    .sort((a, b) => Math.round((a.y - b.y) / (2 * rowHeight)) || a.x - b.x);
}

/**
 * The place nearest to the middle of all.
 * @param {Corner[]} places
 */
function inner(places) {
  const middle = { x: 0, y: 0 };
  for (const { x, y } of places) {
    middle.x += x / places.length;
    middle.y += y / places.length;
  }
  const away = (/** @type {Corner} */ { x, y }) => Math.hypot(x - middle.x, y - middle.y);
  return places.reduce((best, one) => (away(one) < away(best) ? one : best));
}
