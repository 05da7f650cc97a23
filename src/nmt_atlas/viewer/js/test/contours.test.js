import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, basisOf, faceOf, filled, flatten, inset, loopsOf, within } from "../src/contours.js";

const SCALE = 100;
const CORNERS = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]];
const FACES = [
  0, 2, 1, 0, 3, 2, 4, 5, 6, 4, 6, 7, 0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7,
];
const PLAIN = { rim_mm: 0, rim_share: 0, hollow: false };

/**
 * Closed boxes from a corner to another, mm; one that is `inside` is hollow: its faces look inwards.
 * @param {{low: number[], high: number[], inside?: boolean}[]} list
 */
function boxes(list) {
  const positions = new Uint16Array(list.flatMap(({ low, high }) => CORNERS.flatMap((corner) => (
    [...corner.map((end, k) => ((end ? high[k] : low[k]) / SCALE) * 65535), 0]))));
  const index = new Uint32Array(list.flatMap(({ inside }, n) => {
    const own = FACES.map((corner) => corner + n * 8);
    return inside ? own.reverse() : own;
  }));
  return { positions, index, scale: SCALE, offset: /** @type {[number, number, number]} */ ([0, 0, 0]) };
}

/**
 * @param {ReturnType<typeof boxes>} data
 * @param {import("../src/types").Plane} plane
 */
function flats(data, plane) {
  return loopsOf(data, [{ start: 0, count: data.index.length }], plane).map((loop) => flatten(loop, basisOf(plane)));
}

const ACROSS = /** @type {import("../src/types").Plane} */ ({ normal: [0, 0, 1], distance: 50 });
const SLOPE = Math.SQRT1_2;
const OBLIQUE = /** @type {import("../src/types").Plane} */ ({ normal: [SLOPE, 0, SLOPE], distance: SLOPE * 100 });

test("a box is cut in a closed loop as large as it is, straight, turned over or oblique", () => {
  const box = boxes([{ low: [20, 30, 10], high: [60, 80, 90] }]);
  const [one] = flats(box, ACROSS);
  assert.ok(Math.abs(areaOf(one) - 2000) < 1);
  const [other] = flats(box, { normal: [0, 0, -1], distance: -50 });
  assert.ok(Math.abs(areaOf(other) - 2000) < 1);
  const [slant] = flats(box, OBLIQUE);
  assert.ok(Math.abs(areaOf(slant) - 2000 * Math.SQRT2) < 2);
  assert.deepEqual(flats(box, { normal: [0, 0, 1], distance: 95 }), []);
});

test("what is hollow leaves a hole, in the face and in its triangles", () => {
  const tube = boxes([{ low: [10, 10, 10], high: [90, 90, 90] }, { low: [40, 40, 5], high: [60, 60, 95], inside: true }]);
  const loops = flats(tube, ACROSS);
  assert.deepEqual(loops.map((loop) => Math.sign(areaOf(loop))).sort(), [-1, 1]);
  assert.equal(within(loops, ...centreOf(tube, [50, 50])), false);
  assert.equal(within(loops, ...centreOf(tube, [20, 20])), true);
  const { places, corners } = filled(loops);
  let area = 0;
  for (let k = 0; k < corners.length; k += 3) {
    area += Math.abs(areaOf(corners.slice(k, k + 3).flatMap((corner) => [places[corner * 2], places[corner * 2 + 1]])));
  }
  assert.ok(Math.abs(area - 6000) < 5);
});

/**
 * @param {ReturnType<typeof boxes>} _data
 * @param {[number, number]} place x and y, mm
 * @returns {[number, number]}
 */
function centreOf(_data, [x, y]) {
  const [u, v] = flatten([x, y, 50], basisOf(ACROSS));
  return [u, v];
}

test("a rim is as wide as asked, and no wider than there is room for", () => {
  const square = [0, 0, 40, 0, 40, 40, 0, 40];
  const face = faceOf([square], { rim_mm: 2, rim_share: 0.5, hollow: false });
  assert.ok(face && Math.abs(face.area - 1600) < 1e-9);
  const core = areaOf(face?.core[0] ?? []);
  assert.ok(core < 1600 && core > 1200);
  const thin = faceOf([[0, 0, 40, 0, 40, 1, 0, 1]], { rim_mm: 2, rim_share: 0.3, hollow: false });
  assert.ok(areaOf(thin?.core[0] ?? []) > 0);
  const ring = faceOf([square], { rim_mm: 2, rim_share: 0.5, hollow: true });
  assert.equal(ring?.core.length, 0);
  assert.ok(areaOf(ring?.ring[1] ?? []) < 0);
  assert.equal(faceOf([[0, 0, 0.1, 0, 0, 0.1]], PLAIN), null);
});

test("a loop moved inwards never crosses itself where it bends", () => {
  const narrow = [0, 0, 20, 0, 40, 0, 40, 10, 24, 10, 20, 1, 16, 10, 0, 10];
  const moved = inset(narrow, 2);
  assert.ok(moved.length < narrow.length, "the neck has no room and is left out");
  assert.ok(areaOf(moved) > 0);
});
