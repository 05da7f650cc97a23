import assert from "node:assert/strict";
import { test } from "node:test";
import { Following } from "../src/following.js";

/** @typedef {import("../src/types").Camera} Camera */
/** @type {Camera} */
const FRONT = { position: [0, -1300, 900], target: [0, 0, 900], up: [0, 0, 1] };
/** @type {Camera} */
const TURNED = { position: [400, -1200, 900], target: [0, 0, 900], up: [0, 0, 1] };
const BLIND = { ...FRONT, up: [0, 1, 0] };

function scenery({ listening = true } = {}) {
  /** @type {unknown[]} */
  const went = [];
  /** @type {unknown[]} */
  const told = [];
  let at = FRONT;
  const rig = {
    move: null,
    go: (/** @type {Camera} */ camera) => {
      if (JSON.stringify(camera) === JSON.stringify(BLIND)) return false;
      went.push(camera);
      at = camera;
      return true;
    },
    now: () => at,
    framing: () => FRONT,
  };
  const part = { id: "rod", group: "bones", structure: "rod", bounds: [[-1, -1, -1], [1, 1, 1]] };
  const viewer = {
    rig, look: { camera: /** @type {object | null} */ (FRONT) }, infos: new Map([["rod", part]]),
    needed: () => true, listener: listening ? () => {} : null,
    report: (/** @type {string} */ name, /** @type {unknown} */ value) => told.push([name, value]),
  };
  const following = new Following(/** @type {any} */ (viewer));
  const turn = (/** @type {Camera} */ camera) => {
    at = camera;
    following.moved();
  };
  return { following, viewer, went, told, turn };
}

test("the first camera is gone to, and not again", () => {
  const { following, went } = scenery();
  following.aim();
  following.aim();
  assert.deepEqual(went, [FRONT]);
});

test("once a hand has turned the body, the same view is another one", () => {
  const { following, went, turn } = scenery();
  following.aim();
  turn(TURNED);
  following.flush();
  following.aim();
  assert.deepEqual(went, [FRONT, FRONT]);
});

test("until Python knows of the turn, a scene with the old camera turns nothing back", () => {
  const { following, went, turn } = scenery();
  following.aim();
  turn(TURNED);
  following.aim();
  assert.deepEqual(went, [FRONT]);
});

test("a scene with the camera that was told of leaves it", () => {
  const { following, viewer, went, turn } = scenery();
  following.aim();
  turn(TURNED);
  following.flush();
  viewer.look = { camera: { position: TURNED.position, target: TURNED.target } };
  following.aim();
  assert.deepEqual(went, [FRONT]);
});

test("asked for anyhow, it goes", () => {
  const { following, went } = scenery();
  following.aim();
  following.aim(true);
  assert.equal(went.length, 2);
});

test("a camera that sees nothing is passed over; at first the body is framed", () => {
  const { following, viewer, went } = scenery();
  following.aim();
  viewer.look = { camera: BLIND };
  following.aim();
  assert.deepEqual(went, [FRONT]);
  const other = scenery();
  other.viewer.look = { camera: BLIND };
  other.following.aim();
  assert.deepEqual(other.went, [FRONT]);
});

test("a rest is told once, and not while the camera is on its way", () => {
  const { following, viewer, told, turn } = scenery();
  following.flush();
  turn(TURNED);
  viewer.rig.move = /** @type {any} */ ({});
  following.flush();
  assert.deepEqual(told, []);
  viewer.rig.move = null;
  following.flush();
  following.flush();
  assert.deepEqual(told, [["camera_now", TURNED]]);
});

test("what a hand did before Python listened is told then, and nothing where it did nothing", () => {
  const { following, viewer, told, turn } = scenery({ listening: false });
  following.aim();
  turn(FRONT);
  viewer.listener = () => {};
  following.heard();
  assert.deepEqual(told, []);
  viewer.listener = null;
  turn(TURNED);
  following.flush();
  assert.deepEqual(told, []);
  viewer.listener = () => {};
  following.heard();
  assert.deepEqual(told, [["camera_now", TURNED]]);
});

test("the lens follows what is gone to, and stays while a hand turns the body", () => {
  const { following, viewer, turn } = scenery();
  /** @type {number[]} */
  const lent = [];
  Object.assign(viewer, { rooming: { lend: (/** @type {number} */ slender) => lent.push(slender) } });
  Object.assign(viewer.look, { camera: FRONT, slender: 0.42 });
  following.aim();
  turn(TURNED);
  following.flush();
  Object.assign(viewer.look, { camera: TURNED, slender: 0.6 });
  following.aim();
  assert.deepEqual(lent, [0.42], "where the hand has turned it to, nothing is gone to");
  following.home();
  assert.equal(lent.length, 2, "the whole body has its own");
});
