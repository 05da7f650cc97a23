// A handle on the page for tests and benchmarks: where a part can be clicked, when it is drawn.
import * as THREE from "three";

/** @typedef {import("./viewer.js").Viewer} Viewer */

const TRIES = 400;

/**
 * Client coordinates of a place of the part that the pointer would hit, or null.
 * @param {Viewer} viewer
 * @param {string} id
 */
function project(viewer, id) {
  const box = viewer.stage.canvas.getBoundingClientRect();
  for (const group of viewer.groups.values()) {
    const number = group.numbers.get(id);
    if (number === undefined) continue;
    const { firstCorner, corners } = group.data.parts[number];
    const step = Math.max(1, Math.floor(corners / 3 / TRIES)) * 3;
    for (let corner = firstCorner; corner < firstCorner + corners; corner += step) {
      const at = centroid((group.posed?.() ?? group).data, corner).add(new THREE.Vector3(...(group.state[number].moved ?? [0, 0, 0])));
      const spot = screen(viewer, at);
      if (!spot || viewer.pickAt(...spot).hit?.part !== id) continue;
      return { x: box.left + spot[0], y: box.top + spot[1] };
    }
  }
  return null;
}

/**
 * @param {import("./types").Merged} data
 * @param {number} corner
 */
function centroid(data, corner) {
  const at = new THREE.Vector3();
  for (let k = 0; k < 3; k++) {
    const o = data.index[corner + k] * 4;
    at.x += data.positions[o]; at.y += data.positions[o + 1]; at.z += data.positions[o + 2];
  }
  return at.multiplyScalar(data.scale / 65535 / 3).add(new THREE.Vector3(...data.offset));
}

/**
 * @param {Viewer} viewer
 * @param {THREE.Vector3} point
 * @returns {[number, number] | null} CSS pixels from the canvas's corner
 */
function screen(viewer, point) {
  const { width, height } = viewer.canvas3d;
  const at = point.clone().project(viewer.rig.camera);
  if (Math.abs(at.x) > 0.98 || Math.abs(at.y) > 0.98 || at.z > 1) return null;
  const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
  const { top, right, bottom, left } = viewer.rooming.now; // what lies behind a sheet cannot be clicked
  return x > left && x < width - right && y > top && y < height - bottom ? [x, y] : null;
}

/** @param {Viewer} viewer */
export function handle(viewer) {
  return {
    project: (/** @type {string} */ id) => project(viewer, id),
    projectPoint: (/** @type {import("./types").Triple} */ point) => {
      const spot = screen(viewer, new THREE.Vector3(...point));
      const box = viewer.stage.canvas.getBoundingClientRect();
      return spot && { x: box.left + spot[0], y: box.top + spot[1] };
    },
    frame: () => viewer.canvas3d.settled(),
    stats: () => viewer.stats(),
    camera: () => viewer.rig.now(),
    groups: () => [...viewer.groups.keys()],
    treesReady: () => Boolean(viewer.arrival?.whole),
    viewer,
  };
}
