import assert from "node:assert/strict";
import { test } from "node:test";
import { allowed, keyOf } from "../src/shell_keys.js";

/** @param {Record<string, unknown>} given */
const pressed = (given) => keyOf(/** @type {KeyboardEvent} */ (/** @type {unknown} */ (given)));
const model = (/** @type {boolean} */ letters) => /** @type {import("../src/types").ShellModel} */ (/** @type {unknown} */ ({ letters }));

test("a key has the name that commands have it by", () => {
  assert.equal(pressed({ key: "K", ctrlKey: true, shiftKey: false }), "Control+k");
  assert.equal(pressed({ key: "S", shiftKey: true }), "Shift+s");
  assert.equal(pressed({ key: "?", shiftKey: true }), "?");
  assert.equal(pressed({ key: "b", altKey: true }), "");
});

test("keys of one sign can be turned off, and no others", () => {
  for (const key of ["h", "Shift+s", "/", "?", ".", "1"]) {
    assert.equal(allowed(model(true), key), true);
    assert.equal(allowed(model(false), key), false, key);
  }
  for (const key of ["Control+k", "Escape", "F1", "Shift+F10", "ArrowRight"]) assert.equal(allowed(model(false), key), true, key);
});
