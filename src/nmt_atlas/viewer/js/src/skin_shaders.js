// The shaders of the skin: what is painted on it, and a mist where it is seen through.
import { float, LOOK } from "./look.js";
import { LIGHT, PLACE } from "./shaders.js";
import { TINTED } from "./tone.js";

/** Skin: drawn a little in front of itself so that what lies at its surface never cuts through. */
export const skinVertex = /* glsl */ `${PLACE}
in vec4 paint, tint;
in float stipple;
out vec3 vView, vNormal, vWorld, vFacing;
out vec4 vPaint, vTint;
out float vStipple;
flat out vec4 vLook, vState;
void main() {
  int n = int(part + 0.5);
  vLook = look(n, 0);
  vState = look(n, 1);
  vec4 world = modelMatrix * vec4(position, 1.0);
  vWorld = world.xyz;
  vec3 way = normal;
#ifdef POSED
  mat2x4 pose = posed();
  way = swung(pose, normal);
  world.xyz = carried(pose, world.xyz);
  vPlace = world.xyz;
#endif
  vec4 eye = viewMatrix * world;
  vFacing = normal;
  vView = eye.xyz;
  vNormal = normalize(mat3(viewMatrix) * way);
  vPaint = paint;
  vTint = tint;
  vStipple = stipple;
  gl_Position = projectionMatrix * eye;
  vec4 nearer = projectionMatrix * (eye + vec4(0.0, 0.0, 4.0, 0.0));
  gl_Position.z = nearer.z / nearer.w * gl_Position.w;
}`;

export const skinFragment = /* glsl */ `${LIGHT}
in vec3 vFacing;
in vec4 vPaint, vTint;
in float vStipple;
flat in vec4 vLook, vState;
uniform sampler2D uNoise;
uniform float uGhost;
${TINTED}

// Dots on a hexagonal lattice of the plane that the surface faces most.
float dots(float size) {
  vec3 a = abs(vFacing);
  vec2 p = (a.x > a.y && a.x > a.z ? vWorld.yz : a.y > a.z ? vWorld.xz : vWorld.xy) / size;
  vec2 cell = vec2(1.0, 1.7320508);
  vec2 q = mod(p, cell) - cell * 0.5;
  vec2 r = mod(p + cell * 0.5, cell) - cell * 0.5;
  float d = sqrt(min(dot(q, q), dot(r, r)));
  float w = fwidth(p.x) + fwidth(p.y);
  return 1.0 - smoothstep(0.30 - w, 0.30 + w, d);
}

// Noise of one cell size: softly over front and side, or on the plane that the surface faces most.
float mottle(vec3 p, vec3 side) {
  p /= 128.0;
  return 0.5 + (texture(uNoise, p.yz).r - 0.5) * side.x + (texture(uNoise, p.xz).g - 0.5) * side.y;
}
float pitted(vec3 p, vec3 side) {
  p /= 128.0;
  return texture(uNoise, side.x > 0.5 ? p.yz : side.y > side.z ? p.xz : p.xy).r;
}

void main() {
  clip();
  vec3 n = normalize(vNormal);
  vec3 v = normalize(-vView);
  float facing = max(dot(n, v), 0.0);
  float fresnel = pow(1.0 - facing, 2.2);
  vec3 base = linear(vLook.rgb);
  base = mix(base, vec3(dot(base, vec3(0.3, 0.5, 0.2))), 0.22);
  float solid = smoothstep(0.75, 0.98, vLook.a);
  vec3 side = vFacing * vFacing;
  float grain = mottle(vWorld / 15.0, side);
  float close = 1.0 - smoothstep(0.25, 0.7, fwidth(vWorld.z) + fwidth(vWorld.x));
  float strand = vTint.y < 0.2 ? 0.5 : texture(uNoise, vec2(vWorld.z + vWorld.y, 5.0 * abs(vWorld.x) + 3.0 * (vWorld.y - vWorld.z)) / (128.0 * 2.4)).r;
  float wet;
  vec3 own = tinted(base, vTint, vWorld, strand, wet);
  float rough = 0.52;
  if (close > 0.0) {
    float pores = pitted(vWorld / 0.8, side);
    own *= 1.0 + 0.10 * close * (pores - 0.5) * (1.0 - wet);
    rough += 0.10 * close * (pores - 0.5);
  }
  Surface s = Surface(own * (0.97 + 0.06 * grain), vec3(0.62, 0.25, 0.16), mix(rough, 0.16, wet), mix(0.26, 0.9, wet), 0.30);
  vec3 lit = shade(s, n, v, 1.0);
  vec3 mist = mix(vec3(0.50, 0.46, 0.43), vec3(0.62, 0.70, 0.80), uDark);
  lit = mix(mix(lit, mist, 0.55 * fresnel * (1.0 - solid)), lit, solid);
  float ghost = uGhost * clamp(vLook.a * 0.62 + fresnel * (0.20 + 0.16 * uDark + 0.55 * vLook.a), 0.0, 0.94);
  ghost = mix(ghost, 1.0, solid * uGhost);
  float amount = vPaint.a;
  if (amount < 0.004) {
    if (ghost < 0.004) discard;
    outColor = vec4(display(lit), ghost);
    return;
  }
  vec3 ink = linear(vPaint.rgb / amount);
  float spread = smoothstep(0.05, 0.85, amount);
  float dotted = mix(1.0, 0.30 + 0.70 * dots(${float(LOOK.stipple_mm)}), vStipple / max(amount, 0.01));
  float cover = spread * dotted * mix(0.62, 0.90, solid); // what lies below a ghost skin shows through
  Surface p = Surface(ink, ink * 0.5, 0.6, 0.12, 0.55);
  vec3 painted = shade(p, n, v, 1.0) * 0.80 + ink * 0.22;
  float alpha = cover + ghost * (1.0 - cover);
  vec3 color = (display(painted) * cover + display(lit) * ghost * (1.0 - cover)) / max(alpha, 1e-3);
  outColor = vec4(color, alpha);
}`;
