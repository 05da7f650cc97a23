import assert from "node:assert/strict";
import { test } from "node:test";
import { Wheel } from "../src/wheel.js";

/** @param {object} values */
const event = (values) => ({ deltaX: 0, deltaY: 0, deltaMode: 0, timeStamp: 0, ...values });

/** @param {object[]} events */
function readAll(...events) {
  const wheel = new Wheel();
  return events.map((one) => wheel.read(event(one)));
}

test("a notch of any mouse is a tenth", () => {
  const notches = [
    { deltaY: 100, wheelDeltaY: -120 }, { deltaY: 3, deltaMode: 1 }, { deltaY: 4, wheelDeltaY: -120 }, { deltaY: 100 },
  ];
  for (const one of notches) assert.deepEqual(readAll(one), [{ what: "zoom", factor: 1.1 }], JSON.stringify(one));
  const [closer] = readAll({ deltaY: -100 });
  assert.ok(closer.what === "zoom" && Math.abs(closer.factor - 1 / 1.1) < 1e-9);
});

test("a wild roll is held back", () => {
  const [rolled] = readAll({ deltaY: 12_000, wheelDeltaY: -14_400 });
  assert.ok(rolled.what === "zoom" && rolled.factor < 1.4);
});

test("a swipe stays a swipe however fast it grows, and ends", () => {
  const meant = readAll(
    { deltaY: 4, timeStamp: 0 }, { deltaY: 90, timeStamp: 16 }, { deltaY: 240, timeStamp: 32 }, { deltaY: 100, timeStamp: 900 },
  ).map(({ what }) => what);
  assert.deepEqual(meant, ["turn", "turn", "turn", "zoom"]);
});

test("with shift a swipe moves; a pinch zooms by its own scale", () => {
  assert.deepEqual(readAll({ deltaX: 5, deltaY: 2, shiftKey: true }), [{ what: "pan", x: 5, y: 2 }]);
  const [pinched] = readAll({ deltaY: 10, ctrlKey: true });
  assert.ok(pinched.what === "zoom" && Math.abs(pinched.factor - Math.exp(0.1)) < 1e-9);
  const [wheeled] = readAll({ deltaY: 100, ctrlKey: true });
  assert.ok(wheeled.what === "zoom" && wheeled.factor < 1.3, "a mouse's wheel with control held is no leap");
});
