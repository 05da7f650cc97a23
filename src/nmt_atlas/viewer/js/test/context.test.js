import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ContextWatch } from "../src/context.js";
import { FakeElement } from "./fakes.js";

function watched() {
  const canvas = new FakeElement();
  /** @type {string[]} */
  const told = [];
  const page = Object.assign(canvas.ownerDocument, { hidden: false });
  const note = (/** @type {string} */ word) => () => { told.push(word); };
  const watch = new ContextWatch(/** @type {any} */ (canvas), { lost: note("lost"), gone: note("gone"), back: note("back") });
  const happens = (/** @type {string} */ what) => canvas.dispatchEvent(new Event(what, { cancelable: true }));
  const look = (/** @type {boolean} */ on) => {
    page.hidden = !on;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  return { told, happens, look, watch };
}

test("what is lost for a moment is no failure", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { told, happens } = watched();
  happens("webglcontextlost");
  mock.timers.tick(1000);
  happens("webglcontextrestored");
  mock.timers.tick(9000);
  assert.deepEqual(told, ["lost", "back"]);
  mock.timers.reset();
});

test("a page in the background waits for as long as it takes, and then a moment", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { told, happens, look } = watched();
  look(false);
  happens("webglcontextlost");
  mock.timers.tick(60_000);
  assert.deepEqual(told, ["lost"]);
  look(true);
  mock.timers.tick(1000);
  assert.deepEqual(told, ["lost"]);
  mock.timers.tick(4000);
  assert.deepEqual(told, ["lost", "gone"]);
  happens("webglcontextrestored");
  assert.deepEqual(told, ["lost", "gone", "back"]);
  mock.timers.reset();
});

test("looking again at a page that has lost nothing says nothing", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { told, look, happens, watch } = watched();
  look(false);
  look(true);
  mock.timers.tick(9000);
  happens("webglcontextlost");
  watch.dispose();
  mock.timers.tick(9000);
  assert.deepEqual(told, ["lost"]);
  mock.timers.reset();
});
