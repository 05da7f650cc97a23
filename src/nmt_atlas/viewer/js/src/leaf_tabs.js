// Faces of the same thing of which one is seen, and switches as small as their words.
import { fresh, make, sameBut } from "./leaf_make.js";

/** @import { BlockData, Context, Renew, Write } from "./leaf_types.js" */
/** @typedef {{ key: string, given: BlockData, node: HTMLElement }} Written */
/** @typedef {(parent: HTMLElement, blocks: BlockData[], before: Written[], context: Context) => Written[]} Fill */

/** @type {WeakMap<HTMLElement, Written[]>} */
const inside = new WeakMap();

const ROOM = 200; // CSS pixels: where a face has less of the window, it is brought up

const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 });

/**
 * Turn to a tab.
 * @param {HTMLElement} made
 * @param {string} id
 */
function turn(made, id) {
  for (const one of made.querySelectorAll("[role=tab]")) {
    const on = one instanceof HTMLElement && one.dataset.tab === id;
    one.setAttribute("aria-selected", String(on));
    one.setAttribute("tabindex", on ? "0" : "-1");
  }
  for (const one of made.querySelectorAll("[role=tabpanel]")) {
    if (one instanceof HTMLElement) one.hidden = one.dataset.panel !== id;
  }
}

/**
 * @param {HTMLElement} list
 * @param {KeyboardEvent} event
 */
function walk(list, event) {
  const all = /** @type {HTMLElement[]} */ ([...list.children]);
  const at = all.findIndex((one) => one === event.target);
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
    : Object.hasOwn(STEPS, event.key) ? (at + STEPS[event.key] + all.length) % all.length : -1;
  if (at < 0 || to < 0) return;
  event.preventDefault();
  all[to].click();
  all[to].focus();
}

/**
 * @param {Fill} fill
 * @returns {Record<string, Write>}
 */
export const tabs = (fill) => ({
  tabs({ id = "", label = "", blocks = [] }, context) {
    const list = make("div", "tablist");
    const made = make("div", "tabs", list);
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", label);
    for (const { id: own = "", title = "", blocks: inner = [] } of blocks) {
      const [tab, panel] = [make("button", "tab", title), make("div", "panel")];
      tab.type = "button";
      [tab.id, panel.id] = [fresh(), fresh()];
      [tab.dataset.tab, panel.dataset.panel] = [own, own];
      tab.dataset.id = `${id}:${own}`;
      for (const [one, role, how, other] of /** @type {const} */ ([
        [tab, "tab", "aria-controls", panel], [panel, "tabpanel", "aria-labelledby", tab]])) {
        one.setAttribute("role", role);
        one.setAttribute(how, other.id);
      }
      tab.addEventListener("click", () => {
        context.turned.set(id, own);
        turn(made, own);
        const { top, bottom } = list.getBoundingClientRect();
        const stuck = top - made.getBoundingClientRect().top > 1;
        const low = window.innerHeight - bottom < ROOM;
        if (stuck || low) made.scrollIntoView({ block: "start" }); // another face begins at its top
      });
      inside.set(panel, fill(panel, inner, [], context));
      list.append(tab);
      made.append(panel);
    }
    list.addEventListener("keydown", (event) => walk(list, event));
    const kept = blocks.find((one) => one.id === context.turned.get(id)) ?? blocks[0];
    turn(made, kept?.id ?? "");
    return made;
  },
  chips({ id = "", label = "", chips = [] }, { tell }) {
    const made = make("div", "row chips", ...chips.map(({ id: own = "", label: word = "", on }) => {
      const one = make("button", "", word);
      one.type = "button";
      one.dataset.id = own;
      one.setAttribute("aria-pressed", String(Boolean(on)));
      one.addEventListener("click", () => tell(own, one.getAttribute("aria-pressed") !== "true"));
      return one;
    }));
    made.dataset.group = id;
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  },
});

/**
 * @param {Fill} fill
 * @returns {Record<string, Renew>}
 */
export const tabUpdates = (fill) => ({
  tabs(node, given, before, context) {
    const [now, old] = [given.blocks ?? [], before.blocks ?? []];
    if (!sameBut(given, before, "blocks") || now.length !== old.length) return false;
    if (!now.every((one, at) => sameBut(one, old[at], "blocks"))) return false;
    now.forEach(({ blocks = [] }, at) => {
      const panel = /** @type {HTMLElement} */ (node.children[at + 1]);
      inside.set(panel, fill(panel, blocks, inside.get(panel) ?? [], context));
    });
    return true;
  },
  chips(node, given, before) {
    const [now, old] = [given.chips ?? [], before.chips ?? []];
    if (!sameBut(given, before, "chips") || now.length !== old.length) return false;
    if (!now.every((one, at) => sameBut(one, old[at], "on"))) return false;
    now.forEach(({ on }, at) => node.children[at].setAttribute("aria-pressed", String(Boolean(on))));
    return true;
  },
});

export const TAB_STYLE = `
.tabs { margin-top: 0; }
.tablist { display: flex; position: sticky; top: 0; z-index: 2; background: var(--paper, Canvas); margin: 0 -16px; padding: 0 12px;
  border-bottom: 1px solid var(--edge); overflow: auto hidden; scrollbar-width: none; }
.tab { flex: 1 0 auto; border: 0; border-radius: 8px 8px 0 0; padding: 8px; min-height: 44px; text-align: center; position: relative; font-size: 15px; }
.tab[aria-selected=true] { color: var(--accent); font-weight: 600; }
.tab[aria-selected=true]::after { content: ""; position: absolute; left: 8px; right: 8px; bottom: -1px; height: 3px; border-radius: 2px 2px 0 0; background: var(--accent); }
.panel { padding-top: 4px; }
.panel[hidden] { display: none; }
.chips button { border-radius: 18px; padding: 4px 14px; font-size: 15px; }
.chips button[aria-pressed=true]::before { content: "✓ " / ""; }
.chips button[aria-pressed=true] { border-color: var(--accent); }
.loud { border-left: 4px solid var(--line-of); border-color: var(--line-of); }
.loud summary { color: color-mix(in srgb, var(--line-of) 52%, currentColor); }
@media (forced-colors: active) { .tab[aria-selected=true]::after { background: Highlight; } }
`;
