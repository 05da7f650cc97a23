import assert from "node:assert/strict";
import { test } from "node:test";
import { Haste } from "../src/haste.js";
import { seenParts } from "../src/seen.js";
import { Stroll } from "../src/stroll.js";

/** Three parts side by side below each other, and a gap. */
const at = (/** @type {number} */ x, /** @type {number} */ y) => {
  if (y < 60) return x < 50 ? "top-left" : "top-right";
  return y < 120 ? "" : "low";
};

test("what is seen in a rectangle is told from top to bottom, each once, with a place inside it", () => {
  const seen = seenParts(at, { x: 100, y: 200 }, { x: 0, y: 0 });
  assert.deepEqual(seen.map(({ part }) => part), ["top-left", "top-right", "low"]);
  for (const { part, x, y } of seen) assert.equal(at(x, y), part);
  assert.deepEqual(seenParts(at, { x: 5, y: 5 }, { x: 20, y: 20 }).map(({ part }) => part), ["top-left"]);
  assert.deepEqual(seenParts(at, { x: 0, y: 70 }, { x: 100, y: 110 }), []);
});

test("a large rectangle asks no more rays than a small screen", () => {
  let rays = 0;
  seenParts(() => { rays += 1; return ""; }, { x: 0, y: 0 }, { x: 4000, y: 3000 });
  assert.ok(rays <= 34 * 34);
});

test("keys go from structure to structure and round again, anew where the view has changed", () => {
  let key = "one";
  let width = 100;
  const stroll = new Stroll(() => ({ key, width, height: 200, at }));
  const parts = [stroll.go(1), stroll.go(1), stroll.go(1), stroll.go(1)].map((there) => there?.place.part);
  assert.deepEqual(parts, ["top-left", "top-right", "low", "top-left"]);
  assert.deepEqual([stroll.go(-1)?.number, stroll.go(-1)?.of], [3, 3]);
  width = 40;
  assert.equal(stroll.here?.part, "top-right", "the same view is not asked twice");
  key = "two";
  assert.equal(stroll.here, null, "what is out of sight is left");
  assert.equal(stroll.go(1)?.place.part, "top-left");
});

test("where nothing is seen there is nowhere to go", () => {
  assert.equal(new Stroll(() => ({ key: "k", width: 9, height: 9, at: () => "" })).go(1), null);
});

test("names switch themselves off on a slow machine, and are tried again", () => {
  let now = 0;
  const haste = new Haste(() => now);
  const costing = (/** @type {number} */ ms) => haste.measure(() => { now += ms; });
  for (const ms of [90, 5, 90, 90]) costing(ms);
  assert.ok(haste.allows, "one quick one says that it is no slow machine");
  costing(90);
  assert.ok(!haste.allows);
  now += 30_000;
  assert.ok(haste.allows);
});
