// Pain on the skin: overlays become one colour and one stipple value a vertex.
//
// Colours are premultiplied, so that the edge of a painted area fades by interpolation without a
// dark seam. Territories lie lowest, then spillover, then the essential zones.

const RANK = { territory: 0, spillover: 1, essential: 2 };
const STRENGTH = { territory: 0.72, spillover: 0.74, essential: 1.0 };

function words(bytes) {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Uint32Array(view.slice().buffer);
}

function rgbOf(hex) {
  const value = parseInt(String(hex).replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Paint overlays on a group; returns true where anything is painted. */
export function paintSkin(group, overlays) {
  const paint = group.geometry.getAttribute("paint");
  const stipple = group.geometry.getAttribute("stipple");
  const [color, dots] = [paint.array, stipple.array];
  color.fill(0);
  dots.fill(0);
  const count = color.length / 4;
  const sorted = [...(overlays || [])].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
  for (const overlay of sorted) {
    const vertices = words(overlay.vertices);
    const weights = overlay.weights instanceof ArrayBuffer ? new Uint8Array(overlay.weights) : overlay.weights;
    const [r, g, b] = rgbOf(overlay.color);
    const strength = STRENGTH[overlay.kind] / 255;
    const dotted = overlay.kind === "spillover" ? 255 : 0;
    for (let i = 0; i < vertices.length; i++) {
      if (vertices[i] >= count) continue;
      const o = vertices[i] * 4;
      const a = weights[i] * strength;
      const rest = 1 - a;
      color[o] = r * a + color[o] * rest;
      color[o + 1] = g * a + color[o + 1] * rest;
      color[o + 2] = b * a + color[o + 2] * rest;
      color[o + 3] = 255 * a + color[o + 3] * rest;
      dots[o] = dotted * a + dots[o] * rest;
    }
  }
  paint.needsUpdate = true;
  stipple.needsUpdate = true;
  group.painted = sorted.some((overlay) => overlay.vertices.byteLength > 0);
  group.showSkin();
  return group.painted;
}
