import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, depthOf, float, LOOK, numberOf, paintOf, tissueOf, vec3 } from "../src/look.js";
import { looksOf } from "../src/looks.js";
import { tissueFragment, tissueVertex } from "../src/shaders.js";
import { skinFragment } from "../src/skin_shaders.js";

test("groups are drawn as their tissue, unknown ones as the last", () => {
  assert.equal(tissueOf("muscles-deep"), "muscle");
  assert.equal(tissueOf("skin"), "skin");
  assert.equal(tissueOf("no such group"), LOOK.tissues.at(-1));
  assert.equal(numberOf("muscle"), 1);
  assert.ok(depthOf("muscles-superficial") < depthOf("muscles-deep"));
  assert.ok(depthOf("no such group") > depthOf("vessels"));
});

test("paint of an unknown kind is that of the first one", () => {
  assert.equal(paintOf("essential").rank, 3);
  assert.deepEqual(paintOf("no such kind"), Object.values(LOOK.paint)[0]);
});

test("colours are six digits or the unknown one", () => {
  assert.deepEqual(bytesOf("#0a80ff"), [10, 128, 255]);
  assert.deepEqual(bytesOf("0a80ff"), [10, 128, 255]);
  for (const none of ["red", "#fff", "#0a80ff; x", null, undefined, ""]) assert.deepEqual(bytesOf(none), bytesOf(LOOK.unknown));
});

test("numbers are written as the shaders want them", () => {
  assert.deepEqual([float(2), float(0.5), vec3([1, 0.5, 0])], ["2.0", "0.5", "vec3(1.0, 0.5, 0.0)"]);
});

test("the shaders hold the look and no blank", () => {
  for (const text of [tissueVertex, tissueFragment, skinFragment]) assert.doesNotMatch(text, /undefined|NaN|\$\{/);
  assert.ok(tissueVertex.includes(`ROW = ${LOOK.texture_row};`));
  assert.ok(tissueVertex.includes(`> ${float(LOOK.solid_from)}`));
  assert.ok(tissueFragment.includes(vec3(LOOK.fibre.tendon)));
  for (const { along, across } of LOOK.fibre.octaves) {
    assert.ok(tissueFragment.includes(`along / ${float(along)} `) && tissueFragment.includes(`(${float(across)} * fine)`));
  }
  assert.ok(skinFragment.includes(`dots(${float(LOOK.stipple_mm)})`));
});

test("a part's own look goes over its group's", () => {
  const look = { groups: { bones: { opacity: 0.5 } }, parts: { rod: { color: "#010203", visible: null } }, selected: ["rod"], markers: [], labels: [] };
  const infos = new Map([["ball", /** @type {any} */ ({ structure: "sphere" })]]);
  const of = looksOf({ look, infos, colors: { bones: "#040506", sphere: "#070809" } });
  assert.deepEqual(of("rod", "bones"), { visible: true, opacity: 0.5, glow: 0, thicker: 0, hatched: false, moved: [0, 0, 0], selected: true, rgb: [1, 2, 3] });
  assert.deepEqual(of("ball", "bones").rgb, [7, 8, 9]);
  assert.deepEqual(of("other", "bones").rgb, [4, 5, 6]);
  assert.equal(of("other", "nerves").visible, false);
});
