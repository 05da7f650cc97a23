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

test("the wheel goes faster than fingers, which begin from where they are", () => {
  const canvas = new FakeElement();
  const start = { y: 0, set(/** @type {number} */ _x, /** @type {number} */ y) { this.y = y; } };
  const controls = /** @type {any} */ ({ enableZoom: true, zoomSpeed: 1, _dollyStart: start });
  const zooming = new Zooming(controls, /** @type {any} */ (canvas));
  canvas.dispatchEvent(new Event("wheel"));
  assert.deepEqual([controls.zoomSpeed, zooming.wheel], [2, true]);
  canvas.dispatchEvent(pointing("pointerdown", { pointerType: "touch", pointerId: 1, pageX: 0 }));
  canvas.dispatchEvent(pointing("pointerdown", { pointerType: "touch", pointerId: 2, pageX: 100 }));
  assert.deepEqual([controls.enableZoom, controls.zoomSpeed, zooming.wheel], [false, 1, false]);
  canvas.ownerDocument.dispatchEvent(pointing("pointermove", { pointerType: "touch", pointerId: 2, pageX: 105 }));
  assert.equal(controls.enableZoom, false);
  canvas.ownerDocument.dispatchEvent(pointing("pointermove", { pointerType: "touch", pointerId: 2, pageX: 140 }));
  assert.deepEqual([controls.enableZoom, start.y], [true, 140]);
  zooming.dispose();
  canvas.dispatchEvent(new Event("wheel"));
  assert.equal(zooming.wheel, false);
});
