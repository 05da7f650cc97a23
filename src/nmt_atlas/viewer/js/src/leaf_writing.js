// Fields to write in, and files that are taken: what they say is handed over as text.
import { fresh, labelled, make, sameBut } from "./leaf_make.js";

/** @import { Update, Write } from "./leaf_types.js" */

const REST_MS = 350;
const LONGEST = 900000;

/**
 * What is known of a field: whether what is written there waits to be handed over, and what was last.
 * @typedef {{ field: HTMLInputElement | HTMLTextAreaElement, waits: boolean, sent: string[], fault: HTMLElement }} Known
 */

/** @type {WeakMap<HTMLElement, Known>} */
const known = new WeakMap();

/**
 * @param {Known} one
 * @param {string} fault
 */
function tellFault({ field, fault: place }, fault) {
  place.textContent = fault;
  place.hidden = !fault;
  if (fault) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** @type {Record<string, Write>} */
export const WRITING = {
  writing({ id = "", label = "", value = "", lines = 1, hint = "", fault = "" }, { hand }) {
    const field = lines > 1 ? make("textarea", "field") : make("input", "field");
    if (field instanceof HTMLTextAreaElement) field.rows = lines;
    field.value = String(value);
    field.placeholder = hint;
    field.dataset.id = id;
    const made = labelled(label, field, "labelled writing");
    const place = make("p", "fault");
    place.id = fresh();
    field.setAttribute("aria-describedby", place.id);
    made.append(place);
    /** @type {Known} */
    const one = { field, waits: false, sent: [], fault: place };
    let timer = 0;
    const send = () => {
      clearTimeout(timer);
      if (!one.waits) return;
      one.waits = false;
      one.sent.push(field.value.trim());
      hand(id, field.value.slice(0, LONGEST));
    };
    field.addEventListener("input", () => {
      one.waits = true;
      clearTimeout(timer);
      timer = window.setTimeout(send, REST_MS);
    });
    field.addEventListener("change", send);
    field.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Enter" && lines <= 1) send();
    });
    known.set(made, one);
    tellFault(one, fault);
    return made;
  },
  upload({ id = "", label = "", accept = "", failed = "" }, { hand }) {
    const field = make("input", "");
    Object.assign(field, { type: "file", accept });
    field.dataset.id = id;
    const told = make("p", "fault");
    told.setAttribute("role", "status");
    told.hidden = true;
    field.addEventListener("change", async () => {
      const file = field.files?.[0];
      if (!file) return;
      const text = file.size > LONGEST ? "" : await file.text();
      told.textContent = text ? "" : failed;
      told.hidden = Boolean(text);
      if (text) hand(id, text, file.name.slice(0, 200));
      field.value = "";
    });
    const made = labelled(label, field, "labelled upload");
    made.append(told);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const WRITING_UPDATES = {
  writing(node, given, before) {
    const one = known.get(node);
    if (!one || !sameBut(given, before, "value", "fault")) return false;
    const value = String(given.value ?? "");
    const at = one.sent.indexOf(value.trim());
    // What was written here comes back a moment later: it takes nothing back that was typed since.
    if (at >= 0) one.sent.splice(0, at + 1);
    else if (!one.waits) {
      one.sent = [];
      if (one.field.value.trim() !== value.trim()) one.field.value = value;
    }
    tellFault(one, given.fault ?? "");
    return true;
  },
};

export const WRITING_STYLE = `
textarea.field { resize: vertical; line-height: 22px; padding: 8px 12px; }
.writing .fault, .upload .fault { margin: 4px 0 0; font-size: 14px; line-height: 20px; color: light-dark(#8a4b00, #f0b35a); }
.field[aria-invalid=true] { border-color: #c27c0e; }
.upload input { width: 100%; min-height: 40px; font: inherit; font-size: 14px; }
`;
