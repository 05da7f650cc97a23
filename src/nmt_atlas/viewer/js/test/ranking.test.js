// Pointing at the lines of a ranking is told once a rest, and lines are shown without being written anew.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Nearness, RANKING_UPDATES } from "../src/leaf_ranking.js";

const rest = (/** @type {number} */ ms) => new Promise((done) => { setTimeout(done, ms); });

test("only the line on which a pointer rests is told, and that it went", async () => {
  /** @type {[string, boolean][]} */
  const told = [];
  const near = new Nearness((id, on) => told.push([id, on]), 5);
  near.at("a");
  near.at("b");
  await rest(20);
  near.at("b");
  await rest(20);
  assert.deepEqual(told, [["near:b", true]]);
  near.at("");
  await rest(20);
  assert.deepEqual(told, [["near:b", true], ["near:b", false]]);
});

test("a line that is shown keeps its element; other words make the list anew", () => {
  const [head, dot] = [{ pressed: "" }, {}];
  const button = {
    setAttribute(/** @type {string} */ _, /** @type {string} */ to) { head.pressed = to; },
  };
  const node = /** @type {any} */ ({
    children: [{ className: "", querySelector: (/** @type {string} */ name) => (name === "button" ? button : dot) }],
  });
  globalThis.HTMLElement ??= /** @type {any} */ (class {});
  const row = { id: "x", label: "Soleus" };
  const given = { kind: "ranking", id: "r", rows: [{ ...row, on: true, color: "#c8102e" }] };
  assert.ok(RANKING_UPDATES.ranking(node, given, { ...given, rows: [row] }));
  assert.equal(node.children[0].className, "on");
  assert.equal(head.pressed, "true");
  assert.ok(!RANKING_UPDATES.ranking(node, given, { ...given, rows: [{ ...row, label: "Heel" }] }));
  assert.ok(!RANKING_UPDATES.ranking(node, given, { ...given, rows: [] }));
});
