// Reads a pack: its index, the files for a level of detail, each group once. Runs in a worker, so
// that the page's own scripts do not hold it up, or on the page where there are no workers.
import { measuresOf } from "./measures.js";
import { chooseFiles, loadGroup, loadIndex } from "./pack.js";

export class Reader {
  /** Fetch the index; groups that are wanted first are begun at once. */
  async open({ url, detail, first }) {
    const index = await loadIndex(url);
    this.base = url;
    this.files = chooseFiles(index, detail);
    this.about = new Map(index.parts.map((part) => [part.id, part]));
    this.kept = new Map();
    for (const name of first) if (this.files.has(name)) this.group(name).catch(() => {}); // told when asked for
    return { index, groups: [...this.files.keys()] };
  }

  /** One group's merged arrays and measures. */
  group(name) {
    if (!this.kept.has(name)) this.kept.set(name, this.read(name));
    return this.kept.get(name);
  }

  async read(name) {
    const data = await loadGroup(this.base, this.files.get(name));
    return { ...data, measures: measuresOf(data, this.about) };
  }
}
