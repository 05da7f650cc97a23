// The controls of a leaf: a slider, one of many in a list, and a shelf that is unfolded.
import { labelled, make, sameBut } from "./leaf_make.js";

/** @import { Item, Update, Write } from "./leaf_types.js" */

const percent = (/** @type {HTMLInputElement} */ range) => {
  if (range.dataset.unit) return `${range.value} ${range.dataset.unit}`;
  const [least, most] = [Number(range.min), Number(range.max)];
  return `${Math.round((100 * (Number(range.value) - least)) / (most - least || 1))} %`;
};

/**
 * One line of a shelf.
 * @param {Item} item
 * @param {(id: string, value: boolean) => void} tell
 */
function line({ id, label, hint, on }, tell) {
  const made = make("button", "", label, ...(hint ? [make("small", "", hint)] : []));
  made.type = "button";
  made.dataset.id = id;
  if (on) made.setAttribute("aria-current", "true");
  made.addEventListener("click", () => tell(id, true));
  return make("li", "", made);
}

/** What was chosen in a list and not answered yet: an answer that comes late takes no later choice back. */
/** @type {WeakMap<HTMLElement, string[]>} */
export const unanswered = new WeakMap();

/** @type {Record<string, Write>} */
export const CONTROLS = {
  slider({ id = "", label = "", start = 0, end = 1, step = 0.01, value = 0, unit = "" }, { tell }) {
    const range = make("input", "");
    Object.assign(range, { type: "range", min: start, max: end, step, value });
    range.dataset.id = id;
    if (unit) range.dataset.unit = unit;
    const shown = make("output", "", percent(range));
    range.addEventListener("input", () => { shown.textContent = percent(range); });
    range.addEventListener("change", () => tell(id, range.value));
    const made = labelled(label, range, "labelled slider");
    made.insertBefore(shown, range);
    return made;
  },
  select({ id = "", label = "", options = [], value = "" }, { tell }) {
    const list = make("select", "", ...options.map(([given, text]) => {
      const one = make("option", "", text);
      one.value = given;
      return one;
    }));
    list.value = String(value);
    list.dataset.id = id;
    list.addEventListener("change", () => {
      unanswered.set(list, [...(unanswered.get(list) ?? []), list.value]);
      tell(id, list.value);
    });
    return labelled(label, list);
  },
  shelf({ id = "", title = "", count = 0, counted = "", open, items = [], more = "" }, { tell }) {
    const rest = make("button", "more", more);
    rest.type = "button";
    rest.dataset.id = `more:${id}`;
    rest.addEventListener("click", () => tell(`more:${id}`, true));
    const lines = make("ul", "", ...items.map((one) => line(one, tell)));
    const made = make("details", "shelf", make("summary", "", title, make("small", "", counted || String(count))),
      lines, ...(more ? [rest] : []));
    made.open = Boolean(open);
    made.addEventListener("toggle", () => {
      if (made.dataset.told !== String(made.open)) tell(`open:${id}`, made.open);
      made.dataset.told = String(made.open);
    });
    made.dataset.told = String(made.open);
    const head = made.querySelector("summary");
    if (head) head.dataset.id = `open:${id}`;
    return made;
  },
};

/** @type {Record<string, Update>} */
export const CONTROL_UPDATES = {
  slider(node, given, before) {
    const range = node.querySelector("input");
    const shown = node.querySelector("output");
    if (!range || !shown || !sameBut(given, before, "value")) return false;
    range.value = String(given.value ?? 0);
    shown.textContent = percent(range);
    return true;
  },
  select(node, given, before) {
    const list = node.querySelector("select");
    if (!list || !sameBut(given, before, "value")) return false;
    const value = String(given.value ?? "");
    const waiting = unanswered.get(list) ?? [];
    const later = waiting.slice(waiting.indexOf(value) + 1);
    unanswered.set(list, waiting.includes(value) ? later : []);
    if (!waiting.includes(value) || !later.length) list.value = value;
    return true;
  },
};
