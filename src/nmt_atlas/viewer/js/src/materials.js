// Materials of each group: which tissue it is, in which passes it is drawn.
import * as THREE from "three";
import {
  depthFragment, outlineFragment, skinFragment, skinVertex, tissueFragment, tissueVertex,
} from "./shaders.js";

const TISSUE = [[/^muscle/, 1], [/^bone/, 2], [/^ligament/, 3], [/^cartilage/, 4]];
export const ACCENT = new THREE.Color(0.10, 0.74, 0.90);

export function tissueOf(group) {
  const found = TISSUE.find(([pattern]) => pattern.test(group));
  return found ? found[1] : 5;
}

/** Uniforms shared by every material of one viewer; changed in one place. */
export function sharedUniforms(noise) {
  return {
    uNoise: { value: noise },
    uOcclusion: { value: null },
    uOccluded: { value: 0 },
    uResolution: { value: new THREE.Vector2(1, 1) },
    uOutline: { value: 2.2 },
    uClip: { value: new THREE.Vector4(0, 0, 0, 0) },
    uAccent: { value: ACCENT },
    uDark: { value: 0 },
    uGhost: { value: 1 },
  };
}

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

/** Solid, faded (depth first, then colour), selection (mask, then outline) and depth materials of one tissue group. */
export function tissueMaterials(shared, table, group, hasUv) {
  const defines = { TISSUE: tissueOf(group), ...(hasUv ? { HAS_UV: 1 } : {}) };
  const make = (pass, fragment, more) =>
    material(shared, table, tissueVertex, fragment, { ...defines, PASS: pass }, more);
  return {
    solid: make(0, tissueFragment),
    fadedDepth: make(1, depthFragment, { colorWrite: false }),
    faded: make(1, tissueFragment, {
      transparent: true, depthWrite: false, depthFunc: THREE.LessEqualDepth,
    }),
    mask: make(2, depthFragment, {
      colorWrite: false, depthWrite: false, stencilWrite: true, stencilRef: 1,
      stencilZPass: THREE.ReplaceStencilOp,
    }),
    outline: make(3, outlineFragment, {
      depthWrite: false, stencilWrite: true, stencilRef: 1, stencilFunc: THREE.NotEqualStencilFunc,
    }),
    depth: make(0, depthFragment),
  };
}

/** Depth and colour of the skin. */
export function skinMaterials(shared, table) {
  const make = (fragment, more) => material(shared, table, skinVertex, fragment, {}, more);
  return {
    skinDepth: make(depthFragment, { colorWrite: false }),
    skin: make(skinFragment, {
      transparent: true, depthWrite: false, depthFunc: THREE.LessEqualDepth,
    }),
  };
}

/** Cut everything open, or close it again. */
export function setClipped(materials, on) {
  for (const [name, one] of Object.entries(materials)) {
    if (Boolean(one.defines.CLIPPED) === on) continue;
    if (on) one.defines.CLIPPED = 1;
    else delete one.defines.CLIPPED;
    if (name !== "outline" && name !== "mask") one.side = on ? THREE.DoubleSide : THREE.FrontSide;
    one.needsUpdate = true;
  }
}
