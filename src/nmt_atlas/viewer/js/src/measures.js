// Fixed measures of each part that its texture is drawn by: axis, fibre length and width, tendons.
import { LOOK } from "./look.js";

/** @typedef {Pick<import("./types").Merged, "positions" | "scale" | "offset">} Points */
/** @typedef {import("./types").PartRange} PartRange */

const MEASURE = LOOK.measure_texels; // RGBA32F

/**
 * Long axis of a part's vertices by power iteration on their covariance.
 * @param {Points} data
 * @param {PartRange} part
 */
function longAxis(data, part) {
  const mean = [0, 0, 0];
  const step = Math.max(1, Math.floor(part.vertices / 600));
  const at = (/** @type {number} */ i, /** @type {number} */ k) => data.positions[(part.firstVertex + i) * 4 + k];
  let count = 0;
  for (let i = 0; i < part.vertices; i += step, count++) for (let k = 0; k < 3; k++) mean[k] += at(i, k);
  for (let k = 0; k < 3; k++) mean[k] /= Math.max(1, count);
  const c = [0, 0, 0, 0, 0, 0]; // xx xy xz yy yz zz
  for (let i = 0; i < part.vertices; i += step) {
    const [x, y, z] = [at(i, 0) - mean[0], at(i, 1) - mean[1], at(i, 2) - mean[2]];
    c[0] += x * x; c[1] += x * y; c[2] += x * z; c[3] += y * y; c[4] += y * z; c[5] += z * z;
  }
  let axis = [0.3, 0.2, 0.93];
  for (let turn = 0; turn < 24; turn++) {
    const [x, y, z] = axis;
    const next = [c[0] * x + c[1] * y + c[2] * z, c[1] * x + c[3] * y + c[4] * z, c[2] * x + c[4] * y + c[5] * z];
    const length = Math.hypot(...next) || 1;
    axis = next.map((value) => value / length);
  }
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < part.vertices; i += step) {
    let along = 0;
    for (let k = 0; k < 3; k++) along += (at(i, k) * data.scale / 65535 + data.offset[k]) * axis[k];
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  return { axis, low, high };
}

/**
 * Millimetres that one whole u and one whole v span on a part: medians over some triangles.
 * @param {import("./types").Merged} data
 * @param {PartRange} part
 */
function spans(data, part) {
  const { uvs } = data;
  if (!uvs) return null;
  /** @type {number[]} */
  const along = [];
  /** @type {number[]} */
  const across = [];
  const step = Math.max(1, Math.floor(part.corners / 3 / 160)) * 3;
  const unit = data.scale / 65535;
  for (let corner = part.firstCorner; corner < part.firstCorner + part.corners; corner += step) {
    const [a, b, c] = [0, 1, 2].map((k) => data.index[corner + k]);
    const uv = (/** @type {number} */ i, /** @type {number} */ k) => uvs[i * 2 + k] / 65535;
    const [u1, v1] = [uv(b, 0) - uv(a, 0), uv(b, 1) - uv(a, 1)];
    const [u2, v2] = [uv(c, 0) - uv(a, 0), uv(c, 1) - uv(a, 1)];
    const det = u1 * v2 - u2 * v1;
    if (Math.abs(det) < 1e-7 || Math.max(Math.abs(v1), Math.abs(v2)) > 0.5) continue;
    const sum = [0, 0];
    for (let k = 0; k < 3; k++) {
      const e1 = (data.positions[b * 4 + k] - data.positions[a * 4 + k]) * unit;
      const e2 = (data.positions[c * 4 + k] - data.positions[a * 4 + k]) * unit;
      sum[0] += ((e1 * v2 - e2 * v1) / det) ** 2;
      sum[1] += ((e2 * u1 - e1 * u2) / det) ** 2;
    }
    along.push(Math.sqrt(sum[0]));
    across.push(Math.sqrt(sum[1]));
  }
  const middle = (/** @type {number[]} */ list) => list.sort((x, y) => x - y)[list.length >> 1];
  return along.length ? [middle(along), middle(across)] : null;
}

/**
 * Fractions of the length that are tendon at either end: given by the pack or by habit.
 * @param {PartRange["extras"]} extras
 * @param {number} length
 */
function tendons(extras, length) {
  if (Array.isArray(extras.tendon)) return extras.tendon;
  return [Math.min(0.10, 10 / length), Math.min(0.16, 22 / length)];
}

/**
 * Fixed measures of each part of a group, as many texels of four numbers as the look says.
 * @param {import("./types").Merged} data
 * @param {Map<string, {length?: number, width?: number}>} about the index's part by id
 */
export function measuresOf(data, about) {
  const found = new Float32Array(data.parts.length * MEASURE * 4);
  data.parts.forEach((part, number) => {
    const info = about.get(part.id) ?? {};
    const { axis, low, high } = longAxis(data, part);
    const measured = part.fibres ? spans(data, part) : null;
    const [length, width] = measured || [info.length || Math.max(1, high - low), info.width || 40];
    const values = [
      ...axis, part.fibres ? 1 : 0,
      length, width, ...tendons(part.extras, length),
      low, high, (number * 0.6180339887) % 1, 0,
    ];
    found.set(values, number * MEASURE * 4);
  });
  return found;
}
