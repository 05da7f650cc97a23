import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { faceOf, lettersOf } from "../src/cube.js";

/** @param {[number, number, number]} eye @param {[number, number, number]} up */
function turnOf(eye, up = [0, 0, 1]) {
  const matrix = new THREE.Matrix4().lookAt(new THREE.Vector3(...eye), new THREE.Vector3(), new THREE.Vector3(...up));
  return new THREE.Quaternion().setFromRotationMatrix(matrix);
}
const [UP, FRONT, BACK, TOP] = [[0, 0, 1], [0, -1, 0], [0, 1, 0], [0, 0, 1]].map((v) => new THREE.Vector3().fromArray(v));
const numbers = (/** @type {string} */ matrix) => matrix.slice(7, -1).split(",").map(Number);
const right = (/** @type {THREE.Quaternion} */ turn) => new THREE.Vector3(1, 0, 0).applyQuaternion(turn);

test("the face that is looked at stands upright in the middle, the other one away", () => {
  const turn = turnOf([0, -10, 0]);
  const front = faceOf(FRONT, UP, turn);
  assert.ok(front.facing > 0.999);
  numbers(front.matrix).forEach((value, k) => assert.ok(Math.abs(value - [1, 0, 0, 1, 0, 0][k]) < 1e-6));
  assert.ok(faceOf(BACK, UP, turn).facing < -0.999);
});

test("from above the top face reads upright", () => {
  const { matrix, facing } = faceOf(TOP, new THREE.Vector3(0, -1, 0), turnOf([0, 0, 10], [0, -1, 0]));
  assert.ok(facing > 0.999);
  numbers(matrix).slice(0, 4).forEach((value, k) => assert.ok(Math.abs(value - [1, 0, 0, 1][k]) < 1e-6));
});

test("letters say which side of the picture is the body's right", () => {
  assert.deepEqual(lettersOf(right(turnOf([0, -10, 0]))), ["markRight", "markLeft"]);
  assert.deepEqual(lettersOf(right(turnOf([0, 10, 0]))), ["markLeft", "markRight"]);
  assert.deepEqual(lettersOf(right(turnOf([10, 0, 0]))), ["markFront", "markBack"]);
  assert.deepEqual(lettersOf(right(turnOf([-10, 0, 0]))), ["markBack", "markFront"]);
});
