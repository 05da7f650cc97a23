// One small tileable noise picture from which all textures of tissue are made.
import * as THREE from "three";

const SIZE = 512;
const CELLS = 128; // cells a tile: shaders divide millimetres by (cell size x CELLS)

/** @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** @param {number} seed */
function lattice(seed) {
  const next = random(seed);
  return Float32Array.from({ length: CELLS * CELLS }, next);
}

/**
 * @param {Float32Array} grid
 * @param {number} x
 * @param {number} y
 */
function sample(grid, x, y) {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const ease = (/** @type {number} */ t) => t * t * (3 - 2 * t);
  const [u, v] = [ease(x - i), ease(y - j)];
  const at = (/** @type {number} */ a, /** @type {number} */ b) => grid[((b + CELLS) % CELLS) * CELLS + ((a + CELLS) % CELLS)];
  const low = at(i, j) * (1 - u) + at(i + 1, j) * u;
  const high = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
  return low * (1 - v) + high * v;
}

/**
 * RG: two independent smooth noises, repeating.
 * @param {number} anisotropy
 */
export function noiseTexture(anisotropy) {
  const [red, green] = [lattice(7), lattice(77)];
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0, o = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++, o += 4) {
      const [a, b] = [(x / SIZE) * CELLS, (y / SIZE) * CELLS];
      data[o] = sample(red, a, b) * 255;
      data[o + 1] = sample(green, a, b) * 255;
      data[o + 3] = 255;
    }
  }
  const map = new THREE.DataTexture(data, SIZE, SIZE, THREE.RGBAFormat);
  map.wrapS = map.wrapT = THREE.RepeatWrapping;
  map.magFilter = THREE.LinearFilter;
  map.minFilter = THREE.LinearMipmapLinearFilter;
  map.generateMipmaps = true;
  map.anisotropy = anisotropy;
  map.needsUpdate = true;
  return map;
}
