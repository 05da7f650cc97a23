import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { Flight } from "../src/flight.js";

/** @param {[number, number, number]} eye @param {[number, number, number]} up */
const stand = (eye, up = [0, 0, 1]) => ({
  eye: new THREE.Vector3(...eye), centre: new THREE.Vector3(0, 0, 900), up: new THREE.Vector3(...up),
});
const SIDES = /** @type {[number, number, number][]} */ ([[0, -1300, 900], [0, 1300, 900], [1300, 0, 900], [-1300, 0, 900]]);

test("from side to side the body turns around its own axis and is upright all the way", () => {
  for (const from of SIDES) for (const to of SIDES) {
    const flight = new Flight(stand(from), stand(to), 0);
    for (let share = 0; share <= 1; share += 0.1) {
      const { eye, up } = flight.at(share * flight.takes);
      assert.ok(Math.abs(eye.z - 900) < 1e-6, `${from} to ${to}`);
      assert.ok(up.z > 1 - 1e-9);
      assert.ok(Math.abs(Math.hypot(eye.x, eye.y) - 1300) < 1e-6);
    }
  }
});

test("it begins and ends where it should, also from above", () => {
  const flight = new Flight(stand([0, -1300, 900]), stand([0, 0, 2500], [0, -1, 0]), 100);
  assert.ok(flight.at(100).eye.distanceTo(new THREE.Vector3(0, -1300, 900)) < 1e-6);
  const end = flight.at(100 + flight.takes);
  assert.ok(end.done && end.eye.distanceTo(new THREE.Vector3(0, 0, 2500)) < 1e-6);
  assert.ok(end.up.distanceTo(new THREE.Vector3(0, -1, 0)) < 1e-6);
});

test("a short way takes less long than a turn to the other side", () => {
  const near = new Flight(stand([0, -1300, 900]), stand([60, -1295, 900]), 0);
  const far = new Flight(stand([0, -1300, 900]), stand([0, 1300, 900]), 0);
  assert.ok(near.takes < 300 && far.takes > 600 && far.takes < 700);
});
