// One search for everything: what it finds comes from Python in groups, one line a thing. Arrows choose,
// Enter takes, Escape puts it away.
import { focusedNow, heed, icon, make, signButton } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const REST_MS = 120;
const LONGEST = 200;

export class Search {
  /**
   * @param {ShellModel} model
   * @param {import("./shell_make.js").Tell} tell
   */
  constructor(model, tell) {
    this.model = model;
    this.tell = tell;
    this.timer = 0;
    this.at = -1;
    /** @type {HTMLElement | null} */
    this.back = null;
    this.input = make("input", {
      type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found",
    });
    this.list = make("div", { className: "found", id: "found", role: "listbox", hidden: "" });
    this.clear = signButton("close", "", () => this.leave(), "round clear");
    this.hint = make("kbd", { "aria-hidden": "true" }, ["/"]);
    const field = make("div", { className: "field" }, [icon("search"), this.input, this.hint, this.clear]);
    this.root = make("div", { className: "search", role: "search" }, [field, this.list]);
    this.listen();
    heed(model, ["texts"], () => this.speak());
    heed(model, ["found"], () => this.show());
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), REST_MS);
    });
    this.input.addEventListener("focus", () => this.begin());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    this.root.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.root.contains(/** @type {Node | null} */ (relatedTarget))) this.close();
    });
  }

  speak() {
    const { texts } = this.model;
    this.input.setAttribute("aria-label", texts.search);
    this.input.placeholder = texts.searchHint;
    this.list.setAttribute("aria-label", texts.found);
    this.clear.setAttribute("aria-label", texts.close);
    this.clear.title = texts.close;
  }

  /** Put the cursor in the field, from wherever it is. */
  open() {
    const at = focusedNow();
    if (at !== this.input) this.back = at;
    this.root.classList.add("open"); // what is not shown takes no focus
    this.input.focus();
    this.input.select();
  }

  begin() {
    this.root.classList.add("open");
    this.ask();
  }

  ask() {
    clearTimeout(this.timer);
    this.tell("search:ask", this.input.value.slice(0, LONGEST));
  }

  show() {
    const { query = "", groups = [], note = "" } = this.model.found;
    if (query !== this.input.value.slice(0, LONGEST).trim()) return;
    this.options = groups.flatMap(({ lines }) => lines.map((line) => this.line(line)));
    let next = 0;
    const written = groups.map(({ title, lines }, number) => {
      const head = make("p", { className: "group", id: `group-${number}` }, [title]);
      const mine = (this.options ?? []).slice(next, next + lines.length);
      next += lines.length;
      return make("div", { role: "group", "aria-labelledby": head.id }, [head, ...mine]);
    });
    this.list.replaceChildren(...(note ? [make("p", { className: "note", role: "status" }, [note])] : []), ...written);
    this.mark(query && this.options.length ? 0 : -1);
    const shown = this.root.classList.contains("open") && Boolean(note || groups.length);
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown && this.options.length > 0));
  }

  /** @param {import("./types").FoundLineData} line */
  line({ id, label, hint = "", icon: sign = "chevron_right" }) {
    const one = make("div", { className: "hit", role: "option", id: `found-${id.replace(/[^a-z0-9]+/gi, "-")}` },
      [icon(sign), make("span", { className: "name" }, [label]), ...(hint ? [make("small", {}, [hint])] : [])]);
    one.addEventListener("click", () => this.take(id));
    one.dataset.id = id;
    return one;
  }

  /** @param {number} at */
  mark(at) {
    this.at = at;
    (this.options ?? []).forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    const now = this.options?.[at];
    if (now) this.input.setAttribute("aria-activedescendant", now.id);
    else this.input.removeAttribute("aria-activedescendant");
    now?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} id */
  take(id) {
    this.input.value = "";
    this.tell("search:take", id);
    this.leave();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const many = this.options?.length ?? 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && many) {
      event.preventDefault();
      this.mark((this.at + step + many) % many);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const fresh = (this.model.found.query ?? "") === this.input.value.slice(0, LONGEST).trim();
      const now = fresh ? this.options?.[this.at] : undefined;
      if (now) this.take(now.dataset.id ?? "");
      else if (this.input.value.trim()) {
        this.tell("search:enter", this.input.value.trim().slice(0, LONGEST));
        this.input.value = "";
        this.leave();
      }
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.root.classList.remove("open");
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  /** Put it away and give the focus back. */
  leave() {
    this.input.value = "";
    this.close();
    const back = this.back?.isConnected ? this.back : null;
    this.back = null;
    if (back) back.focus({ preventScroll: true });
    else this.input.blur();
    if (!focusedNow()) this.after?.();
  }

  /** @type {(() => void) | undefined} takes the focus where nothing else has it */
  after;
}
