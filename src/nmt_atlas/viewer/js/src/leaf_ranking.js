// A ranking on a leaf: lines with a bar and words, reasons that unfold, and what can be done with each.
// A line that is pointed at, or has the focus in it, is told, so that it can be shown beside.
import { button } from "./leaf_blocks.js";
import { make, sameBut } from "./leaf_make.js";

/** @import { Context, RankedData, Update, Write } from "./leaf_types.js" */

const REST_MS = 90;

/** Tells which line is near the hand: at most once a rest, and nothing twice. */
export class Nearness {
  /**
   * @param {(id: string, near: boolean) => void} tell
   * @param {number} rest milliseconds
   */
  constructor(tell, rest = REST_MS) {
    this.tell = tell;
    this.rest = rest;
    this.told = "";
    this.wanted = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {string} id of the line, or "" for none */
  at(id) {
    this.wanted = id;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.rest);
  }

  now() {
    if (this.wanted === this.told) return;
    const before = this.told;
    this.told = this.wanted;
    if (this.told) this.tell(`near:${this.told}`, true);
    else this.tell(`near:${before}`, false);
  }
}

/**
 * @param {RankedData} given
 * @param {string} why
 * @param {Context} context
 */
function line({ id, rank = "", label, hint = "", bar = 0, says = "", chips = [], notes = [], color, on, buttons = [] }, why, { tell, open }) {
  const head = make("button", "", make("span", "rank", rank), make("span", "what", label, ...(hint ? [make("small", "", hint)] : [])));
  head.type = "button";
  head.dataset.id = `show:${id}`;
  head.setAttribute("aria-pressed", String(Boolean(on)));
  head.addEventListener("click", () => tell(`show:${id}`, true));
  const dot = make("span", "dot");
  dot.hidden = !color;
  if (color) dot.style.background = color;
  head.append(dot);
  const fill = make("span", "");
  fill.style.width = `${Math.round(100 * Math.min(1, Math.max(0, bar)))}%`;
  const track = make("span", "bar", fill);
  track.setAttribute("aria-hidden", "true");
  /** @type {HTMLElement[]} */
  const parts = [head, make("p", "match", track, make("span", "", says)),
    ...(chips.length ? [make("p", "chips", ...chips.map((one) => make("span", "", one)))] : [])];
  if (notes.length) {
    const folded = make("details", "notes", make("summary", "", why), make("ul", "", ...notes.map((one) => make("li", "", one))));
    const key = `why:${id}`;
    folded.open = open.has(key);
    folded.addEventListener("toggle", () => {
      if (folded.open) open.add(key);
      else open.delete(key);
    });
    parts.push(folded);
  }
  if (buttons.length) parts.push(make("div", "row", ...buttons.map((one) => button(one, tell))));
  const made = make("li", on ? "on" : "", ...parts);
  made.dataset.line = id;
  return made;
}

/** @param {Event} event */
const lineOf = (event) => {
  const found = event.target instanceof Element ? event.target.closest("[data-line]") : null;
  return found instanceof HTMLElement ? found.dataset.line ?? "" : "";
};

/** @type {Record<string, Write>} */
export const RANKINGS = {
  ranking({ label = "", why = "", rows = [] }, context) {
    const list = make("ol", "ranking", ...rows.map((one) => line(one, why, context)));
    list.setAttribute("aria-label", label);
    const near = new Nearness(context.tell);
    list.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") near.at(lineOf(event)); });
    list.addEventListener("pointerleave", () => near.at(""));
    list.addEventListener("focusin", (event) => near.at(lineOf(event)));
    list.addEventListener("focusout", () => near.at(""));
    return list;
  },
};

/** @type {Record<string, Update>} */
export const RANKING_UPDATES = {
  ranking(node, given, before) {
    const [rows, old] = [given.rows ?? [], before.rows ?? []];
    if (!sameBut(given, before, "rows") || rows.length !== old.length) return false;
    if (!rows.every((one, at) => sameBut(one, old[at], "on", "color", "buttons"))) return false;
    if (!rows.every((one, at) => JSON.stringify(one.buttons) === JSON.stringify(old[at].buttons))) return false;
    rows.forEach(({ on, color = "" }, at) => {
      const made = node.children[at];
      made.className = on ? "on" : "";
      made.querySelector("button")?.setAttribute("aria-pressed", String(Boolean(on)));
      const dot = made.querySelector(".dot");
      if (!(dot instanceof HTMLElement)) return;
      dot.hidden = !color;
      dot.style.background = color;
    });
    return true;
  },
};

export const RANKING_STYLE = `
.row.pair { flex-wrap: nowrap; }
.row.pair button:first-child { flex: 1; }
.ranking { list-style: none; margin: 8px 0; padding: 0; display: grid; gap: 8px; }
.ranking > li { border: 1px solid var(--edge); border-radius: 12px; padding: 4px 8px 8px; }
.ranking > li.on { border-color: var(--accent); box-shadow: inset 3px 0 0 var(--accent); }
.ranking > li > button { display: flex; gap: 12px; width: 100%; align-items: baseline; border: 0; padding: 6px 4px; font-weight: 600; }
.ranking > li > button[aria-pressed=true] { background: none; color: inherit; }
.ranking .rank { flex: none; min-width: 24px; font-variant-numeric: tabular-nums; opacity: .7; }
.ranking .what { flex: 1; }
.ranking .what small { display: block; font-weight: 400; line-height: 18px; }
.ranking .dot { flex: none; width: 14px; height: 14px; align-self: center; margin: 0; }
.ranking p { margin: 2px 4px 4px 40px; }
.match { display: flex; gap: 12px; align-items: center; font-size: 14px; line-height: 20px; }
.bar { flex: none; width: 96px; height: 8px; border-radius: 4px; overflow: hidden; background: color-mix(in srgb, currentColor 14%, transparent); }
.bar span { display: block; height: 100%; border-radius: 4px; background: var(--accent); }
.chips { display: flex; flex-wrap: wrap; gap: 4px 6px; }
.chips span { border: 1px solid var(--edge); border-radius: 999px; padding: 0 8px; font-size: 13px; line-height: 20px; }
.notes { border: 0; margin: 0 0 0 32px; }
.notes summary { padding: 2px 8px; font-weight: 400; font-size: 14px; color: var(--accent); }
.notes ul { margin: 2px 0 4px; padding-left: 28px; font-size: 14px; line-height: 20px; }
.ranking .row { margin: 4px 0 0 36px; }
.ranking .row button { min-height: 32px; padding: 2px 10px; font-size: 14px; }
@media (pointer: coarse) { .ranking .row button, .notes summary { min-height: 44px; } .notes summary { padding: 10px 8px; } }
.large { font-size: 19px; line-height: 28px; }
.large .quiet, .large .match, .large .notes summary, .large .notes ul, .large .ranking .row button { font-size: 17px; line-height: 26px; }
.large .labelled > label, .large .chips span, .large output { font-size: 16px; }
.large button, .large .choice button, .large select, .large .field, .large summary, .large label, .large .ranking .row button { min-height: 52px; }
.large .labelled > label { min-height: 0; }
`;
