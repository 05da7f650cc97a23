// Every part is cut into pieces, so that no single tree holds the page up, and what does not meet a
// piece's box need not look at it.
import * as THREE from "three";

/** @typedef {import("./types").Pickable} Pickable */
/** @typedef {import("./types").Piece} Piece */

const PIECE = 4000 * 3; // corners a tree; a few milliseconds to build

/**
 * The box of a run of corners in the group's own coordinates (0..1).
 * @param {Pickable["data"]} data
 * @param {number} start
 * @param {number} count
 */
function boxOf({ positions, index }, start, count) {
  const [low, high] = [[65535, 65535, 65535], [0, 0, 0]];
  for (let corner = start; corner < start + count; corner++) {
    const o = index[corner] * 4;
    for (let k = 0; k < 3; k++) {
      const value = positions[o + k];
      if (value < low[k]) low[k] = value;
      if (value > high[k]) high[k] = value;
    }
  }
  const vector = (/** @type {number[]} */ v, /** @type {number} */ by) => new THREE.Vector3().fromArray(v).addScalar(by).divideScalar(65535);
  return new THREE.Box3(vector(low, -0.5), vector(high, 0.5));
}

/**
 * The pieces of a group's parts, cut when first asked for.
 * @param {Pickable} group
 */
export function piecesOf(group) {
  if (group.pieces) return group.pieces;
  /** @type {Piece[]} */
  const pieces = [];
  group.data.parts.forEach(({ firstCorner, corners }, number) => {
    for (let start = firstCorner; start < firstCorner + corners; start += PIECE) {
      const count = Math.min(PIECE, firstCorner + corners - start);
      pieces.push({ number, start, count, box: boxOf(group.data, start, count), tree: null });
    }
  });
  group.pieces = pieces;
  return pieces;
}
