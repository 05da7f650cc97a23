// Reads a binary glTF 2.0 of one group into merged arrays: one vertex buffer for all parts.
//
// Positions stay 16-bit as they came (KHR_mesh_quantization); every part of a file shares one
// uniform scale and offset, so merging is copying. The fourth 16-bit slot of a position holds
// the part's number.

/** @typedef {{scale: number, offset: import("./types").Triple, mirrored: boolean}} Place */
/** @typedef {{data: Int8Array | Uint8Array | Int16Array | Uint16Array | Uint32Array | Float32Array, stride: number, width: number, count: number, type: number}} Accessor */
/** @typedef {{id: string, extras: object, position: Accessor, normal: Accessor, uv: Accessor | null, tint: Accessor | null, index: Accessor}} Read */
/** @typedef {Read & {turn: number | null}} Placed `turn`: what a mirrored part's x is taken from */
/** @typedef {import("./types").Merged} Merged */
/**
 * @typedef {{
 *   accessors: {bufferView: number, componentType: number, type: string, byteOffset?: number, count: number}[],
 *   bufferViews: {byteStride?: number, byteOffset?: number}[],
 *   nodes: {name: string, mesh?: number, scale?: number[], translation?: number[], children?: number[], extras?: object}[],
 *   meshes: {primitives: {attributes: Record<string, number>, indices?: number}[]}[],
 *   scenes: {nodes: number[]}[], scene?: number,
 * }} Gltf
 */

const GLB = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
/** @type {Record<number, number>} */
const BYTES = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
/** @type {Record<number, Int8ArrayConstructor | Uint8ArrayConstructor | Int16ArrayConstructor | Uint16ArrayConstructor | Uint32ArrayConstructor | Float32ArrayConstructor>} */
const ARRAYS = {
  5120: Int8Array, 5121: Uint8Array, 5122: Int16Array,
  5123: Uint16Array, 5125: Uint32Array, 5126: Float32Array,
};
/** @type {Record<string, number>} */
const WIDTH = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

/**
 * Split a .glb into its JSON document and its binary chunk.
 * @param {ArrayBuffer} buffer
 * @returns {{json: Gltf, bin: number}} `bin`: where the binary chunk begins
 */
export function splitGlb(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 20 || view.getUint32(0, true) !== GLB || view.getUint32(4, true) !== 2) {
    throw new Error("this is not a binary glTF 2.0 file");
  }
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== JSON_CHUNK) throw new Error("the glTF has no JSON chunk");
  const json = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 20, length)));
  const start = 20 + length + 8;
  return { json, bin: start <= buffer.byteLength ? start : buffer.byteLength };
}

/**
 * An accessor as a typed array with its stride in elements.
 * @param {ArrayBuffer} buffer
 * @param {Gltf} json
 * @param {number} bin
 * @param {number} number
 * @returns {Accessor}
 */
function accessor(buffer, json, bin, number) {
  const info = json.accessors[number];
  const from = json.bufferViews[info.bufferView];
  const size = BYTES[info.componentType];
  const width = WIDTH[info.type];
  const stride = (from.byteStride || size * width) / size;
  const offset = bin + (from.byteOffset || 0) + (info.byteOffset || 0);
  const length = Math.max(0, (info.count - 1) * stride + width);
  const Kind = ARRAYS[info.componentType];
  const data = offset % size === 0
    ? new Kind(buffer, offset, length)
    : new Kind(buffer.slice(offset, offset + length * size));
  return { data, stride, width, count: info.count, type: info.componentType };
}

/**
 * Scale, offset and mirroring (in x) of every node with a mesh; other scales are not valid here.
 * @param {Gltf} json
 */
function placements(json) {
  /** @type {Map<number, Place>} */
  const found = new Map();
  /**
   * @param {number} number
   * @param {Pick<Place, "scale" | "offset">} above
   */
  const walk = (number, above) => {
    const node = json.nodes[number];
    const s = node.scale || [1, 1, 1];
    const t = node.translation || [0, 0, 0];
    if (Math.abs(Math.abs(s[0]) - s[1]) > 1e-6 * s[1] || Math.abs(s[1] - s[2]) > 1e-6 * s[1]) {
      throw new Error(`part ${node.name}: its scale is not uniform`);
    }
    /** @type {Place} */
    const here = {
      scale: above.scale * s[1],
      mirrored: s[0] < 0,
      offset: /** @type {Place["offset"]} */ (t.map((value, k) => above.offset[k] + above.scale * value)),
    };
    if (node.mesh !== undefined) found.set(number, here);
    for (const child of node.children || []) walk(child, here);
  };
  for (const root of json.scenes[json.scene || 0].nodes) walk(root, { scale: 1, offset: [0, 0, 0] });
  return found;
}

/**
 * The frame that all parts of a file share: that of the parts that are not mirrored.
 * @param {Map<number, Place>} places
 * @returns {Place}
 */
function frameOf(places) {
  const all = [...places.values()];
  const frame = all.find((place) => !place.mirrored) || all[0] || { scale: 1, offset: [0, 0, 0], mirrored: false };
  for (const place of all) {
    const first = place.mirrored ? 1 : 0;
    const same = Math.abs(frame.scale - place.scale) <= 1e-6 * frame.scale
      && place.offset.every((value, k) => k < first || Math.abs(value - frame.offset[k]) < 1e-3);
    if (!same) throw new Error("the parts of one file must share one scale and offset");
  }
  return frame;
}

/**
 * @param {ArrayBuffer} buffer
 * @param {Gltf} json
 * @param {number} bin
 * @param {Gltf["nodes"][number]} node
 * @returns {Read}
 */
function readPart(buffer, json, bin, node) {
  const primitive = json.meshes[/** @type {number} */ (node.mesh)].primitives[0];
  const read = (/** @type {number | undefined} */ number) => (number === undefined ? null : accessor(buffer, json, bin, number));
  const position = read(primitive.attributes.POSITION);
  const normal = read(primitive.attributes.NORMAL);
  const index = read(primitive.indices);
  if (position?.type !== 5123 || normal?.type !== 5120) {
    throw new Error(`part ${node.name}: positions must be 16-bit and normals 8-bit integers`);
  }
  if (!index) throw new Error(`part ${node.name}: it has no triangle index`);
  return { id: node.name, extras: node.extras ?? {}, position, normal, index, uv: read(primitive.attributes.TEXCOORD_0), tint: read(primitive.attributes._TINT) };
}

/**
 * @param {Merged} target
 * @param {Placed} part
 * @param {number} number
 * @param {number} first
 */
function copyVertices(target, part, number, first) {
  const { position, normal, uv, tint, turn } = part;
  for (let i = 0, o = first * 4; i < position.count; i++, o += 4) {
    const p = i * position.stride;
    const n = i * normal.stride;
    target.positions[o] = turn === null ? position.data[p] : Math.max(0, turn - position.data[p]);
    target.positions[o + 1] = position.data[p + 1];
    target.positions[o + 2] = position.data[p + 2];
    target.positions[o + 3] = number;
    target.normals[o] = turn === null ? normal.data[n] : -normal.data[n];
    target.normals[o + 1] = normal.data[n + 1];
    target.normals[o + 2] = normal.data[n + 2];
  }
  if (tint && target.tints) target.tints.set(tint.data, first * 4);
  if (!uv || !target.uvs) return;
  const factor = uv.type === 5123 ? 1 : uv.type === 5121 ? 257 : 65535;
  for (let i = 0, o = first * 2; i < uv.count; i++, o += 2) {
    target.uvs[o] = uv.data[i * uv.stride] * factor;
    target.uvs[o + 1] = uv.data[i * uv.stride + 1] * factor;
  }
}

/**
 * Copy a part's triangles; a mirrored part's are turned so that they look outward again.
 * @param {Merged} target
 * @param {Placed} part
 * @param {number} corner
 * @param {number} vertex
 */
function copyTriangles(target, part, corner, vertex) {
  const { data, count } = part.index;
  const [second, third] = part.turn === null ? [1, 2] : [2, 1];
  for (let i = 0; i < count; i += 3) {
    target.index[corner + i] = data[i] + vertex;
    target.index[corner + i + 1] = data[i + second] + vertex;
    target.index[corner + i + 2] = data[i + third] + vertex;
  }
}

/**
 * Read one group's file; throws with a plain reason where the pack breaks the contract.
 * @param {ArrayBuffer} buffer
 * @returns {Merged}
 */
export function readGroup(buffer) {
  const { json, bin } = splitGlb(buffer);
  const places = placements(json);
  const frame = frameOf(places);
  const parts = [...places].map(([number, place]) => ({
    ...readPart(buffer, json, bin, json.nodes[number]),
    turn: place.mirrored
      ? Math.round(((place.offset[0] - frame.offset[0]) / frame.scale) * 65535)
      : null,
  }));
  const vertices = parts.reduce((sum, part) => sum + part.position.count, 0);
  const corners = parts.reduce((sum, part) => sum + part.index.count, 0);
  /** @type {Merged} */
  const merged = {
    positions: new Uint16Array(vertices * 4),
    normals: new Int8Array(vertices * 4),
    uvs: parts.some((part) => part.uv) ? new Uint16Array(vertices * 2) : null,
    tints: parts.some((part) => part.tint) ? new Uint8Array(vertices * 4) : null,
    index: new Uint32Array(corners),
    scale: frame.scale,
    offset: frame.offset,
    parts: [],
  };
  let vertex = 0;
  let corner = 0;
  parts.forEach((part, number) => {
    copyVertices(merged, part, number, vertex);
    copyTriangles(merged, part, corner, vertex);
    merged.parts.push({
      id: part.id, extras: part.extras, fibres: Boolean(part.uv),
      firstVertex: vertex, vertices: part.position.count,
      firstCorner: corner, corners: part.index.count,
    });
    vertex += part.position.count;
    corner += part.index.count;
  });
  return merged;
}
