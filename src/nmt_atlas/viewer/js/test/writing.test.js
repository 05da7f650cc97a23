// What is written in a leaf's field, and what is read aloud of a sheet: the parts without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WRITING_UPDATES } from "../src/leaf_writing.js";
import { breaths } from "../src/shell_voice.js";

test("a long text is read in pieces that end where one breathes", () => {
  const text = `${"The piriformis turns the hip out. ".repeat(20)}\n\n  It ends here.  `;
  const found = breaths(text);
  assert.ok(found.length > 2);
  assert.ok(found.every((one) => one.length <= 220 && /[.]$/.test(one)));
  assert.equal(found.join(" "), text.replace(/\s+/g, " ").trim());
  assert.deepEqual(breaths(" \n "), []);
});

test("a word longer than a breath is read all the same", () => {
  assert.equal(breaths("x".repeat(500)).join("").length, 500);
});

test("a field that nobody knows is written anew", () => {
  const node = /** @type {any} */ ({});
  assert.equal(WRITING_UPDATES.writing(node, { kind: "writing", id: "a" }, { kind: "writing", id: "a" }), false);
});
