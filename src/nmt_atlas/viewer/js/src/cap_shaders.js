// The shaders of the closed faces of cuts: flat colours, so that a tissue is told by its colour.
import { float, LOOK } from "./look.js";
import { BENDING } from "./posing_shaders.js";
import { FACE, PART } from "./shaders.js";

const BIAS = 0.05; // mm by which what lies in another face stands before it

export const capVertex = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
in vec3 position;
in vec2 flat2;
in vec3 about;
uniform mat4 viewMatrix, projectionMatrix;
${PART}
out vec3 vWorld;
out vec2 vFlat;
flat out vec4 vLook, vState;
flat out vec2 vAbout;
void main() {
  int n = int(about.x + 0.5);
  vLook = look(n, 0);
  vState = look(n, 1);
  vAbout = about.yz;
  vWorld = position;
  vFlat = flat2;
  vec4 eye = viewMatrix * vec4(position + measure(n, 3).xyz, 1.0);
  gl_Position = projectionMatrix * eye;
  vec4 nearer = projectionMatrix * (eye + vec4(0.0, 0.0, RANK * ${float(BIAS)} + about.y * ${float(BIAS)}, 0.0));
  gl_Position.z = nearer.z / nearer.w * gl_Position.w;
#ifdef SKIN
  bool drawn = true;
#else
  bool drawn = vLook.a > ${float(LOOK.solid_from)};
#endif
  if (!drawn || vState.r < 0.5) gl_Position = NOWHERE;
}`;

export const capFragment = /* glsl */ `${FACE}
in vec3 vWorld;
in vec2 vFlat;
flat in vec4 vLook, vState;
flat in vec2 vAbout;
uniform vec4 uClip[2];
uniform vec4 uFace, uRim;
uniform vec3 uAccent;
uniform sampler2D uNoise;
out vec4 outColor;
void main() {
  int own = int(vAbout.y + 0.5);
  for (int k = 0; k < 2; k++) if (k != own && dot(vWorld, uClip[k].xyz) > uClip[k].w) discard;
  vec3 part = linear(vLook.rgb);
  bool core = vAbout.x > 0.5;
  vec4 kind = core ? uFace : uRim;
  vec3 base = kind.a > 0.5 ? kind.rgb : part;
  float grain = texture(uNoise, vFlat / 60.0).r * 0.6 + texture(uNoise, vFlat / 17.0).g * 0.4;
  if (core) base *= 1.0 + GRAIN * (grain - 0.5);
  base = mix(base, uAccent, 0.42 * vState.b);
  base = mix(base, base * 0.7 + vec3(1.0, 0.52, 0.10) * 0.42, vState.g);
  outColor = vec4(display(base), 1.0);
}`;

/** Attachments lie a little before the bone's own surface. */
export const attachedVertex = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
in vec3 position;
in vec3 about;
uniform mat4 viewMatrix, projectionMatrix;
${PART}
${BENDING}
out vec3 vWorld, vView;
out float vAway;
flat out float vEnd;
void main() {
  int n = int(about.x + 0.5);
  vWorld = position;
#ifdef POSED
  vWorld = carried(posed(), position);
#endif
  vEnd = about.y;
  vAway = about.z;
  vec4 eye = viewMatrix * vec4(vWorld + measure(n, 3).xyz, 1.0);
  vView = eye.xyz;
  gl_Position = projectionMatrix * eye;
  vec4 nearer = projectionMatrix * (eye + vec4(0.0, 0.0, 1.0, 0.0));
  gl_Position.z = nearer.z / nearer.w * gl_Position.w;
  if (look(n, 1).r < 0.5 || look(n, 0).a <= ${float(LOOK.solid_from)}) gl_Position = NOWHERE;
}`;

export const attachedFragment = /* glsl */ `${FACE}
in vec3 vWorld, vView;
in float vAway;
flat in float vEnd;
uniform vec4 uClip[2];
uniform vec4 uOrigin, uInsertion;
uniform float uHatch;
out vec4 outColor;
void main() {
  for (int k = 0; k < 2; k++) if (dot(vWorld, uClip[k].xyz) > uClip[k].w) discard;
  if (vAway > ${float(LOOK.attached.near)}) discard;
  bool origin = vEnd < 0.5;
  float along = gl_FragCoord.x + (origin ? 1.0 : -1.0) * gl_FragCoord.y;
  float pale = fract(along / uHatch) < ${float(LOOK.hatch.share)} ? 0.4 : 0.0;
  vec3 ink = mix(origin ? uOrigin.rgb : uInsertion.rgb, vec3(1.0), pale);
  vec3 n = normalize(cross(dFdx(vView), dFdy(vView)));
  outColor = vec4(display(ink * (0.55 + 0.45 * max(n.z, 0.0))), 1.0);
}`;
