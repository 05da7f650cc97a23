// Draws on demand: light frames while something moves, one fine frame when it rests.
import * as THREE from "three";
import { noiseTexture } from "./noise.js";
import { sharedUniforms } from "./materials.js";
import { Occlusion } from "./occlusion.js";

const REST_MS = 110;
const FINER = 1.5; // without hardware edges are smoothed by drawing more pixels at rest
const SLOW_MS = 45; // a moving frame slower than this is drawn at fewer pixels

/** The graphics card's name, asked of a context that is given back at once. */
function rendererName() {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) throw new Error("no WebGL 2");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}

export class Drawing {
  constructor(canvas, rig) {
    this.name = rendererName();
    this.software = /swiftshader|llvmpipe|software|basic render/i.test(this.name);
    this.renderer = new THREE.WebGLRenderer({
      canvas, antialias: !this.software, alpha: true, stencil: true, powerPreference: "high-performance",
    });
    this.renderer.outputColorSpace = THREE.LinearSRGBColorSpace; // the shaders encode
    this.renderer.setClearColor(0, 0);
    this.scene = new THREE.Scene();
    this.scene.matrixWorldAutoUpdate = true;
    this.noise = noiseTexture(this.software ? 1 : Math.min(8, this.renderer.capabilities.getMaxAnisotropy()));
    this.shared = sharedUniforms(this.noise);
    this.occlusion = new Occlusion();
    this.rig = rig;
    this.groups = [];
    this.radius = 900;
    this.size = new THREE.Vector2(1, 1);
    this.scale = 1; // share of the pixels drawn while moving
    this.frames = 0;
    this.frameMs = 0;
    this.waiting = [];
    this.watching = [];
    this.beforeFrame = () => false;
    this.afterFrame = () => {};
    this.request = this.request.bind(this);
  }

  resize(width, height) {
    [this.width, this.height] = [Math.max(1, width), Math.max(1, height)];
    this.rig.resize(this.width, this.height);
    this.request();
  }

  /** Ask for a frame; many asks before the next one cost one. */
  request() {
    if (this.asked || this.disposed || !this.width) return;
    this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  frame(now) {
    this.asked = 0;
    clearTimeout(this.resting);
    const moving = this.beforeFrame(now);
    const since = now - (this.lastFrame || 0);
    this.lastFrame = now;
    if (since < 400 && this.busy) {
      this.frameMs = this.frameMs ? this.frameMs * 0.7 + since * 0.3 : since;
      if (this.frameMs > SLOW_MS) this.scale = Math.max(0.5, this.scale - 0.1);
      else if (this.frameMs < SLOW_MS / 2) this.scale = Math.min(1, this.scale + 0.05);
    }
    this.busy = true;
    this.draw(false);
    this.afterFrame(false);
    for (const done of this.watching.splice(0)) done();
    this.resting = setTimeout(() => this.rest(), REST_MS);
    if (moving) this.request();
  }

  /** The fine frame: all pixels, contact shading. */
  rest() {
    if (this.asked || this.disposed) return;
    this.busy = false;
    this.draw(true);
    const waiting = this.waiting.splice(0);
    this.afterFrame(true);
    for (const done of waiting) done();
  }

  draw(fine) {
    const started = performance.now();
    const ratio = this.ratioFor(fine);
    if (this.ratio !== ratio || this.drawnWidth !== this.width || this.drawnHeight !== this.height) {
      [this.ratio, this.drawnWidth, this.drawnHeight] = [ratio, this.width, this.height];
      this.renderer.setPixelRatio(ratio);
      this.renderer.setSize(this.width, this.height, false);
    }
    this.renderer.getDrawingBufferSize(this.size);
    this.rig.fit(this.radius);
    this.rig.camera.updateMatrixWorld();
    this.shared.uResolution.value.copy(this.size);
    this.shared.uOutline.value = 2.2 * ratio;
    this.shared.uOccluded.value = 0;
    if (fine || (!this.software && this.frameMs < 20)) {
      this.shared.uOcclusion.value = this.occlusion.draw(
        this.renderer, this.rig.camera, this.rig.distance, this.size, () => this.drawDepth());
      this.shared.uOccluded.value = 1;
    }
    this.renderer.render(this.scene, this.rig.camera);
    this.frames += 1;
    this.drawMs = performance.now() - started;
  }

  /** Pixels a CSS pixel: fewer while moving on a slow machine, more at rest where edges are not smoothed. */
  ratioFor(fine) {
    const device = Math.min(2, window.devicePixelRatio || 1);
    if (!fine) return device * this.scale;
    return this.software ? Math.max(device, Math.min(2, device * FINER)) : device;
  }

  drawDepth() {
    const shown = [];
    for (const group of this.groups) {
      for (const [name, mesh] of Object.entries(group.meshes)) {
        shown.push([mesh, mesh.visible, mesh.material]);
        if (name === "solid") mesh.material = group.materials.depth;
        else mesh.visible = false;
      }
    }
    this.renderer.render(this.scene, this.rig.camera);
    for (const [mesh, visible, material] of shown) [mesh.visible, mesh.material] = [visible, material];
  }

  /** A promise kept after the next frame, fine or not. */
  drawn() {
    const promise = new Promise((done) => this.watching.push(done));
    this.request();
    return promise;
  }

  /** A promise kept after the next fine frame. */
  settled() {
    const promise = new Promise((done) => this.waiting.push(done));
    this.request();
    return promise;
  }

  add(group) {
    this.groups.push(group);
    this.scene.add(group.root);
  }

  clear() {
    for (const group of this.groups.splice(0)) group.dispose();
  }

  dispose() {
    this.disposed = true;
    cancelAnimationFrame(this.asked);
    clearTimeout(this.resting);
    this.clear();
    this.occlusion.dispose();
    this.noise.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
