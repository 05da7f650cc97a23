import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOK } from "../src/look.js";
import { PartTable } from "../src/parts.js";

/** @type {import("../src/types").PartState} */
const SHOWN = { rgb: [10, 20, 30], opacity: 0.5, visible: true, glow: 1, selected: true, thicker: 1, hatched: true, moved: [0, 0, 0] };

/** @param {number} count */
function tableOf(count) {
  const part = { id: "", extras: {}, fibres: false, firstVertex: 0, vertices: 0, firstCorner: 0, corners: 0 };
  const measures = Float32Array.from({ length: count * LOOK.measure_texels * 4 }, (_, k) => k);
  return new PartTable({ parts: Array(count).fill(part), measures });
}

test("a part's look is three texels: colour and opacity; visible, glow, selected, pointed at; thicker, hatched", () => {
  const table = tableOf(3);
  table.set(1, SHOWN);
  assert.deepEqual([...table.bytes.slice(12, 24)], [10, 20, 30, 128, 255, 255, 255, 0, 32, 255, 0, 0]);
  table.hover(1, true);
  assert.equal(table.bytes[19], 255);
  table.hover(1, false);
  assert.deepEqual([...table.bytes.slice(12, 24)], [10, 20, 30, 128, 255, 255, 255, 0, 32, 255, 0, 0]);
  assert.deepEqual([...table.bytes.slice(0, 12)], Array(12).fill(0));
});

test("tables grow by rows of the length that the shaders know", () => {
  const { looks, measures } = tableOf(LOOK.texture_row);
  assert.deepEqual([looks.image.width, looks.image.height], [LOOK.texture_row, LOOK.look_texels]);
  assert.deepEqual([measures.image.width, measures.image.height], [LOOK.texture_row, LOOK.measure_texels]);
  assert.equal(/** @type {Float32Array} */ (measures.image.data)[5], 5);
});

test("how far a part is moved stands in its own texel, and is sent once", () => {
  const table = tableOf(2);
  const sent = table.measures.version;
  table.set(1, { ...SHOWN, moved: [1.5, -20, 300] });
  const held = /** @type {Float32Array} */ (table.measures.image.data);
  assert.deepEqual([...held.slice(28, 31)], [1.5, -20, 300]);
  assert.equal(table.measures.version, sent + 1);
  table.set(1, { ...SHOWN, moved: [1.5, -20, 300] });
  assert.equal(table.measures.version, sent + 1);
});
