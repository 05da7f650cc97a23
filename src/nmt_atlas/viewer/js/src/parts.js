// What is known of each part on the GPU: two small textures, one of looks (changed often), one of
// fixed measures. 900 parts cost one draw call a group, and a change costs a few bytes.
import * as THREE from "three";
import { MEASURE } from "./measures.js";

const ROW = 1024; // texels a row; must equal the shaders' ROW
export const LOOK = 2; // RGBA8 texels a part: colour + opacity; visible, glow, selected, hovered

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
  constructor(data) {
    this.count = data.parts.length;
    this.looks = texture(this.count, LOOK, Uint8Array, THREE.UnsignedByteType);
    this.measures = texture(this.count, MEASURE, Float32Array, THREE.FloatType);
    this.measures.image.data.set(data.measures);
  }

  /** Write one part's look; returns nothing, the texture is sent at the next draw. */
  set(number, rgb, opacity, visible, glow, selected, hovered) {
    const bytes = this.looks.image.data;
    bytes.set([...rgb, Math.round(opacity * 255), visible ? 255 : 0, Math.round(glow * 255),
      selected ? 255 : 0, hovered ? 255 : 0], number * LOOK * 4);
    this.looks.needsUpdate = true;
  }

  hover(number, on) {
    this.looks.image.data[number * LOOK * 4 + 7] = on ? 255 : 0;
    this.looks.needsUpdate = true;
  }

  dispose() {
    this.looks.dispose();
    this.measures.dispose();
  }
}
