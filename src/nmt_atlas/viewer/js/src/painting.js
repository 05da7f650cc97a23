// Paint on the skin: overlays become one colour and one stipple value a vertex.
//
// Colours are premultiplied, so that the edge of a painted area fades by interpolation without a
// dark seam. What kinds there are, which lies on top and how strongly, the look says.
import { bytesOf, paintOf } from "./look.js";

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
 */
function lay(color, dots, overlay) {
  const vertices = words(overlay.vertices);
  const weights = plain(overlay.weights);
  const [r, g, b] = bytesOf(overlay.color);
  const { strength, dotted } = paintOf(overlay.kind);
  const [count, dot] = [color.length / 4, dotted ? 255 : 0];
  for (let i = 0; i < vertices.length; i++) {
    if (vertices[i] >= count) continue;
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
 * @returns {boolean} true where anything is painted
 */
export function paintSkin(group, overlays) {
  const paint = group.geometry.getAttribute("paint");
  const stipple = group.geometry.getAttribute("stipple");
  const [color, dots] = [paint, stipple].map(({ array }) => /** @type {Uint8Array} */ (array).fill(0));
  const sorted = [...overlays].sort((a, b) => paintOf(a.kind).rank - paintOf(b.kind).rank);
  for (const overlay of sorted) lay(color, dots, overlay);
  paint.needsUpdate = true;
  stipple.needsUpdate = true;
  group.painted = sorted.some((overlay) => overlay.vertices.byteLength > 0);
  group.showSkin();
  return group.painted;
}
