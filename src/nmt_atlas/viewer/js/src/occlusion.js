// Soft contact shading from the depth of the solid parts, at half size; drawn when the picture is
// at rest (always, where the machine is fast), so that turning stays light.
import * as THREE from "three";

const vertex = /* glsl */ `
in vec3 position;
out vec2 vUv;
void main() { vUv = position.xy * 0.5 + 0.5; gl_Position = vec4(position.xy, 0.0, 1.0); }`;

const HEAD = /* glsl */ `
precision highp float;
precision highp sampler2D;
in vec2 vUv;
out vec4 outColor;
uniform sampler2D uDepth;
uniform vec2 uNearFar;
float eyeZ(vec2 at) {
  float d = texture(uDepth, at).r;
  return uNearFar.x * uNearFar.y / (uNearFar.y - d * (uNearFar.y - uNearFar.x));
}`;

const gather = /* glsl */ `${HEAD}
uniform vec2 uTexel, uHalf, uShift; // one texel; tangent of half the field of view (x, y); its middle
uniform float uRadius;
vec3 eyeAt(vec2 at) { float z = eyeZ(at); return vec3((at * 2.0 - 1.0 + uShift) * uHalf * z, -z); }
vec3 slope(vec3 a, vec3 p, vec3 b) { vec3 l = p - a; vec3 r = b - p; return abs(l.z) < abs(r.z) ? l : r; }
void main() {
  float d = texture(uDepth, vUv).r;
  if (d >= 1.0) { outColor = vec4(1.0); return; }
  vec3 p = eyeAt(vUv);
  vec3 dx = slope(eyeAt(vUv - vec2(uTexel.x, 0.0)), p, eyeAt(vUv + vec2(uTexel.x, 0.0)));
  vec3 dy = slope(eyeAt(vUv - vec2(0.0, uTexel.y)), p, eyeAt(vUv + vec2(0.0, uTexel.y)));
  vec3 n = normalize(cross(dx, dy));
  float turn = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) * 6.2831853;
  float closed = 0.0;
  const int SAMPLES = 14;
  for (int i = 0; i < SAMPLES; i++) {
    float f = (float(i) + 0.5) / float(SAMPLES);
    float angle = turn + float(i) * 2.3999632;
    float reach = uRadius * f;
    vec2 off = clamp(vec2(cos(angle), sin(angle)) * reach / (-p.z * uHalf) * 0.5, -0.12, 0.12);
    vec3 q = eyeAt(vUv + off) - p;
    float dd = dot(q, q);
    float r = uRadius * uRadius;
    float near = max(1.0 - dd / (r * 1.6), 0.0);
    closed += near * max(dot(q, n) - 0.012 * uRadius - 0.0006 * -p.z, 0.0) * inversesqrt(dd + 1e-4);
  }
  outColor = vec4(vec3(clamp(1.0 - 3.2 * closed / float(SAMPLES), 0.0, 1.0)), 1.0);
}`;

const smooth = /* glsl */ `${HEAD}
uniform sampler2D uRaw;
uniform vec2 uTexel;
void main() {
  float z = eyeZ(vUv);
  float sum = 0.0;
  float weight = 0.0;
  for (int y = -2; y <= 1; y++) for (int x = -2; x <= 1; x++) {
    vec2 at = vUv + (vec2(x, y) + 0.5) * uTexel;
    float w = exp(-abs(eyeZ(at) - z) * 0.22) + 1e-3;
    sum += texture(uRaw, at).r * w;
    weight += w;
  }
  float open = sum / weight;
  outColor = vec4(vec3(open), 1.0);
}`;

/** @param {boolean} depth */
function target(depth) {
  const made = new THREE.WebGLRenderTarget(4, 4, {
    minFilter: THREE.LinearFilter, magFilter: THREE.LinearFilter, depthBuffer: depth,
  });
  if (depth) {
    made.depthTexture = new THREE.DepthTexture(4, 4, THREE.UnsignedIntType);
    made.depthTexture.minFilter = made.depthTexture.magFilter = THREE.NearestFilter;
  }
  return made;
}

/** Draws the occlusion picture that the tissue shaders read. */
export class Occlusion {
  constructor() {
    this.depth = target(true);
    this.raw = target(false);
    this.soft = target(false);
    this.scene = new THREE.Scene();
    this.camera = new THREE.Camera();
    const uniforms = {
      uDepth: { value: this.depth.depthTexture }, uRaw: { value: this.raw.texture },
      uNearFar: { value: new THREE.Vector2() }, uTexel: { value: new THREE.Vector2() },
      uHalf: { value: new THREE.Vector2() }, uShift: { value: new THREE.Vector2() }, uRadius: { value: 20 },
    };
    const make = (/** @type {string} */ fragmentShader) => new THREE.RawShaderMaterial({
      glslVersion: THREE.GLSL3, vertexShader: vertex, fragmentShader, uniforms,
      depthTest: false, depthWrite: false,
    });
    this.uniforms = uniforms;
    this.gather = make(gather);
    this.smooth = make(smooth);
    const triangle = new THREE.BufferGeometry();
    triangle.setAttribute("position", new THREE.BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3));
    this.quad = new THREE.Mesh(triangle, this.gather);
    this.quad.frustumCulled = false;
    this.scene.add(this.quad);
  }

  /**
   * Render depth with `drawDepth`, then gather and smooth.
   * @param {THREE.WebGLRenderer} renderer
   * @param {THREE.PerspectiveCamera} camera
   * @param {number} distance from the eye to what is looked at, mm
   * @param {THREE.Vector2} size of the picture, pixels
   * @param {() => void} drawDepth
   * @returns {THREE.Texture}
   */
  draw(renderer, camera, distance, size, drawDepth) {
    const [w, h] = [Math.max(2, size.x >> 1), Math.max(2, size.y >> 1)];
    for (const one of [this.depth, this.raw, this.soft]) if (one.width !== w || one.height !== h) one.setSize(w, h);
    this.uniforms.uNearFar.value.set(camera.near, camera.far);
    this.uniforms.uTexel.value.set(1 / w, 1 / h);
    const lens = camera.projectionMatrix.elements; // the picture may be wider than what is framed
    this.uniforms.uHalf.value.set(1 / lens[0], 1 / lens[5]);
    this.uniforms.uShift.value.set(lens[8], lens[9]);
    this.uniforms.uRadius.value = Math.min(34, Math.max(5, distance * 0.026));
    /** @type {[THREE.WebGLRenderTarget, THREE.RawShaderMaterial | null][]} */
    const steps = [
      [this.depth, null], [this.raw, this.gather], [this.soft, this.smooth],
    ];
    for (const [into, material] of steps) {
      renderer.setRenderTarget(into);
      renderer.clear();
      if (material) {
        this.quad.material = material;
        renderer.render(this.scene, this.camera);
      } else drawDepth();
    }
    renderer.setRenderTarget(null);
    return this.soft.texture;
  }

  dispose() {
    for (const one of [this.depth, this.raw, this.soft]) one.dispose();
    this.depth.depthTexture?.dispose();
    this.gather.dispose();
    this.smooth.dispose();
    this.quad.geometry.dispose();
  }
}
