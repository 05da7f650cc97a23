import assert from "node:assert/strict";
import test from "node:test";
import { heightAt, ticks } from "../src/leaf_plot.js";

test("the ticks of a plot are round, few, and lie within it", () => {
  assert.deepEqual(ticks(-5, 150), [0, 50, 100, 150]);
  assert.deepEqual(ticks(-20, 44), [-20, 0, 20, 40]);
  for (const [low, high] of [[0, 3], [274, 366], [-90, 60]]) {
    const found = ticks(low, high);
    assert.ok(found.length >= 3 && found.length <= 6);
    assert.ok(found.every((one) => one >= low && one <= high));
  }
});

test("the mark lies on the curve, between its points and at its ends", () => {
  /** @type {[number, number][]} */
  const points = [[0, 10], [10, 20], [20, 0]];
  assert.equal(heightAt(points, 5), 15);
  assert.equal(heightAt(points, 15), 10);
  assert.equal(heightAt(points, -4), 10);
  assert.equal(heightAt(points, 90), 0);
});
