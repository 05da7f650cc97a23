import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { beyond, Caps, facesOn, sound } from "../src/cap.js";
import { pick } from "../src/picking.js";

const SCALE = 100;
const CORNERS = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]];
const FACES = [
  0, 2, 1, 0, 3, 2, 4, 5, 6, 4, 6, 7, 0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7,
];

/** Two upright boxes beside each other, `left` from x = 0 to 40, `right` from 60 to 100. */
function twoBoxes() {
  const spans = [[0, 40], [60, 100]];
  const positions = new Uint16Array(spans.flatMap(([low, high], n) => CORNERS.flatMap(([x, y, z]) => (
    [((x ? high : low) / SCALE) * 65535, y * 65535 * 0.5, z * 65535, n]))));
  const index = new Uint32Array(spans.flatMap((_, n) => FACES.map((corner) => corner + n * 8)));
  const geometry = new THREE.BufferGeometry();
  const packed = new THREE.InterleavedBuffer(positions, 4);
  geometry.setAttribute("position", new THREE.InterleavedBufferAttribute(packed, 3, 0, true));
  geometry.setIndex(new THREE.BufferAttribute(index, 1));
  const root = new THREE.Group();
  root.scale.setScalar(SCALE);
  root.updateMatrixWorld(true);
  const parts = ["left", "right"].map((id, n) => ({ id, extras: {}, fibres: false, firstVertex: n * 8, vertices: 8, firstCorner: n * 36, corners: 36 }));
  /** @type {import("../src/types").Pickable & {name: string}} */
  const group = {
    name: "bones", skin: false, visible: true, geometry, root, pieces: null, treesBuilt: false,
    data: { positions, index, scale: SCALE, offset: [0, 0, 0], parts },
    state: parts.map(() => ({ visible: true, opacity: 1 })),
  };
  const caps = new Caps(group, new THREE.MeshBasicMaterial());
  group.caps = caps;
  return { group, caps };
}

const HALF = /** @type {import("../src/types").Plane} */ ({ normal: [0, 0, 1], distance: 50 });
const CUTS = [new THREE.Vector4(0, 0, 1, 50)];
const DOWN = new THREE.Ray(new THREE.Vector3(20, 25, 500), new THREE.Vector3(0, 0, -1));

test("every part that a plane goes through has its own face", () => {
  const { group, caps } = twoBoxes();
  caps.update([HALF]);
  assert.deepEqual(caps.faces.map(({ number, area }) => [number, Math.round(area)]), [[0, 2000], [1, 2000]]);
  assert.ok(caps.mesh.visible);
  group.state[1] = { visible: false, opacity: 1 };
  caps.update([HALF]);
  assert.deepEqual(caps.faces.map(({ number }) => number), [0]);
  caps.update([]);
  assert.equal(caps.mesh.visible, false);
  assert.equal(caps.mesh.geometry.getIndex()?.count, 0);
});

test("a face is met from the side that is gone, at its place", () => {
  const { group, caps } = twoBoxes();
  caps.update([HALF]);
  const { hit } = pick([group], DOWN, { clip: CUTS });
  assert.equal(hit?.part, "left");
  assert.ok(Math.abs((hit?.point.z ?? 0) - 50) < 1e-6);
  assert.deepEqual(hit?.normal.toArray(), [0, 0, 1]);
  const up = new THREE.Ray(new THREE.Vector3(20, 25, -500), new THREE.Vector3(0, 0, 1));
  assert.deepEqual(facesOn(group, up, CUTS), []);
  const between = new THREE.Ray(new THREE.Vector3(50, 25, 500), new THREE.Vector3(0, 0, -1));
  assert.equal(pick([group], between, { clip: CUTS }).hit, null);
});

test("a second plane takes away of the first one's face", () => {
  const { group, caps } = twoBoxes();
  caps.update([HALF, { normal: [-1, 0, 0], distance: -30 }]);
  const both = [...CUTS, new THREE.Vector4(-1, 0, 0, -30)];
  assert.equal(facesOn(group, DOWN, both).length, 0);
  const kept = new THREE.Ray(new THREE.Vector3(35, 25, 500), new THREE.Vector3(0, 0, -1));
  assert.equal(facesOn(group, kept, both).length, 1);
});

test("what is moved is met where it is drawn, cut faces too", () => {
  const { group, caps } = twoBoxes();
  group.state[0].moved = [0, 100, 0];
  assert.equal(pick([group], DOWN).hit, null);
  const there = new THREE.Ray(new THREE.Vector3(20, 125, 500), new THREE.Vector3(0, 0, -1));
  assert.ok(Math.abs((pick([group], there).hit?.point.z ?? 0) - 100) < 0.1);
  caps.update([HALF]);
  const hit = pick([group], there, { clip: CUTS }).hit;
  assert.deepEqual(hit?.point.toArray().map(Math.round), [20, 125, 50]);
});

test("planes that make no sense are passed over, and a third one", () => {
  const unsound = /** @type {any} */ ([{ normal: [0, 0] }, null, HALF, { normal: [0, 0, NaN], distance: 1 }, HALF, HALF]);
  assert.equal(sound(unsound).length, 2);
  assert.deepEqual(sound(null), []);
  assert.equal(beyond(null, { x: 0, y: 0, z: 99 }), false);
  assert.equal(beyond(CUTS, { x: 0, y: 0, z: 51 }), true);
  assert.equal(beyond(CUTS, { x: 0, y: 0, z: 51 }, 0), false);
});
