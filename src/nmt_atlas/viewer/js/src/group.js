// One group on the GPU: a merged mesh, its table of parts and its passes.
import * as THREE from "three";
import { depthOf, LOOK, tissueOf } from "./look.js";
import { Caps } from "./cap.js";
import { capMaterial, setClipped, skinMaterials, tissueMaterials } from "./materials.js";
import { PartTable } from "./parts.js";

/** @typedef {import("./types").PartState} PartState */

/** @type {Record<string, number>} pass -> order of drawing */
const ORDER = { solid: 0, shape: 1, mask: 2, veiled: 3, outline: 4, fadedDepth: 10, faded: 11, skinDepth: 20, skin: 21 };

/**
 * What is solid from outside inwards: what it covers costs nothing. What is see-through the other way
 * round, a group after the other, so that all of them are seen through each other.
 * @param {string} pass
 * @param {number} order
 * @param {number} depth of the group, from outside
 */
function orderOf(pass, order, depth) {
  if (pass === "faded") return ORDER.fadedDepth + 0.05 - 0.1 * depth;
  return pass === "fadedDepth" ? order - 0.1 * depth : order + 0.01 * depth;
}

const SELECTION = ["shape", "mask", "veiled", "outline"];

/**
 * @param {import("./types").GroupData} data
 * @param {boolean} skin
 */
function geometryOf(data, skin) {
  const geometry = new THREE.BufferGeometry();
  const packed = new THREE.InterleavedBuffer(data.positions, 4);
  geometry.setAttribute("position", new THREE.InterleavedBufferAttribute(packed, 3, 0, true));
  geometry.setAttribute("part", new THREE.InterleavedBufferAttribute(packed, 1, 3, false));
  geometry.setAttribute("normal", new THREE.BufferAttribute(data.normals, 4, true));
  if (data.uvs) geometry.setAttribute("uv", new THREE.BufferAttribute(data.uvs, 2, true));
  geometry.setIndex(new THREE.BufferAttribute(data.index, 1));
  if (skin) {
    const count = data.positions.length / 4;
    const paint = new THREE.BufferAttribute(new Uint8Array(count * 4), 4, true);
    const stipple = new THREE.BufferAttribute(new Uint8Array(count * 4), 4, true);
    geometry.setAttribute("paint", paint.setUsage(THREE.DynamicDrawUsage));
    geometry.setAttribute("stipple", stipple.setUsage(THREE.DynamicDrawUsage));
    geometry.setAttribute("tint", new THREE.BufferAttribute(data.tints ?? new Uint8Array(count * 4), 4, true));
  }
  return geometry;
}

/** A group's meshes under one root, and what is needed to change and pick them. */
export class Group {
  /**
   * @param {string} name
   * @param {import("./types").GroupData} data
   * @param {import("./materials.js").Shared} shared
   */
  constructor(name, data, shared) {
    this.name = name;
    this.data = data;
    this.skin = tissueOf(name) === "skin";
    this.numbers = new Map(data.parts.map((part, number) => [part.id, number]));
    this.table = new PartTable(data);
    this.geometry = geometryOf(data, this.skin);
    /** @type {Record<string, THREE.RawShaderMaterial>} */
    this.materials = this.skin
      ? skinMaterials(shared, this.table)
      : tissueMaterials(shared, this.table, tissueOf(name), Boolean(data.uvs));
    this.root = new THREE.Group();
    this.root.scale.setScalar(data.scale);
    this.root.position.fromArray(data.offset);
    /** @type {Record<string, THREE.Mesh>} */
    this.meshes = {};
    for (const [pass, order] of Object.entries(ORDER)) {
      if (!this.materials[pass]) continue;
      const mesh = new THREE.Mesh(this.geometry, this.materials[pass]);
      mesh.renderOrder = orderOf(pass, order, depthOf(name));
      mesh.frustumCulled = false;
      this.meshes[pass] = mesh;
      this.root.add(mesh);
    }
    this.root.updateMatrixWorld(true);
    /** @type {import("./types").Piece[] | null} for pointing; cut when first asked for */
    this.pieces = null;
    this.treesBuilt = false;
    /** @type {(Pick<PartState, "visible" | "opacity"> & {moved?: import("./types").Triple})[]} */
    this.state = data.parts.map(() => ({ visible: false, opacity: 1 }));
    this.visible = false;
    this.painted = false;
    /** @type {(() => import("./types").Placed) | null} as it lies in a pose; null at rest */
    this.posed = null;
    this.caps = new Caps(this, capMaterial(shared, this.table, name));
  }

  /**
   * Write every part's look.
   * @param {(part: string, group: string) => PartState} lookOf
   */
  apply(lookOf) {
    let [solid, faded, chosen] = [false, false, false];
    this.data.parts.forEach((part, number) => {
      const look = lookOf(part.id, this.name);
      this.state[number] = look;
      this.table.set(number, look);
      if (!look.visible) return;
      if (look.opacity > LOOK.solid_from) solid = true;
      else faded = faded || look.opacity > LOOK.drawn_from;
      chosen = chosen || look.selected;
    });
    this.visible = solid || faded;
    if (this.skin) {
      this.showSkin();
      return;
    }
    this.meshes.solid.visible = solid;
    this.meshes.fadedDepth.visible = this.meshes.faded.visible = faded;
    for (const pass of SELECTION) this.meshes[pass].visible = chosen;
  }

  /** The skin is drawn where its layer is shown or something is painted on it. */
  showSkin() {
    this.root.visible = this.visible || this.painted;
  }

  /** @param {boolean} on */
  clip(on) {
    setClipped(this.materials, on);
  }

  /**
   * Close the faces of cuts.
   * @param {import("./types").Plane[]} planes
   */
  close(planes) {
    this.caps.update(planes);
  }

  get triangles() {
    return this.data.index.length / 3;
  }

  dispose() {
    this.caps.dispose();
    this.geometry.dispose();
    this.table.dispose();
    for (const one of Object.values(this.materials)) one.dispose();
    this.root.removeFromParent();
  }
}
