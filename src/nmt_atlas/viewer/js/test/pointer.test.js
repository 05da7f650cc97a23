import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Pointer } from "../src/pointer.js";
import { fakeElement, fakeHand, pointing } from "./fakes.js";

/** @param {Parameters<typeof fakeHand>[0]} how */
function pointerOver(how = {}) {
  const canvas = fakeElement();
  const { hand, done } = fakeHand(how);
  const pointer = new Pointer(canvas, hand);
  const on = (/** @type {string} */ type, values = {}) => canvas.dispatchEvent(pointing(type, values));
  const told = () => done.filter(([name]) => name === "picked").map(([, fields]) => /** @type {any} */ (fields));
  return { canvas, pointer, done, on, told };
}

test("a click is a press and a release at nearly the same place", () => {
  const { on, told } = pointerOver();
  on("pointerdown", { clientX: 50, clientY: 60 });
  on("pointerup", { clientX: 53, clientY: 62, shiftKey: true });
  assert.equal(told().length, 1);
  assert.deepEqual(told()[0].modifiers, ["shift"]);
  assert.deepEqual([told()[0].part, told()[0].skin_vertex, told()[0].n], ["rod", 7, 1]);
});

test("a drag, a long press and a cancelled touch are no clicks", () => {
  const { on, told } = pointerOver();
  on("pointerdown");
  on("pointerup", { clientX: 40 });
  on("pointerdown");
  on("pointerup", { timeStamp: 700 });
  on("pointerdown");
  on("pointercancel");
  on("pointerup");
  assert.deepEqual(told(), []);
});

test("Escape sends the name under the pointer away, until the pointer moves", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { canvas, pointer, done, on } = pointerOver();
  const lit = () => done.filter(([name]) => name === "light").map(([, part]) => part);
  on("pointermove");
  mock.timers.tick(1000);
  const rested = lit().length;
  const escape = Object.defineProperty(new Event("keydown"), "key", { value: "Escape" });
  canvas.ownerDocument.dispatchEvent(escape);
  assert.equal(lit().at(-1), "");
  pointer.wait();
  mock.timers.tick(1000);
  assert.equal(lit().length, rested + 1, "it does not come back by itself");
  on("pointermove");
  mock.timers.tick(1000);
  assert.ok(lit().length > rested + 1);
  mock.timers.reset();
});

test("two fingers are no tap, the next one is", () => {
  const { on, told } = pointerOver();
  on("pointerdown", { pointerId: 1 });
  on("pointerdown", { pointerId: 2 });
  on("pointerup", { pointerId: 2 });
  on("pointerup", { pointerId: 1 });
  assert.deepEqual(told(), []);
  on("pointerdown");
  on("pointerup");
  assert.equal(told().length, 1);
});

test("the background has no part and no place", () => {
  const { on, told } = pointerOver({ part: "" });
  on("pointerdown");
  on("pointerup");
  assert.deepEqual([told()[0].part, told()[0].point, told()[0].skin_vertex], ["", null, -1]);
});

test("a right click opens the menu of what lies there and is no click", () => {
  const { on, told, done } = pointerOver();
  on("pointerdown", { button: 2 });
  on("pointerup", { button: 2 });
  assert.deepEqual(told(), []);
  assert.deepEqual(done.filter(([name]) => name === "menu"), [["menu", "rod"]]);
  on("pointerdown", { button: 2 });
  on("pointermove", { clientX: 60 });
  on("pointerup", { button: 2, clientX: 60 });
  assert.equal(done.filter(([name]) => name === "menu").length, 1, "a drag with it moves the body");
});

test("a finger held still opens the menu, one that moves does not", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const finger = { pointerType: "touch" };
  const { on, told, done } = pointerOver();
  const menus = () => done.filter(([name]) => name === "menu").length;
  on("pointerdown", finger);
  on("pointermove", { ...finger, clientX: 14 });
  mock.timers.tick(600);
  assert.equal(menus(), 1);
  on("pointerup", { ...finger, timeStamp: 610 });
  assert.deepEqual(told(), [], "and taps nothing");
  assert.deepEqual(done.at(-1), ["hold", false], "the body is let go");
  on("pointerdown", finger);
  on("pointermove", { ...finger, clientX: 40 });
  mock.timers.tick(600);
  on("pointerup", { ...finger, clientX: 40 });
  assert.equal(menus(), 1);
  mock.timers.reset();
});

test("in a question there is no menu and no rectangle", () => {
  const { on, done } = pointerOver({ silent: true });
  on("pointerdown", { button: 2 });
  on("pointerup", { button: 2 });
  on("pointerdown", { shiftKey: true });
  on("pointermove", { clientX: 60 });
  on("pointerup", { clientX: 60, shiftKey: true });
  assert.equal(done.some(([name]) => name === "menu" || name === "enclosed"), false);
});

test("two taps of a finger come closer, once also where the browser makes a double click of them", () => {
  const finger = { pointerType: "touch" };
  const { on, done } = pointerOver();
  const came = () => done.filter(([name]) => name === "approach").length;
  on("pointerdown", finger);
  on("pointerup", finger);
  on("pointerdown", { ...finger, timeStamp: 200 });
  on("pointerup", { ...finger, timeStamp: 220 });
  assert.equal(came(), 1);
  on("dblclick", { timeStamp: 222 });
  assert.equal(came(), 1);
  on("pointerdown", { ...finger, timeStamp: 2000 });
  on("pointerup", { ...finger, timeStamp: 2010 });
  on("pointerdown", { ...finger, timeStamp: 2600 });
  on("pointerup", { ...finger, timeStamp: 2610 });
  assert.equal(came(), 1, "too slow for a double tap");
});

test("shift and a drag tell what is seen in the rectangle, and turn nothing", () => {
  const { on, told, done } = pointerOver();
  on("pointerdown", { shiftKey: true });
  assert.deepEqual(done.at(-1), ["hold", true]);
  on("pointermove", { clientX: 80, clientY: 70, shiftKey: true });
  assert.deepEqual(done.at(-1), ["outline", true]);
  on("pointerup", { clientX: 80, clientY: 70, shiftKey: true });
  const enclosed = done.filter(([name]) => name === "enclosed").map(([, fields]) => fields);
  assert.deepEqual(enclosed, [{ n: 1, parts: ["rod", "outer-right"] }]);
  assert.deepEqual(told(), []);
  assert.ok(done.some(([name, on_]) => name === "outline" && on_ === false), "the rectangle is taken away");
});

test("once the camera rests, what lies under a resting pointer is named anew", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { on, done, pointer } = pointerOver();
  on("pointermove");
  pointer.clear();
  mock.timers.tick(500);
  assert.deepEqual(done.at(-1), ["light", ""]);
  pointer.wait();
  mock.timers.tick(100);
  assert.deepEqual(done.at(-1), ["light", "rod"]);
  on("pointerleave");
  pointer.wait();
  mock.timers.tick(100);
  assert.deepEqual(done.at(-1), ["light", ""], "a pointer that has left points at nothing");
  mock.timers.reset();
});

test("a resting pointer names, a moving or pressed one does not", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { on, done, pointer } = pointerOver();
  done.length = 0;
  on("pointermove");
  mock.timers.tick(40);
  on("pointermove");
  mock.timers.tick(60);
  assert.deepEqual(done, []);
  mock.timers.tick(20);
  assert.deepEqual(done, [["light", "rod"]]);
  on("pointermove", { pointerType: "touch" });
  on("pointerdown");
  on("pointermove");
  mock.timers.tick(500);
  assert.deepEqual(done.slice(1), [["light", ""], ["hold", false]]);
  pointer.dispose();
  mock.timers.reset();
});

test("while pointing is slow nothing is named", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { on, done } = pointerOver({ quick: false });
  done.length = 0;
  on("pointermove");
  mock.timers.tick(500);
  assert.deepEqual(done, []);
  mock.timers.reset();
});

test("a double click comes closer, but not in a question", () => {
  const open = pointerOver();
  open.on("dblclick");
  assert.deepEqual(open.done.at(-1), ["approach", [1, 2, 3]]);
  const asked = pointerOver({ silent: true });
  asked.on("dblclick");
  assert.equal(asked.done.some(([name]) => name === "approach"), false);
});

test("a marker is told by its id, at its place", () => {
  const { pointer, told } = pointerOver();
  pointer.mark({ id: "p-1", at: [4, 5, 6], radius: 3, color: "#fff" }, /** @type {any} */ (pointing("click")));
  assert.deepEqual([told()[0].marker, told()[0].part, told()[0].point], ["p-1", undefined, [4, 5, 6]]);
});

test("another tool takes the pointer, and its cursor is shown", () => {
  const { canvas, pointer, on, told } = pointerOver();
  pointer.take("orbit");
  on("pointerdown");
  on("pointerup");
  assert.deepEqual(told(), []);
  assert.equal(/** @type {any} */ (canvas).properties["--cursor"], "move");
  pointer.take("no such tool");
  assert.equal(pointer.tool.id, "pick");
});

test("once disposed of it is deaf", () => {
  const { pointer, on, told } = pointerOver();
  pointer.dispose();
  on("pointerdown");
  on("pointerup");
  assert.deepEqual(told(), []);
});
