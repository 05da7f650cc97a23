// What lies under the pointer: exact, by bounding-volume trees, a small one for each piece of a part.
import * as THREE from "three";
import { MeshBVH } from "three-mesh-bvh";
import { beyond, facesOn } from "./cap.js";
import { depthOf } from "./look.js";
import { piecesOf } from "./pieces.js";

/** @typedef {import("./types").Pickable} Pickable */
/** @typedef {import("./types").Piece} Piece */
/** @typedef {import("./types").Hit} Hit */

const BENEATH = 3; // parts behind the one that is met, as domain/picks.py takes them
const SEE_THROUGH = 0.5; // parts fainter than this are passed through

const ray = new THREE.Ray();
const inverse = new THREE.Matrix4();
const moved = new THREE.Vector3();
/** @type {import("./types").Triple} */
const STILL = [0, 0, 0];
const LIFT = 0.1; // mm by which an inner group's face lies over an outer one's, as it is drawn
const NO_FACE = { a: -1, b: -1, c: -1 };

/**
 * @param {Pickable} group
 * @param {Piece} piece
 */
function treeOf(group, piece) {
  const range = { start: piece.start, count: piece.count };
  piece.tree ||= new MeshBVH(group.geometry, { indirect: true, targetLeafSize: 12, range });
  return piece.tree;
}

/**
 * Build trees until a time (as of performance.now()); true once the group has all of its trees.
 * @param {Pickable} group
 * @param {number} until
 */
export function buildTrees(group, until) {
  for (const piece of piecesOf(group)) {
    if (piece.tree) continue;
    if (performance.now() > until) return false;
    treeOf(group, piece);
  }
  group.treesBuilt = true;
  return true;
}

/**
 * Faces of cuts that a ray meets, as hits.
 * @param {Pickable} group
 * @param {THREE.Ray} world
 * @param {import("./types").Cuts | null} clip
 * @returns {Hit[]}
 */
function cutFaces(group, world, clip) {
  return facesOn(group, world, clip).map(({ number, point, normal }) => ({
    group, number, part: group.data.parts[number].id, point, state: group.state[number],
    normal, face: NO_FACE, distance: point.distanceTo(world.origin) - LIFT * depthOf(group.name ?? ""),
  }));
}

/**
 * Hits of a world ray with one group, nearest first.
 * @param {Pickable} group
 * @param {THREE.Ray} world
 * @param {THREE.Side} side
 * @param {import("./types").Cuts | null} clip
 */
function hitsOf(group, world, side, clip) {
  const placed = group.posed?.() ?? group;
  inverse.copy(placed.root.matrixWorld).invert();
  /** @type {Hit[]} */
  const found = cutFaces(group, world, clip);
  for (const piece of piecesOf(placed)) {
    const { number } = piece;
    const state = group.state[number];
    if (!(state.visible || group.skin)) continue;
    moved.fromArray(state.moved ?? STILL);
    ray.copy(world);
    ray.origin.sub(moved);
    ray.applyMatrix4(inverse);
    if (!ray.intersectsBox(piece.box)) continue;
    for (const hit of treeOf(placed, piece).raycast(ray, side)) {
      const { face } = hit;
      if (!face) continue;
      const point = hit.point.clone().applyMatrix4(placed.root.matrixWorld);
      if (beyond(clip, point)) continue;
      point.add(moved);
      found.push({
        group, number, part: group.data.parts[number].id, point, state,
        normal: face.normal, face, distance: point.distanceTo(world.origin),
      });
    }
  }
  return found.sort((a, b) => a.distance - b.distance);
}

/**
 * The corner of a hit triangle nearest to the hit point.
 * @param {Hit} hit
 */
function nearestCorner(hit) {
  const { positions, scale, offset } = (hit.group.posed?.() ?? hit.group).data;
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
 * The nearer of two hits.
 * @param {Hit | undefined} one
 * @param {Hit | undefined} other
 */
function nearer(one, other) {
  if (!one || !other) return one ?? other;
  return other.distance < one.distance ? other : one;
}

/** @param {{opacity: number}} state */
const isSolid = ({ opacity }) => opacity >= SEE_THROUGH;

/** @param {Hit | undefined} hit */
function onSkin(hit) {
  return { skinVertex: hit ? nearestCorner(hit) : -1, skinPoint: hit ? hit.point.toArray() : null };
}

/**
 * The next parts behind the one that is met, each where the ray meets it first.
 * @param {Hit[]} met
 * @param {Hit | undefined} first
 * @returns {[string, import("./types").Triple][]}
 */
function behind(met, first) {
  /** @type {Map<string, Hit>} */
  const parts = new Map();
  for (const hit of met.sort((a, b) => a.distance - b.distance)) {
    if (hit.part !== first?.part && !parts.has(hit.part)) parts.set(hit.part, hit);
  }
  return [...parts.values()].slice(0, BENEATH).map(({ part, point }) => [part, point.toArray()]);
}

/**
 * The nearest solid thing on a world ray, opaque skin too; undefined where there is none.
 * @param {Pickable[]} groups
 * @param {THREE.Ray} world
 * @param {import("./types").Cuts | null} clip
 * @param {string} own a part that counts as solid however faint it is
 */
export function nearestSolid(groups, world, clip, own = "") {
  /** @type {Hit | undefined} */
  let solid;
  const side = clip ? THREE.DoubleSide : THREE.FrontSide;
  for (const group of groups) {
    if (!group.visible || (group.skin && !group.state.some(isSolid))) continue;
    solid = nearer(solid, hitsOf(group, world, side, clip).find(({ part, state }) => state.visible && (isSolid(state) || part === own)));
  }
  return solid;
}

/**
 * Cast a ray: the nearest solid part, else the nearest faded one; and the skin's vertex on the way.
 * Hidden and cut-away parts are never hit; a faded skin is passed through.
 * @param {Pickable[]} groups
 * @param {THREE.Ray} world
 * @param {{clip?: import("./types").Cuts | null, skin?: boolean}} how without the skin's vertex it is quicker
 * @returns {import("./types").Found}
 */
export function pick(groups, world, { clip = null, skin = true } = {}) {
  /** @type {Hit | undefined} */
  let solid;
  /** @type {Hit | undefined} */
  let faint;
  /** @type {Hit | undefined} */
  let skinHit;
  /** @type {Hit[]} */
  const met = []; // every solid thing but the skin
  const side = clip ? THREE.DoubleSide : THREE.FrontSide;
  for (const group of groups) {
    if (group.skin ? !skin : !group.visible) continue;
    const hits = hitsOf(group, world, side, clip);
    if (group.skin) skinHit = hits.find(({ face }) => face !== NO_FACE);
    const shown = hits.filter((hit) => hit.state.visible);
    const solids = shown.filter(({ state }) => isSolid(state));
    solid = nearer(solid, solids[0]);
    if (group.skin) continue;
    met.push(...solids);
    faint = nearer(faint, shown.find((hit) => hit.state.opacity < SEE_THROUGH));
  }
  return {
    hit: solid ?? faint ?? null,
    ...onSkin(skinHit),
    beneath: skin ? behind(met, solid) : [],
  };
}

/**
 * A world ray from the eye through a place of the canvas.
 * @param {THREE.PerspectiveCamera} camera
 * @param {{ width: number, height: number }} canvas CSS pixels
 * @param {number} x CSS pixels from its corner
 * @param {number} y
 */
export function rayThrough(camera, { width, height }, x, y) {
  const caster = new THREE.Raycaster();
  camera.updateMatrixWorld();
  caster.setFromCamera(new THREE.Vector2((x / width) * 2 - 1, 1 - (y / height) * 2), camera);
  return caster.ray;
}
