// The camera looks at the room that the window leaves free: what is framed stands in its middle,
// while the picture goes on behind the sheets.

/** @typedef {import("./room.js").Room} Room */

const MOVE_MS = 200;
const LEAST = 80; // CSS pixels of room that there always is
const TOWER = 280; // cube, regions and zoom above each other; in less room the cube stays away
const SLENDER = 0.7; // a room more slender than what is framed is looked at from a wider angle; else, than this

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Have a camera frame the room of a canvas.
 * @param {import("three").PerspectiveCamera} camera
 * @param {number} field its vertical field of view where the room is not slender, degrees
 * @param {number} width of the canvas, CSS pixels
 * @param {number} height
 * @param {Room} room
 * @param {number} slender width over height of what is framed
 */
export function frameRoom(camera, field, width, height, room, slender = SLENDER) {
  const wide = Math.max(LEAST, width - room.left - room.right);
  const high = Math.max(LEAST, height - room.top - room.bottom);
  const half = Math.tan((field * Math.PI) / 360) / Math.min(1, wide / high / slender);
  camera.fov = (Math.atan(half) * 360) / Math.PI;
  camera.aspect = wide / high;
  camera.setViewOffset(wide, high, -room.left, -room.top, width, height);
}

export class Rooming {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.field = viewer.rig.camera.fov;
    /** @type {Room} */
    this.now = window.nmtAtlasRoom ?? { top: 0, right: 0, bottom: 0, left: 0 };
    this.slender = SLENDER; // now, and where it is going
    this.wanted = SLENDER;
    this.told = () => this.go(window.nmtAtlasRoom ?? this.now);
    window.addEventListener("nmt-room", this.told);
    const { root } = viewer.stage;
    this.observer = new ResizeObserver(() => {
      if (!root.clientWidth || !root.clientHeight) return;
      viewer.drawing?.resize(root.clientWidth, root.clientHeight);
      this.apply();
    });
    this.observer.observe(root);
  }

  /** Frame the room of the canvas as it is now. */
  apply() {
    const { drawing, rig } = this.viewer;
    if (!drawing?.width) return;
    this.viewer.stage.root.classList.toggle("low", drawing.height - this.now.top - this.now.bottom < TOWER);
    if (this.viewer.halves?.look) this.viewer.halves.frame(0);
    else frameRoom(rig.camera, this.field, drawing.width, drawing.height, this.now, this.slender);
  }

  /**
   * What is framed from now on is so slender; the lens follows as softly as to another room.
   * @param {number} [slender] width over height
   * @param {boolean} instant
   */
  lend(slender = SLENDER, instant = false) {
    const wanted = Math.min(slender, SLENDER);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.go(window.nmtAtlasRoom ?? this.now, instant);
  }

  /**
   * Move to another room, softly where that is wanted.
   * @param {Room} room
   * @param {boolean} instant
   */
  go(room, instant = false) {
    const from = this.now;
    const lens = this.slender;
    const began = performance.now();
    cancelAnimationFrame(this.asked ?? 0);
    const step = (/** @type {number} */ now) => {
      const t = instant || still() ? 1 : Math.min(1, Math.max(0, (now - began) / MOVE_MS));
      const e = t * t * (3 - 2 * t);
      const mix = (/** @type {keyof Room} */ side) => from[side] + (room[side] - from[side]) * e;
      this.slender = lens + (this.wanted - lens) * e;
      this.now = { top: mix("top"), right: mix("right"), bottom: mix("bottom"), left: mix("left") };
      this.apply();
      this.viewer.drawing?.request();
      if (t < 1) this.asked = requestAnimationFrame(step);
    };
    step(began);
  }

  dispose() {
    cancelAnimationFrame(this.asked ?? 0);
    window.removeEventListener("nmt-room", this.told);
    this.observer.disconnect();
  }
}
