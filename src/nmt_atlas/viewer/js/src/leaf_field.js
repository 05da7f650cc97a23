// A field to type in. What is typed is told after a short rest; a field that suggests is a combobox
// whose list comes from Python: arrows choose, Enter takes, Escape closes.
import { fresh, labelled, make, sameBut } from "./leaf_make.js";

/** @import { Update, Write } from "./leaf_types.js" */

const REST_MS = 120;

class Suggestions {
  /**
   * @param {HTMLInputElement} input
   * @param {(value: string) => void} take
   */
  constructor(input, take) {
    this.input = input;
    this.take = take;
    this.active = -1;
    this.list = make("ul", "options");
    this.list.id = fresh();
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    input.addEventListener("input", () => delete input.dataset.taken);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
  }

  /**
   * A line that arrows went to stays the chosen one where the new list has it too.
   * @param {[string, string][]} options
   */
  show(options) {
    const kept = this.options?.[this.active]?.[0];
    this.options = options;
    this.list.replaceChildren(...options.map(([value, label]) => {
      const one = make("li", "", label);
      one.id = fresh();
      one.setAttribute("role", "option");
      one.addEventListener("click", () => this.choose(value, label));
      return one;
    }));
    this.mark(options.findIndex(([value]) => value === kept));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    this.list.hidden = true;
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  /**
   * @param {string} value
   * @param {string} label
   */
  choose(value, label) {
    this.input.value = label;
    this.close();
    this.input.select(); // what is typed next takes the place of what was taken
    this.input.dataset.taken = "";
    this.take(value);
  }

  /** @param {number} at */
  mark(at) {
    this.active = at;
    [...this.list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    const now = this.list.children[at];
    if (now) this.input.setAttribute("aria-activedescendant", now.id);
    else this.input.removeAttribute("aria-activedescendant");
    now?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const many = this.list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && many) {
      event.preventDefault();
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      const from = this.active < 0 && step < 0 ? 0 : this.active;
      this.mark((from + step + many) % many);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = this.list.hidden ? undefined : this.options?.[this.active];
      if (chosen) this.choose(...chosen);
      else if (this.input.value.trim()) this.choose(this.input.value.trim().slice(0, 200), this.input.value);
    }
  }
}

/** @type {WeakMap<HTMLElement, { input: HTMLInputElement, list?: Suggestions }>} */
const known = new WeakMap();

/** @type {Record<string, Write>} */
export const FIELDS = {
  field({ id = "", label = "", hint = "", suggests, options = [] }, { tell }) {
    const input = make("input", "field");
    Object.assign(input, { type: suggests ? "text" : "search", placeholder: hint, autocomplete: "off", spellcheck: false });
    input.dataset.id = id;
    let timer = 0; // 0 while everything that was typed is told
    const ask = () => {
      timer = 0;
      tell(`${id}:ask`, input.value.slice(0, 200));
    };
    const rested = () => {
      clearTimeout(timer);
      timer = 0;
    };
    const made = labelled(label, input, "labelled search");
    const list = suggests ? new Suggestions(input, (value) => {
      rested();
      tell(`${id}:take`, value);
    }) : undefined;
    if (list) {
      made.append(list.list);
      list.list.setAttribute("aria-label", label);
      list.show(options);
    }
    input.addEventListener("input", () => {
      rested();
      timer = window.setTimeout(ask, REST_MS);
    });
    input.addEventListener("blur", () => { // what is pressed next finds all of it told
      if (!timer) return;
      rested();
      ask();
    });
    known.set(made, { input, list });
    return made;
  },
};

/** @type {Record<string, Update>} */
export const FIELD_UPDATES = {
  field(node, given, before) {
    const found = known.get(node);
    if (!found || !sameBut(given, before, "options", "query")) return false;
    if (found.list && given.query === found.input.value.slice(0, 200)) found.list.show(given.options ?? []);
    return true;
  },
};
