import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { Ink } from "../src/ink.js";
import { apart, fewer, linesOf, meets, MOST_LINES, MOST_POINTS } from "../src/ink_lines.js";
import { InkMesh, stretchesOf } from "../src/ink_mesh.js";
import { Pointer } from "../src/pointer.js";
import { pen } from "../src/tools/pen.js";
import { fakeElement, fakeHand, pointing } from "./fakes.js";

/** @typedef {import("../src/ink_lines.js").Sample} Sample */

const on = (/** @type {number} */ x, /** @type {number} */ z) => /** @type {Sample} */ ({ x, y: 0, at: [x, 0, z] });
const off = (/** @type {number} */ x) => /** @type {Sample} */ ({ x, y: 0, at: null });

test("how far a place lies from a stretch", () => {
  assert.equal(apart([5, 3], [0, 0], [10, 0]), 3);
  assert.equal(apart([-4, 3], [0, 0], [10, 0]), 5);
  assert.equal(apart([3, 4], [0, 0], [0, 0]), 5);
});

test("a straight line needs its ends alone, and a bend keeps its corner", () => {
  const straight = Array.from({ length: 40 }, (_, k) => on(k, 0));
  assert.deepEqual(fewer(straight).map(({ x }) => x), [0, 39]);
  const bent = [...straight, ...Array.from({ length: 20 }, (_, k) => ({ x: 39, y: k + 1, at: null }))];
  assert.deepEqual(fewer(bent).map(({ x, y }) => [x, y]), [[0, 0], [39, 0], [39, 20]]);
});

test("a straight line over something round keeps to it", () => {
  const round = Array.from({ length: 41 }, (_, k) => ({ x: k, y: 0, at: /** @type {[number, number, number]} */ ([k, -Math.sqrt(400 - (k - 20) ** 2), 0]) }));
  const kept = fewer(round);
  assert.ok(kept.length > 5, String(kept.length));
});

test("what lies on the body and what lies beside it are lines of their own that meet", () => {
  const { body, screen } = linesOf([on(0, 0), on(4, 0), off(8), off(12), on(16, 0), on(20, 0)]);
  assert.equal(body.length, 2);
  assert.deepEqual(screen[0].map(({ x }) => x), [4, 16], "it reaches up to both ends");
  assert.ok(screen[0].every(({ at }) => at === null));
});

test("a line does not leap from one surface to another", () => {
  const { body } = linesOf([on(0, 0), on(4, 0), on(8, 300), on(12, 300)]);
  assert.deepEqual(body.map((line) => line.map(({ x }) => x)), [[0, 4], [8, 12]]);
});

test("a stroke is never longer than Python takes", () => {
  const wild = Array.from({ length: 5000 }, (_, k) => ({ x: k * 7, y: 200 * Math.sin(k * k), at: null }));
  const { screen } = linesOf(wild);
  assert.ok(screen.every((line) => line.length <= MOST_POINTS));
  const torn = Array.from({ length: 400 }, (_, k) => (k % 2 ? off(k * 9) : on(k * 9, 0)));
  const { body } = linesOf(torn);
  assert.equal(body.length, MOST_LINES);
});

test("an eraser meets a line, a dot, and nothing that is not seen", () => {
  assert.ok(meets([5, 6], 7, [[0, 0], [10, 0]]));
  assert.ok(!meets([5, 9], 7, [[0, 0], [10, 0]]));
  assert.ok(meets([2, 2], 7, [[0, 0]]));
  assert.ok(!meets([5, 0], 7, [[0, 0], null, [10, 0]]));
});

test("the card is given every stretch with its colour, its rim and its width", () => {
  const data = stretchesOf([{ color: "amber", width: "thick", body: [[[0, 0, 0], [1, 0, 0], [2, 0, 0]]], screen: [[[0, 0]]] }]);
  assert.equal(data.length / 14, 3);
  assert.deepEqual([...data.slice(0, 6)], [0, 0, 0, 1, 0, 0]);
  assert.equal(data[12], 5);
  assert.deepEqual([data[13], data[27], data[41]], [0, 0, 1], "which of them lie on the screen");
  assert.deepEqual(stretchesOf([{ color: "none", width: "none", body: [[[0, 0, 0]]] }]).length, 14, "a dot, in the usual colour");
});

test("strokes that are shown anew leave nothing behind", () => {
  const mesh = new InkMesh();
  let gone = 0;
  mesh.geometry.addEventListener("dispose", () => { gone += 1; });
  mesh.show([{ color: "blue", width: "thin", body: [[[0, 0, 0], [1, 0, 0]]] }]);
  assert.equal(gone, 1);
  assert.ok(mesh.root.visible);
  mesh.show([]);
  assert.ok(!mesh.root.visible);
});

/** A viewer of a square canvas whose left half lies over the body. */
function viewer() {
  const camera = new THREE.PerspectiveCamera(26, 1, 1, 5000);
  camera.position.set(0, -1000, 0);
  camera.up.set(0, 0, 1);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  let asked = 0;
  const made = {
    rig: { camera },
    drawing: { width: 400, height: 400, scene: new THREE.Scene(), request: () => { asked += 1; } },
    pickAt: (/** @type {number} */ x, /** @type {number} */ y) => ({ hit: x < 200 ? { point: new THREE.Vector3(x - 200, 0, 200 - y) } : null }),
  };
  return { ink: new Ink(/** @type {any} */ (made)), asked: () => asked };
}

const touch = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y, event: /** @type {any} */ ({}) });

test("a stroke keeps what was under it, and where it was on the screen else", () => {
  const { ink, asked } = viewer();
  ink.wield({ color: "amber" });
  ink.begin(touch(100, 200));
  ink.go(touch(300, 200));
  const told = /** @type {import("../src/types").InkStroke} */ (ink.end());
  assert.equal(told.color, "amber");
  assert.deepEqual(told.body?.[0][0], [-100, 0, 0]);
  assert.deepEqual(told.screen?.[0].at(-1), [0.25, 0]);
  assert.ok(asked() > 0, "it is seen at once");
  ink.take([{ id: 1, ...told }]);
  assert.equal(ink.samples.length, 0);
});

test("the eraser takes what it goes over, once, and what it goes by stays", () => {
  const { ink } = viewer();
  ink.take([
    { id: 3, color: "blue", width: "thin", screen: [[[0.2, 0], [0.3, 0]]] },
    { id: 4, color: "blue", width: "thin", screen: [[[0.2, 0.4], [0.3, 0.4]]] },
  ]);
  ink.rub(touch(300, 204));
  ink.rub(touch(300, 204));
  assert.deepEqual(ink.rubbed(), [3]);
  ink.take([]);
  assert.deepEqual(ink.rubbed(), []);
});

test("a stroke is told once it is drawn, by mouse, finger and pen; a second finger gives it up", () => {
  for (const pointerType of ["mouse", "touch", "pen"]) {
    const { hand, done } = fakeHand();
    const canvas = fakeElement();
    const pointer = new Pointer(canvas, hand);
    pointer.take("pen");
    canvas.dispatchEvent(pointing("pointerdown", { pointerType }));
    canvas.dispatchEvent(pointing("pointerup", { pointerType, clientX: 90 }));
    assert.deepEqual(done.filter(([name]) => name === "penned").length, 1, pointerType);
    canvas.dispatchEvent(pointing("pointerdown", { pointerType, pointerId: 1 }));
    canvas.dispatchEvent(pointing("pointerdown", { pointerType, pointerId: 2 }));
    canvas.dispatchEvent(pointing("pointerup", { pointerType, pointerId: 1 }));
    assert.deepEqual(done.filter(([name]) => name === "penned").length, 1, pointerType);
    assert.ok(done.some(([name]) => name === "given up"));
    pointer.dispose();
  }
  const { hand, done } = fakeHand({ part: "" });
  pen.press?.(hand, touch(0, 0));
  pen.release?.(hand, touch(0, 0));
  assert.deepEqual(done, [["rub"], ["rubbed", { n: 1, ids: [2, 5] }]]);
});
