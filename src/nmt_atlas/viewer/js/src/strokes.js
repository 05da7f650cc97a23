// The brush as Python chose it, and what a hand draws now and Python has not painted yet.
import { NO_STROKE, paintSkin } from "./painting.js";

const [LEAST, MOST, USUAL] = [3, 120, 18];

export class Strokes {
  /** @param {import("./viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.now = NO_STROKE;
    this.brush = { size: USUAL, erase: false };
  }

  /**
   * Show paint on the skin until Python sends its own.
   * @param {Set<number>} vertices
   * @param {boolean} erase
   */
  preview(vertices, erase) {
    this.now = { vertices, erase };
    this.repaint();
  }

  /** Python has painted. */
  done() {
    this.now = NO_STROKE;
    this.repaint();
  }

  /** Paint the skin, where it is there. */
  repaint() {
    const { skin, overlays, drawing } = this.viewer;
    if (!skin) return;
    const began = performance.now();
    paintSkin(skin, overlays, this.now);
    this.viewer.paintMs = performance.now() - began;
    drawing?.request();
  }

  /**
   * Hold another brush.
   * @param {{size?: number, erase?: boolean} | undefined} brush
   */
  wield({ size = USUAL, erase = false } = {}) {
    this.brush = { size: Math.min(MOST, Math.max(LEAST, Number(size) || USUAL)), erase: Boolean(erase) };
  }
}
