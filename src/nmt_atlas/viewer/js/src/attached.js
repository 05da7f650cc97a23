// Attachments: where a muscle's ends come near a bone, as small triangles of that bone. Stills make
// the same ones (body/pictures/attached.py); a test compares them.
import { LOOK } from "./look.js";

/** @typedef {import("./types").Merged} Merged */
/** @typedef {import("./types").PartRange} PartRange */
/** @typedef {number[]} Triangle nine numbers, mm */

const { near: NEAR, ends: ENDS } = LOOK.attached;
const FINE = 2.5; // triangles of a bone are halved until no edge is longer, mm
const ROUNDS = 4;
const CELL = 2 * NEAR;

/**
 * @param {Merged} data
 * @param {number} corner
 * @returns {Triangle}
 */
function triangleAt({ positions, index, scale, offset }, corner) {
  const found = [];
  for (let k = 0; k < 3; k++) {
    const o = index[corner + k] * 4;
    for (let axis = 0; axis < 3; axis++) found.push((positions[o + axis] * scale) / 65535 + offset[axis]);
  }
  return found;
}

/** @param {Triangle} t */
function longest(t) {
  const edge = (/** @type {number} */ a, /** @type {number} */ b) => Math.hypot(t[a] - t[b], t[a + 1] - t[b + 1], t[a + 2] - t[b + 2]);
  return Math.max(edge(0, 3), edge(3, 6), edge(6, 0));
}

/**
 * A triangle as four.
 * @param {Triangle} t
 * @returns {Triangle[]}
 */
function halved(t) {
  const middle = (/** @type {number} */ a, /** @type {number} */ b) => [(t[a] + t[b]) / 2, (t[a + 1] + t[b + 1]) / 2, (t[a + 2] + t[b + 2]) / 2];
  const [a, b, c] = [t.slice(0, 3), t.slice(3, 6), t.slice(6, 9)];
  const [ab, bc, ca] = [middle(0, 3), middle(3, 6), middle(6, 0)];
  return [[...a, ...ab, ...ca], [...ab, ...b, ...bc], [...ca, ...bc, ...c], [...ab, ...bc, ...ca]];
}

/** Places that are asked for what lies near, by cells. */
class Near {
  constructor() {
    /** @type {Map<string, number[]>} */
    this.cells = new Map();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} z
   */
  add(x, y, z) {
    const key = `${Math.floor(x / CELL)},${Math.floor(y / CELL)},${Math.floor(z / CELL)}`;
    const held = this.cells.get(key);
    if (held) held.push(x, y, z);
    else this.cells.set(key, [x, y, z]);
  }

  /** How far the nearest place is, at most two widths.
   * @param {number} x
   * @param {number} y
   * @param {number} z
   */
  away(x, y, z) {
    const [i, j, k] = [Math.floor(x / CELL), Math.floor(y / CELL), Math.floor(z / CELL)];
    let least = CELL * CELL;
    for (let a = i - 1; a <= i + 1; a++) for (let b = j - 1; b <= j + 1; b++) for (let c = k - 1; c <= k + 1; c++) {
      const held = this.cells.get(`${a},${b},${c}`);
      if (!held) continue;
      for (let n = 0; n < held.length; n += 3) {
        least = Math.min(least, (held[n] - x) ** 2 + (held[n + 1] - y) ** 2 + (held[n + 2] - z) ** 2);
      }
    }
    return Math.sqrt(least);
  }

  /** Whether anything lies in the cells around a triangle.
   * @param {Triangle} t
   */
  touches(t) {
    const range = [0, 1, 2].map((axis) => {
      const values = [t[axis], t[axis + 3], t[axis + 6]];
      return [Math.floor((Math.min(...values) - NEAR) / CELL), Math.floor((Math.max(...values) + NEAR) / CELL)];
    });
    for (let a = range[0][0]; a <= range[0][1]; a++) for (let b = range[1][0]; b <= range[1][1]; b++) {
      for (let c = range[2][0]; c <= range[2][1]; c++) if (this.cells.has(`${a},${b},${c}`)) return true;
    }
    return false;
  }
}

/**
 * Places all over the surface of a muscle's ends: origin, insertion; null where it has no fibres.
 * @param {Merged} data
 * @param {PartRange} part
 * @returns {[Near, Near] | null}
 */
export function endsOf(data, part) {
  const { uvs, index } = data;
  if (!uvs || !part.fibres) return null;
  const ends = /** @type {[Near, Near]} */ ([new Near(), new Near()]);
  for (let corner = part.firstCorner; corner < part.firstCorner + part.corners; corner += 3) {
    const along = [0, 1, 2].map((k) => uvs[index[corner + k] * 2] / 65535);
    const end = along.every((u) => u < ENDS) ? ends[0] : along.every((u) => u > 1 - ENDS) ? ends[1] : null;
    if (!end) continue;
    let list = [triangleAt(data, corner)];
    for (let round = 0; round < ROUNDS; round++) list = list.flatMap((t) => (longest(t) > NEAR ? halved(t) : [t]));
    for (const t of list) for (let k = 0; k < 9; k += 3) end.add(t[k], t[k + 1], t[k + 2]);
  }
  return ends;
}

/**
 * The triangles of a bone that come near an end, made small: nine numbers each, with three distances.
 * @param {Merged} data
 * @param {PartRange} part
 * @param {Near} end
 */
export function patchOf(data, part, end) {
  /** @type {number[]} */
  const places = [];
  /** @type {number[]} */
  const away = [];
  if (!end.cells.size) return { places, away };
  for (let corner = part.firstCorner; corner < part.firstCorner + part.corners; corner += 3) {
    let list = [triangleAt(data, corner)];
    for (let round = 0; round < ROUNDS; round++) {
      list = list.filter((t) => end.touches(t)).flatMap((t) => (longest(t) > FINE ? halved(t) : [t]));
    }
    for (const t of list) {
      const far = [0, 3, 6].map((k) => end.away(t[k], t[k + 1], t[k + 2]));
      if (!far.some((value) => value < NEAR)) continue;
      places.push(...t);
      away.push(...far);
    }
  }
  return { places, away };
}
