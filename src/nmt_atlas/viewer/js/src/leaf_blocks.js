// The blocks of a leaf that are read and pressed: text, headings, buttons, switches, choices.
import { make, sameBut } from "./leaf_make.js";

/** @import { ButtonData, Run, Update, Write } from "./leaf_types.js" */

/** @type {Record<string, "strong" | "em" | "small">} */
const HTML_OF = { strong: "strong", em: "em", small: "small" };
const BOXED = new Set(["info", "success", "caution", "emergency"]);

/** @param {Run} run */
function run({ text = "", style = "", color = "" }) {
  const dot = color ? [make("span", "dot")] : [];
  if (color) dot[0].style.background = color;
  const tag = Object.hasOwn(HTML_OF, style) ? HTML_OF[style] : null;
  return [...dot, tag ? make(tag, "", text) : document.createTextNode(text)];
}

/**
 * Something to read that the focus can be set on, where it has an id.
 * @template {HTMLElement} T
 * @param {T} made
 * @param {string | undefined} id
 */
function goal(made, id) {
  if (!id) return made;
  made.dataset.id = id;
  made.tabIndex = -1;
  return made;
}

/**
 * @param {ButtonData} given
 * @param {(id: string, value: boolean) => void} tell
 */
export function button({ id, label, main, off, told, on }, tell) {
  const made = make("button", main ? "main" : "", label);
  made.type = "button";
  made.dataset.id = id;
  made.disabled = Boolean(off);
  if (typeof on === "boolean") made.setAttribute("aria-pressed", String(on));
  if (told) {
    made.setAttribute("aria-label", told);
    made.title = told;
  }
  made.addEventListener("click", () => tell(id, true));
  return made;
}

/** @type {Record<string, Write>} */
export const TEXT_BLOCKS = {
  text({ id, runs = [], tone = "plain", inset }) {
    const look = BOXED.has(tone) ? `box ${tone}` : tone === "quiet" ? "quiet" : "";
    const made = make("p", `${look}${inset ? " inset" : ""}`.trim(), ...runs.flatMap(run));
    if (id) made.setAttribute("role", "status");
    return goal(made, id);
  },
  heading({ id, text = "", level = 3 }) {
    const tag = /** @type {"h2"} */ (`h${Math.min(6, Math.max(2, Number(level) || 3))}`);
    return goal(make(tag, "", text), id);
  },
  buttons({ id, label, buttons = [], stacked, columns = 0, pair }, { tell }) {
    const made = make("div", stacked ? "row stacked" : "row", ...buttons.map((one) => button(one, tell)));
    if (pair) made.classList.add("pair");
    if (columns) made.style.cssText = `display:grid;grid-template-columns:repeat(${Number(columns)},minmax(0,1fr))`;
    if (id && label) {
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", label);
    }
    return made;
  },
  switch({ id = "", label = "", on }, { tell }) {
    const box = make("input", "");
    Object.assign(box, { type: "checkbox", checked: Boolean(on) });
    box.setAttribute("role", "switch");
    box.dataset.id = id;
    box.addEventListener("change", () => tell(id, box.checked));
    return make("label", "", box, make("span", "", label));
  },
  choice({ id = "", label = "", options = [], value = "" }, { tell }) {
    const made = make("div", "row choice", ...options.map(([given, text]) => {
      const one = make("button", "", text);
      one.type = "button";
      one.dataset.id = `${id}=${given}`;
      one.dataset.value = given;
      one.setAttribute("aria-pressed", String(given === value));
      one.addEventListener("click", () => tell(id, given));
      return one;
    }));
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const TEXT_UPDATES = {
  buttons(node, given, before) {
    const [buttons, old] = [given.buttons ?? [], before.buttons ?? []];
    if (!sameBut(given, before, "buttons") || buttons.length !== old.length) return false;
    if (!buttons.every((one, at) => sameBut(one, old[at], "off", "on"))) return false;
    buttons.forEach(({ off, on }, at) => {
      const one = node.children[at];
      if (!(one instanceof HTMLButtonElement)) return;
      one.disabled = Boolean(off);
      if (typeof on === "boolean") one.setAttribute("aria-pressed", String(on));
    });
    return true;
  },
  switch(node, given, before) {
    const box = node.querySelector("input");
    if (!box || !sameBut(given, before, "on")) return false;
    box.checked = Boolean(given.on);
    return true;
  },
  choice(node, given, before) {
    if (!sameBut(given, before, "value")) return false;
    for (const one of node.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(one.dataset.value === (given.value ?? "")));
    }
    return true;
  },
};
