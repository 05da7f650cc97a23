import assert from "node:assert/strict";
import { test } from "node:test";
import { Pinch, Zooming } from "../src/zooming.js";
import { FakeElement, pointing } from "./fakes.js";

test("two fingers zoom once their distance has changed by a little", () => {
  const pinch = new Pinch();
  pinch.down(1, 0, 0);
  assert.equal(pinch.move(1, 90, 0), false, "one finger turns");
  pinch.down(2, 190, 0);
  assert.equal(pinch.move(2, 195, 3), false);
  assert.equal(pinch.move(1, 80, 0), true);
  assert.equal(pinch.move(1, 70, 0), false, "it begins once");
  assert.ok(pinch.zooms);
  pinch.up(2);
  assert.equal(pinch.zooms, false);
  assert.equal(pinch.move(2, 0, 0), false, "a finger that is gone moves nothing");
});

/** A rig that remembers what it was asked for. */
function fakeRig() {
  /** @type {unknown[][]} */
  const done = [];
  const start = { y: 0, set(/** @type {number} */ _x, /** @type {number} */ y) { this.y = y; } };
  const note = (/** @type {string} */ name) => (/** @type {unknown[]} */ ...given) => done.push([name, ...given]);
  const rig = {
    controls: { enableZoom: true, _dollyStart: start }, stop() {}, upright: note("upright"),
    zoomAt: note("zoom"), swipe: note("swipe"), pan: note("pan"),
  };
  return { rig: /** @type {any} */ (rig), done, start };
}

/** @param {Record<string, unknown>} values */
const rolled = (values) => pointing("wheel", { deltaX: 0, deltaY: 0, deltaMode: 0, ...values });

test("a notch zooms where the pointer is, a swipe turns, with shift it moves", () => {
  const canvas = new FakeElement();
  const { rig, done } = fakeRig();
  const zooming = new Zooming(rig, /** @type {any} */ (canvas));
  canvas.dispatchEvent(rolled({ deltaY: 100, clientX: 60, clientY: 70 }));
  canvas.dispatchEvent(rolled({ deltaX: 4, deltaY: 6, timeStamp: 1000 }));
  canvas.dispatchEvent(rolled({ deltaX: 4, deltaY: 6, shiftKey: true, timeStamp: 1010 }));
  assert.deepEqual(done, [["zoom", 1.1, 50, 50], ["swipe", 4, 6], ["pan", 4, -6]]);
  zooming.dispose();
  canvas.dispatchEvent(rolled({ deltaY: 100 }));
  assert.equal(done.length, 3);
});

test("fingers begin to zoom from where they are", () => {
  const canvas = new FakeElement();
  const { rig, done, start } = fakeRig();
  const zooming = new Zooming(rig, /** @type {any} */ (canvas));
  canvas.dispatchEvent(pointing("pointerdown", { pointerType: "touch", pointerId: 1, pageX: 0 }));
  canvas.dispatchEvent(pointing("pointerdown", { pointerType: "touch", pointerId: 2, pageX: 100 }));
  assert.equal(rig.controls.enableZoom, false);
  canvas.ownerDocument.dispatchEvent(pointing("pointermove", { pointerType: "touch", pointerId: 2, pageX: 105 }));
  assert.equal(rig.controls.enableZoom, false);
  canvas.ownerDocument.dispatchEvent(pointing("pointermove", { pointerType: "touch", pointerId: 2, pageX: 140 }));
  assert.deepEqual([rig.controls.enableZoom, start.y], [true, 140]);
  assert.deepEqual(done, [["upright"]], "a press that moves has the body turn around its own axis");
  zooming.dispose();
});
