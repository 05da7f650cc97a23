// The viewer: a pack and a scene in, picks out. Knows nothing of panel and of anatomy.
import { Arrival } from "./arrival.js";
import { Attaching } from "./attaching.js";
import { CameraRig } from "./camera.js";
import { watchOver } from "./context.js";
import { Cutting } from "./cutting.js";
import { Drawing } from "./drawing.js";
import { eventOf } from "./events.js";
import { Following } from "./following.js";
import { Group } from "./group.js";
import { Halves } from "./halves.js";
import { Hand } from "./hand.js";
import { Handling } from "./handling.js";
import { Ink } from "./ink.js";
import { Loader } from "./loader.js";
import { tissueOf } from "./look.js";
import { looksOf } from "./looks.js";
import { Overlay } from "./overlay.js";
import { chooseDetail } from "./pack.js";
import { Named } from "./named.js";
import { paintSkin } from "./painting.js";
import { Patience } from "./patience.js";
import { pick, rayThrough } from "./picking.js";
import { Pointer } from "./pointer.js";
import { Posing } from "./posing.js";
import { Rooming } from "./rooming.js";
import { seek } from "./sight.js";
import { Stage } from "./stage.js";
import { statsOf } from "./stats.js";
import { Strokes } from "./strokes.js";
import { toneSkin } from "./tone.js";
import { warmGroups } from "./warmup.js";

/** @typedef {import("./types").Scene} Scene */

/** @returns {Scene} */
const nothing = () => ({ groups: {}, parts: {}, selected: [], markers: [], labels: [] });

export class Viewer {
  constructor() {
    /** @type {import("./types").Report | null} */
    this.listener = null;
    /** @type {(event: string) => number} the number of the last event of that name which Python has */
    this.lastOf = () => 0;
    this.overlay = new Overlay((marker, event) => this.pointer?.mark(marker, event), () => this.drawing?.request());
    this.stage = new Stage(this.overlay.root, {
      zoomIn: ["+", () => this.rig.key({ key: "+" })],
      zoomOut: ["−", () => this.rig.key({ key: "-" })],
      home: ["⌂", () => this.following.home()],
    });
    /** @type {Record<string, string>} */
    this.names = {};
    this.silent = false;
    /** @type {Map<string, Group>} */
    this.groups = new Map();
    /** @type {Map<string, import("./types").PartInfo>} */
    this.infos = new Map();
    /** @type {Record<string, string>} */
    this.colors = {};
    this.look = nothing();
    this.looks = looksOf(this);
    /** @type {import("./types").Overlay[]} */
    this.overlays = [];
    this.paintMs = 0;
    this.named = new Named();
    this.strokes = new Strokes(this);
    this.ink = new Ink(this);
    /** @type {import("./types").Cuts | null} */
    this.clip = null;
    this.cutting = new Cutting(this);
    this.attaching = new Attaching(this);
    this.posing = new Posing(this);
    this.patience = new Patience();
    this.failure = "";
    this.saidStats = "";
    this.sought = "";
    this.ended = new AbortController();
    this.rig = new CameraRig(this.stage.canvas, () => this.moved(), () => this.following.flush());
    this.following = new Following(this);
    this.rooming = new Rooming(this);
    this.halves = new Halves(this);
    this.started = performance.now();
    performance.mark("nmt:viewer");
    this.begin();
  }

  begin() {
    /** @type {Drawing | null} */
    this.drawing = null;
    try {
      const drawing = new Drawing(this.stage.canvas, this.rig);
      drawing.warm(warmGroups(drawing.shared));
      drawing.beforeFrame = (now) => this.beforeFrame(now);
      drawing.busy = () => this.patience.waiting;
      drawing.afterFrame = (fine) => this.afterFrame(fine);
      drawing.twice = (render) => this.halves.draw(drawing.renderer, render);
      drawing.onFailure = (error) => this.fail("noWebgl", error);
      this.drawing = drawing;
    } catch (error) {
      this.fail("noWebgl", error);
      return;
    }
    this.hand = new Hand(this);
    this.pointer = new Pointer(this.stage.canvas, this.hand);
    this.handling = new Handling(this);
    this.context = watchOver(this);
  }

  /** The drawing, where one can be made; asking for it elsewhere is a mistake of this code. */
  get canvas3d() {
    if (!this.drawing) throw new Error("nothing can be drawn in this browser");
    return this.drawing;
  }

  /**
   * Tell Python, if it listens.
   * @param {string} name a parameter of AtlasView
   * @param {unknown} value
   */
  report(name, value) {
    this.listener?.(name, value);
  }

  /**
   * Tell a model from now on, first what it has missed: a failure, a camera that a hand has turned.
   * @param {import("./types").Report} listener
   */
  hear(listener) {
    this.listener = listener;
    this.report("failure", this.failure);
    this.following.heard();
  }

  unhear() {
    this.listener = null;
  }

  /** Tell a model that came later what is drawn already. */
  repeat() {
    this.report("ready", this.body);
    this.report("stats", this.stats());
    this.drawing?.request();
  }

  /**
   * Use a page's words.
   * @param {Record<string, string>} words
   */
  speak(words) {
    this.stage.speak(words);
    this.handling?.speak(this.stage.words ?? {});
    this.name();
  }

  /**
   * Say why nothing can be drawn, on the canvas and to Python.
   * @param {string} word a key of the stage's words
   * @param {unknown} error
   */
  fail(word, error) {
    this.failure = this.stage.say(word, error instanceof Error ? error.message : "");
    this.stage.progress(1);
    this.report("failure", this.failure);
  }

  /** All is well again. */
  mend() {
    this.stage.say("");
    if (this.failure) this.report("failure", "");
    this.failure = "";
  }

  /**
   * Load a pack.
   * @param {string} url of its index
   * @param {string} detail as in AtlasView
   */
  async load(url, detail) {
    if (!this.drawing || !url) return;
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.drawing.clear();
    this.groups.clear();
    this.mend();
    this.loaded = { bytes: 0, ready: false, url, detail };
    this.report("ready", "");
    const loader = new Loader();
    signal.addEventListener("abort", () => loader.stop());
    try {
      const base = new URL(url, document.baseURI).href;
      const first = Object.keys(this.look.groups).filter((group) => this.needed(group));
      const { index, ...held } = await loader.open(base, chooseDetail(detail, this.drawing.software), first);
      performance.mark("nmt:index");
      this.infos = new Map(index.parts.map((part) => [part.id, part]));
      this.colors = index.colors;
      this.body = index.body.id;
      this.posing.open(base, index);
      this.arrival = new Arrival(this, loader, signal, held);
      this.following.aim();
      await this.arrival.run();
    } catch (error) {
      if (!signal.aborted) this.fail("pack", error);
    } finally {
      loader.stop();
    }
  }

  /** The first picture is drawn. */
  arrived() {
    if (this.loaded) this.loaded.ready = true;
    this.report("ready", this.body);
  }

  /**
   * True where this pack is loaded, or on its way.
   * @param {string} url
   * @param {string} detail
   */
  holds(url, detail) {
    return !this.failure && this.loaded?.url === url && this.loaded.detail === detail;
  }

  /** @param {string} group */
  isSkin(group) {
    return tissueOf(group) === "skin";
  }

  get skin() {
    return [...this.groups.values()].find((group) => group.skin);
  }

  /** @param {string} group */
  needed(group) {
    if (this.isSkin(group) && this.overlays.length) return true;
    return (this.look.groups[group] ?? { visible: false }).visible !== false;
  }

  /**
   * Put a group on the body, or in the place of its draft.
   * @param {string} name
   * @param {import("./types").GroupData} data
   */
  addGroup(name, data) {
    const [drawing, draft] = [this.canvas3d, this.groups.get(name)];
    if (draft) {
      this.hand?.forget();
      drawing.drop(draft);
    }
    const group = new Group(name, data, drawing.shared);
    if (this.loaded) this.loaded.bytes += data.bytes;
    this.groups.set(name, group);
    group.clip(Boolean(this.clip));
    group.apply(this.looks);
    if (group.skin) paintSkin(group, this.overlays, this.strokes.now);
    this.halves.dress(group);
    this.posing.dress(group);
    this.cutting.stale();
    this.attaching.take();
    drawing.add(group);
    if (this.loaded?.ready || !drawing.software) drawing.request();
  }

  /**
   * Show a scene; defaults may be left out.
   * @param {Partial<Scene>} scene
   */
  show(scene) {
    this.look = { ...nothing(), ...scene };
    this.looks = looksOf(this);
    if (!this.drawing) return;
    this.stage.root.classList.toggle("dark", this.look.theme === "dark");
    toneSkin(this.drawing.shared, this.look.tone);
    this.drawing.shared.uDark.value = this.look.theme === "dark" ? 1 : 0;
    this.name();
    for (const group of this.groups.values()) group.apply(this.looks);
    this.halves.take();
    this.cutting.take(this.look.clips);
    this.attaching.take();
    this.posing.take(this.look.pose);
    this.hand?.forget();
    this.following.aim();
    this.drawing.request();
  }

  /** Write marks and names; none where nothing may betray them. */
  name() {
    const { mark } = this.stage.words ?? {};
    const names = [...this.posing.placed(this.look.labels), ...this.cutting.labels];
    this.overlay.rules.set(this.look.rules);
    this.overlay.set(this.posing.placed(this.look.markers), names, this.silent ? mark : "", { style: this.look.label_style, word: mark });
    this.drawing?.request();
  }

  /**
   * Show no name at all while a question is open.
   * @param {boolean} on
   */
  hush(on) {
    this.silent = on;
    this.pointer?.clear();
    this.name();
  }

  /**
   * Hold another tool.
   * @param {string} id
   */
  take(id) {
    const tool = this.pointer?.take(id);
    this.rig.turns(!tool?.drags);
  }

  /** @param {import("./types").Overlay[] | null} overlays */
  paint(overlays) {
    this.overlays = this.halves.part(overlays ?? []);
    this.named.take(this.overlays);
    this.strokes.done();
    this.halves.take();
  }

  /** The camera moved: what was pointed at lies elsewhere now. */
  moved() {
    if (!this.drawing) return;
    this.drawing.request();
    this.pointer?.clear();
    this.handling?.moved();
    this.following.moved();
  }

  /** @param {number} now */
  beforeFrame(now) {
    const moving = [this.rig.step(now), this.posing.step(now)].includes(true);
    this.cutting.close();
    this.ink.fit();
    if (this.skin) this.canvas3d.shared.uGhost.value = this.skin.visible ? 1 : 0;
    return this.attaching.step() || moving;
  }

  /** @param {boolean} fine */
  afterFrame(fine) {
    const drawing = this.canvas3d;
    if (fine) {
      this.cutting.name();
      seek(this);
    }
    this.overlay.place(this.rig.camera, drawing.width, drawing.height, this.clip, fine);
    this.halves.place(fine);
    this.handling?.drawn();
    if (!fine) return;
    const now = JSON.stringify([this.loaded?.bytes, drawing.groups.length]);
    if (this.loaded?.ready && now !== this.saidStats) {
      this.saidStats = now;
      this.report("stats", this.stats());
    }
  }

  /**
   * A world ray through a point of the canvas.
   * @param {number} x CSS pixels from its corner
   * @param {number} y
   */
  rayAt(x, y) {
    return rayThrough(this.rig.camera, this.canvas3d, x, y);
  }

  /**
   * @param {number} x CSS pixels from the canvas's corner
   * @param {number} y
   */
  pickAt(x, y, skin = true) {
    return this.halves.under(x, y, () => pick([...this.groups.values()], this.rayAt(x, y), { clip: this.clip, skin }));
  }

  stats() {
    return eventOf("stats", statsOf(this));
  }

  dispose() {
    this.abort?.abort();
    this.ended.abort();
    this.patience.end();
    this.context?.dispose();
    this.following.dispose();
    this.halves.dispose();
    this.rooming.dispose();
    this.handling?.dispose();
    this.pointer?.dispose();
    this.attaching.clear();
    this.posing.dispose();
    this.ink.dispose();
    this.rig.dispose();
    this.drawing?.dispose();
    this.groups.clear();
  }
}
