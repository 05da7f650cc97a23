// Reads a pack: its index and each group, first as a light draft, then at the wanted level of
// detail. Runs in a worker, so that the page's own scripts do not hold it up, or on the page where
// there are no workers.
import { measuresOf } from "./measures.js";
import { chooseFiles, loadGroup, loadIndex } from "./pack.js";

/** @typedef {import("./types").PackFile} PackFile */
/** @typedef {import("./types").GroupData} GroupData */

export class Reader {
  constructor() {
    this.base = "";
    /** @type {Map<string, PackFile>} */
    this.files = new Map();
    /** @type {Map<string, PackFile>} */
    this.drafts = new Map();
    /** @type {Map<string, import("./types").PartInfo>} */
    this.about = new Map();
    /** @type {Map<string, Promise<GroupData>>} */
    this.kept = new Map();
  }

  /**
   * Fetch the index; groups that are wanted first are begun at once.
   * @param {{url: string, detail: string, first: string[]}} wanted
   */
  async open({ url, detail, first }) {
    const index = await loadIndex(url);
    this.base = url;
    this.files = chooseFiles(index, detail);
    this.drafts = chooseFiles(index, "phone");
    this.about = new Map(index.parts.map((part) => [part.id, part]));
    for (const name of first) if (this.files.has(name)) this.group(name).catch(() => {}); // told when asked for
    const rough = (/** @type {string} */ name) => this.drafts.get(name)?.path !== this.files.get(name)?.path;
    return { index, groups: [...this.files.keys()], rough: [...this.files.keys()].filter(rough) };
  }

  /**
   * One group's draft: merged arrays and measures.
   * @param {string} name
   * @returns {Promise<GroupData>}
   */
  group(name) {
    const held = this.kept.get(name) ?? this.read(this.drafts.get(name));
    this.kept.set(name, held);
    return held;
  }

  /**
   * The same group at the wanted level of detail.
   * @param {string} name
   */
  fine(name) {
    return this.read(this.files.get(name));
  }

  /**
   * @param {PackFile | undefined} file
   * @returns {Promise<GroupData>}
   */
  async read(file) {
    if (!file) throw new Error("the pack has no such group");
    const data = await loadGroup(this.base, file);
    return { ...data, measures: measuresOf(data, this.about) };
  }
}
