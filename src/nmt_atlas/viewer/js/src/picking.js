// What lies under the pointer: exact, by a bounding-volume tree a group.
import * as THREE from "three";
import { MeshBVH } from "three-mesh-bvh";

const SEE_THROUGH = 0.5; // parts fainter than this are passed through

const ray = new THREE.Ray();
const inverse = new THREE.Matrix4();

export function buildTree(group) {
  if (!group.bvh) group.bvh = new MeshBVH(group.geometry, { indirect: true, targetLeafSize: 12 });
  return group.bvh;
}

/** Hits of a world ray with one group, nearest first: {part, number, point, normal, distance, opacity, face}. */
function hitsOf(group, world, side, clip) {
  inverse.copy(group.root.matrixWorld).invert();
  ray.copy(world).applyMatrix4(inverse);
  const found = [];
  for (const hit of group.bvh.raycast(ray, side)) {
    const number = group.data.positions[hit.face.a * 4 + 3];
    const state = group.state[number];
    const point = hit.point.clone().applyMatrix4(group.root.matrixWorld);
    if (clip && clip.x * point.x + clip.y * point.y + clip.z * point.z > clip.w) continue;
    found.push({
      group, number, part: group.data.parts[number].id, point, state,
      normal: hit.face.normal, face: hit.face, distance: point.distanceTo(world.origin),
    });
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
 * `groups` must have their trees; hidden and cut-away parts are never hit.
 */
export function pick(groups, world, { clip = null, skin = true } = {}) {
  let best = null;
  let faint = null;
  let skinHit = null;
  const side = clip ? THREE.DoubleSide : THREE.FrontSide;
  for (const group of groups) {
    if (!group.bvh || !(group.visible || group.skin)) continue;
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
