import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepPicture, keepsakeOf } from "../src/keepsake.js";

/** @type {Map<string, string>} */
const held = new Map();
let full = false;

beforeEach(() => {
  held.clear();
  full = false;
  const localStorage = {
    getItem: (/** @type {string} */ key) => held.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
      if (full) throw new Error("QuotaExceededError");
      held.set(key, value);
    },
  };
  class Reader {
    result = "data:image/webp;base64,AAAA";
    addEventListener(/** @type {string} */ _name, /** @type {() => void} */ done) { this.done = done; }
    readAsDataURL() { this.done?.(); }
  }
  Object.assign(globalThis, { window: { localStorage }, FileReader: Reader });
});

const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ ({
  getBoundingClientRect: () => ({ left: 1, top: 2, width: 30, height: 40 }),
  toBlob: (/** @type {(blob: object) => void} */ given) => given({}),
}));

test("what was kept under a key is found under that key alone", () => {
  keepPicture(canvas, "here");
  assert.equal(keepsakeOf("here")?.width, 30);
  assert.equal(keepsakeOf("there"), null);
});

test("a browser that keeps nothing, and one that holds something else, have no picture", () => {
  full = true;
  keepPicture(canvas, "here");
  assert.equal(keepsakeOf("here"), null);
  held.set("nmt-atlas-first-picture", "{broken");
  assert.equal(keepsakeOf("here"), null);
  held.set("nmt-atlas-first-picture", JSON.stringify({ key: "here", picture: "javascript:1" }));
  assert.equal(keepsakeOf("here"), null);
});

test("a page without a picture of its own keeps none", () => {
  keepPicture(canvas, "");
  assert.equal(held.size, 0);
});
