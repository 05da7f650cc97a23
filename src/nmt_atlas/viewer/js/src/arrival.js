// How a body comes: what is shown first, as light drafts; the rest when idle, the skin last unless
// it is needed; then full detail; then the trees for pointing.
import { buildTrees } from "./picking.js";

/** @returns {Promise<number>} a moment when the page has nothing to do: until when, as of performance.now() */
export function idle() {
  const end = (/** @type {number} */ left) => performance.now() + Math.max(4, left);
  return new Promise((done) => {
    if ("requestIdleCallback" in window) {
      requestIdleCallback((moment) => done(end(moment.timeRemaining())), { timeout: 1500 });
    } else setTimeout(() => done(end(8)), 60);
  });
}

export class Arrival {
  /**
   * @param {import("./viewer.js").Viewer} viewer
   * @param {import("./loader.js").Loader} loader
   * @param {AbortSignal} signal
   * @param {{groups: string[], rough: string[]}} held what the pack holds; which have a draft of their own
   */
  constructor(viewer, loader, signal, { groups, rough }) {
    this.viewer = viewer;
    this.loader = loader;
    this.signal = signal;
    this.files = new Set(groups);
    this.pending = [...groups];
    this.rough = new Set(rough);
    this.first = 0; // milliseconds from the viewer's start to its first picture
  }

  /** True once everything is here in full and can be pointed at quickly. */
  get whole() {
    const { groups } = this.viewer;
    return groups.size === this.files.size && !this.rough.size
      && [...groups.values()].every((group) => group.treesBuilt);
  }

  /** Bring everything, in order; ends early where the signal says so. */
  async run() {
    for (const step of [this.shown, this.drawn, this.quiet, this.rest, this.refine, this.trees]) {
      await step.call(this);
      if (this.signal.aborted) return;
    }
    this.viewer.report("stats", this.viewer.stats());
  }

  /**
   * @param {string} name
   * @param {boolean} full at the wanted detail, not as a draft
   */
  async bring(name, full) {
    this.pending.splice(this.pending.indexOf(name), 1);
    const data = await (full ? this.loader.fine(name) : this.loader.group(name));
    performance.mark(`nmt:read:${name}`);
    if (this.signal.aborted) return;
    if (full) this.rough.delete(name);
    this.viewer.addGroup(name, data);
  }

  /** What the scene shows, which may grow meanwhile. */
  async shown() {
    const { viewer } = this;
    for (;;) {
      const wanted = this.pending.filter((group) => viewer.needed(group));
      if (!wanted.length) break;
      viewer.stage.progress(viewer.groups.size / (wanted.length + viewer.groups.size));
      await Promise.all(wanted.map((group) => this.bring(group, false)));
      if (this.signal.aborted) return;
    }
    viewer.stage.progress(1);
    performance.mark("nmt:complete");
  }

  async drawn() {
    const { viewer } = this;
    viewer.canvas3d.prepare();
    await viewer.canvas3d.drawn();
    if (this.signal.aborted) return;
    performance.mark("nmt:drawn");
    this.first = Math.round(performance.now() - viewer.started);
    viewer.arrived();
  }

  /** Let the controls come first. */
  quiet() {
    return this.viewer.patience.over;
  }

  async rest() {
    while (this.pending.length) {
      await idle();
      if (this.signal.aborted) return;
      const { viewer, pending } = this;
      const next = pending.find((group) => viewer.needed(group)) ?? pending.find((group) => !viewer.isSkin(group));
      await this.bring(next ?? pending[0], true);
    }
  }

  /** Put the wanted level of detail in the place of the drafts, what is shown first. */
  async refine() {
    while (this.rough.size) {
      await idle();
      if (this.signal.aborted) return;
      const name = [...this.rough].find((group) => this.viewer.needed(group)) ?? [...this.rough][0];
      const data = await this.loader.fine(name);
      if (this.signal.aborted) return;
      this.rough.delete(name);
      this.viewer.addGroup(name, data);
    }
  }

  async trees() {
    for (const group of this.viewer.groups.values()) {
      while (!buildTrees(group, await idle())) if (this.signal.aborted) return;
    }
    this.viewer.drawing?.request(); // now marks and names can be asked whether they are seen
  }
}
