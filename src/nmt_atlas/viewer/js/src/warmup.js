// Programs are compiled when they first draw, which takes a machine without a graphics card a
// tenth of a second each: one empty triangle of every tissue has that done while the body comes.
import { Group } from "./group.js";

const SOLID = { visible: true, opacity: 1, rgb: [0, 0, 0], glow: 0, selected: false };
const SHEER = { ...SOLID, opacity: 0.5 };

function triangle(uvs) {
  return {
    positions: new Uint16Array(12), normals: new Int8Array(12), index: new Uint32Array([0, 1, 2]),
    uvs: uvs ? new Uint16Array(6) : null, scale: 1, offset: [0, 0, 0], bytes: 0,
    measures: new Float32Array(12),
    parts: [{ id: "", extras: {}, fibres: false, firstVertex: 0, vertices: 3, firstCorner: 0, corners: 3 }],
  };
}

/** Groups that draw nothing but have their programs compiled; they are dropped by the caller. */
export function warmGroups(shared) {
  return [["muscles", true, SOLID], ["bones", false, SOLID], ["skin", false, SHEER]].map(
    ([name, uvs, look]) => {
      const group = new Group(name, triangle(uvs), shared);
      group.apply(() => look);
      return group;
    });
}
