// What becomes of the picture when the graphics card is reset: a word at once, a failure only where
// it does not come back while somebody looks. A page in the background is given nothing back.

const PATIENCE_MS = 3000;

export class ContextWatch {
  /**
   * @param {HTMLElement} canvas
   * @param {{lost(): void, gone(): void, back(): void}} tell lost at once; gone where it stays so; back
   */
  constructor(canvas, tell) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.ended = new AbortController();
    const about = { signal: this.ended.signal };
    this.lost = false;
    this.page = canvas.ownerDocument;
    this.gone = tell.gone;
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault(); // asks the browser to bring it back
      this.lost = true;
      tell.lost();
      this.wait();
    }, about);
    canvas.addEventListener("webglcontextrestored", () => {
      this.lost = false;
      clearTimeout(this.waiting);
      tell.back();
    }, about);
    this.page.addEventListener("visibilitychange", () => this.wait(), about);
  }

  /** Wait for it, as long as the page is seen. */
  wait() {
    clearTimeout(this.waiting);
    if (!this.lost || this.page.hidden) return;
    this.waiting = setTimeout(() => this.gone(), PATIENCE_MS);
  }

  dispose() {
    this.ended.abort();
    clearTimeout(this.waiting);
  }
}

/**
 * Say on the canvas what becomes of a viewer's context.
 * @param {import("./viewer.js").Viewer} viewer
 */
export function watchOver(viewer) {
  return new ContextWatch(viewer.stage.canvas, {
    lost: () => viewer.stage.say("lost"),
    gone: () => viewer.fail("gone", null),
    back: () => {
      viewer.mend();
      viewer.drawing?.request();
    },
  });
}
