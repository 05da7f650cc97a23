import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { buildTrees, pick } from "../src/picking.js";
import { groupOf } from "./fakes.js";

const RAY = new THREE.Ray(new THREE.Vector3(50, -500, 50), new THREE.Vector3(0, 1, 0));
const BOTH = () => groupOf([["near", 20], ["far", 60]]);

test("the nearest part is met, at its place", () => {
  const { hit, skinVertex } = pick([BOTH()], RAY);
  assert.equal(hit?.part, "near");
  assert.ok(Math.abs((hit?.point.y ?? 0) - 20) < 0.01);
  assert.equal(skinVertex, -1);
});

test("a hidden part is passed through; a faded one unless nothing else is there", () => {
  const group = BOTH();
  group.state[0] = { visible: false, opacity: 1 };
  assert.equal(pick([group], RAY).hit?.part, "far");
  group.state[0] = { visible: true, opacity: 0.2 };
  assert.equal(pick([group], RAY).hit?.part, "far");
  group.state[1] = { visible: false, opacity: 1 };
  assert.equal(pick([group], RAY).hit?.part, "near");
});

test("what lies behind on the same line is told once, in order, unless it is hidden or faint", () => {
  const group = groupOf([["near", 20], ["far", 60], ["farther", 70], ["faint", 80], ["hidden", 90]]);
  group.state[3] = { visible: true, opacity: 0.2 };
  group.state[4] = { visible: false, opacity: 1 };
  const { beneath } = pick([group], RAY);
  assert.deepEqual(beneath.map(([part]) => part), ["far", "farther"]);
  assert.ok(Math.abs(beneath[0][1][1] - 60) < 0.01);
  assert.deepEqual(pick([group], RAY, { skin: false }).beneath, [], "a resting pointer asks for less");
});

test("what is cut away is passed through, and what is left is met from behind too", () => {
  const beyond = new THREE.Vector4(0, -1, 0, -40); // what lies before y = 40
  assert.equal(pick([BOTH()], RAY, { clip: [beyond] }).hit?.part, "far");
  const behind = new THREE.Ray(new THREE.Vector3(50, 500, 50), new THREE.Vector3(0, -1, 0));
  assert.equal(pick([BOTH()], behind).hit, null, "from behind nothing is met");
  assert.equal(pick([BOTH()], behind, { clip: [new THREE.Vector4(0, 1, 0, 40)] }).hit?.part, "near");
});

test("the skin's vertex is told though the skin is not shown", () => {
  const skin = groupOf([["skin", 5]], true);
  skin.state[0] = { visible: false, opacity: 1 };
  const found = pick([BOTH(), skin], new THREE.Ray(new THREE.Vector3(85, -500, 88), new THREE.Vector3(0, 1, 0)));
  assert.equal(found.hit?.part, "near");
  assert.equal(found.skinVertex, 2);
  assert.ok(Math.abs((found.skinPoint?.[1] ?? 0) - 5) < 0.01);
  assert.equal(pick([skin], RAY, { skin: false }).skinVertex, -1);
});

test("a group that is not shown is not met, and trees are built bit by bit", () => {
  const group = BOTH();
  group.visible = false;
  assert.equal(pick([group], RAY).hit, null);
  assert.equal(buildTrees(group, 0), false);
  assert.equal(buildTrees(group, Infinity), true);
  assert.ok(group.treesBuilt);
});
