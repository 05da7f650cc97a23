// How vertices move in a pose: by dual quaternions, and muscles keep their volume. The shaders draw
// by the same rule (BENDING in posing_shaders.js), and so do stills (body/posing.py); a test compares
// what both make of a muscle.
import { LOOK } from "./look.js";

/** @typedef {import("./weights.js").Skinning} Skinning */
/** @typedef {Record<string, number[]>} Pose segment -> its movement: eight numbers */

export const AT_REST = [0, 0, 0, 1, 0, 0, 0, 0];
const { least_tendon: LEAST, rise: RISE, most_swelling: MOST } = LOOK.posing;
const mixed = new Float64Array(8);

/**
 * The movements of all segments, eight numbers each.
 * @param {string[]} segments
 * @param {Pose} pose
 */
export function dualsOf(segments, pose) {
  return Float64Array.from(segments.flatMap((name) => (pose[name]?.length === 8 ? pose[name] : AT_REST)));
}

/**
 * The movement between two, a share of the way on.
 * @param {Float64Array} one
 * @param {Float64Array} other
 * @param {number} share
 */
export function between(one, other, share) {
  const found = new Float64Array(one.length);
  for (let o = 0; o < one.length; o += 8) {
    const towards = one[o] * other[o] + one[o + 1] * other[o + 1] + one[o + 2] * other[o + 2] + one[o + 3] * other[o + 3];
    for (let k = 0; k < 8; k++) found[o + k] = one[o + k] * (1 - share) + other[o + k] * (towards < 0 ? -share : share);
    const size = Math.hypot(found[o], found[o + 1], found[o + 2], found[o + 3]);
    for (let k = 0; k < 8; k++) found[o + k] /= size;
  }
  return found;
}

/**
 * The movement of one vertex, in `mixed`. Of a turn's two dual quaternions the pose has the one that
 * goes with what the segment hangs on (domain/dual.py), so that they are blended as they are.
 * @param {Skinning} skinning
 * @param {number} vertex
 * @param {Float64Array} duals
 */
function mix({ joints, weights }, vertex, duals) {
  mixed.fill(0);
  for (let k = vertex * 4; k < vertex * 4 + 4; k++) {
    if (!weights[k]) continue;
    const o = joints[k] * 8;
    for (let j = 0; j < 8; j++) mixed[j] += weights[k] * duals[o + j];
  }
  const size = Math.hypot(mixed[0], mixed[1], mixed[2], mixed[3]);
  for (let j = 0; j < 8; j++) mixed[j] /= size;
}

/**
 * Turn a direction by `mixed`, and move it along too where it is a place.
 * @param {Float64Array} values
 * @param {number} o
 * @param {Float64Array} into
 * @param {boolean} place
 */
function carry(values, o, into, place) {
  const [x, y, z, w, a, b, c, d] = mixed;
  const [p, q, r] = [values[o], values[o + 1], values[o + 2]];
  const [u, v, t] = [y * r - z * q + w * p, z * p - x * r + w * q, x * q - y * p + w * r];
  into[o] = p + 2 * (y * t - z * v);
  into[o + 1] = q + 2 * (z * u - x * t);
  into[o + 2] = r + 2 * (x * v - y * u);
  if (!place) return;
  into[o] += 2 * (w * a - d * x + y * c - z * b);
  into[o + 1] += 2 * (w * b - d * y + z * a - x * c);
  into[o + 2] += 2 * (w * c - d * z + x * b - y * a);
}

/**
 * Where places go, or where directions point.
 * @param {Float64Array} values three numbers each
 * @param {Skinning} skinning
 * @param {Float64Array} duals
 * @param {boolean} places
 */
export function carried(values, skinning, duals, places = true) {
  const found = new Float64Array(values.length);
  for (let k = 0; k < values.length / 3; k++) {
    mix(skinning, k, duals);
    carry(values, k * 3, found, places);
  }
  return found;
}

/**
 * How much a place of a muscle swells with it: 1 in the belly, 0 at its ends.
 * @param {number} u along the muscle, 0..1
 * @param {readonly number[]} tendon the shares that are tendon at either end
 */
export function bellyAt(u, tendon) {
  const [start, end] = tendon.map((share) => Math.max(share, LEAST) * RISE);
  const lower = Math.min(Math.max(Math.min(u / start, (1 - u) / end), 0), 1);
  return lower * lower * (3 - 2 * lower);
}

/**
 * The volume within triangles, their surface, and how much of it swells.
 * @param {Float64Array} points
 * @param {ArrayLike<number>} index
 * @param {Float64Array} belly
 */
export function measured(points, index, belly) {
  let [volume, surface, reach] = [0, 0, 0];
  for (let k = 0; k < index.length; k += 3) {
    const [i, j, l] = [index[k], index[k + 1], index[k + 2]];
    const [a, b, c] = [i * 3, j * 3, l * 3];
    const [ax, ay, az] = [points[a], points[a + 1], points[a + 2]];
    const [ux, uy, uz] = [points[b] - ax, points[b + 1] - ay, points[b + 2] - az];
    const [vx, vy, vz] = [points[c] - ax, points[c + 1] - ay, points[c + 2] - az];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const area = Math.hypot(nx, ny, nz) / 2;
    volume += (ax * nx + ay * ny + az * nz) / 6;
    surface += area;
    reach += (area * (belly[i] + belly[j] + belly[l])) / 3;
  }
  return { volume, surface, reach };
}

/**
 * How far (mm) a muscle's belly must stand out to have the volume that it has at rest.
 * @param {number} rest its volume at rest, mm³
 * @param {{volume: number, surface: number, reach: number}} now
 */
export function swelling(rest, { volume, surface, reach }) {
  if (reach <= 0) return 0;
  const most = (MOST * rest) / surface;
  return Math.min(Math.max((rest - volume) / reach, -most), most);
}

/**
 * Whether a part goes with segments that move apart from each other.
 * @param {Iterable<number>} used
 * @param {Float64Array} duals
 */
export function bends(used, duals) {
  const [first, ...others] = used;
  return others.some((one) => AT_REST.some((_, k) => Math.abs(duals[one * 8 + k] - duals[first * 8 + k]) > 1e-6));
}
