// Paint on the skin: overlays become one colour and one stipple value a vertex.
//
// Colours are premultiplied, so that the edge of a painted area fades by interpolation without a
// dark seam. What kinds there are, which lies on top and how strongly, the look says.
import { bytesOf, paintOf } from "./look.js";

/** @type {Set<number>} */
const NONE = new Set();
const DRAWN = "drawn";

/**
 * What a hand draws now and Python has not painted yet.
 * @typedef {{vertices: Set<number>, erase: boolean}} Stroke
 */

/** The stroke of a hand that draws nothing. @type {Stroke} */
export const NO_STROKE = { vertices: NONE, erase: false };

/**
 * A stroke as an overlay.
 * @param {Stroke} stroke
 * @returns {import("./types").Overlay}
 */
function overlayOf({ vertices }) {
  const numbers = Uint32Array.from(vertices);
  const weights = new Uint8Array(numbers.length).fill(255);
  return { kind: DRAWN, color: paintOf(DRAWN).color, vertices: new Uint8Array(numbers.buffer), weights };
}

/**
 * @param {import("./types").Bytes} bytes
 * @returns {Uint8Array}
 */
function plain(bytes) {
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}

/**
 * @param {import("./types").Bytes} bytes
 * @returns {Uint32Array}
 */
function words(bytes) {
  return new Uint32Array(plain(bytes).slice().buffer);
}

/**
 * Mix one overlay into premultiplied colours and the strength of their dots.
 * @param {Uint8Array} color four a vertex
 * @param {Uint8Array} dots four a vertex, of which the first counts
 * @param {import("./types").Overlay} overlay
 * @param {Set<number>} without vertices that are left out
 */
function lay(color, dots, overlay, without = NONE) {
  const vertices = words(overlay.vertices);
  const weights = plain(overlay.weights);
  const [r, g, b] = bytesOf(overlay.color);
  const { strength, dotted } = paintOf(overlay.kind);
  const [count, dot] = [color.length / 4, dotted ? 255 : 0];
  for (let i = 0; i < vertices.length; i++) {
    if (vertices[i] >= count || without.has(vertices[i])) continue;
    const o = vertices[i] * 4;
    const a = weights[i] * (strength / 255);
    const rest = 1 - a;
    color[o] = r * a + color[o] * rest;
    color[o + 1] = g * a + color[o + 1] * rest;
    color[o + 2] = b * a + color[o + 2] * rest;
    color[o + 3] = 255 * a + color[o + 3] * rest;
    dots[o] = dot * a + dots[o] * rest;
  }
}

/**
 * Paint overlays on a group.
 * @param {{geometry: import("three").BufferGeometry, painted: boolean, showSkin(): void}} group
 * @param {import("./types").Overlay[]} overlays
 * @param {Stroke} stroke
 * @returns {boolean} true where anything is painted
 */
export function paintSkin(group, overlays, stroke = NO_STROKE) {
  const paint = group.geometry.getAttribute("paint");
  const stipple = group.geometry.getAttribute("stipple");
  const [color, dots] = [paint, stipple].map(({ array }) => /** @type {Uint8Array} */ (array).fill(0));
  const added = stroke.erase || !stroke.vertices.size ? [] : [overlayOf(stroke)];
  const sorted = [...overlays, ...added].sort((a, b) => paintOf(a.kind).rank - paintOf(b.kind).rank);
  for (const overlay of sorted) {
    lay(color, dots, overlay, stroke.erase && overlay.kind === DRAWN ? stroke.vertices : NONE);
  }
  paint.needsUpdate = true;
  stipple.needsUpdate = true;
  group.painted = sorted.some((overlay) => overlay.vertices.byteLength > 0);
  group.showSkin();
  return group.painted;
}
