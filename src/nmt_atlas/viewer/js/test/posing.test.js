import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { between, dualsOf } from "../src/bending.js";
import { pick } from "../src/picking.js";
import { Posing } from "../src/posing.js";
import { groupOf } from "./fakes.js";

const RAY = new THREE.Ray(new THREE.Vector3(50, -500, 50), new THREE.Vector3(0, 1, 0));
const AWAY = { arm: [0, 0, 0, 1, 0, 0, 150, 0] }; // 300 mm upwards
const HALF = { arm: [0, 0, 0, 1, 0, 0, 75, 0] };

/** A viewer of one group: a square that goes with the arm before one that goes with the trunk. */
function scene() {
  const group = /** @type {any} */ (groupOf([["hand", 20], ["belly", 60]]));
  Object.assign(group, { name: "bones", materials: {}, posed: null });
  group.data.normals = new Int8Array(32);
  group.geometry.setAttribute = () => {};
  const said = { frames: 0, names: 0 };
  const viewer = /** @type {any} */ ({
    groups: new Map([["bones", group]]), look: { pose: {} }, cutting: { stale() {} }, attaching: { pose() {} },
    hand: { forget() {} }, drawing: { request() { said.frames += 1; } }, name() { said.names += 1; },
    canvas3d: { shared: { uDuals: { value: null } } }, fail: assert.fail,
  });
  const posing = new Posing(viewer);
  posing.url = "weights.bin";
  posing.weights = {
    segments: ["trunk", "arm"], rigid: new Map([["belly", 0], ["hand", 1]]), strands: new Map(),
    skin: { joints: new Uint8Array(0), weights: new Uint8Array(0) },
  };
  return { posing, group, viewer, said };
}

test("what is in a pose is met where it is drawn, and at rest where it was", () => {
  const { posing, group } = scene();
  assert.equal(pick([group], RAY).hit?.part, "hand");
  posing.take(AWAY);
  assert.equal(pick([group], RAY).hit?.part, "belly");
  const higher = new THREE.Ray(new THREE.Vector3(50, -500, 350), new THREE.Vector3(0, 1, 0));
  const { hit } = pick([group], higher);
  assert.equal(hit?.part, "hand");
  assert.ok(Math.abs((hit?.point.z ?? 0) - 350) < 0.1);
  posing.take({});
  assert.equal(pick([group], RAY).hit?.part, "hand");
  assert.equal(group.posed, null);
});

test("marks and names go along with their part", () => {
  const { posing } = scene();
  const things = [{ at: /** @type {[number, number, number]} */ ([1, 2, 3]), part: "hand" }, { at: /** @type {[number, number, number]} */ ([1, 2, 3]), part: "belly" }];
  assert.equal(posing.placed(things), things);
  posing.take(AWAY);
  assert.deepEqual(posing.placed(things).map(({ at }) => at), [[1, 2, 303], [1, 2, 3]]);
});

test("a body at rest costs nothing, one without weights stays", () => {
  const { posing, said } = scene();
  posing.take({});
  assert.equal(said.frames, 0);
  posing.url = "";
  posing.take(AWAY);
  assert.equal(posing.duals, null);
});

test("poses are played from the first to the last, then the scene's pose is taken", () => {
  const { posing } = scene();
  posing.play({ frames: [{}, AWAY], ms: 100 });
  posing.step(1000);
  assert.equal(posing.step(1050), true);
  assert.deepEqual(posing.duals, dualsOf(["trunk", "arm"], HALF));
  posing.take(HALF);
  assert.equal(posing.step(1200), false);
  assert.deepEqual(posing.duals, dualsOf(["trunk", "arm"], HALF));
});

test("where it goes on, it comes back; without frames it stops", () => {
  const { posing } = scene();
  posing.play({ frames: [{}, AWAY], ms: 100, again: true });
  posing.step(1000);
  posing.step(1150);
  assert.ok(Math.abs((posing.duals?.[14] ?? 0) - 75) < 0.01, "on the way back");
  assert.equal(posing.step(1450), true);
  posing.play({});
  assert.equal(posing.step(1500), false);
  assert.equal(posing.duals, null);
});

test("between two turns the shorter way is taken", () => {
  const turn = Float64Array.from([0, 0, Math.sin(0.5), Math.cos(0.5), 0, 0, 0, 0]);
  const found = between(turn, turn.map((value) => -value), 0.5);
  assert.ok(Math.abs(found[2] - Math.sin(0.5)) < 1e-9);
});
