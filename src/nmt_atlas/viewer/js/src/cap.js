// The closed faces of a group's cuts: made anew when a plane moves, drawn in one call, met by rays.
import * as THREE from "three";
import { basisOf, faceOf, filled, flatten, loopsOf, within } from "./contours.js";
import { cutOf } from "./look.js";
import { piecesOf } from "./pieces.js";

/** @typedef {import("./types").Face} Face */
/** @typedef {import("./types").Plane} Plane */
/** @typedef {import("./types").Triple} Triple */
/** @typedef {import("./types").Cuts} Cuts */

/**
 * Whether a place is cut away.
 * @param {Cuts | null} cuts
 * @param {{x: number, y: number, z: number}} place
 * @param {number} but the number of a plane that is passed over
 * @param {number} spare mm
 */
export function beyond(cuts, { x, y, z }, but = -1, spare = 0) {
  return Boolean(cuts?.some((plane, k) => k !== but && plane.x * x + plane.y * y + plane.z * z > plane.w + spare));
}

/**
 * Planes as the wire has them, those that are sound.
 * @param {readonly Plane[] | null | undefined} planes
 * @returns {Plane[]}
 */
export function sound(planes) {
  return (planes ?? []).filter((plane) => plane
    && [...(plane.normal ?? []), plane.distance].filter(Number.isFinite).length === 4).slice(0, 2);
}

/** Runs of corners of a part whose box a plane goes through.
 * @param {import("./types").Pickable} group
 * @param {Plane} plane
 * @returns {Map<number, {start: number, count: number}[]>} part's number -> runs
 */
function crossed(group, { normal, distance }) {
  const { scale, offset } = group.data;
  const level = (distance - normal[0] * offset[0] - normal[1] * offset[1] - normal[2] * offset[2]) / scale;
  const through = new THREE.Plane(new THREE.Vector3(...normal), -level);
  const found = new Map();
  for (const piece of piecesOf(group)) {
    const { visible } = group.state[piece.number];
    if (!visible || !through.intersectsBox(piece.box)) continue;
    const held = found.get(piece.number);
    if (held) held.push(piece);
    else found.set(piece.number, [piece]);
  }
  return found;
}

/** Collects triangles. */
class Pile {
  constructor() {
    /** @type {number[]} */
    this.places = [];
    /** @type {number[]} */
    this.flats = [];
    /** @type {number[]} */
    this.about = [];
    /** @type {number[]} */
    this.corners = [];
  }

  /**
   * @param {number[][]} flats
   * @param {[Triple, Triple]} basis
   * @param {Plane} plane
   * @param {Triple} about part's number, 1 for the core, plane's number
   */
  add(flats, [u, v], { normal, distance }, about) {
    const { places, corners } = filled(flats);
    const start = this.flats.length / 2;
    for (let k = 0; k < places.length; k += 2) {
      const [x, y] = [places[k], places[k + 1]];
      for (let axis = 0; axis < 3; axis++) this.places.push(x * u[axis] + y * v[axis] + distance * normal[axis]);
      this.flats.push(x, y);
      this.about.push(...about);
    }
    for (const corner of corners) this.corners.push(corner + start);
    return { places, corners };
  }

  geometry() {
    const geometry = new THREE.BufferGeometry();
    const attribute = (/** @type {number[]} */ values, /** @type {number} */ size) => new THREE.BufferAttribute(new Float32Array(values), size);
    geometry.setAttribute("position", attribute(this.places, 3));
    geometry.setAttribute("flat2", attribute(this.flats, 2));
    geometry.setAttribute("about", attribute(this.about, 3));
    geometry.setIndex(new THREE.BufferAttribute(new Uint32Array(this.corners), 1));
    return geometry;
  }
}

export class Caps {
  /**
   * @param {import("./types").Pickable & {name: string, root: THREE.Object3D}} group
   * @param {THREE.Material} material
   */
  constructor(group, material) {
    this.group = group;
    this.material = material;
    /** @type {Face[]} */
    this.faces = [];
    /** @type {Plane[]} */
    this.planes = [];
    this.mesh = new THREE.Mesh(new THREE.BufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1; // what lies behind a face costs nothing
    this.mesh.visible = false;
    group.root.add(this.mesh);
  }

  /**
   * Close what planes go through.
   * @param {Plane[]} planes
   */
  update(planes) {
    const before = this.mesh.visible;
    this.planes = planes;
    this.faces = [];
    const pile = new Pile();
    if (this.group.visible) planes.forEach((plane, number) => this.close(plane, number, pile));
    this.mesh.visible = pile.corners.length > 0;
    if (!before && !this.mesh.visible) return;
    this.mesh.geometry.dispose();
    this.mesh.geometry = pile.geometry();
  }

  /**
   * @param {Plane} plane
   * @param {number} number
   * @param {Pile} pile
   */
  close(plane, number, pile) {
    const basis = basisOf(plane);
    const look = cutOf(this.group.name);
    const placed = this.group.posed?.() ?? this.group;
    for (const [part, runs] of crossed(placed, plane)) {
      const flats = loopsOf(placed.data, runs, plane).map((loop) => flatten(loop, basis));
      const face = faceOf(flats, look);
      if (!face) continue;
      const made = [];
      if (face.ring.length) made.push(pile.add(face.ring, basis, plane, [part, 0, number]));
      if (face.core.length) made.push(pile.add(face.core, basis, plane, [part, 1, number]));
      this.faces.push({
        number: part, plane: number, area: face.area,
        flats: look.hollow ? face.ring : flats, at: middleOf(made[made.length - 1], basis, plane),
      });
    }
  }

  dispose() {
    this.mesh.geometry.dispose();
    this.material.dispose();
  }
}

/**
 * The middle of the largest triangle: a place that lies on the face whatever its shape.
 * @param {{places: number[], corners: number[]}} made
 * @param {[Triple, Triple]} basis
 * @param {Plane} plane
 * @returns {Triple}
 */
function middleOf({ places, corners }, [u, v], { normal, distance }) {
  let [most, x, y] = [-1, 0, 0];
  for (let k = 0; k < corners.length; k += 3) {
    const [a, b, c] = [corners[k] * 2, corners[k + 1] * 2, corners[k + 2] * 2];
    const size = Math.abs((places[b] - places[a]) * (places[c + 1] - places[a + 1]) - (places[c] - places[a]) * (places[b + 1] - places[a + 1]));
    if (size <= most) continue;
    most = size;
    x = (places[a] + places[b] + places[c]) / 3;
    y = (places[a + 1] + places[b + 1] + places[c + 1]) / 3;
  }
  return /** @type {Triple} */ ([0, 1, 2].map((axis) => x * u[axis] + y * v[axis] + distance * normal[axis]));
}

/**
 * Faces of a group that a ray meets from the side that is taken away.
 * @param {import("./types").Pickable} group
 * @param {THREE.Ray} world
 * @param {Cuts | null} cuts
 * @returns {{number: number, point: THREE.Vector3, normal: THREE.Vector3}[]}
 */
export function facesOn(group, world, cuts) {
  if (!group.caps?.faces.length) return [];
  const { faces, planes } = group.caps;
  const bases = planes.map(basisOf);
  return faces.flatMap((face) => {
    const { number, plane, flats } = face;
    const normal = new THREE.Vector3(...planes[plane].normal);
    const moved = new THREE.Vector3(...(group.state[number].moved ?? [0, 0, 0]));
    const against = -normal.dot(world.direction);
    if (against <= 1e-6) return [];
    const far = (normal.dot(world.origin) - normal.dot(moved) - planes[plane].distance) / against;
    if (far <= 0) return [];
    const point = world.at(far, new THREE.Vector3());
    const own = point.clone().sub(moved);
    const [x, y] = flatten(own.toArray(), bases[plane]);
    if (beyond(cuts, own, plane) || !within(flats, x, y)) return [];
    return [{ number, point, normal }];
  });
}
