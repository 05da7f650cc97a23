import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../src/label_layout.js";

/** @typedef {import("../src/label_layout.js").Box} Box */
/** @type {Box} */
const ROOM = [0, 0, 800, 600];
const name = (/** @type {number} */ x, /** @type {number} */ y, w = 110, way = -1) => ({ x, y, w, h: 22, way });

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** @param {number} count a repeatable crowd of places */
function crowd(count) {
  let seed = 7;
  const next = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  return Array.from({ length: count }, () => name(300 + 200 * next(), 120 + 360 * next(), 60 + 90 * next()));
}

test("no two names meet, none leaves the room, none lies on a mark", () => {
  /** @type {Box} */
  const mark = [380, 280, 420, 320];
  const spots = layOut(crowd(18), { room: ROOM, taken: [mark] });
  const boxes = spots.flatMap((spot) => (spot ? [spot.box] : []));
  assert.equal(boxes.length, 18, "there is room for all");
  boxes.forEach((box, k) => {
    assert.ok(box[0] >= 0 && box[1] >= 0 && box[2] <= 800 && box[3] <= 600);
    assert.ok(!meet(box, mark));
    for (const other of boxes.slice(k + 1)) assert.ok(!meet(box, other));
  });
});

test("leaders of a row of places do not cross", () => {
  const wanted = [100, 140, 180, 220, 260, 300].map((y) => name(400 + (y % 40), y));
  const ends = layOut(wanted, { room: ROOM }).map((spot, k) => [wanted[k].x, wanted[k].y, ...(spot?.end ?? [0, 0])]);
  const turn = (/** @type {number[]} */ s, /** @type {number} */ x, /** @type {number} */ y) => (s[2] - s[0]) * (y - s[1]) - (s[3] - s[1]) * (x - s[0]);
  const cross = (/** @type {number[]} */ a, /** @type {number[]} */ b) => turn(a, b[0], b[1]) * turn(a, b[2], b[3]) < 0
    && turn(b, a[0], a[1]) * turn(b, a[2], a[3]) < 0;
  for (const a of ends) for (const b of ends) assert.ok(a === b || !cross(a, b));
});

test("a leader meets its name at its edge", () => {
  for (const spot of layOut(crowd(6), { room: ROOM })) {
    assert.ok(spot);
    assert.ok(Math.min(Math.abs(spot.end[0] - spot.box[0]), Math.abs(spot.end[0] - spot.box[2])) < 1e-9);
    assert.ok(Math.abs(spot.end[1] - (spot.box[1] + spot.box[3]) / 2) < 1e-9);
  }
});

test("a name keeps its way while the body turns, until it has to give way or the body rests", () => {
  const [first] = layOut([name(400, 300)], { room: ROOM });
  assert.ok(first);
  const held = first.way + 2;
  const [kept] = layOut([name(410, 305, 110, held)], { room: ROOM });
  assert.equal(kept?.way, held);
  const [chosen] = layOut([name(410, 305, 110, held)], { room: ROOM, settle: true });
  assert.equal(chosen?.way, first.way);
  assert.ok(kept);
  const [gone] = layOut([name(410, 305, 110, held)], { room: ROOM, taken: [kept.box] });
  assert.notEqual(gone?.way, held);
});

test("where there is no room a name is left out", () => {
  assert.deepEqual(layOut([name(20, 20)], { room: [0, 0, 60, 60] }), [null]);
});

test("names stay out of what lies under a sheet", () => {
  for (const spot of layOut(crowd(8), { room: [250, 0, 800, 600] })) assert.ok(spot && spot.box[0] >= 250);
});

test("while a question is open numbers are told, and no name", async () => {
  const { isNumber } = await import("../src/overlay.js");
  const told = ["1", "12", "Soleus", "C5", "3 heads"].filter((text) => isNumber({ text, at: [0, 0, 0] }));
  assert.deepEqual(told, ["1", "12"]);
});
