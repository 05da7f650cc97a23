// What a leaf keeps and what it writes anew, without a browser: blocks that differ in a value alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sameBut } from "../src/leaf_make.js";
import { CONTROL_UPDATES, unanswered } from "../src/leaf_controls.js";
import { TEXT_UPDATES } from "../src/leaf_blocks.js";

/** @param {Record<string, any>} parts */
const node = (parts) => /** @type {any} */ ({
  querySelector: (/** @type {string} */ name) => parts[name] ?? null,
  querySelectorAll: (/** @type {string} */ name) => parts[name] ?? [],
  children: parts.children ?? [],
});

test("blocks are the same but for some of their values", () => {
  assert.ok(sameBut({ id: "a", on: true }, { id: "a", on: false }, "on"));
  assert.ok(sameBut({ id: "a", on: true }, { id: "a" }, "on"));
  assert.ok(!sameBut({ id: "a", on: true }, { id: "b", on: true }, "on"));
  assert.ok(!sameBut({ id: "a", label: "A" }, { id: "a", label: "B" }));
});

test("a switch is turned and kept; under another label it is another one", () => {
  const input = { checked: false };
  const given = { kind: "switch", id: "skin", label: "Skin", on: true };
  assert.ok(TEXT_UPDATES.switch(node({ input }), given, { ...given, on: false }));
  assert.equal(input.checked, true);
  assert.ok(!TEXT_UPDATES.switch(node({ input }), given, { ...given, label: "Piel" }));
});

test("a choice shows which is chosen", () => {
  const marks = ["right", "left"].map((value) => ({
    dataset: { value }, pressed: "", setAttribute(/** @type {string} */ _, /** @type {string} */ to) { this.pressed = to; },
  }));
  const given = { kind: "choice", id: "side", label: "Side", value: "left" };
  assert.ok(TEXT_UPDATES.choice(node({ button: marks }), given, { ...given, value: "right" }));
  assert.deepEqual(marks.map(({ pressed }) => pressed), ["false", "true"]);
});

test("an answer that comes late takes no later choice back", () => {
  const select = /** @type {any} */ ({ value: "c" });
  unanswered.set(select, ["b", "c"]);
  const list = /** @type {import("../src/leaf_types").BlockData} */ (
    { kind: "select", id: "kind", label: "Kind", value: "b", options: [["b", "B"], ["c", "C"]] });
  assert.ok(CONTROL_UPDATES.select(node({ select }), list, { ...list, value: "a" }));
  assert.equal(select.value, "c");
  assert.ok(CONTROL_UPDATES.select(node({ select }), { ...list, value: "c" }, list));
  assert.equal(select.value, "c");
  assert.ok(CONTROL_UPDATES.select(node({ select }), { ...list, value: "a" }, { ...list, value: "c" }));
  assert.equal(select.value, "a", "what Python chooses by itself is shown");
});

test("a slider and a list take another value and no other options", () => {
  const range = { value: "0", min: "0", max: "1", dataset: {} };
  const output = { textContent: "" };
  const slider = { kind: "slider", id: "skin", label: "Skin", value: 0.5 };
  assert.ok(CONTROL_UPDATES.slider(node({ input: range, output }), slider, { ...slider, value: 0 }));
  assert.deepEqual([range.value, output.textContent], ["0.5", "50 %"]);
  const select = { value: "" };
  /** @type {import("../src/leaf_types.js").BlockData} */
  const list = { kind: "select", id: "kind", label: "Kind", value: "nerve", options: [["nerve", "Nerves"]] };
  assert.ok(CONTROL_UPDATES.select(node({ select }), list, { ...list, value: "" }));
  assert.equal(select.value, "nerve");
  assert.ok(!CONTROL_UPDATES.select(node({ select }), list, { ...list, options: [] }));
});
