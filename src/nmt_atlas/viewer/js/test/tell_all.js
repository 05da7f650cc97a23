// Prints every event that the viewer's own code makes, one `[parameter, value]` a line, for
// tests/viewer/test_javascript.py, which has Python read them.
import { sees } from "../src/camera.js";
import { eventOf } from "../src/events.js";
import { Following } from "../src/following.js";
import { statsOf } from "../src/stats.js";
import { TOOLS } from "../src/tools/index.js";
import { fakeHand, pointing } from "./fakes.js";

/** @typedef {import("../src/types").Camera} Camera */

const print = (/** @type {string} */ name, /** @type {unknown} */ value) => process.stdout.write(`${JSON.stringify([name, value])}\n`);
const FRONT = { position: [0, -1300, 900], target: [0, 0, 900], up: [0, 0, 1] };
const MARKER = /** @type {import("../src/types").Marker} */ ({ id: "p-1", at: [1, 2, 3], radius: 3, color: "#ffffff" });
const GESTURES = /** @type {const} */ (["press", "drag", "release", "tap", "double", "rest"]);

for (const tool of TOOLS) {
  for (const part of ["rod", ""]) {
    const { hand, done } = fakeHand({ part });
    const event = /** @type {any} */ (pointing("click", { shiftKey: true, button: 2 }));
    for (const gesture of GESTURES) tool[gesture]?.(hand, { x: 1, y: 1, event });
    tool.area?.(hand, { x: 0, y: 0, event }, { x: 9, y: 9, event });
    tool.mark?.(hand, MARKER, { x: 1, y: 1, event });
    for (const [name, fields] of done) {
      if (["light", "approach", "drag", "begin", "go", "rub"].includes(name)) continue;
      if (!tool.tells.includes(name)) throw new Error(`the tool “${tool.id}” tells “${name}” and does not say so`);
      print(name, eventOf(name, /** @type {Record<string, unknown>} */ (fields)));
    }
  }
}

const viewer = { rig: { now: () => FRONT, move: null }, listener: print, report: print };
const following = new Following(/** @type {any} */ (viewer));
following.moved();
following.flush();

print("menu_chosen", eventOf("menu_chosen", { n: 1, id: "hide", part: "rod" }));
print("still_clicked", eventOf("still_clicked", { n: 1, x: 0, y: 0.5 }));
print("stats", eventOf("stats", statsOf(/** @type {any} */ ({ groups: new Map(), drawing: null }))));
print("tools", TOOLS.map(({ id }) => id));

for (const camera of JSON.parse(process.argv[2] ?? "[]")) print("sees", [camera, sees(/** @type {Camera} */ (camera))]);
