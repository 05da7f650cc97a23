// All that hands and keys do with the body, put together: cube, menus, names under the pointer,
// the way from structure to structure, what is said aloud.
import { Cube } from "./cube.js";
import { Menu } from "./menu.js";
import { Stroll } from "./stroll.js";

/** @typedef {import("./types").MenuItem} MenuItem */
/** @typedef {import("./types").Held} Held */

const SPEAK_MS = 400;
const BARE = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
/** @type {Record<string, 1 | -1>} */
const STEPS = { PageDown: 1, n: 1, PageUp: -1, N: -1 };

export class Handling {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    const { stage } = viewer;
    /** @type {MenuItem[]} */
    this.items = [];
    /** @type {MenuItem[]} */
    this.regions = [];
    this.menu = new Menu(stage.root, () => stage.canvas.focus());
    this.cube = new Cube(stage.corner, (way, from) => this.look(way, from));
    this.cube.more.addEventListener("click", () => this.openRegions());
    this.stroll = new Stroll(() => this.view());
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.speaking = undefined;
    this.side = "";
    viewer.rig.under = (x, y) => (viewer.hand?.quick() ? viewer.pickAt(x, y, false).hit?.point ?? null : null);
    this.ended = new AbortController();
    stage.canvas.addEventListener("keydown", (event) => {
      if (this.key(event)) event.preventDefault();
    }, { signal: this.ended.signal });
    this.speak(stage.words ?? {});
  }

  /**
   * Names in letters so many times as large.
   * @param {number} scale
   */
  enlarge(scale) {
    const { stage, overlay, drawing } = this.viewer;
    stage.root.style.setProperty("--scale", String(scale || 1));
    overlay.names.forget();
    drawing?.request();
  }

  /** @param {Record<string, string>} words */
  speak(words) {
    this.cube.speak(words);
  }

  /** What the way from structure to structure leads through. */
  view() {
    const { viewer } = this;
    const { width, height } = viewer.canvas3d;
    const { position, quaternion } = viewer.rig.camera;
    const key = JSON.stringify([position, quaternion.toArray(), viewer.look, width, height, viewer.groups.size]);
    return { key, width, height, at: (/** @type {number} */ x, /** @type {number} */ y) => viewer.pickAt(x, y, false).hit?.part ?? "" };
  }

  /**
   * A key on the canvas.
   * @param {KeyboardEvent} event
   * @returns {boolean} true where it was ours
   */
  key(event) {
    if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) return this.menuHere();
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key in STEPS) return this.step(STEPS[event.key]);
    if (event.key === "Enter" || event.key === " ") return this.press(event.key === " ");
    return event.key === "Home" ? Boolean(this.viewer.following.home()) : Boolean(this.viewer.rig.key(event));
  }

  /** @param {1 | -1} way */
  step(way) {
    const { viewer, stroll } = this;
    const there = stroll.go(way);
    if (!there || !viewer.hand) return true;
    const { place, number, of } = there;
    viewer.hand.light(place.part, { ...place, event: BARE });
    const { words } = viewer.stage;
    const name = viewer.silent ? "" : viewer.names[place.part];
    const said = (name ? words.structure : words.place).replace("{name}", name);
    viewer.stage.tell(said.replace("{n}", String(number)).replace("{count}", String(of)));
    return true;
  }

  /**
   * Click where one stands; true where there is such a place.
   * @param {boolean} add to what is selected
   */
  press(add) {
    const { viewer, stroll } = this;
    const place = stroll.part ? stroll.here : null;
    if (!place || !viewer.hand || !viewer.pointer) return false;
    viewer.pointer.tool.tap?.(viewer.hand, { ...place, event: { ...BARE, shiftKey: add } });
    return true;
  }

  menuHere() {
    const place = this.stroll.part ? this.stroll.here : null;
    const { hand, pointer } = this.viewer;
    if (place && hand) pointer?.tool.menu?.(hand, { ...place, event: BARE });
    return Boolean(place);
  }

  /**
   * What can be done with a part.
   * @param {string} part
   * @param {{x: number, y: number}} where
   * @param {number} vertex of the skin over it
   */
  openMenu(part, where, vertex = -1) {
    if (!part) return;
    this.menu.open(this.items, { ...where, title: this.viewer.names[part] ?? "" }, (id) => this.choose(id, part, vertex));
  }

  openRegions() {
    const { more } = this.cube;
    const box = more.getBoundingClientRect();
    const stage = this.viewer.stage.root.getBoundingClientRect();
    const title = this.viewer.stage.words?.regions ?? "";
    this.menu.open(this.regions, { x: box.left - stage.left - 200, y: 6, title }, (id) => this.choose(id));
  }

  /**
   * Something was chosen on the canvas.
   * @param {string} id
   */
  choose(id, part = "", vertex = -1) {
    const { hand } = this.viewer;
    hand?.tell("menu_chosen", { n: hand.next("menu_chosen"), id, part, skin_vertex: vertex });
  }

  /**
   * Look from a side: at once, and Python decides what it frames.
   * @param {string} way
   * @param {import("three").Vector3} from
   */
  look(way, from) {
    this.viewer.rig.lookFrom(from);
    this.choose(`view-${way}`);
  }

  /** @param {MenuItem[]} regions */
  offer(regions) {
    this.regions = regions;
    this.cube.more.hidden = !regions.length;
  }

  /** A frame was drawn. */
  drawn() {
    this.cube.turn(this.viewer.rig.camera);
  }

  /** The camera moves. */
  moved() {
    this.menu.close();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.settled(), SPEAK_MS);
  }

  /** The camera has come to rest: the side is said, and what lies under the pointer named anew. */
  settled() {
    const { rig, stage, pointer } = this.viewer;
    if (rig.move) return;
    pointer?.wait();
    if (rig.side === this.side) return;
    this.side = rig.side;
    stage.announce(rig.side);
  }

  dispose() {
    this.ended.abort();
    clearTimeout(this.speaking);
    this.menu.dispose();
  }
}
