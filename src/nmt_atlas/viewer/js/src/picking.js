// What lies under the pointer: exact, by bounding-volume trees. Every part is cut into pieces with
// a small tree each, so that no single build holds the page up and a ray asks only what it meets.
import * as THREE from "three";
import { MeshBVH } from "three-mesh-bvh";

const SEE_THROUGH = 0.5; // parts fainter than this are passed through
const PIECE = 4000 * 3; // corners a tree; a few milliseconds to build

const ray = new THREE.Ray();
const inverse = new THREE.Matrix4();

/** The box of a run of corners in the group's own coordinates (0..1). */
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
  const vector = (v, by) => new THREE.Vector3(...v).addScalar(by).divideScalar(65535);
  return new THREE.Box3(vector(low, -0.5), vector(high, 0.5));
}

/** The pieces of a group's parts, cut when first asked for. */
function piecesOf(group) {
  if (group.pieces) return group.pieces;
  group.pieces = [];
  group.data.parts.forEach(({ firstCorner, corners }, number) => {
    for (let start = firstCorner; start < firstCorner + corners; start += PIECE) {
      const count = Math.min(PIECE, firstCorner + corners - start);
      group.pieces.push({ number, start, count, box: boxOf(group.data, start, count), tree: null });
    }
  });
  return group.pieces;
}

function treeOf(group, piece) {
  const range = { start: piece.start, count: piece.count };
  piece.tree ||= new MeshBVH(group.geometry, { indirect: true, targetLeafSize: 12, range });
  return piece.tree;
}

/** Build trees until a time (as of performance.now()); true once the group has all of its trees. */
export function buildTrees(group, until) {
  for (const piece of piecesOf(group)) {
    if (piece.tree) continue;
    if (performance.now() > until) return false;
    treeOf(group, piece);
  }
  group.treesBuilt = true;
  return true;
}

/** Hits of a world ray with one group, nearest first: {part, number, point, normal, distance, opacity, face}. */
function hitsOf(group, world, side, clip) {
  inverse.copy(group.root.matrixWorld).invert();
  ray.copy(world).applyMatrix4(inverse);
  const found = [];
  for (const piece of piecesOf(group)) {
    const { number } = piece;
    const state = group.state[number];
    if (!(state.visible || group.skin) || !ray.intersectsBox(piece.box)) continue;
    for (const hit of treeOf(group, piece).raycast(ray, side)) {
      const point = hit.point.clone().applyMatrix4(group.root.matrixWorld);
      if (clip && clip.x * point.x + clip.y * point.y + clip.z * point.z > clip.w) continue;
      found.push({
        group, number, part: group.data.parts[number].id, point, state,
        normal: hit.face.normal, face: hit.face, distance: point.distanceTo(world.origin),
      });
    }
  }
  return found.sort((a, b) => a.distance - b.distance);
}

/** The corner of a hit triangle nearest to the hit point. */
function nearestCorner(hit) {
  const { positions, scale, offset } = hit.group.data;
  const at = new THREE.Vector3();
  let best = -1;
  let least = Infinity;
  for (const corner of [hit.face.a, hit.face.b, hit.face.c]) {
    const o = corner * 4;
    at.set(positions[o], positions[o + 1], positions[o + 2]).multiplyScalar(scale / 65535);
    at.x += offset[0]; at.y += offset[1]; at.z += offset[2];
    const distance = at.distanceToSquared(hit.point);
    if (distance < least) [best, least] = [corner, distance];
  }
  return best;
}

/**
 * Cast a ray: the nearest solid part, else the nearest faded one; and the skin's vertex on the way.
 * Hidden and cut-away parts are never hit.
 */
export function pick(groups, world, { clip = null, skin = true } = {}) {
  let best = null;
  let faint = null;
  let skinHit = null;
  const side = clip ? THREE.DoubleSide : THREE.FrontSide;
  for (const group of groups) {
    if (!(group.visible || group.skin)) continue;
    if (group.skin && !skin) continue;
    const hits = hitsOf(group, world, side, clip);
    if (group.skin && hits.length) skinHit = hits[0];
    for (const hit of hits) {
      if (!hit.state.visible) continue;
      if (hit.state.opacity >= SEE_THROUGH) {
        if (!best || hit.distance < best.distance) best = hit;
        break;
      }
      if (!group.skin && (!faint || hit.distance < faint.distance)) faint = hit;
    }
  }
  return {
    hit: best || faint,
    skinVertex: skinHit ? nearestCorner(skinHit) : -1,
    skinPoint: skinHit ? skinHit.point.toArray() : null,
  };
}
