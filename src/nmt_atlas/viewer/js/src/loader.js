// What the page asks the reader on its own thread.
import WORKER from "worker:./worker.js";
import { Reader } from "./reader.js";

function startWorker() {
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @typedef {import("./types").GroupData} GroupData */
/** @typedef {{index: import("./types").PackIndex, groups: string[], rough: string[]}} Opened */
/** @typedef {(value: any) => void} Settle */

export class Loader {
  constructor() {
    /** @type {Map<number, [Settle, Settle]>} */
    this.waiting = new Map();
    this.asked = 0;
    try {
      this.worker = startWorker();
    } catch {
      this.reader = new Reader(); // a page that forbids workers reads by itself
      return;
    }
    this.worker.onmessage = ({ data: { n, value, error } }) => {
      const [done, failed] = this.waiting.get(n) ?? [];
      this.waiting.delete(n);
      if (error) failed?.(new Error(error));
      else done?.(value);
    };
    this.worker.onerror = (event) => this.stop(event.message || "the reader stopped");
  }

  /**
   * @param {"open" | "group" | "fine"} ask
   * @param {any} value
   * @returns {Promise<any>}
   */
  ask(ask, value) {
    if (this.reader) return this.reader[ask](value);
    return new Promise((done, failed) => {
      this.asked += 1;
      this.waiting.set(this.asked, [done, failed]);
      this.worker?.postMessage({ n: this.asked, ask, value });
    });
  }

  /**
   * A pack's index and groups; rough groups have a draft of their own.
   * @param {string} url absolute
   * @param {string} detail
   * @param {string[]} first groups that are wanted at once
   * @returns {Promise<Opened>}
   */
  open(url, detail, first) {
    return this.ask("open", { url, detail, first });
  }

  /**
   * @param {string} name
   * @returns {Promise<GroupData>}
   */
  group(name) {
    return this.ask("group", name);
  }

  /**
   * @param {string} name
   * @returns {Promise<GroupData>}
   */
  fine(name) {
    return this.ask("fine", name);
  }

  stop(why = "stopped") {
    this.worker?.terminate();
    for (const [, failed] of this.waiting.values()) failed(new Error(why));
    this.waiting.clear();
  }
}
