// What becomes of the picture when the graphics card is reset: a word at once, a failure only where
// it does not come back.

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
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault(); // asks the browser to bring it back
      clearTimeout(this.waiting);
      tell.lost();
      this.waiting = setTimeout(() => tell.gone(), PATIENCE_MS);
    }, about);
    canvas.addEventListener("webglcontextrestored", () => {
      clearTimeout(this.waiting);
      tell.back();
    }, about);
  }

  dispose() {
    this.ended.abort();
    clearTimeout(this.waiting);
  }
}
