// The light page's own rules: what settles an answer, how long it waits, what strokes come to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, settles, waitOf } from "../src/class_link.js";
import { paintedBy, stepsOf } from "../src/class_strokes.js";

const SENT = { say: "tap", uid: "a", round: 3 };

test("an answer is settled where the server has it, or wants it no more", () => {
  assert.ok(settles({ say: "kept", uid: "a" }, SENT));
  assert.ok(!settles({ say: "kept", uid: "b" }, SENT));
  assert.ok(settles({ say: "told", kind: "late" }, SENT));
  assert.ok(settles({ say: "told", kind: "error" }, SENT));
  assert.ok(settles({ say: "asked", round: 4 }, SENT));
});

test("an answer that the server could not keep is sent again", () => {
  assert.ok(!settles({ say: "told", kind: "away" }, SENT));
  assert.ok(!settles({ say: "told", kind: "info" }, SENT));
  assert.ok(!settles({ say: "see" }, SENT));
});

test("a class does not come back in one moment, and nobody waits for ever", () => {
  assert.equal(waitOf(0, 0), 225);
  assert.equal(waitOf(0, 1), 375);
  assert.ok(waitOf(3, 0.5) <= waitOf(99, 0.5));
  assert.ok(waitOf(99, 1) <= 5000);
});

test("strokes come to what is painted in the end, as steps", () => {
  const painted = paintedBy([
    { vertices: [9, 3, 4], erase: false }, { vertices: [4], erase: true }, { vertices: [20], erase: false },
  ]);
  assert.deepEqual(stepsOf(painted), [3, 6, 11]);
  assert.deepEqual(stepsOf([]), []);
});

test("messages are text, or compressed bytes", async () => {
  assert.deepEqual(await read('{"say":"pong"}'), { say: "pong" });
  const stream = new Blob(['{"say":"see"}']).stream().pipeThrough(new CompressionStream("deflate"));
  assert.deepEqual(await read(await new Response(stream).arrayBuffer()), { say: "see" });
});
