// Where a plane goes through closed meshes: loops, and the faces within them. Stills make the same
// ones (body/pictures/caps.py); a test compares them.
import earcut from "earcut";

/** @typedef {import("./types").Plane} Plane */
/** @typedef {import("./types").Triple} Triple */
/** @typedef {number[]} Loop x, y, z after each other; mm */
/** @typedef {{rim_mm: number, rim_share: number, hollow: boolean}} Rim */

const LEAST = 0.05; // mm²
const SHARPEST = 0.5; // corners sharper than this are not followed to their tip
const KEPT = 0.8; // of the width; what comes nearer to its loop is left out

/**
 * @param {number} one
 * @param {number} other
 */
const edge = (one, other) => Math.min(one, other) * 67108864 + Math.max(one, other);

/**
 * Two unit vectors in a plane; with its normal they are right-handed.
 * @param {Plane} plane
 * @returns {[Triple, Triple]}
 */
export function basisOf({ normal: n }) {
  const [x, y, z] = Math.abs(n[2]) < 0.9 ? [0, 0, 1] : [0, 1, 0];
  /** @type {Triple} */
  const one = [y * n[2] - z * n[1], z * n[0] - x * n[2], x * n[1] - y * n[0]];
  const size = Math.hypot(...one);
  for (let k = 0; k < 3; k++) one[k] /= size;
  return [one, [n[1] * one[2] - n[2] * one[1], n[2] * one[0] - n[0] * one[2], n[0] * one[1] - n[1] * one[0]]];
}

/**
 * Where a plane goes through a closed mesh that is given as runs of corners.
 * @param {Pick<import("./types").Merged, "positions" | "index" | "scale" | "offset">} data
 * @param {{start: number, count: number}[]} runs
 * @param {Plane} plane
 * @returns {Loop[]} seen from where the normal points, what is solid lies on their left
 */
export function loopsOf({ positions, index, scale, offset }, runs, { normal, distance }) {
  const unit = scale / 65535;
  const [a, b, c] = normal.map((value) => value * unit);
  const level = distance - normal[0] * offset[0] - normal[1] * offset[1] - normal[2] * offset[2];
  const beyond = (/** @type {number} */ o) => a * positions[o] + b * positions[o + 1] + c * positions[o + 2] - level;
  /** @type {Map<number, number>} */
  const welded = new Map();
  const idOf = (/** @type {number} */ o) => {
    const key = positions[o] + positions[o + 1] * 65536 + positions[o + 2] * 4294967296;
    let id = welded.get(key);
    if (id === undefined) welded.set(key, id = welded.size);
    return id;
  };
  /** @type {[number, number, Triple][]} key of the edge where a step starts, where it ends, and its start */
  const steps = [];
  for (const { start, count } of runs) {
    for (let corner = start; corner < start + count; corner += 3) {
      const o = [index[corner] * 4, index[corner + 1] * 4, index[corner + 2] * 4];
      const d = [beyond(o[0]), beyond(o[1]), beyond(o[2])];
      const above = Number(d[0] > 0) + Number(d[1] > 0) + Number(d[2] > 0);
      if (above === 0 || above === 3) continue;
      const alone = above === 1;
      const k = [0, 1, 2].find((one) => (d[one] > 0) === alone) ?? 0;
      const [l, m] = [(k + 1) % 3, (k + 2) % 3];
      const ids = [idOf(o[k]), idOf(o[l]), idOf(o[m])];
      const keys = [edge(ids[0], ids[1]), edge(ids[0], ids[2])];
      const end = alone ? l : m;
      const share = d[k] / (d[k] - d[end]);
      const at = /** @type {Triple} */ ([0, 1, 2].map((axis) => (
        (positions[o[k] + axis] + share * (positions[o[end] + axis] - positions[o[k] + axis])) * unit + offset[axis])));
      steps.push(alone ? [keys[0], keys[1], at] : [keys[1], keys[0], at]);
    }
  }
  return chained(steps);
}

/**
 * Steps from edge to edge as closed loops.
 * @param {[number, number, Triple][]} steps
 * @returns {Loop[]}
 */
function chained(steps) {
  /** @type {Map<number, number[]>} */
  const follow = new Map();
  steps.forEach(([start], number) => {
    const held = follow.get(start);
    if (held) held.push(number);
    else follow.set(start, [number]);
  });
  const used = new Uint8Array(steps.length);
  const loops = [];
  for (let first = 0; first < steps.length; first++) {
    const loop = [];
    let number = /** @type {number | undefined} */ (first);
    while (number !== undefined && !used[number]) {
      used[number] = 1;
      loop.push(...steps[number][2]);
      number = follow.get(steps[number][1])?.find((one) => !used[one]);
    }
    if (loop.length > 6) loops.push(loop);
  }
  return loops;
}

/**
 * A loop on the plane: two numbers a place.
 * @param {Loop} loop
 * @param {[Triple, Triple]} basis
 */
export function flatten(loop, [u, v]) {
  const flat = [];
  for (let k = 0; k < loop.length; k += 3) {
    const [x, y, z] = [loop[k], loop[k + 1], loop[k + 2]];
    flat.push(x * u[0] + y * u[1] + z * u[2], x * v[0] + y * v[1] + z * v[2]);
  }
  return flat;
}

/**
 * A flat loop's area: positive for an outline, negative for a hole.
 * @param {number[]} flat
 */
export function areaOf(flat) {
  let sum = 0;
  for (let k = 0, last = flat.length - 2; k < flat.length; last = k, k += 2) sum += flat[last] * flat[k + 1] - flat[k] * flat[last + 1];
  return sum / 2;
}

/** @param {number[]} flat */
function lengthOf(flat) {
  let sum = 0;
  for (let k = 0, last = flat.length - 2; k < flat.length; last = k, k += 2) sum += Math.hypot(flat[k] - flat[last], flat[k + 1] - flat[last + 1]);
  return sum;
}

/**
 * The unit vector to the left of a way.
 * @param {number} dx
 * @param {number} dy
 */
function leftOf(dx, dy) {
  const size = Math.hypot(dx, dy) || 1;
  return [-dy / size, dx / size];
}

/**
 * A flat loop moved into what is solid; places that would come nearer to it than that are left out.
 * @param {number[]} flat
 * @param {number} width mm
 */
export function inset(flat, width) {
  const count = flat.length;
  const moved = [];
  for (let k = 0; k < count; k += 2) {
    const [before, after] = [(k + count - 2) % count, (k + 2) % count];
    const [ax, ay] = leftOf(flat[k] - flat[before], flat[k + 1] - flat[before + 1]);
    const [bx, by] = leftOf(flat[after] - flat[k], flat[after + 1] - flat[k + 1]);
    const far = width / Math.max(1 + ax * bx + ay * by, SHARPEST);
    const [x, y] = [flat[k] + far * (ax + bx), flat[k + 1] + far * (ay + by)];
    if (farFrom(flat, x, y, (KEPT * width) ** 2)) moved.push(x, y);
  }
  return moved;
}

/**
 * @param {number[]} flat
 * @param {number} x
 * @param {number} y
 * @param {number} least square of the distance that is kept
 */
function farFrom(flat, x, y, least) {
  for (let k = 0, last = flat.length - 2; k < flat.length; last = k, k += 2) {
    const [px, py] = [flat[last], flat[last + 1]];
    const [dx, dy] = [flat[k] - px, flat[k + 1] - py];
    const share = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / Math.max(dx * dx + dy * dy, 1e-12)));
    if ((x - px - share * dx) ** 2 + (y - py - share * dy) ** 2 <= least) return false;
  }
  return true;
}

/**
 * Whether a place lies within loops, holes left out.
 * @param {number[][]} flats
 * @param {number} x
 * @param {number} y
 */
export function within(flats, x, y) {
  let inside = false;
  for (const flat of flats) {
    for (let k = 0, last = flat.length - 2; k < flat.length; last = k, k += 2) {
      if ((flat[k + 1] > y) !== (flat[last + 1] > y)
        && x < ((flat[last] - flat[k]) * (y - flat[k + 1])) / (flat[last + 1] - flat[k + 1]) + flat[k]) inside = !inside;
    }
  }
  return inside;
}

/**
 * Loops as triangles: places (two numbers each) and corners.
 * @param {number[][]} flats
 */
export function filled(flats) {
  const holes = flats.filter((flat) => areaOf(flat) < 0);
  /** @type {number[]} */
  const places = [];
  /** @type {number[]} */
  const corners = [];
  for (const outline of flats) {
    if (areaOf(outline) <= 0) continue;
    const own = holes.filter((hole) => within([outline], hole[0], hole[1]));
    const start = places.length / 2;
    /** @type {number[]} */
    const flat = [];
    const begins = [];
    for (const one of [outline, ...own]) {
      if (flat.length) begins.push(flat.length / 2);
      for (const value of one) flat.push(value);
    }
    for (const corner of earcut(flat, begins)) corners.push(corner + start);
    for (const value of flat) places.push(value);
  }
  return { places, corners };
}

/**
 * The face of a cut: what has the rim's colour, and what lies over it; null where there is none.
 * @param {number[][]} flats
 * @param {Rim} look
 */
export function faceOf(flats, { rim_mm: most, rim_share: share, hollow }) {
  const area = flats.reduce((sum, flat) => sum + areaOf(flat), 0);
  if (area < LEAST) return null;
  const half = (2 * area) / flats.reduce((sum, flat) => sum + lengthOf(flat), 0);
  const width = Math.min(most, share * half);
  if (width <= 0) return { area, ring: [], core: flats };
  const core = flats.map((flat) => inset(flat, width)).filter((flat) => flat.length > 4);
  if (!hollow) return { area, ring: flats, core };
  return { area, ring: [...flats, ...core.map(reversed)], core: [] };
}

/** @param {number[]} flat */
function reversed(flat) {
  const turned = [];
  for (let k = flat.length - 2; k >= 0; k -= 2) turned.push(flat[k], flat[k + 1]);
  return turned;
}
