// Stand-ins for what only a browser has.
import * as THREE from "three";

/** An element that listens, has a size and says which styles it was given. */
export class FakeElement extends EventTarget {
  constructor() {
    super();
    /** @type {Record<string, string>} */
    this.properties = {};
    this.style = { setProperty: (/** @type {string} */ key, /** @type {string} */ value) => { this.properties[key] = value; } };
    this.ownerDocument = new EventTarget();
    this.clientWidth = 200;
    this.clientHeight = 100;
  }

  getRootNode() {
    return this.ownerDocument;
  }

  getBoundingClientRect() {
    return { left: 10, top: 20, width: 200, height: 100 };
  }

  setPointerCapture() {}

  releasePointerCapture() {}
}

/** @returns {HTMLElement} */
export function fakeElement() {
  return /** @type {any} */ (new FakeElement());
}

/** Let nothing be eased: cameras are there at once. */
export function withoutMotion() {
  globalThis.matchMedia = /** @type {any} */ (() => ({ matches: true }));
}

/**
 * A pointer or mouse event at a place of the page.
 * @param {string} type
 * @param {Record<string, unknown>} values
 */
export function pointing(type, values = {}) {
  const event = new Event(type);
  const given = {
    clientX: 10, clientY: 20, pageX: 10, pageY: 20, pointerId: 1, pointerType: "mouse", timeStamp: 0, button: 0,
    shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...values,
  };
  for (const [key, value] of Object.entries(given)) Object.defineProperty(event, key, { value });
  return event;
}

/**
 * A hand that remembers what was done with it.
 * @param {{silent?: boolean, quick?: boolean, part?: string}} how `part`: what lies everywhere; none for the background
 */
export function fakeHand({ silent = false, quick = true, part = "rod" } = {}) {
  /** @type {[string, ...unknown[]][]} */
  const done = [];
  let count = 0;
  const hit = part ? { part, point: new THREE.Vector3(1, 2, 3), normal: new THREE.Vector3(0, -1, 0) } : null;
  const hand = {
    silent,
    at: () => ({ hit, skinVertex: part ? 7 : -1, skinPoint: part ? [1, 1, 3] : null, beneath: [] }),
    quick: () => quick,
    brush: { size: 10, erase: false },
    ink: {
      erase: !part,
      begin: () => done.push(["begin"]),
      go: () => done.push(["go"]),
      end: () => ({ color: "amber", width: "thin", body: [[[1, 2, 3], [1, 2, 4]]], screen: [[[0.1, -0.2]]] }),
      cancel: () => done.push(["given up"]),
      rub: () => done.push(["rub"]),
      rubbed: () => [2, 5],
    },
    around: () => [7, 5],
    preview: () => {},
    tell: (/** @type {string} */ name, /** @type {object} */ fields) => done.push([name, fields]),
    next: () => { count += 1; return count; },
    light: (/** @type {string} */ name) => done.push(["light", name]),
    cutting: {
      grasp: () => true, drag: () => done.push(["drag"]), release: () => ({ number: 0, normal: [0, 0, 1], distance: 700 }),
    },
    name: () => done.push(["light", part]),
    hold: (/** @type {boolean} */ on) => done.push(["hold", on]),
    outline: (/** @type {unknown} */ from) => done.push(["outline", Boolean(from)]),
    within: () => ["rod", "outer-right"],
    menu: (/** @type {string} */ name) => done.push(["menu", name]),
    approach: (/** @type {THREE.Vector3} */ point) => done.push(["approach", point.toArray()]),
  };
  return { hand: /** @type {import("../src/types").Hand} */ (/** @type {unknown} */ (hand)), done };
}

const SCALE = 100;

/**
 * Squares across y, as a group that can be pointed at; each 80 mm wide, at a depth.
 * @param {[string, number][]} squares id and y, mm
 * @param {boolean} skin
 */
export function groupOf(squares, skin = false) {
  const corners = [[10, 10], [90, 10], [90, 90], [10, 90]];
  const positions = new Uint16Array(squares.flatMap(([, y], n) => (
    corners.flatMap(([x, z]) => [x, y, z].map((value) => (value / SCALE) * 65535).concat(n)))));
  const index = new Uint32Array(squares.flatMap((_, n) => [0, 1, 2, 0, 2, 3].map((corner) => corner + n * 4)));
  const geometry = new THREE.BufferGeometry();
  const packed = new THREE.InterleavedBuffer(positions, 4);
  geometry.setAttribute("position", new THREE.InterleavedBufferAttribute(packed, 3, 0, true));
  geometry.setIndex(new THREE.BufferAttribute(index, 1));
  const root = new THREE.Group();
  root.scale.setScalar(SCALE);
  root.updateMatrixWorld(true);
  const parts = squares.map(([id], n) => ({ id, extras: {}, fibres: false, firstVertex: n * 4, vertices: 4, firstCorner: n * 6, corners: 6 }));
  /** @type {import("../src/types").Pickable} */
  const group = {
    skin, visible: !skin, geometry, root, pieces: null, treesBuilt: false,
    data: { positions, index, scale: SCALE, offset: [0, 0, 0], parts },
    state: squares.map(() => ({ visible: true, opacity: 1 })),
  };
  return group;
}
