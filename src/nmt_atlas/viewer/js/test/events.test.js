import assert from "node:assert/strict";
import { test } from "node:test";
import { eventOf, NAMES } from "../src/events.js";

test("what is left out has its default", () => {
  assert.deepEqual(eventOf("picked", { n: 1, part: "rod" }), {
    n: 1, part: "rod", point: null, normal: null, marker: "", skin_vertex: -1, skin_point: null, beneath: [], modifiers: [], button: 0,
  });
});

test("an unknown field, a missing one and an unknown event are mistakes", () => {
  assert.throws(() => eventOf("picked", { n: 1, parts: "rod" }), /Pick has no “parts”/);
  assert.throws(() => eventOf("picked", { part: "rod" }), /Pick needs “n”/);
  assert.throws(() => eventOf("hovered", {}), /no event/);
  assert.throws(() => eventOf("ready", {}), /no event/);
});

test("the viewer knows every event that Python reads", () => {
  assert.deepEqual(NAMES, [
    "picked", "stroked", "penned", "rubbed", "enclosed", "menu_chosen", "camera_now", "sectioned", "still_clicked",
    "ready", "failure", "window_width", "stats",
  ]);
});
