// One group on the GPU: a merged mesh, its table of parts and its passes.
import * as THREE from "three";
import { setClipped, skinMaterials, tissueMaterials } from "./materials.js";
import { PartTable } from "./parts.js";

// What lies outside is drawn first, so that what it covers costs nothing.
const OUTSIDE_FIRST = ["muscles-superficial", "muscles-intermediate", "bones", "muscles-deep"];
const ORDER = { solid: 0, mask: 1, outline: 2, fadedDepth: 10, faded: 11, skinDepth: 20, skin: 21 };

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
  }
  return geometry;
}

/** A group's meshes under one root, and what is needed to change and pick them. */
export class Group {
  constructor(name, data, shared) {
    this.name = name;
    this.data = data;
    this.skin = name === "skin";
    this.numbers = new Map(data.parts.map((part, number) => [part.id, number]));
    this.table = new PartTable(data);
    this.geometry = geometryOf(data, this.skin);
    this.materials = this.skin
      ? skinMaterials(shared, this.table)
      : tissueMaterials(shared, this.table, name, Boolean(data.uvs));
    this.root = new THREE.Group();
    this.root.scale.setScalar(data.scale);
    this.root.position.fromArray(data.offset);
    this.meshes = {};
    for (const [pass, order] of Object.entries(ORDER)) {
      if (!this.materials[pass]) continue;
      const mesh = new THREE.Mesh(this.geometry, this.materials[pass]);
      const depth = OUTSIDE_FIRST.indexOf(name);
      mesh.renderOrder = order + 0.1 * (depth < 0 ? OUTSIDE_FIRST.length : depth);
      mesh.frustumCulled = false;
      this.meshes[pass] = mesh;
      this.root.add(mesh);
    }
    this.root.updateMatrixWorld(true);
    this.pieces = null; // for picking
    this.treesBuilt = false;
    this.state = data.parts.map(() => ({ visible: false, opacity: 1 }));
    this.painted = false;
  }

  /** Write every part's look: `lookOf(id)` gives {visible, opacity, rgb, glow, selected}. */
  apply(lookOf) {
    let [solid, faded, chosen] = [false, false, false];
    this.data.parts.forEach((part, number) => {
      const look = lookOf(part.id, this.name);
      this.state[number] = look;
      this.table.set(number, look.rgb, look.opacity, look.visible, look.glow, look.selected, false);
      if (!look.visible) return;
      if (look.opacity > 0.985) solid = true;
      else faded = faded || look.opacity > 0.004;
      chosen = chosen || look.selected;
    });
    this.visible = solid || faded;
    this.solid = solid;
    if (this.skin) {
      this.showSkin();
      return;
    }
    this.meshes.solid.visible = solid;
    this.meshes.fadedDepth.visible = this.meshes.faded.visible = faded;
    this.meshes.mask.visible = this.meshes.outline.visible = chosen;
  }

  /** The skin is drawn where its layer is shown or something is painted on it. */
  showSkin() {
    this.root.visible = this.visible || this.painted;
  }

  clip(on) {
    setClipped(this.materials, on);
  }

  /** Lowest and highest corner, mm, of the parts that are shown. */
  bounds(box, infos) {
    this.data.parts.forEach((part, number) => {
      const info = infos.get(part.id);
      if (!info || !this.state[number].visible) return;
      box.expandByPoint(new THREE.Vector3(...info.bounds[0]));
      box.expandByPoint(new THREE.Vector3(...info.bounds[1]));
    });
  }

  get triangles() {
    return this.data.index.length / 3;
  }

  dispose() {
    this.geometry.dispose();
    this.table.dispose();
    for (const one of Object.values(this.materials)) one.dispose();
    this.root.removeFromParent();
  }
}
