// The tools on the canvas: what can be done now, by group. A group that is folded is one
// button that opens its tools with words; what does not fit stands behind the last button.
import { button, heed, icon, keepFocus, make } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {import("./types").ToolData} ToolData */

/**
 * A key as it is written on a keyboard.
 * @param {string} key
 */
export const spelled = (key) => key.replace("ArrowRight", "→").replace("ArrowLeft", "←").replace("Control+", "Ctrl ").replace("Shift+", "⇧ ")
  .replace(/[a-z]$/, (letter) => letter.toUpperCase());

/**
 * What a tool's button says on hovering: word, shortcut, and why it cannot be used now.
 * @param {ToolData} tool
 */
export const toldOf = ({ title, key, why }) => [key ? `${title} (${spelled(key)})` : title, why].filter(Boolean).join(" – ");

const LEAST_ROW = 420; // narrower than this, words would be a tower
const TWO_ROWS = 100; // CSS pixels
const CLOSE = 8;

export class Strip {
  /**
   * @param {ShellModel} model
   * @param {{ run: (tool: ToolData) => void, popovers: import("./shell_popover.js").Popovers, layers: () => void }} given
   */
  constructor(model, { run, popovers, layers }) {
    this.model = model;
    this.run = run;
    this.popovers = popovers;
    this.root = make("div", { className: "strip", role: "toolbar" });
    this.open = layers;
    this.first = button("layers", "", layers, "tool first");
    this.width = 0;
    this.only = false;
    this.tall = false;
    this.written = "";
    heed(model, ["pages", "tools", "texts", "left_title", "left_open"], () => this.write());
    this.root.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * Use so much room; in `only` one button everything stands behind it; a `tall` window has room for a
   * second row.
   * @param {number} width
   * @param {boolean} only
   * @param {boolean} tall
   */
  fit(width, only, tall) {
    if (width === this.width && only === this.only && tall === this.tall) return;
    this.width = width;
    this.only = only;
    this.tall = tall;
    this.write();
  }

  /** The groups of tools that stand on the strip. */
  groups() {
    /** @type {Map<string, ToolData[]>} */
    const found = new Map();
    for (const one of this.model.tools.filter((tool) => tool.strip)) {
      found.set(one.group, [...(found.get(one.group) ?? []), one]);
    }
    return found;
  }

  write() {
    const { model } = this;
    const state = JSON.stringify([model.pages, model.tools, model.texts.tools, this.width, this.only, this.tall, model.left_title, model.left_open]);
    if (state === this.written) return;
    this.written = state;
    const back = keepFocus(this.root, "data-tool");
    this.root.setAttribute("aria-label", model.texts.tools);
    this.first.replaceChildren(icon("layers"), make("span", {}, [model.left_title]));
    const page = model.pages.find((one) => one.on)?.title;
    this.first.hidden = !model.left_title || model.left_title === page || this.only;
    this.first.setAttribute("aria-pressed", String(model.left_open));
    this.first.title = model.left_title;
    this.fill();
    back();
  }

  /** Put on the buttons that fit: with their words in one row or two, else as signs, else the first of them. */
  fill() {
    const { root, first } = this;
    const all = this.only ? [] : this.tools();
    const fits = () => root.scrollWidth <= this.width || !this.width;
    root.classList.remove("signs", "rows");
    root.style.maxWidth = "";
    root.replaceChildren(first, ...all, ...(this.only ? [this.rest()] : []));
    if (this.only || fits()) return;
    if (this.tall && this.width >= LEAST_ROW) {
      root.classList.add("rows");
      root.style.maxWidth = `${this.width}px`;
      if (root.offsetHeight <= TWO_ROWS) {
        this.balance();
        return;
      }
      root.classList.remove("rows");
      root.style.maxWidth = "";
    }
    root.classList.add("signs");
    if (fits()) return;
    root.append(this.rest());
    while (all.length && !fits()) all.pop()?.remove();
  }

  /** As narrow as two rows allow, so that both are filled alike. */
  balance() {
    const { root } = this;
    let [least, most] = [this.width / 2, this.width];
    while (most - least > CLOSE) {
      const half = (least + most) / 2;
      root.style.maxWidth = `${half}px`;
      if (root.offsetHeight <= TWO_ROWS) most = half;
      else least = half;
    }
    root.style.maxWidth = `${most}px`;
  }

  /** A button for each tool with a sign of its own, and one for each group of the others. */
  tools() {
    const all = [];
    for (const [group, tools] of this.groups()) {
      const signed = tools.filter((tool) => !tool.fold);
      const others = tools.filter((tool) => tool.fold);
      if (others.length) all.push(this.menu(group, others));
      all.push(...signed.map((tool) => this.tool(tool)));
    }
    return all;
  }

  /** @param {ToolData} tool */
  tool(tool, className = "tool") {
    const word = className === "tool" && tool.short ? tool.short : tool.title;
    const one = button(tool.icon || "chevron_right", word, () => this.run(tool), className);
    one.dataset.tool = tool.id;
    one.title = toldOf(tool);
    if (word !== tool.title) one.setAttribute("aria-label", tool.title);
    if (tool.on !== undefined && tool.on !== null) one.setAttribute("aria-pressed", String(tool.on));
    if (tool.why) one.setAttribute("aria-disabled", "true");
    if (tool.key) one.setAttribute("aria-keyshortcuts", tool.key);
    return one;
  }

  /**
   * @param {string} group
   * @param {ToolData[]} tools
   */
  menu(group, tools) {
    const one = button(tools[0].fold || "more_horiz", group, () => (
      this.popovers.toggle(one, group, [this.entries(tools)], "menu")), "tool");
    one.dataset.tool = `menu:${group}`;
    one.title = group;
    one.setAttribute("aria-expanded", "false");
    return one;
  }

  /** @param {ToolData[]} tools */
  entries(tools) {
    return make("div", { className: "entries" }, tools.map((tool) => {
      const one = this.tool(tool, "entry");
      if (!tool.icon) one.firstElementChild?.remove();
      if (tool.key) one.append(make("kbd", {}, [spelled(tool.key)]));
      if (tool.why) one.append(make("small", {}, [tool.why]));
      one.addEventListener("click", () => { if (!tool.why) this.popovers.shut(); });
      return one;
    }));
  }

  /** The sheet of the page, as the first of everything, where it has a name of its own. */
  layers() {
    if (this.first.hidden && !this.only) return [];
    const { left_title: title, pages } = this.model;
    if (!title || title === pages.find((one) => one.on)?.title) return [];
    return [make("div", { className: "entries" }, [button("layers", title, () => {
      this.popovers.shut(false);
      this.open();
    }, "entry")])];
  }

  /** Everything, behind one button. */
  rest() {
    const { texts } = this.model;
    const one = button(this.only ? "tune" : "more_horiz", this.only ? texts.tools : texts.more, () => {
      const inside = [...this.layers(), ...[...this.groups()].flatMap(([group, tools]) => [make("h3", {}, [group]), this.entries(tools)])];
      this.popovers.toggle(one, texts.tools, inside, "menu");
    }, "tool rest");
    one.dataset.tool = "rest";
    one.title = texts.tools;
    one.setAttribute("aria-expanded", "false");
    return one;
  }

  /** Arrow keys walk along the strip. @param {KeyboardEvent} event */
  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...this.root.querySelectorAll("button")].filter((one) => !one.hidden);
    const at = all.findIndex((one) => event.composedPath().includes(one));
    if (at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    all[(at + step + all.length) % all.length].focus();
  }
}
