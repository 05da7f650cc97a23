// The projector's screen: the body, the question in large letters, how many have answered, and how
// to come in.
import { make } from "./leaf_make.js";
import { leafOf } from "./class_sheet.js";

/** @typedef {import("./class_types").Message} Message */

const SVG = "http://www.w3.org/2000/svg";
const PATH = /^[Mhvz0-9 -]*$/;

/**
 * Whether a block is for everybody to read, and no control of one's own.
 * @param {import("./leaf_types").BlockData} block
 */
const forAll = ({ kind, id, tone }) => (
  ["switch", "pictures", "heading"].includes(kind) || (kind === "buttons" && id === "answers") || (kind === "text" && tone !== "quiet"));

/** @param {{size: number, path: string}} code */
function qr({ size, path }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  const dark = document.createElementNS(SVG, "path");
  if (PATH.test(path)) dark.setAttribute("d", path);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.append(dark);
  return svg;
}

export class Wall {
  /**
   * @param {HTMLElement} parent
   * @param {Record<string, string>} texts
   * @param {() => void} moved
   */
  constructor(parent, texts, moved) {
    this.texts = texts;
    this.moved = moved;
    this.prompt = make("h1", "");
    this.count = make("p", "count");
    this.count.setAttribute("role", "status");
    this.leaf = leafOf(() => {});
    this.leaf.host.inert = true;
    this.bars = make("div", "bars");
    this.ahead = make("ol", "standings");
    this.ahead.setAttribute("aria-label", texts.standings);
    this.root = make("section", "wall", this.prompt, this.count, this.leaf.host, this.bars, this.ahead);
    this.join = make("aside", "join-at");
    parent.append(this.root, this.join);
    this.rest();
  }

  rest() {
    this.root.hidden = true;
    this.moved();
  }

  /** @param {Message} welcome */
  welcome({ address = "", code = "", qr: drawn }) {
    const where = address.replace(/^https?:\/\//, "");
    this.join.replaceChildren(
      ...(drawn ? [qr(drawn)] : []),
      make("p", "", this.texts.joinAt, make("strong", "", where), this.texts.withCode, make("b", "", code)),
    );
  }

  /** @param {Message} asked */
  ask(asked) {
    this.root.hidden = false;
    this.prompt.textContent = asked.prompt ?? "";
    const words = [this.texts.answered.replace("{count}", String(asked.answered ?? 0))];
    if (asked.right !== null && asked.right !== undefined) {
      words.push(this.texts.rightOf.replace("{count}", String(asked.right)));
    }
    this.count.textContent = words.join(" · ");
    this.leaf.write((asked.blocks ?? []).filter(forAll), String(asked.round));
    const rows = asked.rows ?? [];
    const most = Math.max(1, ...rows.map(({ count }) => count));
    this.bars.replaceChildren(...rows.map(({ label, count, right }) => {
      const bar = make("i", right ? "right" : "");
      bar.style.width = `${(100 * count) / most}%`;
      return make("div", "", make("span", "", right ? `✓ ${label}` : label), bar, make("b", "", String(count)));
    }));
    this.ahead.replaceChildren(...(asked.standings ?? []).map(({ name, points }) => (
      make("li", "", make("span", "", name), make("b", "", String(Math.round(points * 10) / 10))))));
    this.moved();
  }
}
