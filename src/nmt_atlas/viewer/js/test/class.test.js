// The light page's own rules: what settles an answer, how long it waits, what strokes come to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, settles, waitOf } from "../src/class_link.js";
import * as THREE from "three";
import { seenAt } from "../src/class_pointing.js";
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

test("what is pointed at lies where the camera sees it, and nowhere else", () => {
  const camera = new THREE.PerspectiveCamera(30, 2, 1, 5000);
  camera.position.set(0, -1000, 900);
  camera.up.set(0, 0, 1);
  camera.lookAt(0, 0, 900);
  camera.updateMatrixWorld();
  const middle = seenAt([0, 0, 900], camera, 800, 400);
  assert.ok(middle && Math.abs(middle.x - 400) < 1e-6 && Math.abs(middle.y - 200) < 1e-6);
  const high = seenAt([0, 0, 1000], camera, 800, 400);
  assert.ok(high && high.y < 200 && Math.abs(high.x - 400) < 1e-6);
  const half = seenAt([0, 0, 1000], camera, 400, 200);
  assert.ok(high && half && Math.abs(high.y / 400 - half.y / 200) < 1e-9, "framed alike on every screen");
  assert.equal(seenAt([0, -2000, 900], camera, 800, 400), null);
  assert.equal(seenAt([900, 0, 900], camera, 800, 400), null);
});
