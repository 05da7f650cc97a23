// The body on a light page: it follows the class, or is looked at by oneself for a while.
import { handle } from "./handle.js";
import { make } from "./leaf_make.js";
import { paintOf } from "./look.js";
import { Pointing } from "./class_pointing.js";
import { paintedBy } from "./class_strokes.js";
import { Viewer } from "./viewer.js";

/** @typedef {import("./class_types").Message} Message */
/** @typedef {import("./types").Overlay} Overlay */
/** @typedef {import("./types").Camera} Camera */

const APART_MM = 1.5;

/** @param {string} text base64 */
function bytes(text) {
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
}

/**
 * Whether two cameras stand in different places.
 * @param {Camera} one
 * @param {Camera} other
 */
export function apart(one, other) {
  const far = (/** @type {number[]} */ a, /** @type {number[]} */ b) => Math.hypot(...a.map((x, k) => x - b[k])) > APART_MM;
  return far(one.position, other.position) || far(one.target, other.target);
}

export class ClassBody {
  /**
   * @param {HTMLElement} parent
   * @param {Record<string, string>} words the viewer's own
   * @param {string} language
   * @param {{away: (on: boolean) => void, picked: (pick: any) => void, stroked: () => void, named: (name: string) => void, failed: (why: string) => void}} page
   */
  constructor(parent, words, language, page) {
    this.page = page;
    this.language = language;
    this.viewer = new Viewer();
    const host = make("div", "body");
    host.attachShadow({ mode: "open" }).append(this.viewer.stage.root);
    parent.append(host);
    this.pointing = new Pointing(this.viewer, parent);
    this.inked = "";
    this.viewer.speak(words);
    this.viewer.patience.end();
    /** @type {Message | null} */
    this.seen = null;
    this.around = false;
    this.led = true;
    /** @type {Overlay[]} */
    this.overlays = [];
    /** @type {{vertices: number[], erase: boolean}[]} */
    this.strokes = [];
    /** @type {Record<string, string>} */
    this.names = {};
    this.named = "";
    this.takes = "nothing";
    this.viewer.hear((name, value) => this.told(name, value));
    window.nmtAtlas = handle(this.viewer);
  }

  /**
   * @param {string} name
   * @param {any} value
   */
  told(name, value) {
    if (name === "failure") this.page.failed(value);
    else if (name === "picked") this.picked(value);
    else if (name === "stroked") {
      this.strokes.push({ vertices: value.vertices, erase: value.erase });
      this.repaint();
      this.page.stroked();
    } else if (name === "camera_now" && !this.around && this.seen?.scene?.camera) {
      if (apart(value, this.seen.scene.camera)) this.away(true);
    }
  }

  /** @param {{part: string}} pick */
  picked(pick) {
    if (this.takes !== "nothing" && this.takes !== "strokes") this.page.picked(pick);
    else if (!this.viewer.silent) this.page.named(this.names[pick.part] ?? "");
  }

  /** @param {boolean} on */
  away(on) {
    this.around = on;
    this.page.away(on);
  }

  /** Where the class is. */
  back() {
    this.away(false);
    if (this.seen) this.draw(this.seen, true);
  }

  /**
   * Show what the class sees.
   * @param {Message} seen
   */
  show(seen) {
    const first = !this.seen;
    this.seen = seen;
    if (this.led || seen.silent || first) this.draw(seen, false);
  }

  /** @param {boolean} on whether the screens follow */
  lead(on) {
    const again = on && !this.led;
    this.led = on;
    if (again && this.seen) this.draw(this.seen, false);
  }

  /**
   * @param {Message} seen
   * @param {boolean} anyhow go to its camera even where that was gone to before
   */
  draw(seen, anyhow) {
    const { viewer } = this;
    this.overlays = (seen.paint ?? []).map(({ kind, color, vertices, weights }) => (
      { kind, color, vertices: bytes(vertices), weights: bytes(weights) }));
    viewer.hush(Boolean(seen.silent));
    viewer.names = seen.silent ? {} : this.names;
    this.repaint();
    const scene = seen.scene ?? {};
    viewer.show(this.around ? { ...scene, camera: null } : scene);
    this.ink(scene.ink ?? []);
    if (anyhow) viewer.following.aim(true);
    const url = `pack/${seen.body}/index.json`;
    if (viewer.drawing && !viewer.holds(url, "auto")) viewer.load(url, "auto");
    this.name(seen.body ?? "own");
  }

  /** Draw what the pen of whoever leads has drawn. @param {import("./types").InkStroke[]} strokes */
  ink(strokes) {
    const text = JSON.stringify(strokes);
    if (text === this.inked || !this.viewer.drawing) return;
    this.inked = text;
    this.viewer.ink.take(strokes);
  }

  /** Fetch the names of a body's parts, once. @param {string} body */
  async name(body) {
    if (this.named === body) return;
    this.named = body;
    const answer = await fetch(`class/names/${body}/${this.language}.json`);
    if (!answer.ok) return;
    this.names = await answer.json();
    if (!this.viewer.silent) this.viewer.names = this.names;
  }

  /**
   * Hold what a question is answered with.
   * @param {string} takes
   * @param {{hand?: string, size?: number}} held
   */
  hold(takes, { hand = "paint", size = 18 } = {}) {
    this.takes = takes;
    const paints = takes === "strokes";
    const turns = hand === "turn" ? "orbit" : "brush";
    this.viewer.take(paints ? turns : "pick");
    this.viewer.strokes.wield({ size, erase: hand === "erase" });
  }

  /** Paint what the class sees, and what this hand has drawn over it. */
  repaint() {
    const numbers = Uint32Array.from(paintedBy(this.strokes));
    const drawn = {
      kind: "drawn", color: paintOf("drawn").color, vertices: new Uint8Array(numbers.buffer),
      weights: new Uint8Array(numbers.length).fill(255),
    };
    this.viewer.paint(numbers.length ? [...this.overlays, drawn] : this.overlays);
  }

  /** Take back the last stroke. */
  undo() {
    this.strokes.pop();
    this.repaint();
  }

  /** A new question: nothing is drawn. */
  clear() {
    this.strokes = [];
    this.repaint();
  }
}
