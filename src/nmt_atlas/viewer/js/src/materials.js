// Materials of each group: which tissue it is, in which passes it is drawn.
import * as THREE from "three";
import { attachedFragment, attachedVertex, capFragment, capVertex } from "./cap_shaders.js";
import { bytesOf, cutOf, depthOf, float, LOOK, numberOf, tissueOf } from "./look.js";
import { depthFragment, outlineFragment, tissueFragment, tissueVertex, veiledFragment } from "./shaders.js";
import { skinFragment, skinVertex } from "./skin_shaders.js";
import { toneUniforms } from "./tone.js";

// What is drawn from outside only; a cut closes it with a face. The skin is open: it has an inside.
const ONE_SIDED = new Set(["solid", "depth", "shape", "mask", "veiled", "outline", "fadedDepth", "faded"]);

// Bits of the stencil: where anything selected lies, and where it is seen.
const [SHAPE, SEEN] = [2, 1];

/** @type {THREE.ShaderMaterialParameters} */
const unseen = { colorWrite: false, depthWrite: false };

/**
 * Write one bit of the stencil wherever something is drawn.
 * @param {number} bit
 * @returns {THREE.ShaderMaterialParameters}
 */
const marks = (bit) => ({
  stencilWrite: true, stencilRef: bit, stencilWriteMask: bit, stencilZPass: THREE.ReplaceStencilOp,
});

/** @typedef {ReturnType<typeof sharedUniforms>} Shared */
/** @typedef {import("./parts.js").PartTable} PartTable */

/**
 * Uniforms shared by every material of one viewer; changed in one place.
 * @param {THREE.Texture} noise
 */
export function sharedUniforms(noise) {
  return {
    uNoise: { value: noise },
    uOcclusion: { value: /** @type {THREE.Texture | null} */ (null) },
    uOccluded: { value: 0 },
    uResolution: { value: new THREE.Vector2(1, 1) },
    uOutline: { value: LOOK.selection.outline_px },
    uHatch: { value: LOOK.hatch.px },
    uClip: { value: [new THREE.Vector4(0, 0, 0, 1), new THREE.Vector4(0, 0, 0, 1)] },
    uAccent: { value: new THREE.Color(...LOOK.selection.accent) },
    uDark: { value: 0 },
    uGhost: { value: 1 },
    ...toneUniforms(),
    uDuals: { value: /** @type {THREE.Texture | null} */ (null) },
  };
}

/**
 * @param {Shared} shared
 * @param {PartTable} table
 * @param {string} vertexShader
 * @param {string} fragmentShader
 * @param {Record<string, number>} defines
 * @param {THREE.ShaderMaterialParameters} more
 */
function material(shared, table, vertexShader, fragmentShader, defines, more = {}) {
  return new THREE.RawShaderMaterial({
    glslVersion: THREE.GLSL3,
    vertexShader,
    fragmentShader,
    defines,
    uniforms: {
      ...shared,
      uLooks: { value: table.looks },
      uMeasures: { value: table.measures },
    },
    ...more,
  });
}

/**
 * Solid, faded (depth first, then colour), selection (shape, mask, then stripes and outline) and depth materials.
 * @param {Shared} shared
 * @param {PartTable} table
 * @param {string} tissue
 * @param {boolean} hasUv
 */
export function tissueMaterials(shared, table, tissue, hasUv) {
  const defines = { TISSUE: numberOf(tissue), ...(hasUv ? { HAS_UV: 1 } : {}) };
  /**
   * @param {number} pass
   * @param {string} fragment
   * @param {THREE.ShaderMaterialParameters} more
   */
  const make = (pass, fragment, more = {}) =>
    material(shared, table, tissueVertex, fragment, { ...defines, PASS: pass }, more);
  return {
    solid: make(0, tissueFragment),
    fadedDepth: make(1, depthFragment, { transparent: true, colorWrite: false }), // in its turn among what is see-through
    faded: make(1, tissueFragment, {
      transparent: true, depthWrite: false, depthFunc: THREE.LessEqualDepth,
    }),
    shape: make(2, depthFragment, { ...unseen, ...marks(SHAPE), depthFunc: THREE.AlwaysDepth }),
    mask: make(2, depthFragment, { ...unseen, ...marks(SEEN) }),
    veiled: make(4, veiledFragment, {
      depthWrite: false, depthFunc: THREE.GreaterDepth,
      stencilWrite: true, stencilRef: SHAPE, stencilFuncMask: SHAPE | SEEN, stencilFunc: THREE.EqualStencilFunc,
    }),
    outline: make(3, outlineFragment, {
      depthWrite: false,
      stencilWrite: true, stencilRef: SHAPE, stencilFuncMask: SHAPE, stencilFunc: THREE.NotEqualStencilFunc,
    }),
    depth: make(0, depthFragment),
  };
}

/**
 * Depth and colour of the skin.
 * @param {Shared} shared
 * @param {PartTable} table
 */
export function skinMaterials(shared, table) {
  /**
   * @param {string} fragment
   * @param {THREE.ShaderMaterialParameters} more
   */
  const make = (fragment, more) => material(shared, table, skinVertex, fragment, {}, more);
  return {
    skinDepth: make(depthFragment, { transparent: true, colorWrite: false }), // after what is seen through it
    skin: make(skinFragment, {
      transparent: true, depthWrite: false, depthFunc: THREE.LessEqualDepth,
    }),
  };
}

/** @param {string} hex a colour, or nothing: the part's own */
function inked(hex) {
  const [r, g, b] = bytesOf(hex).map((value) => (value / 255) ** 2.2);
  return new THREE.Vector4(r, g, b, hex ? 1 : 0);
}

/**
 * The closed faces of a cut.
 * @param {Shared} shared
 * @param {PartTable} table
 * @param {string} group
 */
export function capMaterial(shared, table, group) {
  const { face, rim } = cutOf(group);
  const tissue = tissueOf(group);
  const one = material(shared, table, capVertex, capFragment, {}, { side: THREE.DoubleSide });
  Object.assign(one.defines, {
    RANK: float(2 * depthOf(group)),
    GRAIN: tissue === "bone" ? "0.55" : tissue === "muscle" ? "0.34" : "0.0",
    ...(tissue === "skin" ? { SKIN: 1 } : {}),
  });
  one.uniforms.uFace = { value: inked(face) };
  one.uniforms.uRim = { value: inked(rim) };
  return one;
}

/**
 * Attachments on bones.
 * @param {Shared} shared
 * @param {PartTable} table of the bones
 */
export function attachedMaterial(shared, table) {
  const one = material(shared, table, attachedVertex, attachedFragment, {});
  one.uniforms.uOrigin = { value: inked(LOOK.attached.origin) };
  one.uniforms.uInsertion = { value: inked(LOOK.attached.insertion) };
  return one;
}

/**
 * Draw everything in a pose, or at rest.
 * @param {Record<string, THREE.RawShaderMaterial>} materials
 * @param {boolean} on
 */
export function setPosed(materials, on) {
  for (const one of Object.values(materials)) {
    if (Boolean(one.defines.POSED) === on) continue;
    if (on) one.defines.POSED = 1;
    else delete one.defines.POSED;
    one.needsUpdate = true;
  }
}

/**
 * Cut everything open, or close it again.
 * @param {Record<string, THREE.RawShaderMaterial>} materials
 * @param {boolean} on
 */
export function setClipped(materials, on) {
  for (const [name, one] of Object.entries(materials)) {
    if (Boolean(one.defines.CLIPPED) === on) continue;
    if (on) one.defines.CLIPPED = 1;
    else delete one.defines.CLIPPED;
    if (!ONE_SIDED.has(name)) one.side = on ? THREE.DoubleSide : THREE.FrontSide;
    one.needsUpdate = true;
  }
}
