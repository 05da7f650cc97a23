// The shaders of tissue and skin. Positions arrive quantised (0..1), parts look themselves up in
// two textures, and the light is a fixed studio: key, fill and rim travel with the eye, the
// sky and ground stay with the body.

import { float, LOOK, vec3 } from "./look.js";
import { THICKEST } from "./parts.js";
import { BENDING } from "./posing_shaders.js";

const { fibre: FIBRE, solid_from: SOLID, drawn_from: DRAWN } = LOOK;
const [COARSE, MIDDLE, SMALL] = FIBRE.octaves;

/**
 * A sample of the noise that one octave of fibres is made of; its seeds differ, so that none repeats.
 * @param {{along: number, across: number}} octave
 * @param {string} one
 * @param {string} other
 */
const octave = ({ along, across }, one, other) => (
  `noise(along / ${float(along)} + seed * ${one}, across / (${float(across)} * fine) + seed * ${other})`);

/** How a shader looks a part up. */
export const PART = /* glsl */ `
uniform sampler2D uLooks, uMeasures;
const int ROW = ${LOOK.texture_row};
vec4 look(int part, int k) { int i = part * ${LOOK.look_texels} + k; return texelFetch(uLooks, ivec2(i % ROW, i / ROW), 0); }
vec4 measure(int part, int k) { int i = part * ${LOOK.measure_texels} + k; return texelFetch(uMeasures, ivec2(i % ROW, i / ROW), 0); }
const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

/** What every vertex of the body has. */
export const PLACE = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
in vec3 position;
in vec3 normal;
in float part;
uniform mat4 modelMatrix, viewMatrix, projectionMatrix;
${PART}
${BENDING}
#ifdef POSED
out vec3 vPlace;
#endif`;

/** Vertex shader of everything but skin. PASS: 0 solid, 1 faded; of the selection 2 mask, 3 outline, 4 what something covers. */
export const tissueVertex = /* glsl */ `${PLACE}
#ifdef HAS_UV
in vec2 uv;
#endif
uniform vec2 uResolution;
uniform float uOutline;
out vec3 vView, vNormal, vWorld;
out vec2 vUv;
flat out vec4 vLook, vState, vMore, vAxis, vSize, vSpan;
void main() {
  int n = int(part + 0.5);
  vLook = look(n, 0);
  vState = look(n, 1);
  vMore = look(n, 2);
  bool solid = vLook.a > ${float(SOLID)};
#if PASS == 0
  bool drawn = solid;
#elif PASS == 1
  bool drawn = !solid && vLook.a > ${float(DRAWN)};
#else
  bool drawn = vState.b > 0.5;
#endif
  if (!drawn || vState.r < 0.5) { gl_Position = NOWHERE; return; }
  vec4 world = modelMatrix * vec4(position, 1.0);
  world.xyz += normal * vMore.r * ${float(THICKEST)};
  vWorld = world.xyz; // where it belongs: fibres and cuts stay with it when it is moved
  vec3 way = normal;
#ifdef POSED
  mat2x4 pose = posed();
  way = swung(pose, normal);
  world.xyz = carried(pose, world.xyz);
#ifdef HAS_UV
  world.xyz += way * measure(n, 3).w * belly(uv.x, measure(n, 1).zw);
#endif
  vPlace = world.xyz; // cuts go through the pose
#endif
  world.xyz += measure(n, 3).xyz;
  vec4 eye = viewMatrix * world;
  vec3 facing = normalize(mat3(viewMatrix) * way);
  vView = eye.xyz;
  vNormal = facing;
  gl_Position = projectionMatrix * eye;
#if PASS >= 2
  float nearer = PASS == 3 ? 7.0 : 1.0; // mm towards the eye
  vec4 biased = projectionMatrix * (eye + vec4(0.0, 0.0, nearer, 0.0));
  gl_Position.z = biased.z / biased.w * gl_Position.w;
#endif
#if PASS == 3
  vec2 push = normalize(facing.xy + vec2(1e-5)) * uOutline / uResolution * 2.0;
  gl_Position.xy += push * gl_Position.w;
#endif
#if PASS < 2
  vAxis = measure(n, 0);
  vSize = measure(n, 1);
  vSpan = measure(n, 2);
#ifdef HAS_UV
  vUv = uv;
#else
  vUv = vec2(0.5);
#endif
#endif
}`;

/** Tones, shared by all fragments. */
export const FACE = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

vec3 linear(vec3 c) { return pow(c, vec3(2.2)); }

// Khronos PBR neutral: keeps hues, rolls highlights off.
vec3 display(vec3 c) {
  float x = min(c.r, min(c.g, c.b));
  float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
  c -= offset;
  float peak = max(c.r, max(c.g, c.b));
  if (peak > 0.76) {
    float d = 0.24;
    float rolled = 1.0 - d * d / (peak + d - 0.76);
    c *= rolled / peak;
    float g = 1.0 - 1.0 / (0.15 * (peak - rolled) + 1.0);
    c = mix(c, vec3(rolled), g);
  }
  return pow(max(c, 0.0), vec3(1.0 / 2.2));
}
`;

/** Light and the planes of cuts. */
export const LIGHT = /* glsl */ `${FACE}
uniform mat4 viewMatrix;
uniform vec4 uClip[2];
uniform sampler2D uOcclusion;
uniform float uOccluded;
uniform vec2 uResolution;
uniform float uDark;
in vec3 vView, vNormal, vWorld;
#ifdef POSED
in vec3 vPlace;
#else
#define vPlace vWorld
#endif
out vec4 outColor;

struct Surface { vec3 albedo; vec3 glowThrough; float rough; float gloss; float wrap; };

float lobe(vec3 n, vec3 l, vec3 v, float rough) {
  vec3 h = normalize(l + v);
  float a = rough * rough;
  float nh = max(dot(n, h), 0.0);
  float d = nh * nh * (a * a - 1.0) + 1.0;
  return min(a * a / (3.1416 * d * d), 6.0) * max(dot(n, l), 0.0);
}

vec3 shade(Surface s, vec3 n, vec3 v, float open) {
  const vec3 KEY = vec3(-0.42, 0.56, 0.714);
  const vec3 FILL = vec3(0.74, 0.02, 0.67);
  const vec3 RIM = vec3(0.28, 0.52, -0.807);
  vec3 up = mat3(viewMatrix) * vec3(0.0, 0.0, 1.0);
  float key = max((dot(n, KEY) + s.wrap) / (1.0 + s.wrap), 0.0);
  float edge = smoothstep(0.0, 0.5, key) * (1.0 - smoothstep(0.25, 0.9, key));
  float fill = max(dot(n, FILL) * 0.6 + 0.4, 0.0);
  float rim = max(dot(n, RIM) + 0.25, 0.0);
  float sky = dot(n, up) * 0.5 + 0.5;
  vec3 ambient = mix(vec3(0.20, 0.18, 0.19), vec3(0.40, 0.405, 0.42), sky) * open * open;
  float fresnel = pow(1.0 - max(dot(n, v), 0.0), 4.0);
  vec3 lit = s.albedo * (ambient + vec3(1.0, 0.965, 0.92) * key * 0.98 * mix(0.55, 1.0, open)
    + vec3(0.86, 0.91, 1.0) * fill * 0.17 * open + vec3(1.0) * rim * 0.22 * open);
  lit += s.albedo * s.glowThrough * edge * 0.35;
  float spec = lobe(n, KEY, v, s.rough) * 0.9 + lobe(n, FILL, v, s.rough) * 0.16;
  lit += s.gloss * (0.05 + 0.95 * fresnel) * spec * vec3(1.0, 0.98, 0.95) * mix(0.4, 1.0, open);
  lit += s.gloss * fresnel * mix(0.10, 0.42, sky) * open * vec3(0.9, 0.95, 1.0) * 0.55;
  return lit;
}

float openness() {
  return uOccluded > 0.5 ? texture(uOcclusion, gl_FragCoord.xy / uResolution).r : 1.0;
}
// Stripes across the picture, as wide on every screen.
uniform float uHatch;
float stripes() {
  float at = fract((gl_FragCoord.x + gl_FragCoord.y) / uHatch);
  return at < ${float(LOOK.hatch.share)} ? 1.0 : 0.0;
}
void clip() {
#ifdef CLIPPED
  for (int k = 0; k < 2; k++) if (dot(vPlace, uClip[k].xyz) > uClip[k].w) discard;
#endif
}
`;

/** Fibres, speckle and tendon ends, from one noise picture. TISSUE: 1 muscle, 2 bone, 3 fibrous, 4 cartilage, 5 cord. */
const TEXTURE = /* glsl */ `
uniform sampler2D uNoise;
const float CELLS = 128.0;
vec2 noise(float along, float across) { return texture(uNoise, vec2(along, across) / CELLS).rg; }

// x: fibre tone 0..1, y: raggedness of the tendon edge, z: fine streaks
vec3 strands(float along, float across, float seed, float fine) {
  across += ${float(FIBRE.wobble)} * (noise(along / 70.0 + seed * 17.0, across / 40.0).g - 0.5);
  vec2 coarse = ${octave(COARSE, "91.0", "53.0")};
  vec2 middle = ${octave(MIDDLE, "37.0", "29.0")};
  vec2 small = ${octave(SMALL, "71.0", "13.0")};
  float tone = coarse.r * ${float(COARSE.share)} + middle.r * ${float(MIDDLE.share)} + small.r * ${float(SMALL.share)};
  return vec3(tone, coarse.g * 0.55 + middle.g * 0.45, small.g);
}

vec3 fibre(out float reach) {
  float fine = mix(1.0, ${float(FIBRE.fine)}, smoothstep(${float(FIBRE.fine_from)}, ${float(FIBRE.fine_to)}, vSize.y));
  if (vAxis.w > 0.5) {
    reach = vUv.x;
    return strands(vUv.x * vSize.x, vUv.y * vSize.y, vSpan.z, fine);
  }
  vec3 axis = vAxis.xyz;
  vec3 side = normalize(cross(axis, abs(axis.z) > 0.8 ? vec3(0.0, 1.0, 0.0) : vec3(0.0, 0.0, 1.0)));
  vec3 other = cross(axis, side);
  vec3 n = normalize(transpose(mat3(viewMatrix)) * vNormal);
  float along = dot(vWorld, axis);
  float w = smoothstep(0.35, 0.65, abs(dot(n, other)) / (abs(dot(n, side)) + abs(dot(n, other)) + 1e-4));
  reach = (along - vSpan.x) / max(vSpan.y - vSpan.x, 1.0);
  vec3 a = strands(along, dot(vWorld, other), vSpan.z, fine);
  vec3 b = strands(along, dot(vWorld, side), vSpan.z + 0.37, fine);
  return mix(a, b, w);
}

vec3 bump(vec3 n, float height, float strength) {
  vec3 dx = dFdx(vView);
  vec3 dy = dFdy(vView);
  vec3 r1 = cross(dy, n);
  vec3 r2 = cross(n, dx);
  float det = dot(dx, r1);
  vec3 slope = sign(det) * (dFdx(height) * r1 + dFdy(height) * r2);
  return normalize(abs(det) * n - strength * slope);
}

float speckle(float size) {
  vec3 n = abs(normalize(transpose(mat3(viewMatrix)) * vNormal));
  vec3 p = vWorld / size;
  return noise(p.y, p.z).r * n.x + noise(p.x, p.z).g * n.y + noise(p.x, p.y).r * n.z;
}
`;

/** One sample of noise on the plane that a surface faces most: enough for what is small and sparse. */
const PITTED = /* glsl */ `
float pitted(vec3 p, vec3 facing) {
  vec3 a = abs(transpose(mat3(viewMatrix)) * facing);
  return noise(a.x > max(a.y, a.z) ? p.y : p.x, a.z > max(a.x, a.y) ? p.y : p.z).r;
}`;

export const tissueFragment = /* glsl */ `${LIGHT}
in vec2 vUv;
flat in vec4 vLook, vState, vMore, vAxis, vSize, vSpan;
uniform vec3 uAccent;
${TEXTURE}
${PITTED}

Surface tissue(vec3 base, inout vec3 n) {
#if TISSUE == 1
  float reach;
  vec3 f = fibre(reach);
  float tone = smoothstep(0.18, 0.84, f.x);
  base *= vec3(0.96, 1.12, 1.08); // the tone curve takes as much green and blue away from what is dark
  vec3 dark = base * vec3(0.58, 0.50, 0.50);
  vec3 light = base * vec3(1.16, 1.30, 1.28) + vec3(0.022, 0.012, 0.010);
  vec3 red = tone < 0.5 ? mix(dark, base, tone * 2.0) : mix(base, light, tone * 2.0 - 1.0);
  red = mix(red, vec3(0.56, 0.40, 0.35), 0.16 * smoothstep(0.62, 0.9, f.z));
  float near = 1.0 - smoothstep(0.5, 1.6, fwidth(vWorld.x) + fwidth(vWorld.y) + fwidth(vWorld.z));
  float perimysium = 1.0 - smoothstep(0.012, 0.055, abs(f.y - 0.5)); // between fascicles, a scale above the fibres
  red = mix(red, ${vec3(FIBRE.perimysium)}, ${float(FIBRE.between)} * near * perimysium);
  red *= 0.94 + 0.12 * vSpan.z;
  float ragged = (f.y - 0.5) * 1.7;
  float start = vSize.z * (1.0 + ragged);
  float end = vSize.w * (1.0 + ragged);
  float soft = 0.25;
  float pale = vSize.z > 0.0 ? 1.0 - smoothstep(start * (1.0 - soft), start * (1.0 + soft) + 1e-4, reach) : 0.0;
  if (vSize.w > 0.0)
    pale = max(pale, 1.0 - smoothstep(end * (1.0 - soft), end * (1.0 + soft) + 1e-4, 1.0 - reach));
  vec3 tendon = ${vec3(FIBRE.tendon)} * (0.80 + 0.32 * f.x);
  n = bump(n, f.x * mix(0.55, 0.25, pale), 1.0);
  return Surface(mix(red, tendon, pale * 0.94), vec3(0.60, 0.28, 0.22) * (1.0 - pale), mix(0.47, 0.42, pale), mix(0.42, 0.34, pale), 0.16);
#elif TISSUE == 2
  float s = speckle(9.0) * 0.6 + speckle(2.6) * 0.4;
  vec3 ivory = mix(base * vec3(0.90, 0.86, 0.79), base * vec3(1.04, 1.04, 1.05), s);
  float close = 1.0 - smoothstep(0.12, 0.5, fwidth(vWorld.x) + fwidth(vWorld.z));
  float pores = close > 0.0 ? close * smoothstep(0.30, 0.12, pitted(vWorld / 1.1, n)) : 0.0;
  ivory *= 1.0 - 0.22 * pores;
  n = bump(n, s * 0.35 - 0.10 * pores, 1.0);
  return Surface(ivory * 1.04, vec3(0.42, 0.24, 0.10), 0.58, 0.22, 0.12);
#elif TISSUE == 3
  float reach;
  vec3 f = fibre(reach);
  n = bump(n, f.x * 0.5, 1.0);
  return Surface(base * (0.80 + 0.34 * f.x), vec3(0.3, 0.3, 0.35), 0.40, 0.40, 0.15);
#elif TISSUE == 4
  return Surface(mix(base, vec3(dot(base, vec3(0.33))), 0.35) * (0.86 + 0.1 * speckle(6.0)), vec3(0.15, 0.2, 0.28), 0.36, 0.40, 0.2);
#else
  return Surface(base * (0.90 + 0.2 * speckle(3.0)), base * 0.4, 0.40, 0.45, 0.2);
#endif
}

void main() {
  clip();
  vec3 v = normalize(-vView);
  vec3 base = linear(vLook.rgb);
  if (vMore.g > 0.5) base = mix(base, vec3(0.86), 0.62 * stripes());
  vec3 n = normalize(vNormal);
  vec3 lit;
#ifdef CLIPPED
  if (!gl_FrontFacing) {
    outColor = vec4(display(base * 0.62), vLook.a);
    return;
  }
#endif
  Surface s = tissue(base, n);
  lit = shade(s, n, v, openness());
  float fresnel = pow(1.0 - max(dot(normalize(vNormal), v), 0.0), 2.0);
  lit = mix(lit, lit * 1.24 + uAccent * 0.30 * fresnel + 0.012, vState.b);
  lit += vState.a * (1.0 - vState.b) * (s.albedo * 0.22 + vec3(0.10) * fresnel);
  lit = mix(lit, lit * 0.8 + vec3(1.0, 0.52, 0.10) * (0.22 + 0.5 * fresnel), vState.g);
  float alpha = vLook.a;
#if PASS == 1
  alpha = clamp(vLook.a * 0.85 + fresnel * 0.35 * (0.3 + vLook.a), 0.0, 1.0);
#endif
  outColor = vec4(display(lit), alpha);
}`;

export const outlineFragment = /* glsl */ `${LIGHT}
uniform vec3 uAccent;
void main() { clip(); outColor = vec4(pow(uAccent, vec3(1.0 / 2.2)), 1.0); }`;

/** What is selected and covered: stripes, so that the cover is seen as well. */
export const veiledFragment = /* glsl */ `${LIGHT}
uniform vec3 uAccent;
void main() {
  clip();
  if (stripes() < 0.5) discard;
  outColor = vec4(pow(uAccent, vec3(1.0 / 2.2)), 1.0);
}`;

export const depthFragment = /* glsl */ `${LIGHT}
void main() { clip(); outColor = vec4(1.0); }`;
