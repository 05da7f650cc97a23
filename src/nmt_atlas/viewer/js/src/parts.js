// What is known of each part on the GPU: two small textures, one of looks (changed often), one of
// fixed measures. 900 parts cost one draw call a group, and a change costs a few bytes.
import * as THREE from "three";
import { LOOK } from "./look.js";

const { texture_row: ROW, look_texels: LOOKS, measure_texels: MEASURES } = LOOK;
const HOVERED = 7; // RGBA8: colour + opacity; visible, glow, selected, hovered; thicker, hatched
const MOVED = 3; // the texel of measures that holds how far a part is moved
export const THICKEST = 8; // mm that a full byte stands for

/**
 * @param {number} parts
 * @param {number} texels a part
 * @param {Uint8ArrayConstructor | Float32ArrayConstructor} Kind
 * @param {THREE.TextureDataType} type
 */
function texture(parts, texels, Kind, type) {
  const height = Math.max(1, Math.ceil((parts * texels) / ROW));
  const map = new THREE.DataTexture(new Kind(ROW * height * 4), ROW, height, THREE.RGBAFormat, type);
  map.minFilter = map.magFilter = THREE.NearestFilter;
  map.generateMipmaps = false;
  map.needsUpdate = true;
  return map;
}

/** The textures of one group's parts. */
export class PartTable {
  /** @param {Pick<import("./types").GroupData, "parts" | "measures">} data */
  constructor(data) {
    const count = data.parts.length;
    this.looks = texture(count, LOOKS, Uint8Array, THREE.UnsignedByteType);
    this.measures = texture(count, MEASURES, Float32Array, THREE.FloatType);
    /** @type {Float32Array} */ (this.measures.image.data).set(data.measures);
  }

  get bytes() {
    return /** @type {Uint8Array} */ (this.looks.image.data);
  }

  /**
   * Write one part's look; the texture is sent at the next draw.
   * @param {number} number
   * @param {import("./types").PartState} look
   */
  set(number, { rgb, opacity, visible, glow, selected, thicker, hatched, moved }) {
    this.move(number, moved);
    const [on, off] = [255, 0];
    this.bytes.set([
      ...rgb, Math.round(opacity * on), visible ? on : off, Math.round(glow * on), selected ? on : off, off,
      Math.round(Math.min(1, thicker / THICKEST) * on), hatched ? on : off, off, off,
    ], number * LOOKS * 4);
    this.looks.needsUpdate = true;
  }

  /**
   * Draw a part away from its place.
   * @param {number} number
   * @param {import("./types").Triple} by mm
   */
  move(number, by) {
    const held = /** @type {Float32Array} */ (this.measures.image.data);
    const at = (number * MEASURES + MOVED) * 4;
    if (by.every((value, k) => Math.fround(value) === held[at + k])) return;
    held.set(by, at);
    this.measures.needsUpdate = true;
  }

  /**
   * Have a muscle's belly stand out in a pose.
   * @param {number} number
   * @param {number} by mm
   */
  swell(number, by) {
    const held = /** @type {Float32Array} */ (this.measures.image.data);
    const at = (number * MEASURES + MOVED) * 4 + 3;
    if (Math.fround(by) === held[at]) return;
    held[at] = by;
    this.measures.needsUpdate = true;
  }

  /**
   * @param {number} number
   * @param {boolean} on
   */
  hover(number, on) {
    this.bytes[number * LOOKS * 4 + HOVERED] = on ? 255 : 0;
    this.looks.needsUpdate = true;
  }

  dispose() {
    this.looks.dispose();
    this.measures.dispose();
  }
}
