// Draws on demand: light frames while something moves, one fine frame when it rests.
import * as THREE from "three";
import { noiseTexture } from "./noise.js";
import { sharedUniforms } from "./materials.js";
import { Occlusion } from "./occlusion.js";

const REST_MS = 110;
const SOFTWARE_REST_MS = 400; // a fine frame without a card holds everything else up
const FINER = 1.5; // without hardware edges are smoothed by drawing more pixels at rest
const SLOW_MS = 45; // a moving frame slower than this is drawn at fewer pixels
const SCALES = [0.5, 0.7, 1]; // few steps: every other size makes the card allocate anew
const POLL_MS = 8;

/** The graphics card's name, asked of a context that is given back at once. */
function rendererName() {
  const gl = document.createElement("canvas").getContext("webgl2", { antialias: false, depth: false });
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
    this.scale = this.software ? SCALES[0] : 1; // share of the pixels drawn while moving
    this.frames = 0;
    this.frameMs = 0;
    this.waiting = [];
    this.warmed = [];
    this.asking = []; // want to know of the next frame
    this.watching = []; // wait until the frame that was given is drawn
    this.beforeFrame = () => false;
    this.afterFrame = () => {};
    this.request = this.request.bind(this);
  }

  resize(width, height) {
    if (!this.width) performance.mark("nmt:sized");
    [this.width, this.height] = [Math.max(1, width), Math.max(1, height)];
    this.rig.resize(this.width, this.height);
    this.request();
  }

  /** Ask for a frame; many asks before the next one cost one. */
  request() {
    if (this.asked || this.disposed || !this.width || !this.groups.length) return;
    this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  /** One light frame; while the card still draws the last one, this one waits for its turn. */
  frame(now) {
    if (!this.finished()) {
      this.asked = requestAnimationFrame((then) => this.frame(then));
      return;
    }
    this.asked = 0;
    clearTimeout(this.resting);
    const moving = this.beforeFrame(now);
    this.watching.push(...this.asking.splice(0));
    this.draw(false);
    this.afterFrame(false);
    this.resting = setTimeout(() => this.rest(), this.software ? SOFTWARE_REST_MS : REST_MS);
    if (moving) this.request();
  }

  /** The fine frame: all pixels, contact shading; drawn once the light one has been seen. */
  rest() {
    if (this.asked || this.disposed) return;
    if (!this.finished()) {
      this.resting = setTimeout(() => this.rest(), POLL_MS);
      return;
    }
    this.draw(true);
    const waiting = this.waiting.splice(0);
    this.afterFrame(true);
    for (const done of waiting) done();
  }

  /** True once the card has drawn everything that it was given. */
  finished() {
    if (!this.fence) return true;
    const gl = this.renderer.getContext();
    const state = gl.clientWaitSync(this.fence, gl.SYNC_FLUSH_COMMANDS_BIT, 0);
    if (state === gl.TIMEOUT_EXPIRED) return false;
    gl.deleteSync(this.fence);
    this.fence = null;
    if (!this.frames) performance.mark("nmt:warm");
    if (!this.fineDrawn) this.pace(performance.now() - this.given);
    for (const done of this.watching.splice(0)) done();
    return true;
  }

  /** Take a light frame's time into account: fewer pixels while the machine is too slow. */
  pace(ms) {
    this.frameMs = this.frameMs ? this.frameMs * 0.6 + ms * 0.4 : ms;
    const step = SCALES.indexOf(this.scale);
    if (this.frameMs > SLOW_MS) this.scale = SCALES[Math.max(0, step - 1)];
    else if (this.frameMs < SLOW_MS / 3) this.scale = SCALES[Math.min(SCALES.length - 1, step + 1)];
  }

  /** Know when the card has drawn what it was given so far. */
  mark(fine) {
    const gl = this.renderer.getContext();
    if (this.fence) gl.deleteSync(this.fence);
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    [this.given, this.fineDrawn] = [performance.now(), fine];
    gl.flush();
    const look = () => { if (!this.disposed && !this.finished()) setTimeout(look, POLL_MS); };
    setTimeout(look, POLL_MS);
  }

  draw(fine) {
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
    if (!this.frames) performance.mark("nmt:draw");
    this.renderer.render(this.scene, this.rig.camera);
    if (!this.frames) performance.mark("nmt:given");
    this.frames += 1;
    this.mark(fine);
    if (this.groups.length) for (const group of this.warmed.splice(0)) group.dispose();
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

  /** A promise kept when the card has drawn the next frame, fine or not. */
  drawn() {
    const promise = new Promise((done) => this.asking.push(done));
    this.request();
    return promise;
  }

  /** A promise kept after the next fine frame. */
  settled() {
    const promise = new Promise((done) => this.waiting.push(done));
    this.request();
    return promise;
  }

  /** Draw groups once, unseen, to have their programs compiled; they go when real ones are drawn. */
  warm(groups) {
    this.warmed = groups;
    for (const group of groups) this.scene.add(group.root);
    const parallel = this.renderer.extensions.has("KHR_parallel_shader_compile");
    const compiled = parallel ? this.renderer.compileAsync(this.scene, this.rig.camera) : Promise.resolve();
    compiled.then(() => {
      if (this.disposed || this.frames) return;
      this.renderer.setSize(8, 8, false);
      this.renderer.render(this.scene, this.rig.camera);
      this.mark(true);
    });
  }

  /** Send what was added to the card while the canvas is not on the page yet. */
  prepare() {
    if (this.width || this.disposed) return;
    this.renderer.setSize(8, 8, false);
    this.rig.fit(this.radius);
    this.rig.camera.updateMatrixWorld();
    this.renderer.render(this.scene, this.rig.camera);
    this.mark(true);
  }

  add(group) {
    this.groups.push(group);
    this.scene.add(group.root);
  }

  drop(group) {
    this.groups.splice(this.groups.indexOf(group), 1);
    group.dispose();
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
