// What stands beside the body on a light page: the question, where one's answer is, what it was.
import { make } from "./leaf_make.js";
import { render } from "./leaf.js";

/** @typedef {import("./class_types").Message} Message */
/** @typedef {import("./leaf_types").LeafModel} LeafModel */

/**
 * A leaf without a server behind it.
 * @param {(id: string, value: boolean | string) => void} press
 */
export function leafOf(press) {
  /** @type {Map<string, (() => void)[]>} */
  const watching = new Map();
  let count = 0;
  /** @type {LeafModel} */
  const model = {
    text: "[]", topic: "", live: false, large: false,
    on(names, run) {
      for (const name of [names].flat()) watching.set(name, [...(watching.get(name) ?? []), run]);
    },
  };
  Object.defineProperty(model, "pressed", {
    get: () => ({ n: count }),
    set({ id, value }) {
      count += 1;
      press(id, value);
    },
  });
  const host = make("div", "leaf");
  host.attachShadow({ mode: "open" }).append(render({ model }));
  return {
    host,
    /** @param {object[]} blocks @param {string} topic */
    write(blocks, topic) {
      const text = JSON.stringify(blocks);
      if (text === model.text && topic === model.topic) return;
      model.text = text;
      model.topic = topic;
      for (const run of watching.get("text") ?? []) run();
    },
  };
}

export class Sheet {
  /**
   * @param {HTMLElement} parent
   * @param {Record<string, string>} texts
   * @param {(id: string, value: boolean | string) => void} press
   * @param {() => void} moved called where the sheet takes another room
   */
  constructor(parent, texts, press, moved) {
    this.texts = texts;
    this.moved = moved;
    this.folded = false;
    this.leaf = leafOf(press);
    this.title = make("h2", "");
    this.title.tabIndex = -1;
    this.status = make("p", "status");
    this.status.setAttribute("role", "status");
    this.fold = make("button", "fold");
    this.fold.type = "button";
    this.fold.addEventListener("click", () => this.turn(!this.folded));
    const head = make("div", "head", this.title, this.fold);
    this.inside = make("div", "inside", this.leaf.host);
    this.root = make("section", "sheet", head, this.status, this.inside);
    this.root.setAttribute("aria-label", texts.question);
    parent.append(this.root);
    this.round = 0;
    this.rest();
  }

  /** Nothing is asked. */
  rest() {
    this.round = 0;
    this.root.classList.remove("asking");
    this.title.textContent = "";
    this.status.textContent = this.texts.waiting;
    this.leaf.write([], "");
    this.turn(false);
  }

  /** There is no body to look at or to tap. */
  undrawn() {
    const resting = this.status.textContent === this.texts.waiting;
    if (this.status.textContent === this.texts.tap) this.say("");
    this.texts = { ...this.texts, waiting: this.texts.waitingUndrawn, tap: "" };
    if (resting) this.rest();
  }

  /**
   * Show a question, or its answer.
   * @param {Message} asked
   */
  ask(asked) {
    const fresh = asked.round !== this.round;
    this.round = asked.round ?? 0;
    this.root.classList.add("asking");
    this.root.setAttribute("aria-label", asked.open ? this.texts.question : this.texts.answer);
    this.title.textContent = asked.prompt ?? "";
    this.leaf.write(asked.blocks ?? [], `${asked.round}-${asked.open}`);
    if (asked.open && asked.given) this.kept(asked.given);
    else if (fresh || !asked.open) this.say(asked.open ? this.hint(asked.takes ?? "") : "");
    if (fresh || !asked.open) this.turn(false);
    this.moved();
  }

  /** @param {string} takes */
  hint(takes) {
    return ["part", "place", "skin", "marker"].includes(takes) ? this.texts.tap : "";
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
    this.moved();
  }

  /** The server has an answer. @param {string} given */
  kept(given) {
    this.say([given, this.texts.kept].filter(Boolean).join(" "));
  }

  /** @param {boolean} folded */
  turn(folded) {
    this.folded = folded;
    this.inside.hidden = folded;
    this.fold.textContent = folded ? "▴" : "▾";
    this.fold.title = folded ? this.texts.open : this.texts.fold;
    this.fold.setAttribute("aria-label", this.fold.title);
    this.fold.setAttribute("aria-expanded", String(!folded));
    this.moved();
  }
}
