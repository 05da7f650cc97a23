import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { LOOK } from "../src/look.js";
import { paintSkin } from "../src/painting.js";

function skin(vertices = 3) {
  const geometry = new THREE.BufferGeometry();
  for (const name of ["paint", "stipple"]) {
    geometry.setAttribute(name, new THREE.BufferAttribute(new Uint8Array(vertices * 4), 4, true));
  }
  return { geometry, painted: false, shown: 0, showSkin() { this.shown += 1; } };
}

/** @param {string} kind @param {string} color @param {number[]} vertices @param {number} weight */
const overlay = (kind, color, vertices, weight = 255) => ({
  kind, color, vertices: new Uint8Array(new Uint32Array(vertices).buffer), weights: new Uint8Array(vertices.length).fill(weight),
});

/** @param {ReturnType<typeof skin>} group @param {string} name @param {number} vertex */
const read = (group, name, vertex) => [...group.geometry.getAttribute(name).array.slice(vertex * 4, vertex * 4 + 4)];

test("an essential zone covers as the look says, premultiplied", () => {
  const group = skin();
  assert.equal(paintSkin(group, [overlay("essential", "#ff0080", [1], 128)]), true);
  const share = (128 / 255) * LOOK.paint.essential.strength;
  assert.deepEqual(read(group, "paint", 1), [255, 0, 128, 255].map((value) => Math.floor(value * share)));
  assert.deepEqual(read(group, "paint", 0), [0, 0, 0, 0]);
  assert.equal(group.shown, 1);
});

test("what ranks higher lies on top, whatever the order of the list", () => {
  const layers = [overlay("essential", "#ff0000", [0]), overlay("spillover", "#00ff00", [0, 1]), overlay("territory", "#0000ff", [0])];
  const [one, other] = [skin(), skin()];
  paintSkin(one, layers);
  paintSkin(other, [...layers].reverse());
  assert.deepEqual(read(one, "paint", 0), read(other, "paint", 0));
  assert.equal(read(one, "paint", 0)[0], 255);
});

test("only the dotted kind is dotted", () => {
  const group = skin();
  paintSkin(group, [overlay("spillover", "#00ff00", [0]), overlay("essential", "#ff0000", [1])]);
  assert.ok(read(group, "stipple", 0)[0] > 180);
  assert.equal(read(group, "stipple", 1)[0], 0);
});

test("a vertex that the skin has not is left out, and nothing painted is nothing", () => {
  const group = skin();
  paintSkin(group, [overlay("essential", "#ff0000", [2, 99])]);
  assert.equal(read(group, "paint", 2)[3], 255);
  assert.equal(paintSkin(group, []), false);
  assert.deepEqual(read(group, "paint", 2), [0, 0, 0, 0]);
});

test("bytes come as a buffer too", () => {
  const group = skin();
  const made = overlay("essential", "#ff0000", [1]);
  paintSkin(group, [{ ...made, vertices: /** @type {ArrayBuffer} */ (made.vertices.buffer), weights: /** @type {ArrayBuffer} */ (made.weights.buffer) }]);
  assert.equal(read(group, "paint", 1)[0], 255);
});
