import assert from "node:assert/strict";
import { test } from "node:test";
import { readGroup, splitGlb } from "../src/glb.js";
import { measuresOf } from "../src/measures.js";

const POSITIONS = [[0, 0, 0], [1000, 0, 0], [0, 0, 60000]];
const SCALE = 655.35;

/**
 * A file of one triangle, and its mirror image where asked for.
 * @param {(json: any) => void} change
 */
function file(change = () => {}) {
  const bin = new ArrayBuffer(60);
  POSITIONS.forEach((place, k) => new Uint16Array(bin, k * 8, 3).set(place));
  for (const k of [0, 1, 2]) new Int8Array(bin, 24 + k * 4, 3).set([10, -127, 0]);
  new Uint16Array(bin, 36, 6).set([0, 0, 0, 26214, 65535, 0]);
  new Uint16Array(bin, 48, 3).set([0, 1, 2]);
  const json = {
    asset: { version: "2.0" }, scene: 0, scenes: [{ nodes: [0] }],
    nodes: [
      { name: "root", children: [1, 2] },
      { name: "strip-right", mesh: 0, scale: [SCALE, SCALE, SCALE], translation: [-SCALE / 2, 0, 0], extras: { tendon: [0.1, 0.2] } },
      { name: "strip-left", mesh: 0, scale: [-SCALE, SCALE, SCALE], translation: [SCALE / 2, 0, 0] },
    ],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 }, indices: 3 }] }],
    accessors: [
      { bufferView: 0, componentType: 5123, type: "VEC3", count: 3 },
      { bufferView: 1, componentType: 5120, type: "VEC3", count: 3 },
      { bufferView: 2, componentType: 5123, type: "VEC2", count: 3 },
      { bufferView: 3, componentType: 5123, type: "SCALAR", count: 3 },
    ],
    bufferViews: [{ byteOffset: 0, byteStride: 8 }, { byteOffset: 24, byteStride: 4 }, { byteOffset: 36 }, { byteOffset: 48 }],
  };
  change(json);
  let text = JSON.stringify(json);
  while (text.length % 4) text += " ";
  const made = new ArrayBuffer(20 + text.length + 8 + bin.byteLength);
  const view = new DataView(made);
  [0x46546c67, 2, made.byteLength, text.length, 0x4e4f534a].forEach((value, k) => view.setUint32(k * 4, value, true));
  new Uint8Array(made, 20).set(new TextEncoder().encode(text));
  view.setUint32(20 + text.length, bin.byteLength, true);
  new Uint8Array(made, 28 + text.length).set(new Uint8Array(bin));
  return made;
}

test("tints come as they are, four bytes a vertex, nothing where a part has none", () => {
  assert.equal(readGroup(file()).tints, null);
  const tinted = readGroup(file((json) => {
    json.meshes.push({ primitives: [{ attributes: { POSITION: 0, NORMAL: 1, _TINT: 4 }, indices: 3 }] });
    json.accessors.push({ bufferView: 1, componentType: 5121, type: "VEC4", count: 3 });
    json.nodes[1].mesh = 1;
  }));
  assert.deepEqual([...tinted.tints ?? []], [...[10, 129, 0, 0], ...[10, 129, 0, 0], ...[10, 129, 0, 0], ...new Array(12).fill(0)]);
});

test("parts are merged, each vertex with its part's number", () => {
  const group = readGroup(file());
  assert.deepEqual(group.parts.map(({ id, firstVertex, firstCorner }) => [id, firstVertex, firstCorner]), [["strip-right", 0, 0], ["strip-left", 3, 3]]);
  assert.deepEqual([...group.positions.slice(4, 8)], [1000, 0, 0, 0]);
  assert.equal(group.positions[15], 1);
  assert.equal(group.scale, SCALE);
});

test("a mirror image has its x, its normal and its triangles turned", () => {
  const group = readGroup(file());
  assert.deepEqual([...group.positions.slice(12, 15)], [65535, 0, 0]);
  assert.deepEqual([...group.positions.slice(16, 19)], [64535, 0, 0]);
  assert.deepEqual([...group.normals.slice(12, 14)], [-10, -127]);
  assert.deepEqual([...group.index], [0, 1, 2, 3, 5, 4]);
});

test("measures: the long axis, the length of the fibres, the tendons that the pack gives", () => {
  const group = readGroup(file());
  const found = measuresOf(group, new Map());
  assert.ok(Math.abs(found[2]) > 0.99, "along z");
  assert.equal(found[3], 1, "it has fibres");
  assert.deepEqual([found[4], found[5]].map(Math.round), [600, 25], "mm along one whole u, across one whole v");
  assert.deepEqual([found[6], found[7]].map((value) => Math.round(value * 10)), [1, 2]);
});

/** @type {[string, (json: any) => void, RegExp][]} */
const BROKEN = [
  ["another scale", (json) => { json.nodes[1].scale = [1, 2, 3]; }, /not uniform/],
  ["two frames", (json) => { json.nodes[2].translation = [SCALE / 2, 9, 0]; }, /one scale and offset/],
  ["whole floats", (json) => { json.accessors[0].componentType = 5126; json.accessors[0].count = 1; }, /16-bit/],
  ["no index", (json) => { delete json.meshes[0].primitives[0].indices; }, /no triangle index/],
];
for (const [name, change, reason] of BROKEN) {
  test(`a pack with ${name} is refused in words`, () => assert.throws(() => readGroup(file(change)), reason));
}

test("what is no glTF is refused in words", () => {
  assert.throws(() => splitGlb(new ArrayBuffer(8)), /not a binary glTF/);
  assert.throws(() => splitGlb(new ArrayBuffer(64)), /not a binary glTF/);
});
