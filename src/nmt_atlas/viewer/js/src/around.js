// The vertices of a surface near a place.

const FACING = -0.2;
const EACH = 4; // numbers a vertex, as buffers are padded

/**
 * The vertices within a radius of a place that look about the same way: a brush on the thumb does
 * not paint the palm behind it.
 * @param {Pick<import("./types").Merged, "positions" | "normals" | "scale" | "offset">} data
 * @param {import("./types").Triple} at
 * @param {import("./types").Triple | null} normal none lets all count
 * @param {number} radius mm
 * @returns {number[]}
 */
export function around({ positions, normals, scale, offset }, at, normal, radius) {
  const step = scale / 65535;
  const [x, y, z] = at.map((one, axis) => (one - offset[axis]) / step);
  const reach = radius / step;
  /** @type {number[]} */
  const found = [];
  for (let o = 0; o < positions.length; o += EACH) {
    const [dx, dy, dz] = [positions[o] - x, positions[o + 1] - y, positions[o + 2] - z];
    if (Math.abs(dx) > reach || Math.abs(dy) > reach || dx * dx + dy * dy + dz * dz > reach * reach) continue;
    const facing = normal
      ? (normals[o] * normal[0] + normals[o + 1] * normal[1] + normals[o + 2] * normal[2]) / 127 : 1;
    if (facing > FACING) found.push(o / EACH);
  }
  return found;
}
