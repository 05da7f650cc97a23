import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { around } from "../src/around.js";
import { NO_STROKE, paintSkin } from "../src/painting.js";
import { Pointer } from "../src/pointer.js";
import { brush } from "../src/tools/brush.js";
import { fakeElement, fakeHand, pointing } from "./fakes.js";

/** Three vertices in a row, 10 mm apart; the last one looks away. */
const ROW = {
  positions: Uint16Array.of(0, 0, 0, 0, 6554, 0, 0, 0, 13107, 0, 0, 0),
  normals: Int8Array.of(0, -127, 0, 0, 0, -127, 0, 0, 0, 127, 0, 0),
  scale: 100,
  offset: /** @type {[number, number, number]} */ ([0, 0, 0]),
};

test("what lies near and looks the same way is under the brush", () => {
  assert.deepEqual(around(ROW, [0, 0, 0], [0, -1, 0], 5), [0]);
  assert.deepEqual(around(ROW, [0, 0, 0], [0, -1, 0], 30), [0, 1]);
  assert.deepEqual(around(ROW, [0, 0, 0], null, 30), [0, 1, 2]);
});

/** @param {object} more */
function painter(more = {}) {
  const { hand, done } = fakeHand();
  /** @type {[number[], boolean][]} */
  const seen = [];
  Object.assign(hand, { preview: (/** @type {Iterable<number>} */ v, /** @type {boolean} */ e) => seen.push([[...v], e]) }, more);
  return { hand, done, seen };
}

test("a stroke is seen while it is drawn and told when it ends, by mouse, finger and pen", () => {
  for (const pointerType of ["mouse", "touch", "pen"]) {
    const { hand, done, seen } = painter();
    const canvas = fakeElement();
    const pointer = new Pointer(canvas, hand);
    pointer.take("brush");
    canvas.dispatchEvent(pointing("pointerdown", { pointerType }));
    canvas.dispatchEvent(pointing("pointermove", { pointerType, clientX: 60 }));
    assert.equal(done.filter(([name]) => name === "stroked").length, 0);
    canvas.dispatchEvent(pointing("pointerup", { pointerType, clientX: 90 }));
    assert.deepEqual(seen.at(-1), [[7, 5], false]);
    assert.deepEqual(done.filter(([name]) => name === "stroked"), [["stroked", { n: 1, vertices: [5, 7], erase: false }]]);
    pointer.dispose();
  }
});

test("a second finger gives the stroke up", () => {
  const { hand, done, seen } = painter();
  const canvas = fakeElement();
  const pointer = new Pointer(canvas, hand);
  pointer.take("brush");
  canvas.dispatchEvent(pointing("pointerdown", { pointerId: 1 }));
  canvas.dispatchEvent(pointing("pointerdown", { pointerId: 2 }));
  canvas.dispatchEvent(pointing("pointerup", { pointerId: 1 }));
  assert.deepEqual(seen.at(-1), [[], false]);
  assert.equal(done.filter(([name]) => name === "stroked").length, 0);
  pointer.dispose();
});

test("beside the body nothing is painted, and the eraser says that it is one", () => {
  const { hand, done } = painter({ at: () => ({ hit: null, skinVertex: -1, skinPoint: null, beneath: [] }) });
  brush.press?.(hand, { x: 0, y: 0, event: /** @type {any} */ ({}) });
  brush.release?.(hand, { x: 0, y: 0, event: /** @type {any} */ ({}) });
  assert.deepEqual(done, []);
  const erasing = painter({ brush: { size: 5, erase: true } });
  brush.press?.(erasing.hand, { x: 0, y: 0, event: /** @type {any} */ ({}) });
  brush.release?.(erasing.hand, { x: 0, y: 0, event: /** @type {any} */ ({}) });
  assert.deepEqual(erasing.done[0][1], { n: 1, vertices: [5, 7], erase: true });
});

/** @param {number[]} vertices */
function drawn(vertices) {
  const bytes = new Uint8Array(Uint32Array.from(vertices).buffer);
  return { kind: "drawn", color: "#1597a5", vertices: bytes, weights: new Uint8Array(vertices.length).fill(255) };
}

test("a stroke is laid on what is painted, and the eraser takes only what was drawn", () => {
  const geometry = new THREE.BufferGeometry();
  for (const name of ["paint", "stipple"]) geometry.setAttribute(name, new THREE.BufferAttribute(new Uint8Array(12), 4, true));
  const group = { geometry, painted: false, showSkin() {} };
  const alpha = () => [3, 7, 11].map((at) => /** @type {Uint8Array} */ (geometry.getAttribute("paint").array)[at] > 0);
  paintSkin(group, [drawn([0])], { vertices: new Set([2]), erase: false });
  assert.deepEqual(alpha(), [true, false, true]);
  paintSkin(group, [drawn([0, 1])], { vertices: new Set([0]), erase: true });
  assert.deepEqual(alpha(), [false, true, false]);
  paintSkin(group, [{ ...drawn([0]), kind: "essential" }], { vertices: new Set([0]), erase: true });
  assert.deepEqual(alpha(), [true, false, false]);
  paintSkin(group, [], NO_STROKE);
  assert.equal(group.painted, false);
});
