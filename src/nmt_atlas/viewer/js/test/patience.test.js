import assert from "node:assert/strict";
import test from "node:test";
import { Patience } from "../src/patience.js";

test("nothing waits until somebody says so", async () => {
  const patience = new Patience();
  assert.equal(patience.waiting, false);
  await patience.over;
});

test("waiting ends when it is told", async () => {
  const patience = new Patience();
  patience.begin(60_000);
  assert.equal(patience.waiting, true);
  patience.end();
  await patience.over;
  assert.equal(patience.waiting, false);
});

test("waiting ends by itself", async () => {
  const patience = new Patience();
  patience.begin(5);
  await patience.over;
  assert.equal(patience.waiting, false);
});
