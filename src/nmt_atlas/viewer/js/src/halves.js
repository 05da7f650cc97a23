// Two pictures side by side, or one above the other: one canvas and one camera, two looks. What a
// group is shown by is exchanged between them, so that neither knows of the other.
import * as THREE from "three";
import { looksOf } from "./looks.js";
import { Overlay } from "./overlay.js";
import { paintSkin } from "./painting.js";
import { PartTable } from "./parts.js";
import { frameRoom } from "./rooming.js";

/** @typedef {import("./group.js").Group} Group */
/** @typedef {import("./room.js").Room} Room */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box CSS pixels from the canvas's upper left corner */

/**
 * The halves of a room, and what of the canvas each fills: a wide one is cut upright, a tall one level.
 * @param {Room} room
 * @param {number} width of the canvas, CSS pixels
 * @param {number} height
 * @returns {{ room: Room, box: Box }[]}
 */
export function halvesOf(room, width, height) {
  const [wide, high] = [width - room.left - room.right, height - room.top - room.bottom];
  if (wide >= high) {
    const middle = Math.round(room.left + wide / 2);
    return [
      { room: { ...room, right: width - middle }, box: { x: 0, y: 0, width: middle, height } },
      { room: { ...room, left: middle }, box: { x: middle, y: 0, width: width - middle, height } },
    ];
  }
  const middle = Math.round(room.top + high / 2);
  return [
    { room: { ...room, bottom: height - middle }, box: { x: 0, y: 0, width, height: middle } },
    { room: { ...room, top: middle }, box: { x: 0, y: middle, width, height: height - middle } },
  ];
}

/** What a group is shown by in the second picture, while that is not drawn. */
class Face {
  /** @param {Group} group */
  constructor(group) {
    this.group = group;
    this.table = new PartTable(group.data);
    this.state = group.data.parts.map(() => ({ visible: false, opacity: 1 }));
    this.visible = false;
    this.painted = false;
    /** @type {Record<string, boolean>} */
    this.shown = {};
    this.root = true;
    /** @type {Record<string, THREE.BufferAttribute>} */
    this.inks = {};
    for (const name of group.skin ? ["paint", "stipple"] : []) {
      const { array } = group.geometry.getAttribute(name);
      this.inks[name] = new THREE.BufferAttribute(new Uint8Array(array.length), 4, true);
    }
  }

  /** Show the group by this, and keep here what it was shown by. */
  exchange() {
    const { group } = this;
    for (const [name, ink] of Object.entries(this.inks)) {
      const held = /** @type {THREE.BufferAttribute} */ (group.geometry.getAttribute(name));
      group.geometry.setAttribute(name, ink);
      this.inks[name] = held;
    }
    for (const name of /** @type {const} */ (["table", "state", "visible", "painted"])) {
      const held = group[name];
      Object.assign(group, { [name]: this[name] });
      Object.assign(this, { [name]: held });
    }
    for (const one of Object.values(group.materials)) {
      one.uniforms.uLooks.value = group.table.looks;
      one.uniforms.uMeasures.value = group.table.measures;
    }
    for (const [name, mesh] of Object.entries(group.meshes)) {
      const held = mesh.visible;
      mesh.visible = this.shown[name] ?? held;
      this.shown[name] = held;
    }
    const held = group.root.visible;
    group.root.visible = this.root;
    this.root = held;
  }

  dispose() {
    this.table.dispose();
  }
}

export class Halves {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {Map<Group, Face>} */
    this.faces = new Map();
    /** @type {import("./types").Overlay[]} */
    this.overlays = [];
    this.overlay = new Overlay((marker, event) => viewer.pointer?.mark(marker, event), () => viewer.drawing?.request());
    this.overlay.root.classList.add("second");
    this.titles = ["div", "div"].map((tag) => Object.assign(document.createElement(tag), { className: "half-name" }));
    this.line = Object.assign(document.createElement("div"), { className: "half-line" });
    viewer.stage.root.append(this.overlay.root, this.line, ...this.titles);
    this.write();
  }

  /** The second look; none where there is one picture. */
  get look() {
    return this.viewer.look.other ?? null;
  }

  /**
   * Keep what is painted in the second picture; what is left belongs to the first.
   * @param {import("./types").Overlay[]} overlays
   */
  part(overlays) {
    this.overlays = overlays.filter(({ half }) => half);
    return overlays.filter(({ half }) => !half);
  }

  get parts() {
    const { drawing, rooming } = this.viewer;
    return halvesOf(rooming.now, drawing?.width ?? 1, drawing?.height ?? 1);
  }

  /** Take up another look or paint. */
  take() {
    const { viewer, look } = this;
    for (const [group, face] of look ? [] : this.faces) {
      face.dispose();
      this.faces.delete(group);
    }
    for (const group of look ? viewer.groups.values() : []) this.dress(group);
    const { mark } = viewer.stage.words ?? {};
    this.overlay.set(look?.markers ?? [], look?.labels ?? [], viewer.silent ? mark : "", { style: viewer.look.label_style, word: mark });
    this.write();
    viewer.rooming?.apply();
  }

  /**
   * Dress a group for the second picture.
   * @param {Group} group
   */
  dress(group) {
    if (!this.look) return;
    const face = this.faces.get(group) ?? new Face(group);
    this.faces.set(group, face);
    face.exchange();
    group.apply(looksOf({ look: this.look, infos: this.viewer.infos, colors: this.viewer.colors }));
    if (group.skin) paintSkin(group, this.overlays);
    face.exchange();
  }

  exchange() {
    for (const [group, face] of this.faces) {
      if (this.viewer.groups.get(group.name) === group) face.exchange();
    }
  }

  /**
   * Have the camera frame one of the halves.
   * @param {number} number
   */
  frame(number) {
    const { drawing, rig, rooming } = this.viewer;
    if (drawing) frameRoom(rig.camera, rooming.field, drawing.width, drawing.height, this.parts[number].room, rooming.slender);
  }

  /**
   * Draw both; false where there is but one picture.
   * @param {THREE.WebGLRenderer} renderer
   * @param {() => void} render
   */
  draw(renderer, render) {
    if (!this.look) return false;
    renderer.setScissorTest(true);
    this.parts.forEach(({ box }, number) => {
      const { height } = this.viewer.canvas3d;
      this.frame(number);
      if (number) this.exchange();
      renderer.setScissor(box.x, height - box.y - box.height, box.width, box.height);
      this.ghost();
      render();
      if (number) this.exchange();
    });
    renderer.setScissorTest(false);
    this.frame(0);
    this.ghost();
    return true;
  }

  /** Whether the skin of what is drawn now is there for itself. */
  ghost() {
    const { skin, canvas3d } = this.viewer;
    if (skin) canvas3d.shared.uGhost.value = skin.visible ? 1 : 0;
  }

  /**
   * Do something in the half that lies under a place of the canvas.
   * @template T
   * @param {number} x CSS pixels from the canvas's corner
   * @param {number} y
   * @param {() => T} work
   * @returns {T}
   */
  under(x, y, work) {
    if (!this.at(x, y)) return work();
    this.frame(1);
    this.exchange();
    try {
      return work();
    } finally {
      this.exchange();
      this.frame(0);
    }
  }

  /**
   * Which half lies under a place of the canvas.
   * @param {number} x CSS pixels from the canvas's corner
   * @param {number} y
   */
  at(x, y) {
    const { box } = this.look ? this.parts[1] : { box: null };
    return box && x >= box.x && y >= box.y ? 1 : 0;
  }

  /** Put marks and names of the second picture where they are seen. @param {boolean} fine */
  place(fine) {
    if (!this.look) return;
    const { rig, canvas3d, clip, groups } = this.viewer;
    this.frame(1);
    this.exchange();
    rig.camera.updateMatrixWorld();
    if (fine) this.overlay.look([...groups.values()], rig.camera.position, clip);
    this.overlay.place(rig.camera, canvas3d.width, canvas3d.height, clip, fine);
    this.exchange();
    this.frame(0);
    this.write();
  }

  /** What stands over each half: the name of what is shown there. */
  write() {
    const { viewer, look } = this;
    const shown = [viewer.look, look];
    const { x, y, width, height } = this.parts[1].box;
    this.line.hidden = !look;
    Object.assign(this.line.style, { left: `${x}px`, top: `${y}px`, width: x ? "2px" : `${width}px`, height: x ? `${height}px` : "2px" });
    this.titles.forEach((title, number) => {
      const part = shown[number]?.selected?.[0] ?? "";
      title.textContent = shown[number]?.title || viewer.names[part] || "";
      title.hidden = !look || viewer.silent || !title.textContent;
      const { room, box } = this.parts[number];
      title.style.left = `${Math.max(box.x, room.left)}px`;
      title.style.top = `${Math.max(box.y, room.top)}px`;
      title.style.width = `${Math.max(0, (viewer.drawing?.width ?? 0) - room.right - Math.max(box.x, room.left))}px`;
      title.classList.toggle("first", !number);
    });
  }

  dispose() {
    for (const face of this.faces.values()) face.dispose();
    this.faces.clear();
  }
}
