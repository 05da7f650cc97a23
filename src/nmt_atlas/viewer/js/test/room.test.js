import assert from "node:assert/strict";
import { test } from "node:test";
import { PerspectiveCamera, Vector3 } from "three";
import { modeOf, planOf } from "../src/room.js";
import { frameRoom } from "../src/rooming.js";

const SIZES = [[1920, 1080], [1366, 768], [1280, 720], [1024, 768], [768, 1024], [390, 844], [320, 568], [844, 390], [568, 320], [683, 384]];

test("every size has its layout", () => {
  assert.deepEqual(SIZES.map(([width, height]) => modeOf(width, height)), [
    "wide", "wide", "wide", "wide", "tall", "phone", "phone", "short", "short", "short"]);
});

test("the body keeps its room beside a card, and two thirds of a tablet", () => {
  for (const [width, height] of SIZES) {
    for (const open of [{}, { right: true }, { left: true }, { right: true, reading: true }, { doors: true }]) {
      const { room } = planOf(width, height, open);
      const share = ((width - room.left - room.right) * (height - room.top - room.bottom)) / (width * height);
      assert.ok(share > 0.3, `${width} × ${height}, ${JSON.stringify(open)}: ${share}`);
    }
  }
  const tablet = planOf(768, 1024, { right: true });
  assert.ok(tablet.sheet <= 1024 / 3);
  assert.ok(planOf(1024, 768, { right: true }).room.right <= 1024 / 3);
});

test("a sheet at the bottom has three heights, and the body moves no further than for the half one", () => {
  const [low, half, full] = /** @type {const} */ (["low", "half", "full"]).map((height) => planOf(390, 844, { right: true, height }));
  assert.ok(low.sheet < half.sheet && half.sheet < full.sheet && full.sheet < 844);
  assert.ok(low.room.bottom < half.room.bottom);
  assert.equal(half.room.bottom, full.room.bottom);
});

test("the body stands above legend and strips, however many lines they have", () => {
  for (const [width, height] of SIZES) {
    for (const open of [{}, { right: true }, { left: true }]) {
      const [bare, three, tower] = [0, 110, 2000].map((keys) => planOf(width, height, { ...open, keys }));
      const seen = Math.min(three.room.bottom - three.under - 110, tower.room.bottom - three.room.bottom);
      assert.ok(seen >= 0 || height * 0.3 < 126, `${width} × ${height}: the legend lies over the body`);
      assert.ok(three.room.bottom >= bare.room.bottom);
      assert.ok(tower.room.bottom - tower.under <= height * 0.3 + 1, "a long legend leaves the body its room");
    }
  }
});

test("the legend stands above the doors of the first screen, and the body above both", () => {
  for (const [width, height] of SIZES) {
    const [doors, both] = [0, 44].map((keys) => planOf(width, height, { doors: true, keys }));
    assert.ok(doors.doors > 0 && doors.room.bottom - doors.under >= doors.doors, `${width} × ${height}`);
    assert.ok(both.room.bottom - both.under >= both.doors + 44, `${width} × ${height}: doors and legend lie over each other`);
    assert.equal(planOf(width, height, { keys: 44 }).doors, 0);
  }
});

test("whatever lies over the top of a window without a card leaves the head free", () => {
  for (const [width, height] of SIZES) {
    const { room, mode } = planOf(width, height, {});
    const bar = mode === "short" ? 8 + 44 : 12 + 44;
    assert.ok(room.top >= bar, `${width} × ${height}: ${room.top}`);
  }
});

test("a second row of tools takes its room, as high as it is", () => {
  const [one, two] = [48, 92].map((strip) => planOf(1366, 768, { left: true, strip }).room.top);
  assert.equal(two - one, 44);
  assert.equal(planOf(390, 844, { strip: 92 }).room.top, planOf(390, 844, { strip: 48 }).room.top);
});

test("what is looked at stands in the middle of the room", () => {
  const camera = new PerspectiveCamera(30, 1, 10, 5000);
  camera.position.set(0, -1000, 0);
  camera.up.set(0, 0, 1);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  const room = { top: 60, right: 392, bottom: 56, left: 72 };
  frameRoom(camera, 30, 1366, 768, room);
  const at = new Vector3().project(camera);
  assert.ok(Math.abs((at.x * 0.5 + 0.5) * 1366 - (72 + 1366 - 392) / 2) < 0.01);
  assert.ok(Math.abs((0.5 - at.y * 0.5) * 768 - (60 + 768 - 56) / 2) < 0.01);
  const top = new Vector3(0, 0, 1000 * Math.tan(Math.PI / 12)).project(camera);
  assert.ok(Math.abs((0.5 - top.y * 0.5) * 768 - 60) < 0.01, "the field of view is the room's");
});

test("a slender body fills a slender room, a wide one is looked at from a wider angle", () => {
  const camera = new PerspectiveCamera(30, 1, 10, 5000);
  const room = { top: 60, right: 0, bottom: 60, left: 0 };
  frameRoom(camera, 30, 390, 844, room, 0.42);
  assert.ok(Math.abs(camera.fov - 30) < 1e-9, "no wider than it must be");
  frameRoom(camera, 30, 390, 844, room);
  const wide = Math.tan((camera.fov * Math.PI) / 360) * camera.aspect;
  assert.ok(Math.abs(wide - 0.7 * Math.tan(Math.PI / 12)) < 1e-9, "as much is seen across as in a room of that shape");
});
