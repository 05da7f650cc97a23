// Strokes as ribbons of even width on the screen, with round ends, before the surface that they lie on:
// a rim first, then the colour. Lines beside the body lie before everything.
import * as THREE from "three";
import { bytesOf, LOOK } from "./look.js";

/** @typedef {import("./types").InkStroke} InkStroke */

const FLAT = 1; // a place on the screen, not on the body
const CORNERS = [-1, -1, 1, -1, 1, 1, -1, 1];
const EACH = 14; // numbers a stretch: two places, colour, rim, half its width, flat
const DOT = 1e-4;

const vertexShader = `
uniform vec2 uSize; uniform vec4 uRoom; uniform float uGrow; uniform float uNearer;
attribute vec2 corner; attribute vec3 start; attribute vec3 end; attribute vec3 ink; attribute vec3 rim; attribute vec2 about;
varying vec3 vInk; varying vec2 vAt; varying vec2 vStart; varying vec2 vEnd; varying float vHalf;
vec4 placed(vec3 at) {
  if (about.y > 0.5) {
    vec2 px = uRoom.xy + at.xy * uRoom.w;
    return vec4(px.x / uSize.x * 2.0 - 1.0, 1.0 - px.y / uSize.y * 2.0, -0.999, 1.0);
  }
  vec4 seen = modelViewMatrix * vec4(at, 1.0);
  seen.xyz *= 1.0 - uNearer / max(length(seen.xyz), 2.0 * uNearer);
  return projectionMatrix * seen;
}
void main() {
  vec4 a = placed(start); vec4 b = placed(end);
  vHalf = about.x + uGrow;
  vInk = mix(ink, rim, step(0.001, uGrow));
  if (min(a.w, b.w) < 1e-3) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vStart = (a.xy / a.w * 0.5 + 0.5) * uSize; vEnd = (b.xy / b.w * 0.5 + 0.5) * uSize;
  vec2 along = vEnd - vStart; float far = length(along);
  along = far > 1e-3 ? along / far : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  float reach = vHalf + 1.0;
  vec4 here = corner.x < 0.0 ? a : b;
  vAt = (corner.x < 0.0 ? vStart : vEnd) + (along * corner.x + across * corner.y) * reach;
  gl_Position = vec4((vAt / uSize * 2.0 - 1.0) * here.w, here.z, here.w);
}`;

const fragmentShader = `
varying vec3 vInk; varying vec2 vAt; varying vec2 vStart; varying vec2 vEnd; varying float vHalf;
void main() {
  vec2 along = vEnd - vStart;
  float t = clamp(dot(vAt - vStart, along) / max(dot(along, along), 1e-6), 0.0, 1.0);
  float far = length(vAt - vStart - t * along);
  if (far > vHalf) discard;
  gl_FragColor = vec4(vInk, 1.0);
}`;

/** @type {Record<string, {color: string, rim: string}>} */
const COLORS = LOOK.ink.colors;
/** @type {Record<string, number>} */
const WIDTHS = LOOK.ink.widths;

/** A width by its name, CSS pixels. @param {string} name */
export const widthOf = (name) => WIDTHS[name] ?? WIDTHS.medium;

const share = (/** @type {string} */ hex) => bytesOf(hex).map((value) => value / 255);

/**
 * What the card is given of strokes: one stretch after the other.
 * @param {InkStroke[]} strokes
 * @returns {Float32Array}
 */
export function stretchesOf(strokes) {
  /** @type {number[]} */
  const found = [];
  for (const { color, width, body = [], screen = [] } of strokes) {
    const paint = COLORS[color] ?? COLORS.blue;
    const half = widthOf(width) / 2;
    const about = [...share(paint.color), ...share(paint.rim), half];
    const put = (/** @type {number[]} */ [x, y, z = 0], /** @type {number[]} */ [u, v, w = 0], /** @type {number} */ flat) => (
      found.push(x, y, z, u, v, w, ...about, flat));
    for (const [lines, flat] of /** @type {[number[][][], number][]} */ ([[body, 0], [screen, FLAT]])) {
      for (const line of lines) {
        if (line.length === 1) put(line[0], [line[0][0] + DOT, ...line[0].slice(1)], flat);
        for (let k = 1; k < line.length; k++) put(line[k - 1], line[k], flat);
      }
    }
  }
  return Float32Array.from(found);
}

const LAYOUT = /** @type {const} */ ([["start", 3, 0], ["end", 3, 3], ["ink", 3, 6], ["rim", 3, 9]]);

export class InkMesh {
  constructor() {
    const { rim_px: rim, nearer } = LOOK.ink;
    this.shared = {
      uSize: { value: new THREE.Vector2(1, 1) }, uRoom: { value: new THREE.Vector4(0, 0, 1, 1) }, uNearer: { value: nearer },
    };
    this.root = new THREE.Group();
    this.materials = [rim, 0].map((grow) => new THREE.ShaderMaterial({
      vertexShader, fragmentShader, uniforms: { ...this.shared, uGrow: { value: grow } },
      transparent: true, depthWrite: false, side: THREE.DoubleSide,
    }));
    this.geometry = new THREE.InstancedBufferGeometry();
    this.meshes = this.materials.map((material, k) => {
      const mesh = new THREE.Mesh(this.geometry, material);
      mesh.frustumCulled = false;
      mesh.renderOrder = 1000 + k; // after the body and whatever is seen through
      this.root.add(mesh);
      return mesh;
    });
    this.show([]);
  }

  /** @param {InkStroke[]} strokes */
  show(strokes) {
    const data = stretchesOf(strokes);
    this.geometry.dispose();
    this.geometry = new THREE.InstancedBufferGeometry();
    this.geometry.setAttribute("corner", new THREE.BufferAttribute(Float32Array.from(CORNERS), 2));
    this.geometry.setIndex([0, 1, 2, 0, 2, 3]);
    const packed = new THREE.InstancedInterleavedBuffer(data, EACH);
    for (const [name, size, from] of LAYOUT) this.geometry.setAttribute(name, new THREE.InterleavedBufferAttribute(packed, size, from));
    this.geometry.setAttribute("about", new THREE.InterleavedBufferAttribute(packed, 2, 12));
    this.geometry.instanceCount = data.length / EACH;
    for (const mesh of this.meshes) mesh.geometry = this.geometry;
    this.root.visible = data.length > 0;
  }

  /**
   * @param {number} width CSS pixels
   * @param {number} height
   * @param {[number, number, number, number]} room what is free of sheets
   */
  fit(width, height, [left, top, right, bottom]) {
    this.shared.uSize.value.set(width, height);
    this.shared.uRoom.value.set((left + right) / 2, (top + bottom) / 2, 0, bottom - top);
  }

  dispose() {
    this.root.removeFromParent();
    this.geometry.dispose();
    for (const material of this.materials) material.dispose();
  }
}
