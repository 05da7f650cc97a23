// Whether marks and names have their place in sight: asked of the trees when the picture rests.
// Stills ask the same rays (body/pictures/sight.py).
import * as THREE from "three";
import { LOOK } from "./look.js";
import { nearestSolid } from "./picking.js";

/** @typedef {import("./types").Pickable} Pickable */
/** @typedef {"full" | "veiled" | "gone"} Sight */

const { spare: SPARE, near_skin: NEAR_SKIN, samples: SAMPLES } = LOOK.sight;
const ray = new THREE.Ray();
const at = new THREE.Vector3();

/**
 * What lies between the eye and a place.
 * @param {Pickable[]} groups
 * @param {THREE.Vector3} eye
 * @param {THREE.Vector3} place
 * @param {import("./types").Cuts | null} clip
 * @param {string} own a part that counts as solid however faint it is
 */
function before(groups, eye, place, clip, own = "") {
  ray.origin.copy(eye);
  ray.direction.subVectors(place, eye).normalize();
  const hit = nearestSolid(groups, ray, clip, own);
  const depth = hit ? eye.distanceTo(place) - hit.distance : 0;
  return { hit, depth };
}

/**
 * How a mark is seen: full where its place is (inside its own part counts), a ring where something
 * covers it, gone where opaque skin does and it lies on the far side.
 * @param {Pickable[]} groups
 * @param {THREE.Vector3} eye
 * @param {import("./types").Marker} marker
 * @param {import("./types").Cuts | null} clip
 * @returns {Sight}
 */
export function sightOf(groups, eye, marker, clip) {
  const { hit, depth } = before(groups, eye, at.fromArray(marker.at), clip, marker.part);
  if (!hit || depth < SPARE || (marker.part && hit.part === marker.part)) return "full";
  return hit.group.skin && depth > NEAR_SKIN ? "gone" : "veiled";
}

/**
 * A place on a part that is seen, the given one first; null where none of some tried ones is.
 * @param {Pickable[]} groups
 * @param {THREE.Vector3} eye
 * @param {import("./types").Label} label
 * @param {import("./types").Cuts | null} clip
 * @returns {import("./types").Triple | null}
 */
export function seenPlace(groups, eye, label, clip) {
  if (!label.part) return label.at;
  for (const place of [label.at, ...samplesOf(groups, label.part)]) {
    const { hit } = before(groups, eye, at.fromArray(place), clip, label.part);
    if (hit && hit.part === label.part) return hit.point.toArray();
  }
  return null;
}

/**
 * Places spread over a part's surface.
 * @param {Pickable[]} groups
 * @param {string} part
 * @returns {import("./types").Triple[]}
 */
function samplesOf(groups, part) {
  for (const group of groups) {
    const number = group.data.parts.findIndex(({ id }) => id === part);
    if (number < 0) continue;
    const { data, state } = group.posed?.() ?? group;
    const range = data.parts[number];
    const [mx, my, mz] = state[number].moved ?? [0, 0, 0];
    const step = Math.max(1, Math.floor(range.vertices / SAMPLES));
    const places = [];
    for (let vertex = range.firstVertex + (step >> 1); vertex < range.firstVertex + range.vertices; vertex += step) {
      const [x, y, z] = data.positions.subarray(vertex * 4, vertex * 4 + 3);
      const by = data.scale / 65535;
      places.push(/** @type {import("./types").Triple} */ (
        [x * by + data.offset[0] + mx, y * by + data.offset[1] + my, z * by + data.offset[2] + mz]));
    }
    return places;
  }
  return [];
}

/**
 * Ask which marks and names of a viewer are seen, once the trees are grown and something has changed.
 * @param {Pick<import("./viewer.js").Viewer, "rig" | "groups" | "look" | "overlay" | "clip" | "sought">} viewer
 */
export function seek(viewer) {
  const { position } = viewer.rig.camera;
  const groups = [...viewer.groups.values()].filter(({ visible }) => visible);
  if (groups.some(({ skin, treesBuilt }) => !skin && !treesBuilt)) return;
  const key = JSON.stringify([position, viewer.look, groups.length]);
  if (key === viewer.sought) return;
  viewer.sought = key;
  viewer.overlay.look(groups, position, viewer.clip);
}
