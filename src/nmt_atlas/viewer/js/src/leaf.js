// Writes the blocks of a leaf (see viewer/leaf.py) and reports what is pressed. Every text is set
// as text: no markup of a document can come to life here. What has not changed stays as it is.
import { TEXT_BLOCKS, TEXT_UPDATES } from "./leaf_blocks.js";
import { CONTROLS, CONTROL_UPDATES } from "./leaf_controls.js";
import { ENTRIES, ENTRY_STYLE, ENTRY_UPDATES } from "./leaf_entries.js";
import { FIELDS, FIELD_UPDATES } from "./leaf_field.js";
import { make } from "./leaf_make.js";
import { MEASURES, MEASURE_STYLE, MEASURE_UPDATES } from "./leaf_measures.js";
import { PICTURES, PICTURE_STYLE, PICTURE_UPDATES } from "./leaf_pictures.js";
import { PLOTS, PLOT_STYLE, PLOT_UPDATES } from "./leaf_plot.js";
import { RANKINGS, RANKING_STYLE, RANKING_UPDATES } from "./leaf_ranking.js";
import { SHARING, SHARING_STYLE } from "./leaf_sharing.js";
import { LEAF_STYLE } from "./leaf_style.js";
import { TABLES, TABLE_STYLE } from "./leaf_table.js";
import { TAB_STYLE, tabUpdates, tabs } from "./leaf_tabs.js";
import { WRITING, WRITING_STYLE, WRITING_UPDATES } from "./leaf_writing.js";

/** @import { BlockData, Context, LeafModel, Renew, Write } from "./leaf_types.js" */

const TOPIC = 200; // so much of it is told

/** @type {Record<string, Write>} */
const WRITE = {
  ...TEXT_BLOCKS,
  ...CONTROLS,
  ...FIELDS,
  ...ENTRIES,
  ...PICTURES,
  ...MEASURES,
  ...PLOTS,
  ...SHARING,
  ...RANKINGS,
  ...TABLES,
  ...WRITING,
  ...tabs(fill),
  fold({ title = "", blocks = [], tone = "plain" }, context) {
    const inner = blocks.map((one) => block(one, context));
    const look = tone === "plain" ? "" : `loud ${tone}`;
    const made = make("details", look, make("summary", "", title), make("div", "", ...inner));
    made.open = context.open.has(title);
    made.addEventListener("toggle", () => {
      if (made.open) context.open.add(title);
      else context.open.delete(title);
    });
    return made;
  },
};

/** @type {Record<string, Renew>} */
const UPDATE = {
  ...TEXT_UPDATES, ...CONTROL_UPDATES, ...FIELD_UPDATES, ...ENTRY_UPDATES, ...PICTURE_UPDATES, ...MEASURE_UPDATES, ...RANKING_UPDATES,
  ...WRITING_UPDATES, ...PLOT_UPDATES, ...tabUpdates(fill),
};

/** @type {Write} */
function block(given, context) {
  const write = Object.hasOwn(WRITE, given.kind) ? WRITE[given.kind] : null;
  return write ? write(given, context) : make("span", "");
}

/**
 * The blocks that are written, each with what it was written from.
 * @typedef {{ key: string, given: BlockData, node: HTMLElement }} Written
 */

/**
 * The element of a block: the one it had, one that only needs another value, or a new one.
 * @param {BlockData} given
 * @param {Written[]} before the blocks that are there and not taken yet
 * @param {Context} context
 * @returns {Written}
 */
function placed(given, before, context) {
  const key = JSON.stringify(given);
  let at = before.findIndex((one) => one.key === key);
  if (at < 0 && given.id && Object.hasOwn(UPDATE, given.kind)) {
    at = before.findIndex(({ given: old, node }) => (
      old.kind === given.kind && old.id === given.id && UPDATE[given.kind](node, given, old, context)));
  }
  const node = at < 0 ? block(given, context) : before.splice(at, 1)[0].node;
  return { key, given, node };
}

/**
 * Put elements in order, moving none that is in its place.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} nodes
 */
function arrange(parent, nodes) {
  const wanted = new Set(/** @type {Element[]} */ (nodes));
  for (const old of [...parent.children]) if (!wanted.has(old)) old.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
}

/**
 * Write blocks into an element, keeping what is written there already.
 * @param {HTMLElement} parent
 * @param {BlockData[]} blocks
 * @param {Written[]} before
 * @param {Context} context
 * @returns {Written[]}
 */
function fill(parent, blocks, before, context) {
  const left = [...before];
  const written = blocks.map((one) => placed(one, left, context));
  arrange(parent, written.map(({ node }) => node));
  return written;
}

/**
 * The id of what has the focus in a leaf.
 * @param {HTMLElement} article
 * @returns {string | undefined}
 */
function focused(article) {
  const root = article.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  return active instanceof HTMLElement ? active.dataset.id : undefined;
}

/** @param {{ model: LeafModel }} given */
export function render({ model }) {
  const article = make("article", "");
  article.tabIndex = -1;
  if (model.live) article.setAttribute("role", "status");
  const size = () => article.classList.toggle("large", Boolean(model.large));
  size();
  model.on("large", size);
  let { topic } = model;
  /** @type {Context} */
  const context = {
    open: new Set(),
    turned: new Map(),
    tell: (id, value) => { // with what was on the leaf then: what is pressed late is known by it
      const of = topic ? { of: topic.slice(0, TOPIC) } : {};
      model.pressed = { n: (model.pressed?.n || 0) + 1, id, value, ...of };
    },
    hand: (id, text, name = "") => {
      model.written = { n: (model.written?.n || 0) + 1, id, text, name };
    },
  };
  /** @type {Written[]} */
  let written = [];
  const draw = () => {
    if (model.topic !== topic) {
      topic = model.topic;
      context.open.clear();
      written = written.filter(({ given }) => given.kind !== "fold");
    }
    const focus = focused(article);
    written = fill(article, JSON.parse(model.text), written, context);
    if (!focus || focused(article) === focus) return;
    const again = article.querySelector(`[data-id="${CSS.escape(focus)}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    else article.focus({ preventScroll: true }); // what was pressed is gone: what came instead is read
  };
  draw();
  model.on("text", draw);
  model.on("topic", draw); // it may come after the text that it is about
  model.on("focus", () => {
    const found = article.querySelector(`[data-id="${CSS.escape(model.focus?.id ?? "")}"]`);
    if (found instanceof HTMLElement) found.focus();
  });
  const style = [
    LEAF_STYLE, TABLE_STYLE, PICTURE_STYLE, MEASURE_STYLE, SHARING_STYLE, RANKING_STYLE, TAB_STYLE, ENTRY_STYLE,
    WRITING_STYLE, PLOT_STYLE,
  ].join("");
  return make("div", "", make("style", "", style), article);
}
