import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { keepForLater } from "../src/install.js";
import { answer, outworn, shelfOf, wayOf } from "../src/offline.js";

const SCOPE = "http://localhost:5006/atlas/";
const GIVEN = { version: "b", away: "away.html", index: "pack/own/index.json", files: ["fonts/inter.woff2?v=1", "pack/own/skin-0123456789ab.glb"] };
const asked = (/** @type {string} */ url, more = {}) => wayOf({ url, method: "GET", mode: "cors", ...more }, SCOPE, GIVEN);

test("the page and the index are asked of the server, what has its hash is kept, all else is left alone", () => {
  assert.equal(asked(`${SCOPE}?selection=soleus-right`, { mode: "navigate" }), "page");
  assert.equal(asked(SCOPE, { mode: "navigate" }), "page");
  assert.equal(asked(`${SCOPE}sheets/x/y.html`, { mode: "navigate" }), "");
  assert.equal(asked(`${SCOPE}${GIVEN.index}`), "index");
  assert.equal(asked(`${SCOPE}${GIVEN.files[0]}`), "kept");
  for (const other of [
    `${SCOPE}fonts/inter.woff2?v=2`, `${SCOPE}alive`, "http://localhost:5006/fonts/inter.woff2?v=1", "https://elsewhere.org/fonts/inter.woff2?v=1",
  ]) assert.equal(asked(other), "", other);
  assert.equal(asked(`${SCOPE}${GIVEN.files[0]}`, { method: "POST" }), "");
});

test("shelves of other versions go, those of others stay", () => {
  assert.deepEqual(outworn(["nmt-atlas-a", shelfOf("b"), "another"], "b"), ["nmt-atlas-a"]);
});

/** @param {Record<string, string>} held */
function shelf(held) {
  const put = /** @type {[string, unknown][]} */ ([]);
  const keep = /** @type {any} */ ({
    match: async (/** @type {string} */ url) => (held[url] ? new Response(held[url]) : undefined),
    put: async (/** @type {string} */ url, /** @type {unknown} */ value) => { put.push([url, value]); },
  });
  return { keep, put };
}

const away = async () => { throw new TypeError("away"); };
const there = (/** @type {string} */ text) => async () => new Response(text);
const request = (/** @type {string} */ url) => /** @type {Request} */ (/** @type {unknown} */ ({ url }));

test("a page comes of the server while that is there, else the one for being away", async () => {
  const { keep } = shelf({ "away.html": "the body alone" });
  const by = { keep, away: "away.html" };
  assert.equal(await (await answer(request("/"), "page", { ...by, ask: there("new") })).text(), "new");
  assert.equal(await (await answer(request("/"), "page", { ...by, ask: away })).text(), "the body alone");
});

test("a server that hangs is away", async () => {
  const { keep } = shelf({ "away.html": "the body alone" });
  const ask = () => new Promise(() => {});
  const found = await answer(request("/"), "page", { keep, away: "away.html", ask: /** @type {any} */ (ask), patience: 5 });
  assert.equal(await found.text(), "the body alone");
});

test("the index is never stale: the server's is taken and kept", async () => {
  const { keep, put } = shelf({ "/index.json": "old" });
  const by = { keep, away: "away.html" };
  assert.equal(await (await answer(request("/index.json"), "index", { ...by, ask: there("new") })).text(), "new");
  assert.equal(put.length, 1);
  assert.equal(await (await answer(request("/index.json"), "index", { ...by, ask: away })).text(), "old");
  await assert.rejects(answer(request("/other"), "index", { ...by, ask: away }), /away/);
});

test("what is kept is not asked for again, and what was lost is", async () => {
  const { keep } = shelf({ "/a": "kept" });
  const by = { keep, away: "away.html", ask: there("asked") };
  assert.equal(await (await answer(request("/a"), "kept", by)).text(), "kept");
  assert.equal(await (await answer(request("/b"), "kept", by)).text(), "asked");
});

test("nothing is kept over a connection that anybody may change", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const register = mock.fn(async () => undefined);
  Object.defineProperty(globalThis, "navigator", { value: { serviceWorker: { register } }, configurable: true });
  for (const [secure, times] of /** @type {[boolean, number][]} */ ([[false, 0], [true, 1]])) {
    Object.defineProperty(globalThis, "isSecureContext", { value: secure, configurable: true });
    keepForLater(10);
    mock.timers.tick(20);
    assert.equal(register.mock.callCount(), times);
  }
  mock.timers.reset();
});
