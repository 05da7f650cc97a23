import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { NAMES } from "../src/events.js";
import { TOOLS, toolOf } from "../src/tools/index.js";

test("every file of the folder is in the list, under its own name", () => {
  const files = readdirSync(new URL("../src/tools", import.meta.url)).filter((name) => name !== "index.js");
  assert.deepEqual(TOOLS.map(({ id }) => `${id}.js`).sort(), files.sort());
});

test("a tool tells only events that Python knows", () => {
  for (const { id, tells } of TOOLS) for (const name of tells) assert.ok(NAMES.includes(name), `${id}: ${name}`);
});

test("a name that is none gives the first tool", () => {
  assert.equal(toolOf("").id, TOOLS[0].id);
  assert.equal(toolOf("orbit").id, "orbit");
});
