import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTRY_UPDATES } from "../src/leaf_entries.js";

/** @param {[string, string]} values */
const block = ([right, left]) => ({
  kind: "numbers", label: "Flexion",
  numbers: [{ id: "range:a:right", label: "Right", value: right }, { id: "range:a:left", label: "Left", value: left }],
});

test("an answer to one number leaves alone what is typed into the other", () => {
  const inputs = [{ value: "140" }, { value: "16" }];
  const node = /** @type {any} */ ({ querySelectorAll: () => inputs });
  const update = /** @type {any} */ (ENTRY_UPDATES.numbers);
  assert.equal(update(node, block(["140", ""]), block(["", ""])), true);
  assert.deepEqual(inputs, [{ value: "140" }, { value: "16" }]);
  assert.equal(update(node, block(["", "168"]), block(["140", ""])), true);
  assert.deepEqual(inputs, [{ value: "" }, { value: "168" }], "what Python changed is written");
});
