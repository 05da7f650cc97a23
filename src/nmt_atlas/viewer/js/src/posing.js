// The body in a pose: what moves with what is fetched when something moves for the first time; until
// then nothing of it costs anything.
import * as THREE from "three";
import { between, bellyAt, bends, carried, dualsOf, measured, swelling } from "./bending.js";
import { tissueOf } from "./look.js";
import { setPosed } from "./materials.js";
import { loadWeights, weigh } from "./weights.js";

/** @typedef {import("./group.js").Group} Group */
/** @typedef {import("./types").Placed} Placed */
/** @typedef {import("./bending.js").Pose} Pose */
/** @typedef {import("./weights.js").Skinning} Skinning */
/** @typedef {{number: number, first: number, points: Float64Array, skinning: Skinning, used: number[], muscle: Muscle | null}} Bendable a part */
/** @typedef {{belly: Float64Array, index: Uint32Array, volume: number}} Muscle */

const [CUBE, CORNER] = [4600, [-2300, -2300, -1300]]; // mm: what a body in a pose lies in
const FULL = 65535;
const TENDON = [0.1, 0.16]; // where the pack does not tell it

/**
 * A part's vertices, mm.
 * @param {Group["data"]} data
 * @param {import("./types").PartRange} part
 */
function pointsOf({ positions, scale, offset }, { firstVertex, vertices }) {
  const found = new Float64Array(vertices * 3);
  for (let k = 0; k < found.length; k++) {
    const axis = k % 3;
    found[k] = (positions[(firstVertex + (k - axis) / 3) * 4 + axis] * scale) / FULL + offset[axis];
  }
  return found;
}

/**
 * What of a muscle keeps its volume.
 * @param {Group["data"]} data
 * @param {import("./types").PartRange} part
 * @param {Float64Array} points
 * @returns {Muscle}
 */
function muscleOf({ uvs, index: all }, { firstVertex, vertices, firstCorner, corners, extras }, points) {
  const belly = new Float64Array(vertices);
  for (let k = 0; k < vertices; k++) belly[k] = bellyAt((uvs?.[(firstVertex + k) * 2] ?? 0) / FULL, extras.tendon ?? TENDON);
  const index = all.slice(firstCorner, firstCorner + corners).map((corner) => corner - firstVertex);
  return { belly, index, volume: measured(points, index, belly).volume };
}

/**
 * A group's normals in a pose.
 * @param {Int8Array} normals four numbers a vertex
 * @param {Bendable[]} parts
 * @param {Float64Array} duals
 */
function turned(normals, parts, duals) {
  const found = new Int8Array(normals);
  for (const { first, points, skinning } of parts) {
    const ways = Float64Array.from(points, (_, k) => normals[(first + (k - (k % 3)) / 3) * 4 + (k % 3)]);
    carried(ways, skinning, duals, false).forEach((way, k) => { found[(first + (k - (k % 3)) / 3) * 4 + (k % 3)] = Math.round(way); });
  }
  return found;
}

const MOVED = "nmt-moved"; // leaves draw along with it

/** Whether somebody wants nothing to move: then a movement shows its start and its end in turn. */
const still = () => Boolean(globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches);

export class Posing {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {import("./weights.js").Weights | null} */
    this.weights = null;
    this.url = "";
    /** @type {Promise<void> | null} */
    this.coming = null;
    /** @type {Pose} */
    this.pose = {};
    /** @type {Float64Array | null} where all segments are; null at rest */
    this.duals = null;
    /** @type {THREE.DataTexture | null} */
    this.texture = null;
    /** @type {WeakMap<Group, Bendable[]>} */
    this.parts = new WeakMap();
    /** @type {{frames: Pose[], ms: number, again: boolean, began: number} | null} */
    this.motion = null;
  }

  /** Whether this body can move at all. */
  get able() {
    return Boolean(this.url);
  }

  /**
   * Another body: what moves with what is another.
   * @param {string} base absolute URL of the pack's index
   * @param {import("./types").PackIndex} index
   */
  open(base, index) {
    this.dispose();
    this.url = index.weights ? new URL(index.weights.path, base).href : "";
    this.told = index.parts;
    this.take(this.viewer.look.pose);
  }

  /**
   * Take a pose; none is at rest.
   * @param {Pose | undefined} pose
   */
  take(pose = {}) {
    this.pose = pose;
    if (this.motion) return;
    if (!this.url || (!this.weights && !Object.keys(pose).length)) return;
    this.need(() => this.set(this.motion ? this.duals : this.posed(this.pose)));
  }

  /**
   * Play poses one after another, again and again where that is asked for; then the scene's pose is
   * taken. Without frames whatever plays is stopped.
   * @param {{frames?: Pose[], ms?: number, again?: boolean}} motion `ms`: from the first to the last
   */
  play({ frames = [], ms = 1500, again = false }) {
    this.motion = null;
    if (frames.length < 2 || !this.url) {
      this.take(this.pose);
      return;
    }
    this.motion = { frames, ms: Math.max(ms, 1), again, began: 0 };
    this.need(() => this.viewer.drawing?.request());
  }

  /**
   * Go on with what plays; true while it does.
   * @param {number} now as of performance.now()
   */
  step(now) {
    const { motion } = this;
    if (!motion || !this.weights) return false;
    motion.began ||= now;
    const turn = (now - motion.began) / motion.ms;
    if (turn >= 1 && !motion.again) {
      this.motion = null;
      this.take(this.pose);
      return false;
    }
    const there = 1 - Math.abs((turn % 2) - 1); // and back, where it goes on
    const share = motion.again ? there : turn;
    const gone = still() ? Math.round(share) : share;
    globalThis.dispatchEvent?.(new CustomEvent(MOVED, { detail: { share: gone } }));
    const at = Math.min(gone * (motion.frames.length - 1), motion.frames.length - 1.000001);
    const [one, other] = [Math.floor(at), Math.floor(at) + 1].map((k) => dualsOf(this.weights?.segments ?? [], motion.frames[k]));
    this.set(between(one, other, at - Math.floor(at)));
    return true;
  }

  /**
   * Do something once what moves with what is known.
   * @param {() => void} then
   */
  need(then) {
    if (this.weights) {
      then();
      return;
    }
    const { url } = this;
    this.coming ??= loadWeights(url, this.told ?? []).then((weights) => {
      if (url === this.url) this.weights = weights;
    });
    this.coming.then(() => { if (this.weights && url === this.url) then(); }).catch((error) => this.viewer.fail("pack", error));
  }

  /** @param {Pose} pose */
  posed(pose) {
    return Object.keys(pose).length ? dualsOf(this.weights?.segments ?? [], pose) : null;
  }

  /**
   * Bring every segment to its place; null is at rest.
   * @param {Float64Array | null} duals
   */
  set(duals) {
    if (!duals && !this.duals) return;
    this.duals = duals;
    if (duals) this.send(duals);
    for (const group of this.viewer.groups.values()) this.dress(group);
    this.viewer.attaching.pose();
    this.viewer.hand?.forget();
    if (!this.motion) {
      this.viewer.cutting.stale();
      this.viewer.name();
    }
    this.viewer.drawing?.request();
  }

  /** @param {Float64Array} duals */
  send(duals) {
    const count = duals.length / 8;
    if (!this.texture) {
      this.texture = new THREE.DataTexture(new Float32Array(duals.length), 2, count, THREE.RGBAFormat, THREE.FloatType);
      this.texture.minFilter = this.texture.magFilter = THREE.NearestFilter;
      this.viewer.canvas3d.shared.uDuals.value = this.texture;
    }
    /** @type {Float32Array} */ (this.texture.image.data).set(duals);
    this.texture.needsUpdate = true;
  }

  /**
   * Have a group drawn and met as it is in the pose.
   * @param {Group} group
   */
  dress(group) {
    const { duals, weights } = this;
    setPosed(group.materials, Boolean(duals));
    group.posed = null;
    if (!duals || !weights) return;
    const parts = this.parts.get(group) ?? this.prepare(group);
    for (const part of parts) if (part.muscle) group.table.swell(part.number, this.swell(part, duals));
    /** @type {Placed | null} */
    let placed = null;
    group.posed = () => (placed ??= this.place(group, parts, duals));
  }

  /**
   * Weigh a group's vertices.
   * @param {Group} group
   */
  prepare(group) {
    const { data } = group;
    const count = data.positions.length / 4;
    const [joints, shares] = [new Uint8Array(count * 4), new Uint8Array(count * 4)];
    shares.fill(0);
    const muscles = tissueOf(group.name) === "muscle";
    /** @type {Bendable[]} */
    const parts = [];
    data.parts.forEach((part, number) => {
      const points = pointsOf(data, part);
      const skinning = this.weights && weigh(this.weights, part.id, points);
      const first = part.firstVertex;
      if (!skinning) {
        for (let k = 0; k < part.vertices; k++) shares[(first + k) * 4] = 255; // goes with the root
        return;
      }
      joints.set(skinning.joints, first * 4);
      shares.set(skinning.weights, first * 4);
      const used = [...new Set(skinning.joints.filter((_, k) => skinning.weights[k] > 0))];
      const muscle = muscles && used.length > 1 ? muscleOf(data, part, points) : null;
      parts.push({ number, first, points, skinning, used, muscle });
    });
    group.geometry.setAttribute("joints", new THREE.BufferAttribute(joints, 4));
    group.geometry.setAttribute("weights", new THREE.BufferAttribute(shares, 4, true));
    this.parts.set(group, parts);
    return parts;
  }

  /**
   * How far a muscle stands out.
   * @param {Bendable} part
   * @param {Float64Array} duals
   */
  swell({ points, skinning, used, muscle }, duals) {
    if (!muscle || !bends(used, duals)) return 0;
    return swelling(muscle.volume, measured(carried(points, skinning, duals), muscle.index, muscle.belly));
  }

  /**
   * A group as it lies in the pose, to be met by rays and cut.
   * @param {Group} group
   * @param {Bendable[]} parts
   * @param {Float64Array} duals
   * @returns {Placed}
   */
  place(group, parts, duals) {
    const positions = new Uint16Array(group.data.positions);
    for (const part of parts) this.lay(group, part, duals, positions);
    const normals = group.skin ? turned(group.data.normals, parts, duals) : group.data.normals;
    const geometry = new THREE.BufferGeometry();
    const packed = new THREE.InterleavedBuffer(positions, 4);
    geometry.setAttribute("position", new THREE.InterleavedBufferAttribute(packed, 3, 0, true));
    geometry.setIndex(group.geometry.index);
    const root = new THREE.Object3D();
    root.scale.setScalar(CUBE);
    root.position.fromArray(CORNER);
    root.updateMatrixWorld(true);
    const offset = /** @type {import("./types").Triple} */ (CORNER);
    return { ...group, data: { ...group.data, positions, normals, scale: CUBE, offset }, geometry, root, pieces: null, treesBuilt: false };
  }

  /**
   * @param {Group} group
   * @param {Bendable} part
   * @param {Float64Array} duals
   * @param {Uint16Array} positions
   */
  lay({ data }, part, duals, positions) {
    const { first, points, skinning, muscle } = part;
    const by = this.swell(part, duals);
    const places = carried(points, skinning, duals);
    if (by && muscle) {
      const ways = Float64Array.from(places, (_, k) => data.normals[(first + (k - (k % 3)) / 3) * 4 + (k % 3)] / 127);
      carried(ways, skinning, duals, false).forEach((way, k) => { places[k] += way * by * muscle.belly[(k - (k % 3)) / 3]; });
    }
    places.forEach((value, k) => {
      const axis = k % 3;
      const share = (value - CORNER[axis]) / CUBE;
      positions[(first + (k - axis) / 3) * 4 + axis] = Math.min(Math.max(Math.round(share * FULL), 0), FULL);
    });
  }

  /**
   * Where something that belongs to a part (to the skin, where to none) is now.
   * @template {{at: import("./types").Triple, part?: string}} One
   * @param {One[]} things
   * @returns {One[]}
   */
  placed(things) {
    const { duals, weights } = this;
    if (!duals || !weights) return things;
    return things.map((thing) => {
      const own = weights.rigid.has(thing.part ?? "") || weights.strands.has(thing.part ?? "");
      const point = Float64Array.from(thing.at);
      const skinning = own ? weigh(weights, thing.part ?? "", point) : this.onSkin(point);
      if (!skinning) return thing;
      return { ...thing, at: /** @type {import("./types").Triple} */ ([...carried(point, skinning, duals)]) };
    });
  }

  /**
   * What the skin's nearest vertex moves with.
   * @param {Float64Array} point
   * @returns {Skinning | null}
   */
  onSkin(point) {
    const { skin } = this.viewer;
    if (!skin || !this.weights) return null;
    const { positions, scale, offset } = skin.data;
    let [best, least] = [0, Infinity];
    for (let k = 0; k < positions.length / 4; k++) {
      let away = 0;
      for (let axis = 0; axis < 3; axis++) away += ((positions[k * 4 + axis] * scale) / FULL + offset[axis] - point[axis]) ** 2;
      if (away < least) [best, least] = [k, away];
    }
    const { joints, weights } = this.weights.skin;
    return { joints: joints.slice(best * 4, best * 4 + 4), weights: weights.slice(best * 4, best * 4 + 4) };
  }

  dispose() {
    this.texture?.dispose();
    this.texture = null;
    this.parts = new WeakMap();
    this.weights = this.coming = this.duals = this.motion = null;
  }
}
