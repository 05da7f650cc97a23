// Programs are compiled when they first draw, which takes a machine without a graphics card a
// tenth of a second each: one empty triangle of each of the usual tissues has that done while the
// body comes.
import { Group } from "./group.js";
import { LOOK } from "./look.js";

/** @typedef {import("./types").PartState} PartState */

/** @type {PartState} */
const SOLID = { visible: true, opacity: 1, rgb: [0, 0, 0], glow: 0, selected: false, thicker: 0, hatched: false, moved: [0, 0, 0] };

/** @type {[string, boolean, PartState][]} tissue, whether it comes with fibres, how it is shown */
const USUAL = [["muscle", true, SOLID], ["bone", false, SOLID], ["skin", false, { ...SOLID, opacity: 0.5 }]];

/**
 * @param {boolean} uvs
 * @returns {import("./types").GroupData}
 */
function triangle(uvs) {
  return {
    positions: new Uint16Array(12), normals: new Int8Array(12), index: new Uint32Array([0, 1, 2]),
    uvs: uvs ? new Uint16Array(6) : null, scale: 1, offset: [0, 0, 0], bytes: 0,
    measures: new Float32Array(4 * LOOK.measure_texels),
    parts: [{ id: "", extras: {}, fibres: false, firstVertex: 0, vertices: 3, firstCorner: 0, corners: 3 }],
  };
}

/**
 * Groups that draw nothing but have their programs compiled; they are dropped by the caller.
 * @param {import("./materials.js").Shared} shared
 */
export function warmGroups(shared) {
  return USUAL.flatMap(([tissue, uvs, look]) => {
    const name = Object.entries(LOOK.groups).find(([, group]) => group.tissue === tissue)?.[0];
    if (!name) return [];
    const group = new Group(name, triangle(uvs), shared);
    group.apply(() => look);
    return [group];
  });
}
