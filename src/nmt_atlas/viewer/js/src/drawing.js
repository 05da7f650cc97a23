// Draws on demand: light frames while something moves, one fine frame when it rests.
import * as THREE from "three";
import { LOOK } from "./look.js";
import { noiseTexture } from "./noise.js";
import { sharedUniforms } from "./materials.js";
import { Occlusion } from "./occlusion.js";

const REST_MS = 110;
const SOFTWARE_REST_MS = 400; // a fine frame without a card holds everything else up
const FINER = 1.5; // without hardware edges are smoothed by drawing more pixels at rest
const SLOW_MS = 45; // a moving frame slower than this is drawn at fewer pixels
const SCALES = [0.5, 0.7, 1]; // few steps: every other size makes the card allocate anew
const POLL_MS = 8;

/** @type {WebGLContextAttributes} */
const WANTED = { alpha: true, depth: true, stencil: true, powerPreference: "high-performance" };

/**
 * The lasting context: with smoothed edges where there is a card, without where there is none. A
 * browser that would have to draw without a card is asked to say so, which costs it nothing.
 * @param {HTMLCanvasElement} canvas
 */
function contextOf(canvas) {
  const carded = { ...WANTED, antialias: true, failIfMajorPerformanceCaveat: true };
  const gl = canvas.getContext("webgl2", carded) ?? canvas.getContext("webgl2", { ...WANTED, antialias: false });
  if (!gl) throw new Error(""); // what the stage says of it says it all;
  return gl;
}

/**
 * The graphics card's name.
 * @param {WebGL2RenderingContext} gl
 * @returns {string}
 */
function rendererName(gl) {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
}

/** @typedef {import("./group.js").Group} Group */
/** @typedef {() => void} Done */

export class Drawing {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import("./camera.js").CameraRig} rig
   */
  constructor(canvas, rig) {
    const context = contextOf(canvas);
    this.name = rendererName(context);
    this.software = /swiftshader|llvmpipe|software|basic render/i.test(this.name);
    this.renderer = new THREE.WebGLRenderer({
      canvas, context, alpha: true, stencil: true,
    });
    this.renderer.outputColorSpace = THREE.LinearSRGBColorSpace; // the shaders encode
    this.renderer.setClearColor(0, 0);
    this.scene = new THREE.Scene();
    this.scene.matrixWorldAutoUpdate = true;
    this.noise = noiseTexture(this.software ? 1 : Math.min(8, this.renderer.capabilities.getMaxAnisotropy()));
    this.shared = sharedUniforms(this.noise);
    this.occlusion = new Occlusion();
    this.rig = rig;
    /** @type {Group[]} */
    this.groups = [];
    this.radius = 900; // half of a body's height, mm
    this.size = new THREE.Vector2(1, 1);
    this.scale = this.software ? SCALES[0] : 1; // share of the pixels drawn while moving
    this.frames = 0;
    this.frameMs = 0;
    this.asked = 0; // the number of the frame that was asked for
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    /** @type {WebGLSync | null} */
    this.fence = null;
    this.given = 0;
    /** @type {Done[]} wait for the fine frame */
    this.waiting = [];
    /** @type {Group[]} */
    this.warmed = [];
    /** @type {Done[]} want to know of the next frame */
    this.asking = [];
    /** @type {Done[]} wait until the frame that was given is drawn */
    this.watching = [];
    /** @type {(now: number) => boolean} */
    this.beforeFrame = () => false;
    /** @type {(render: () => void) => boolean} draws two pictures, where two are wanted */
    this.twice = () => false;
    /** @type {(fine: boolean) => void} */
    this.afterFrame = () => {};
    /** @type {(error: unknown) => void} */
    this.onFailure = () => {};
    this.disposed = false;
    /** Whether something else comes before the fine frame. */
    this.busy = () => false;
    this.width = 0; // CSS pixels
    this.height = 0;
    this.drawnWidth = 0;
    this.drawnHeight = 0;
    this.ratio = 0; // pixels a CSS pixel, of the last frame
    this.fineDrawn = false;
    this.request = this.request.bind(this);
  }

  /** @returns {WebGL2RenderingContext} */
  get gl() {
    return /** @type {WebGL2RenderingContext} */ (this.renderer.getContext());
  }

  /**
   * @param {number} width CSS pixels
   * @param {number} height
   */
  resize(width, height) {
    if (!this.width) performance.mark("nmt:sized");
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.rig.resize(this.width, this.height);
    this.request();
  }

  /** Ask for a frame; many asks before the next one cost one. */
  request() {
    if (this.asked || this.disposed || !this.width || !this.groups.length) return;
    this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  /**
   * One light frame; while the card still draws the last one, this one waits for its turn.
   * @param {number} now as of performance.now()
   */
  frame(now) {
    if (!this.finished()) {
      this.asked = requestAnimationFrame((then) => this.frame(then));
      return;
    }
    this.asked = 0;
    clearTimeout(this.resting);
    const moving = this.beforeFrame(now);
    this.watching.push(...this.asking.splice(0));
    if (!this.attempt(false)) return;
    this.resting = setTimeout(() => this.rest(), this.software ? SOFTWARE_REST_MS : REST_MS);
    if (moving) this.request();
  }

  /** The fine frame: all pixels, contact shading; drawn once the light one has been seen. */
  rest() {
    if (this.asked || this.disposed) return;
    if (this.busy() || !this.finished()) {
      this.resting = setTimeout(() => this.rest(), POLL_MS);
      return;
    }
    if (!this.attempt(true)) return;
    const waiting = this.waiting.splice(0);
    for (const done of waiting) done();
  }

  /**
   * Draw one frame; false where it cannot be. A context that is lost tells so itself and is waited
   * for; anything else that goes wrong while drawing is told.
   * @param {boolean} fine
   */
  attempt(fine) {
    if (this.gl.isContextLost()) return false;
    try {
      this.draw(fine);
    } catch (error) {
      if (!this.gl.isContextLost()) this.onFailure(error);
      return false;
    }
    this.afterFrame(fine);
    return true;
  }

  /** True once the card has drawn everything that it was given. */
  finished() {
    if (!this.fence) return true;
    const { gl } = this;
    const state = gl.clientWaitSync(this.fence, gl.SYNC_FLUSH_COMMANDS_BIT, 0);
    if (state === gl.TIMEOUT_EXPIRED) return false;
    gl.deleteSync(this.fence);
    this.fence = null;
    if (!this.frames) performance.mark("nmt:warm");
    if (!this.fineDrawn) this.pace(performance.now() - this.given);
    for (const done of this.watching.splice(0)) done();
    return true;
  }

  /**
   * Take a light frame's time into account: fewer pixels while the machine is too slow.
   * @param {number} ms
   */
  pace(ms) {
    this.frameMs = this.frameMs ? this.frameMs * 0.6 + ms * 0.4 : ms;
    const step = SCALES.indexOf(this.scale);
    if (this.frameMs > SLOW_MS) this.scale = SCALES[Math.max(0, step - 1)];
    else if (this.frameMs < SLOW_MS / 3) this.scale = SCALES[Math.min(SCALES.length - 1, step + 1)];
  }

  /**
   * Know when the card has drawn what it was given so far.
   * @param {boolean} fine
   */
  mark(fine) {
    const { gl } = this;
    if (this.fence) gl.deleteSync(this.fence);
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.given = performance.now();
    this.fineDrawn = fine;
    gl.flush();
    const look = () => { if (!this.disposed && !this.finished()) setTimeout(look, POLL_MS); };
    setTimeout(look, POLL_MS);
  }

  /** @param {boolean} fine */
  draw(fine) {
    const ratio = this.ratioFor(fine);
    if (this.ratio !== ratio || this.drawnWidth !== this.width || this.drawnHeight !== this.height) {
      this.ratio = ratio;
      this.drawnWidth = this.width;
      this.drawnHeight = this.height;
      this.renderer.setDrawingBufferSize(this.width, this.height, ratio);
    }
    this.renderer.getDrawingBufferSize(this.size);
    this.rig.fit(this.radius);
    this.rig.camera.updateMatrixWorld();
    this.shared.uResolution.value.copy(this.size);
    this.shared.uHatch.value = LOOK.hatch.px * ratio;
    this.shared.uOutline.value = LOOK.selection.outline_px * ratio;
    this.shared.uOccluded.value = 0;
    const render = () => this.renderer.render(this.scene, this.rig.camera);
    if (!this.frames) performance.mark("nmt:draw");
    if (!this.twice(render)) this.drawOnce(fine, render);
    if (!this.frames) performance.mark("nmt:given");
    this.frames += 1;
    this.mark(fine);
    if (this.groups.length) for (const group of this.warmed.splice(0)) group.dispose();
  }

  /**
   * One picture, its contact shading first.
   * @param {boolean} fine
   * @param {() => void} render
   */
  drawOnce(fine, render) {
    if (fine || (!this.software && this.frameMs < 20)) {
      this.shared.uOcclusion.value = this.occlusion.draw(
        this.renderer, this.rig.camera, this.rig.distance, this.size, () => this.drawDepth());
      this.shared.uOccluded.value = 1;
    }
    render();
  }

  /**
   * Pixels a CSS pixel: fewer while moving on a slow machine, more at rest where edges are not smoothed.
   * @param {boolean} fine
   */
  ratioFor(fine) {
    const device = Math.min(2, window.devicePixelRatio || 1);
    if (!fine) return device * this.scale;
    return this.software ? Math.max(device, Math.min(2, device * FINER)) : device;
  }

  drawDepth() {
    /** @type {[THREE.Mesh, boolean, THREE.Mesh["material"]][]} */
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

  /**
   * A promise kept when the card has drawn the next frame, fine or not.
   * @returns {Promise<void>}
   */
  drawn() {
    /** @type {Promise<void>} */
    const promise = new Promise((done) => this.asking.push(done));
    this.request();
    return promise;
  }

  /**
   * A promise kept after the next fine frame.
   * @returns {Promise<void>}
   */
  settled() {
    /** @type {Promise<void>} */
    const promise = new Promise((done) => this.waiting.push(done));
    this.request();
    return promise;
  }

  /**
   * Draw groups once, unseen, to have their programs compiled; they go when real ones are drawn.
   * @param {Group[]} groups
   */
  warm(groups) {
    this.warmed = groups;
    for (const group of groups) this.scene.add(group.root);
    const parallel = this.renderer.extensions.has("KHR_parallel_shader_compile");
    /** @type {Promise<unknown>} */
    const compiled = parallel ? this.renderer.compileAsync(this.scene, this.rig.camera) : Promise.resolve();
    compiled.then(() => {
      if (this.disposed || this.frames || this.gl.isContextLost()) return;
      this.renderer.setSize(8, 8, false);
      this.renderer.render(this.scene, this.rig.camera);
      this.mark(true);
    }).catch((error) => this.onFailure(error));
  }

  /** Send what was added to the card while the canvas is not on the page yet. */
  prepare() {
    if (this.width || this.disposed || this.gl.isContextLost()) return;
    this.renderer.setSize(8, 8, false);
    this.rig.fit(this.radius);
    this.rig.camera.updateMatrixWorld();
    this.renderer.render(this.scene, this.rig.camera);
    this.mark(true);
  }

  /** @param {Group} group */
  add(group) {
    this.groups.push(group);
    this.scene.add(group.root);
  }

  /** @param {Group} group */
  drop(group) {
    this.groups.splice(this.groups.indexOf(group), 1);
    group.dispose();
  }

  clear() {
    for (const group of this.groups.splice(0)) group.dispose();
  }

  /** What of the card's memory is held: all of it is given back with the viewer. */
  get held() {
    const { geometries, textures } = this.renderer.info.memory;
    return { geometries, textures, programs: this.renderer.info.programs?.length ?? 0 };
  }

  dispose() {
    this.disposed = true;
    cancelAnimationFrame(this.asked);
    clearTimeout(this.resting);
    this.clear();
    for (const group of this.warmed.splice(0)) group.dispose();
    if (this.fence && !this.gl.isContextLost()) this.gl.deleteSync(this.fence);
    this.occlusion.dispose();
    this.noise.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
