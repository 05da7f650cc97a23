import assert from "node:assert/strict";
import { test } from "node:test";
import * as THREE from "three";
import { LOOK } from "../src/look.js";
import { seek, seenPlace, sightOf } from "../src/sight.js";
import { groupOf } from "./fakes.js";

/** @typedef {import("../src/types").Marker} Marker */
const EYE = new THREE.Vector3(50, -500, 50);
const DEEP = 60;

/** @param {Partial<Marker>} changes @returns {Marker} */
const mark = (changes = {}) => ({ id: "p", at: [50, DEEP, 50], radius: 3, color: "#fff", ...changes });

test("a mark is full where nothing covers it, a ring where something does", () => {
  const group = groupOf([["cover", 20], ["own", DEEP + 1]]);
  assert.equal(sightOf([group], EYE, mark(), null), "veiled");
  group.state[0] = { visible: true, opacity: 0.1 };
  assert.equal(sightOf([group], EYE, mark(), null), "full", "what is see-through covers nothing");
  group.state[0] = { visible: false, opacity: 1 };
  assert.equal(sightOf([group], EYE, mark(), null), "full");
});

test("its own part never covers a mark, however deep it lies in it", () => {
  const group = groupOf([["own", 20]]);
  assert.equal(sightOf([group], EYE, mark({ part: "own" }), null), "full");
  group.state[0] = { visible: true, opacity: 0.1 };
  assert.equal(sightOf([group], EYE, mark({ part: "own" }), null), "full");
});

test("opaque skin lets a mark close below it be guessed, and none that is far", () => {
  const skin = groupOf([["skin", 10]], true);
  skin.visible = true;
  const near = mark({ at: [50, 10 + LOOK.sight.near_skin / 2, 50] });
  const far = mark({ at: [50, 10 + LOOK.sight.near_skin * 2, 50] });
  assert.equal(sightOf([skin], EYE, near, null), LOOK.sight.near_skin / 2 < LOOK.sight.spare ? "full" : "veiled");
  assert.equal(sightOf([skin], EYE, far, null), "gone");
  skin.state[0] = { visible: true, opacity: 0.2 };
  assert.equal(sightOf([skin], EYE, far, null), "full");
});

test("what is cut away covers nothing", () => {
  const group = groupOf([["cover", 20], ["own", DEEP + 1]]);
  assert.equal(sightOf([group], EYE, mark(), [new THREE.Vector4(0, -1, 0, -40)]), "full");
});

test("a name's leader ends on its part, at another place where the first is covered", () => {
  const half = groupOf([["named", DEEP]]);
  const place = seenPlace([half], EYE, { text: "Named", at: [50, DEEP, 50], part: "named" }, null);
  assert.ok(place && Math.abs(place[1] - DEEP) < 0.01);
  const covered = groupOf([["cover", 20], ["named", DEEP]]);
  assert.equal(seenPlace([covered], EYE, { text: "Named", at: [50, DEEP, 50], part: "named" }, null), null);
  assert.deepEqual(seenPlace([covered], EYE, { text: "Free", at: [1, 2, 3] }, null), [1, 2, 3]);
});

test("it is asked once for each picture, and not before the trees are grown", () => {
  const group = groupOf([["own", 20]]);
  let looked = 0;
  const viewer = {
    rig: { camera: { position: EYE.clone() } }, groups: new Map([["bones", group]]), look: { parts: {} }, sought: "", clip: null,
    overlay: { look: () => { looked += 1; } },
  };
  const ask = () => seek(/** @type {any} */ (viewer));
  ask();
  assert.equal(looked, 0);
  group.treesBuilt = true;
  ask();
  ask();
  assert.equal(looked, 1);
  viewer.rig.camera.position.x += 10;
  ask();
  assert.equal(looked, 2);
});
