// How the shaders move vertices in a pose: the rule of bending.js.
import { float, LOOK } from "./look.js";

const { least_tendon: LEAST, rise: RISE } = LOOK.posing;

/** Declares `carried`, `swung`, `posed()` and `belly`, where something is in a pose. */
export const BENDING = /* glsl */ `
#ifdef POSED
in vec4 joints, weights;
uniform sampler2D uDuals;
vec4 dual(float joint, int k) { return texelFetch(uDuals, ivec2(k, int(joint + 0.5)), 0); }
mat2x4 posed() {
  vec4 turn = dual(joints.x, 0) * weights.x;
  vec4 way = dual(joints.x, 1) * weights.x;
  for (int k = 1; k < 4; k++) {
    if (weights[k] <= 0.0) continue;
    turn += dual(joints[k], 0) * weights[k];
    way += dual(joints[k], 1) * weights[k];
  }
  float size = length(turn);
  return mat2x4(turn / size, way / size);
}
vec3 swung(mat2x4 m, vec3 v) { return v + 2.0 * cross(m[0].xyz, cross(m[0].xyz, v) + m[0].w * v); }
vec3 carried(mat2x4 m, vec3 p) {
  return swung(m, p) + 2.0 * (m[0].w * m[1].xyz - m[1].w * m[0].xyz + cross(m[0].xyz, m[1].xyz));
}
float belly(float u, vec2 tendon) {
  vec2 ends = max(tendon, vec2(${float(LEAST)})) * ${float(RISE)};
  float lower = clamp(min(u / ends.x, (1.0 - u) / ends.y), 0.0, 1.0);
  return lower * lower * (3.0 - 2.0 * lower);
}
#endif
`;
