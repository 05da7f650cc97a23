// The viewer: a pack and a scene in, picks out. Knows nothing of panel and of anatomy.
import * as THREE from "three";
import { CameraRig } from "./camera.js";
import { Drawing } from "./drawing.js";
import { Group } from "./group.js";
import { Overlay } from "./overlay.js";
import { Loader } from "./loader.js";
import { chooseDetail } from "./pack.js";
import { paintSkin } from "./painting.js";
import { buildTrees, pick } from "./picking.js";
import { Pointer } from "./pointer.js";
import { Stage } from "./stage.js";
import { warmGroups } from "./warmup.js";

const FRONT = new THREE.Vector3(0, -1, 0);

/** A promise of a moment when the page has nothing to do; it tells until when. */
function idle() {
  const end = (left) => performance.now() + Math.max(4, left);
  return new Promise((done) => {
    if (window.requestIdleCallback) {
      requestIdleCallback((moment) => done(end(moment.timeRemaining())), { timeout: 1500 });
    } else setTimeout(() => done(end(8)), 60);
  });
}

function bytesOf(hex, fallback) {
  const value = parseInt(String(hex || fallback).replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export class Viewer {
  /** `report(name, value)` is told of ready, stats, failure, camera_now, picked and hovered. */
  constructor(report) {
    this.report = report;
    this.overlay = new Overlay((marker, event) => this.pointer.pickMarker(marker, event));
    this.stage = new Stage(this.overlay.root, {
      zoomIn: ["+", () => this.rig.key({ key: "+" })],
      zoomOut: ["−", () => this.rig.key({ key: "-" })],
      home: ["⌂", () => this.home()],
    });
    this.names = {};
    this.groups = new Map();
    this.infos = new Map();
    this.look = { groups: {}, parts: {}, selected: [], markers: [], labels: [] };
    this.overlays = [];
    this.clip = null;
    this.rig = new CameraRig(this.stage.canvas, () => this.moved());
    this.started = performance.now();
    performance.mark("nmt:viewer");
    try {
      this.drawing = new Drawing(this.stage.canvas, this.rig);
    } catch (error) {
      this.fail(this.stage.words.noWebgl, error);
      return;
    }
    this.drawing.warm(warmGroups(this.drawing.shared));
    this.drawing.beforeFrame = (now) => this.beforeFrame(now);
    this.drawing.afterFrame = (fine) => this.afterFrame(fine);
    this.pointer = new Pointer(this);
    this.watch();
  }

  watch() {
    const { canvas, root } = this.stage;
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.stage.say(this.stage.words.lost);
      this.report("failure", this.stage.words.lost);
    });
    canvas.addEventListener("webglcontextrestored", () => {
      this.stage.say("");
      this.report("failure", "");
      this.drawing.request();
    });
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Home") this.home();
      else if (!this.rig.key(event)) return;
      event.preventDefault();
    });
    this.observer = new ResizeObserver(() => {
      if (root.clientWidth && root.clientHeight) this.drawing.resize(root.clientWidth, root.clientHeight);
    });
    this.observer.observe(root);
  }

  fail(text, error) {
    this.failed = true;
    const reason = error && error.message ? `${text} (${error.message})` : text;
    this.stage.say(reason);
    this.stage.progress(1);
    this.report("failure", reason);
  }

  /** Load a pack; what is shown first, the rest when idle, the skin last unless it is needed. */
  async load(url, detail) {
    if (!this.drawing || !url) return;
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.drawing.clear();
    this.groups.clear();
    this.failed = false;
    this.stage.say("");
    this.loaded = { bytes: 0, ready: false, url, detail };
    this.report("ready", "");
    const loader = new Loader();
    signal.addEventListener("abort", () => loader.stop());
    try {
      const base = new URL(url, document.baseURI).href;
      const first = Object.keys(this.look.groups).filter((group) => this.needed(group));
      const level = chooseDetail(detail, this.drawing.software);
      const { index, groups, rough } = await loader.open(base, level, first);
      performance.mark("nmt:index");
      this.infos = new Map(index.parts.map((part) => [part.id, part]));
      this.colors = index.colors;
      this.body = index.body.id;
      this.files = new Set(groups);
      this.rough = new Set(rough);
      this.aim();
      await this.loadFiles(loader, signal);
    } catch (error) {
      if (!signal.aborted) this.fail(this.stage.words.pack, error);
    } finally {
      loader.stop();
    }
  }

  /** True where this pack is loaded, or on its way. */
  holds(url, detail) {
    return Boolean(this.loaded) && !this.failed && this.loaded.url === url && this.loaded.detail === detail;
  }

  needed(group) {
    if (group === "skin" && this.overlays.length) return true;
    return (this.look.groups[group] || { visible: false }).visible !== false;
  }

  async loadFiles(loader, signal) {
    const pending = [...this.files];
    const loadOne = async (group, whole) => {
      pending.splice(pending.indexOf(group), 1);
      const data = await (whole ? loader.fine(group) : loader.group(group));
      performance.mark(`nmt:read:${group}`);
      if (signal.aborted) return;
      if (whole) this.rough.delete(group);
      this.addGroup(group, data);
    };
    for (;;) {
      const wanted = pending.filter((group) => this.needed(group));
      if (!wanted.length) break;
      const all = wanted.length + this.groups.size;
      this.stage.progress(this.groups.size / all);
      await Promise.all(wanted.map((group) => loadOne(group, false)));
      if (signal.aborted) return;
    }
    this.stage.progress(1);
    performance.mark("nmt:complete");
    this.drawing.prepare();
    await this.drawing.drawn();
    if (signal.aborted) return;
    performance.mark("nmt:drawn");
    this.loaded.ready = true;
    this.loaded.firstMs = Math.round(performance.now() - this.started);
    this.report("ready", this.body);
    while (pending.length) {
      await idle();
      if (signal.aborted) return;
      const first = pending.find((group) => this.needed(group)) || pending.find((group) => group !== "skin");
      await loadOne(first || "skin", true);
    }
    await this.refine(loader, signal);
    for (const group of this.groups.values()) {
      while (!buildTrees(group, await idle())) if (signal.aborted) return;
    }
    this.report("stats", this.stats());
  }

  /** Put the wanted level of detail in the place of the drafts, what is shown first. */
  async refine(loader, signal) {
    while (this.rough.size) {
      await idle();
      if (signal.aborted) return;
      const name = [...this.rough].find((group) => this.needed(group)) || [...this.rough][0];
      const data = await loader.fine(name);
      if (signal.aborted) return;
      this.rough.delete(name);
      this.pointer.forget();
      this.drawing.drop(this.groups.get(name));
      this.addGroup(name, data);
    }
  }

  addGroup(name, data) {
    const group = new Group(name, data, this.drawing.shared);
    this.loaded.bytes += data.bytes;
    this.groups.set(name, group);
    group.clip(Boolean(this.clip));
    group.apply((part, of) => this.lookOf(part, of));
    if (name === "skin") paintSkin(group, this.overlays);
    this.drawing.add(group);
    if (this.loaded.ready || !this.drawing.software) this.drawing.request();
  }

  /** How one part is shown: its own look over its group's. */
  lookOf(part, group) {
    const whole = this.look.groups[group] || { visible: false };
    const own = this.look.parts[part] || {};
    const info = this.infos.get(part) || {};
    const color = own.color || this.colors[part] || this.colors[info.structure] || this.colors[group];
    return {
      visible: own.visible ?? whole.visible ?? true,
      opacity: own.opacity ?? whole.opacity ?? 1,
      glow: own.glow ?? 0,
      selected: this.chosen.has(part),
      rgb: bytesOf(color, "#b9b3a8"),
    };
  }

  /** Show a scene (the wire's `scene`); defaults may be left out. */
  show(scene) {
    this.look = { groups: {}, parts: {}, selected: [], markers: [], labels: [], ...scene };
    this.chosen = new Set(this.look.selected);
    if (!this.drawing) return;
    this.stage.root.classList.toggle("dark", this.look.theme === "dark");
    this.drawing.shared.uDark.value = this.look.theme === "dark" ? 1 : 0;
    this.overlay.set(this.look.markers, this.look.labels);
    this.cut(this.look.clip);
    for (const group of this.groups.values()) group.apply((part, of) => this.lookOf(part, of));
    this.pointer.forget();
    this.aim();
    this.drawing.request();
  }

  /** Cut away the half beyond a plane that faces the eye, so that the cut is seen. */
  cut(clip) {
    const on = Array.isArray(clip);
    this.clip = on ? this.drawing.shared.uClip.value : null;
    if (on) {
      const axis = { x: 0, y: 1, z: 2 }[clip[0]];
      const eye = this.look.camera ? this.look.camera.position : this.rig.camera.position.toArray();
      const sign = eye[axis] >= clip[1] ? 1 : -1;
      const plane = [0, 0, 0];
      plane[axis] = sign;
      this.clip.set(...plane, sign * clip[1]);
    }
    for (const group of this.groups.values()) group.clip(on);
  }

  /** Follow the scene's camera where it changed; frame the whole body where there is none. */
  aim() {
    const wanted = JSON.stringify(this.look.camera || null);
    if (!this.infos.size || wanted === this.aimed) return;
    const first = this.aimed === undefined;
    this.aimed = wanted;
    if (this.look.camera) this.rig.go(this.look.camera, first);
    else if (first) this.home(true);
  }

  home(instant = false) {
    const box = new THREE.Box3();
    for (const info of this.infos.values()) {
      if (!this.needed(info.group)) continue;
      box.expandByPoint(new THREE.Vector3(...info.bounds[0]));
      box.expandByPoint(new THREE.Vector3(...info.bounds[1]));
    }
    if (!box.isEmpty()) this.rig.go(this.rig.framing(box, FRONT), instant);
  }

  paint(overlays) {
    this.overlays = overlays || [];
    const skin = this.groups.get("skin");
    if (!skin) return;
    const began = performance.now();
    paintSkin(skin, this.overlays);
    this.paintMs = performance.now() - began;
    this.drawing.request();
  }

  moved() {
    if (!this.drawing) return;
    this.drawing.request();
    clearTimeout(this.told);
    this.told = setTimeout(() => this.report("camera_now", this.rig.now()), 260);
  }

  beforeFrame(now) {
    const moving = this.rig.step(now);
    const skin = this.groups.get("skin");
    if (skin) this.drawing.shared.uGhost.value = skin.visible ? 1 : 0;
    return moving;
  }

  afterFrame(fine) {
    this.overlay.place(this.rig.camera, this.drawing.width, this.drawing.height, this.clip);
    if (!fine) return;
    const now = JSON.stringify([this.loaded?.bytes, this.drawing.groups.length]);
    if (this.loaded?.ready && now !== this.saidStats) {
      this.saidStats = now;
      this.report("stats", this.stats());
    }
  }

  /** A world ray through a point of the canvas (CSS pixels from its corner). */
  rayAt(x, y) {
    const caster = new THREE.Raycaster();
    const { width, height } = this.drawing;
    this.rig.camera.updateMatrixWorld();
    caster.setFromCamera(new THREE.Vector2((x / width) * 2 - 1, 1 - (y / height) * 2), this.rig.camera);
    return caster.ray;
  }

  pickAt(x, y, skin = true) {
    return pick([...this.groups.values()], this.rayAt(x, y), { clip: this.clip, skin });
  }

  stats() {
    const shown = [...this.groups.values()].filter((group) => group.root.visible);
    return {
      triangles: shown.reduce((sum, group) => sum + group.triangles, 0),
      frame_ms: Math.round(this.drawing.frameMs * 10) / 10,
      first_picture_ms: this.loaded?.firstMs || 0,
      bytes: this.loaded?.bytes || 0,
      paint_ms: Math.round((this.paintMs || 0) * 10) / 10,
      frames: this.drawing.frames,
      draw_calls: this.drawing.renderer.info.render.calls,
      renderer: this.drawing.name,
    };
  }

  dispose() {
    this.abort?.abort();
    this.observer?.disconnect();
    clearTimeout(this.told);
    this.pointer?.dispose();
    this.rig.dispose();
    this.drawing?.dispose();
    this.groups.clear();
  }
}
