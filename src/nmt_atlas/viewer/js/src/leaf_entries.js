// Blocks in which something is entered: numbers beside each other, and things to mark with a figure.
import { fresh, make, sameBut } from "./leaf_make.js";

/** @import { MarkData, NumberData, Update, Write } from "./leaf_types.js" */

const SVG = "http://www.w3.org/2000/svg";
const PATH = /^[MLC0-9 .-]*$/;
const INKS = ["body", "inner", "plumb", "mark"];

/**
 * A number with its label before it and its unit after it.
 * @param {NumberData} given
 * @param {(id: string, value: string) => void} tell
 */
function number({ id, label, value = "", unit = "", low = 0, high = 999 }, tell) {
  const input = make("input", "field");
  Object.assign(input, { type: "number", inputMode: "decimal", min: low, max: high, step: "any", value });
  input.dataset.id = id;
  input.id = fresh();
  input.addEventListener("change", () => tell(id, input.value));
  const name = make("label", "", label);
  name.htmlFor = input.id;
  return make("div", "number", name, input, make("span", "", unit));
}

/** @param {MarkData} given */
function figure({ lines = [], box = [0, 0, 100, 150] }) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", box.map(Number).join(" "));
  drawing.setAttribute("aria-hidden", "true");
  for (const { ink, d } of lines) {
    const line = document.createElementNS(SVG, "path");
    if (PATH.test(d)) line.setAttribute("d", d);
    if (INKS.includes(ink)) line.setAttribute("class", ink === "mark" ? "ring" : ink);
    drawing.append(line);
  }
  return drawing;
}

/**
 * @param {MarkData} given
 * @param {(id: string, value: boolean) => void} tell
 */
function mark(given, tell) {
  const made = make("button", "mark", figure(given), make("span", "", given.label));
  made.type = "button";
  made.dataset.id = given.id;
  made.setAttribute("aria-pressed", String(Boolean(given.on)));
  made.addEventListener("click", () => tell(given.id, made.getAttribute("aria-pressed") !== "true"));
  return made;
}

/** @type {Record<string, Write>} */
export const ENTRIES = {
  numbers({ label = "", numbers = [] }, { tell }) {
    const made = make("fieldset", "numbers", make("legend", "", label), ...numbers.map((one) => number(one, tell)));
    return made;
  },
  marks({ label = "", marks = [] }, { tell }) {
    const made = make("div", "marks", ...marks.map((one) => mark(one, tell)));
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const ENTRY_UPDATES = {
  numbers(node, given, before) {
    const [now, old] = [given.numbers ?? [], before.numbers ?? []];
    if (!sameBut(given, before, "numbers") || now.length !== old.length) return false;
    if (!now.every((one, at) => sameBut(one, old[at], "value"))) return false;
    const inputs = node.querySelectorAll("input");
    now.forEach(({ value = "" }, at) => { // what is being typed beside it is not taken away
      if (value !== (old[at].value ?? "") && inputs[at].value !== value) inputs[at].value = value;
    });
    return true;
  },
  marks(node, given, before) {
    const [now, old] = [given.marks ?? [], before.marks ?? []];
    if (!sameBut(given, before, "marks") || now.length !== old.length) return false;
    if (!now.every((one, at) => sameBut(one, old[at], "on"))) return false;
    now.forEach(({ on }, at) => node.children[at].setAttribute("aria-pressed", String(Boolean(on))));
    return true;
  },
};

export const ENTRY_STYLE = `
.numbers { border: 0; margin: 8px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
.numbers legend { padding: 0; font-size: 15px; line-height: 20px; font-weight: 600; }
.number { display: flex; align-items: center; gap: 6px; flex: 1 0 auto; }
.number label { min-height: 0; margin: 0; font-size: 14px; overflow-wrap: normal; white-space: nowrap; }
.number .field { width: 84px; flex: 0 1 84px; font-variant-numeric: tabular-nums; }
.number span { font-size: 14px; }
.field:invalid { border-color: #c62828; }
.marks { display: grid; grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); gap: 8px; margin: 8px 0; }
.mark { display: flex; flex-direction: column; align-items: stretch; gap: 4px; padding: 6px; font-size: 13px; line-height: 17px; font-weight: 400; }
.mark svg { display: block; width: 100%; height: 108px; }
.mark path { fill: none; vector-effect: non-scaling-stroke; stroke: currentColor; stroke-linecap: round; stroke-linejoin: round; }
.mark .body { stroke-width: 1.7; }
.mark .inner { stroke-width: 1.2; opacity: .6; }
.mark .plumb { stroke-width: 1; opacity: .5; stroke-dasharray: 3 4; }
.mark .ring { stroke: var(--accent); stroke-width: 2; }
.mark[aria-pressed=true] { border-color: var(--accent); border-width: 2px; padding: 5px; }
.mark[aria-pressed=true] span::before { content: "✓ " / ""; }
@media (forced-colors: active) { .mark .ring { stroke: Highlight; } .mark[aria-pressed=true] { border-color: Highlight; } }
`;
