// Reads a pack: its index and each group, first as a light draft, then at the wanted level of
// detail. Runs in a worker, so that the page's own scripts do not hold it up, or on the page where
// there are no workers.
import { measuresOf } from "./measures.js";
import { chooseFiles, loadGroup, loadIndex } from "./pack.js";

export class Reader {
  /** Fetch the index; groups that are wanted first are begun at once. */
  async open({ url, detail, first }) {
    const index = await loadIndex(url);
    this.base = url;
    this.files = chooseFiles(index, detail);
    this.drafts = chooseFiles(index, "phone");
    this.about = new Map(index.parts.map((part) => [part.id, part]));
    this.kept = new Map();
    for (const name of first) if (this.files.has(name)) this.group(name).catch(() => {}); // told when asked for
    const rough = (name) => this.drafts.get(name).path !== this.files.get(name).path;
    return { index, groups: [...this.files.keys()], rough: [...this.files.keys()].filter(rough) };
  }

  /** One group's draft: merged arrays and measures. */
  group(name) {
    if (!this.kept.has(name)) this.kept.set(name, this.read(this.drafts.get(name)));
    return this.kept.get(name);
  }

  /** The same group at the wanted level of detail. */
  fine(name) {
    return this.read(this.files.get(name));
  }

  async read(file) {
    const data = await loadGroup(this.base, file);
    return { ...data, measures: measuresOf(data, this.about) };
  }
}
