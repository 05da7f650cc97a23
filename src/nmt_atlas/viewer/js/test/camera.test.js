import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { CameraRig, sameCamera, sees, sideOf } from "../src/camera.js";
import { LOOK } from "../src/look.js";
import { fakeElement, withoutMotion } from "./fakes.js";

/** @typedef {import("../src/types").Camera} Camera */

withoutMotion();
/** @type {Camera} */
const FRONT = { position: [0, -1300, 900], target: [0, 0, 900] };

function rigAt(camera = FRONT) {
  const rig = new CameraRig(fakeElement(), () => {});
  rig.go(camera, true);
  return rig;
}

/** @param {Partial<Camera>} changes */
const changed = (changes) => /** @type {Camera} */ ({ ...FRONT, ...changes });

test("a camera that sees nothing is known as such", () => {
  assert.ok(sees(FRONT));
  assert.ok(sees(changed({ position: [0, 0, 3000], up: [0, -1, 0] })));
  const blind = [
    changed({ position: [0, 0, 900] }), changed({ up: [0, 0, 0] }), changed({ up: [0, 5, 0] }),
    changed({ position: [NaN, 0, 0] }), changed({ target: [0, Infinity, 0] }),
    changed({ position: /** @type {any} */ (["0", 1, 2]) }), changed({ target: /** @type {any} */ (null) }),
    changed({ position: [1e200, 0, 0], up: [0, 1e200, 0] }),
  ];
  for (const camera of blind) assert.ok(!sees(camera), JSON.stringify(camera));
});

test("a blind camera is refused and the present one kept", () => {
  const rig = rigAt();
  assert.equal(rig.go(changed({ up: [0, 1, 0] }), true), false);
  assert.deepEqual(rig.now(), { ...FRONT, up: [0, 0, 1] });
});

test("cameras are the same within a hair, and up counts", () => {
  assert.ok(sameCamera(FRONT, changed({ position: [0.01, -1300, 900], up: [0, 0, 1] })));
  assert.ok(!sameCamera(FRONT, changed({ position: [1, -1300, 900] })));
  assert.ok(!sameCamera(FRONT, changed({ up: [0, 0, -1] })));
  assert.ok(!sameCamera(null, FRONT));
  assert.ok(sameCamera(null, null));
});

test("the lens is the look's", () => {
  assert.equal(rigAt().camera.fov, LOOK.field_of_view_deg);
});

test("sides are named from where the eye stands; left is the body's left", () => {
  /** @type {[number, number, number, string][]} */
  const seen = [
    [0, -1, 0, "front"], [0, 1, 0, "back"], [1, 0, 0, "left"], [-1, 0, 0, "right"],
    [1, -1, 0, "frontLeft"], [-1, -1, 0, "frontRight"], [1, 1, 0.2, "backLeft"], [-1, 1, 0, "backRight"],
    [0, -1, 3, "above"], [0.1, 0, -1, "below"],
  ];
  for (const [x, y, z, side] of seen) assert.equal(sideOf({ x, y, z }), side);
});

test("arrow keys turn around the body, shift pans, plus comes closer", () => {
  const rig = rigAt();
  assert.equal(rig.key({ key: "ArrowRight" }), "turn");
  assert.ok(rig.arm.x > 100, "to the body's left");
  assert.ok(Math.abs(rig.distance - 1300) < 1e-6);
  for (let n = 0; n < 60; n++) rig.key({ key: "ArrowUp" });
  assert.equal(rig.side, "above");
  rig.go(FRONT, true);
  assert.equal(rig.key({ key: "ArrowRight", shiftKey: true }), "pan");
  assert.ok(rig.controls.target.x > 10 && Math.abs(rig.arm.x) < 1e-6);
  assert.equal(rig.key({ key: "+" }), "zoom");
  assert.ok(rig.distance < 1200);
  assert.equal(rig.key({ key: "x" }), "");
});

test("a body framed whole lies in the picture", () => {
  const rig = rigAt();
  rig.resize(300, 700);
  const box = new THREE.Box3(new THREE.Vector3(-260, -120, -80), new THREE.Vector3(260, 120, 1640));
  rig.go(rig.framing(box, new THREE.Vector3(0, -1, 0)), true);
  rig.camera.updateMatrixWorld();
  for (const x of [-260, 260]) for (const z of [-80, 1640]) {
    const at = new THREE.Vector3(x, -120, z).project(rig.camera);
    assert.ok(Math.abs(at.x) < 1 && Math.abs(at.y) < 1, `${x} ${z}`);
  }
});

test("coming closer keeps what is up, also from above", () => {
  const rig = rigAt(changed({ position: [0, 0, 3000], up: [0, -1, 0] }));
  rig.focus(new THREE.Vector3(50, 0, 900));
  assert.deepEqual(rig.now().up, [0, -1, 0]);
  assert.ok(Math.abs(rig.now().target[0] - 50) < 0.01);
});

test("a tool that draws has the drag for itself", () => {
  const rig = rigAt();
  rig.turns(false);
  assert.equal(rig.controls.enableRotate, false);
});

test("zooming keeps what lies under the pointer where it is", () => {
  const rig = rigAt();
  rig.resize(400, 400);
  const spot = new THREE.Vector3(60, -90, 960);
  rig.under = () => spot;
  const seen = () => {
    rig.camera.updateMatrixWorld();
    return spot.clone().project(rig.camera);
  };
  const before = seen();
  rig.zoomAt(0.8, 0, 0);
  assert.ok(Math.hypot(seen().x - before.x, seen().y - before.y) < 1e-6);
  assert.ok(Math.abs(rig.distance - 1040) < 1e-6);
  for (let n = 0; n < 60; n++) rig.zoomAt(0.8, 0, 0);
  assert.ok(rig.distance >= 29.9, "no nearer than is sensible");
  for (let n = 0; n < 90; n++) rig.zoomAt(1.25, 0, 0);
  assert.ok(rig.distance <= 7000.1);
});

test("a swipe turns; a side is looked from where one is", () => {
  const rig = rigAt();
  rig.swipe(50, 0);
  assert.ok(rig.arm.x > 100);
  rig.lookFrom(new THREE.Vector3(0, 1, 0));
  assert.equal(rig.side, "back");
  assert.ok(Math.abs(rig.distance - 1300) < 1e-6);
});

test("looked at from above, the body turns around its own axis once it is turned", () => {
  const rig = rigAt(changed({ position: [0, 0, 3000], up: [0, -1, 0] }));
  rig.turn([1, 0]);
  assert.deepEqual(rig.now().up, [0, 0, 1]);
  assert.equal(rig.side, "above");
  assert.ok(Math.abs(rig.distance - 2100) < 1e-3);
  const below = rigAt(changed({ position: [0, 0, -1200], up: [0, -1, 0] }));
  below.upright();
  below.camera.updateMatrixWorld();
  const up = new THREE.Vector3(0, 1, 0).applyQuaternion(below.camera.quaternion);
  assert.ok(up.y < -0.99, "the picture does not jump");
});
