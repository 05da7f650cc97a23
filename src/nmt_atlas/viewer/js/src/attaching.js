// Paints attachments on the bones of a viewer: found bit by bit between frames, kept for the next time.
import * as THREE from "three";
import { endsOf, patchOf } from "./attached.js";
import { LOOK, tissueOf } from "./look.js";
import { attachedMaterial, setPosed } from "./materials.js";

/** @typedef {import("./group.js").Group} Group */
/** @typedef {{places: number[], away: number[]}} Patch */
/** @typedef {{muscle: string, bone: string, group: Group, number: number}} Pair */

const BUDGET_MS = 12; // a frame
const { near: NEAR } = LOOK.attached;

export class Attaching {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {Map<string, Patch[]>} muscle and bone -> patches of its origin and insertion */
    this.found = new Map();
    /** @type {Pair[]} */
    this.pairs = [];
    /** @type {THREE.Mesh | null} */
    this.mesh = null;
    this.wanted = "";
    this.painted = true;
  }

  /** The scene or the groups are others. */
  take() {
    const { viewer } = this;
    const wanted = JSON.stringify([viewer.look.attached ?? [], [...viewer.groups.values()].map(({ data }) => data.bytes)]);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.found.clear();
    this.pairs = this.listed();
    this.painted = false;
  }

  /** @returns {Pair[]} muscles and bones that may touch, of which one is wanted */
  listed() {
    const { viewer } = this;
    const wanted = new Set(viewer.look.attached ?? []);
    if (!wanted.size) return [];
    const of = (/** @type {string} */ tissue) => [...viewer.groups.values()].filter(({ name }) => tissueOf(name) === tissue);
    const muscles = of("muscle").flatMap(({ data }) => data.parts.map(({ id }) => id));
    return of("bone").flatMap((group) => group.data.parts.flatMap(({ id }, number) => (
      muscles.filter((muscle) => (wanted.has(id) || wanted.has(muscle)) && this.meet(muscle, id))
        .map((muscle) => ({ muscle, bone: id, group, number })))));
  }

  /**
   * @param {string} one
   * @param {string} other
   */
  meet(one, other) {
    const [a, b] = [this.viewer.infos.get(one)?.bounds, this.viewer.infos.get(other)?.bounds];
    return Boolean(a && b && [0, 1, 2].every((k) => a[0][k] - NEAR <= b[1][k] && b[0][k] - NEAR <= a[1][k]));
  }

  /** Find some more of what is wanted; true while there is more to find. */
  step() {
    if (this.painted) return false;
    const until = performance.now() + BUDGET_MS;
    for (const pair of this.pairs) {
      const key = `${pair.muscle} ${pair.bone}`;
      if (this.found.has(key)) continue;
      if (performance.now() > until) return true;
      this.found.set(key, this.patches(pair));
    }
    this.painted = true;
    this.paint();
    return false;
  }

  /**
   * @param {Pair} pair
   * @returns {Patch[]}
   */
  patches({ muscle, group, number }) {
    for (const { data, numbers } of this.viewer.groups.values()) {
      const own = numbers.get(muscle);
      const ends = own === undefined ? null : endsOf(data, data.parts[own]);
      if (ends) return ends.map((end) => patchOf(group.data, group.data.parts[number], end));
    }
    return [];
  }

  paint() {
    this.clear();
    const [group] = this.pairs.map((pair) => pair.group);
    if (!group) return;
    /** @type {number[]} */
    const places = [];
    /** @type {number[]} */
    const about = [];
    for (const { muscle, bone, number } of this.pairs) {
      (this.found.get(`${muscle} ${bone}`) ?? []).forEach((patch, end) => {
        for (const value of patch.places) places.push(value);
        for (const value of patch.away) about.push(number, end, value);
      });
    }
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.BufferAttribute(new Float32Array(places), 3));
    geometry.setAttribute("about", new THREE.BufferAttribute(new Float32Array(about), 3));
    this.mesh = new THREE.Mesh(geometry, attachedMaterial(this.viewer.canvas3d.shared, group.table));
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 0.5; // after what is solid, before what is told of the selection
    group.root.add(this.mesh);
    this.pose();
  }

  /** Bring what is painted to where its bones are. */
  pose() {
    if (!this.mesh) return;
    const { duals, weights } = this.viewer.posing;
    const { geometry, material } = this.mesh;
    if (duals && weights && !geometry.getAttribute("joints")) {
      const segments = this.pairs[0].group.data.parts.map(({ id }) => weights.rigid.get(id) ?? 0);
      const about = geometry.getAttribute("about");
      const [joints, shares] = [new Uint8Array(about.count * 4), new Uint8Array(about.count * 4)];
      for (let k = 0; k < about.count; k++) {
        joints[k * 4] = segments[about.getX(k)];
        shares[k * 4] = 255;
      }
      geometry.setAttribute("joints", new THREE.BufferAttribute(joints, 4));
      geometry.setAttribute("weights", new THREE.BufferAttribute(shares, 4, true));
    }
    setPosed({ painted: /** @type {THREE.RawShaderMaterial} */ (material) }, Boolean(duals && weights));
  }

  clear() {
    if (!this.mesh) return;
    this.mesh.geometry.dispose();
    /** @type {THREE.Material} */ (this.mesh.material).dispose();
    this.mesh.removeFromParent();
    this.mesh = null;
  }
}
