// The window around the body: a bar at the top, panels at both sides, the body between them.
// Everything in the panels comes from Python as children; this file only places them, keeps the
// history of the page and tells when the server cannot be reached.
import { watchConnection } from "./shell_connection.js";
import { followHistory } from "./shell_history.js";
import { SHELL_STYLE } from "./shell_style.js";
import { colour } from "./shell_theme.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const SLOTS = ["bar", "notices", "left", "canvas", "foot", "right"];
const RESIZED_MS = 200;

/**
 * An element with attributes, a class and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [given]
 * @param {(Node | string)[]} [children]
 */
export function make(tag, { className = "", ...attributes } = {}, children = []) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const slot = (/** @type {string} */ name) => make("div", { className: `slot ${name}` });

/**
 * An element of a drawing.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {Node[]} [children]
 */
function drawn(tag, attributes, children = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const button = (/** @type {string} */ className, /** @type {string} */ path) => {
  const icon = { viewBox: "0 0 24 24", "aria-hidden": "true" };
  return make("button", { className, type: "button" }, [drawn("svg", icon, [drawn("path", { d: path })])]);
};

const LEFT = "M3 5h18v14H3z M9 5v14";
const RIGHT = "M3 5h18v14H3z M15 5v14";
const DARK = "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z";

const panel = (/** @type {"nav" | "aside"} */ tag, /** @type {string} */ id, /** @type {Node} */ inner) => (
  make(tag, { className: `panel ${id}`, id, tabindex: "-1" }, [inner]));

/** @typedef {ReturnType<typeof build>} Elements */

/** All elements of the window by name. */
function build() {
  const slots = Object.fromEntries(SLOTS.map((name) => [name, slot(name)]));
  const skip = make("a", { className: "skip", href: "#" });
  const showLeft = button("show-left", LEFT);
  const showRight = button("show-right", RIGHT);
  const dark = button("dark", DARK);
  const title = make("h1");
  const lost = make("div", { className: "lost", role: "alert", "aria-live": "assertive", hidden: "" });
  const top = make("header", { className: "top", role: "banner" },
    [showLeft, title, slots.bar, dark, showRight]);
  const left = panel("nav", "left", slots.left);
  const main = make("main", { id: "main", tabindex: "-1" }, [slots.notices, slots.canvas, slots.foot]);
  const right = panel("aside", "right", slots.right);
  showLeft.setAttribute("aria-controls", "left");
  showRight.setAttribute("aria-controls", "right");
  const middle = make("div", { className: "middle" }, [left, main, right]);
  const root = make("div", { className: "shell" }, [skip, top, lost, middle]);
  return { slots, skip, showLeft, showRight, dark, title, lost, left, main, right, middle, root };
}

/**
 * The panels at both sides, each with the button that shows it.
 * @param {Elements} at
 * @param {ShellModel} model
 */
function sides(at, model) {
  return [
    {
      panel: at.left, show: at.showLeft, name: "left",
      isOpen: () => model.left_open, open: (/** @type {boolean} */ now) => { model.left_open = now; },
    },
    {
      panel: at.right, show: at.showRight, name: "right",
      isOpen: () => model.right_open, open: (/** @type {boolean} */ now) => { model.right_open = now; },
    },
  ];
}

/**
 * Keep a slot filled with what Python put there.
 * @param {Elements} at
 * @param {ShellModel} model
 * @param {string} name
 */
function fill(at, model, name) {
  const child = model.get_child(name);
  at.slots[name].replaceChildren(...(child ? [child] : []));
}

/**
 * Call back whenever one of several parameters changes, and once now.
 * @param {ShellModel} model
 * @param {string[]} names
 * @param {() => void} run
 */
function heed(model, names, run) {
  model.on(names, run);
  run();
}

/**
 * Open and close the panels; on a narrow window only one is open, over the body.
 * @param {Elements} at
 * @param {ShellModel} model
 */
function panels(at, model) {
  const both = sides(at, model);
  const narrow = () => window.innerWidth < model.narrow;
  let wasNarrow = false;
  const apply = () => {
    at.root.classList.toggle("narrow", narrow());
    if (narrow() && !wasNarrow) { // the body first; Python opens what the page cannot do without
      wasNarrow = true;
      for (const side of both) side.open(false);
    }
    wasNarrow = narrow();
    at.root.style.setProperty("--left", `${model.left_width}px`);
    at.root.style.setProperty("--right", `${model.right_width}px`);
    for (const side of both) {
      at.root.classList.toggle(`${side.name}-open`, side.isOpen());
      side.panel.inert = !side.isOpen();
      side.show.setAttribute("aria-expanded", String(side.isOpen()));
    }
  };
  for (const side of both) {
    side.show.addEventListener("click", () => {
      const open = !side.isOpen();
      side.open(open);
      if (open && narrow()) both.find((other) => other !== side)?.open(false);
      if (open) side.panel.focus({ preventScroll: true });
    });
  }
  at.middle.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !narrow()) return;
    const from = /** @type {Node} */ (event.target);
    for (const side of both.filter((one) => one.isOpen() && one.panel.contains(from))) {
      side.open(false);
      side.show.focus();
    }
  });
  heed(model, ["left_open", "right_open", "left_width", "right_width", "narrow"], apply);
  return apply;
}

/**
 * Tell how wide the window is, now and whenever that settles anew.
 * @param {ShellModel} model
 * @param {() => void} changed
 */
function watchWidth(model, changed) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tell = () => {
    if (model.window_width !== window.innerWidth) model.window_width = window.innerWidth;
  };
  const later = () => {
    changed();
    clearTimeout(timer);
    timer = setTimeout(tell, RESIZED_MS);
  };
  window.addEventListener("resize", later);
  later();
  return () => window.removeEventListener("resize", later);
}

/**
 * The words of the window in the page's language.
 * @param {Elements} at
 * @param {ShellModel} model
 */
function speak(at, model) {
  const words = model.texts;
  at.skip.textContent = words.skip;
  at.left.setAttribute("aria-label", words.left);
  at.right.setAttribute("aria-label", words.right);
  for (const [key, one] of Object.entries({ left: at.showLeft, right: at.showRight, dark: at.dark })) {
    one.setAttribute("aria-label", words[key]);
    one.title = words[key];
  }
  at.title.textContent = model.title;
  document.title = model.title;
}

function skipToBody(/** @type {Elements} */ at) {
  at.skip.addEventListener("click", (event) => {
    event.preventDefault();
    at.main.focus();
  });
}

/**
 * The window, as Panel asks for it.
 * @param {{ model: ShellModel, el: HTMLElement }} given
 */
export function render({ model, el }) {
  const at = build();
  el.style.cssText += "width:100%;height:100%";
  el.append(make("style", {}, [SHELL_STYLE]), at.root);
  for (const name of SLOTS) {
    fill(at, model, name);
    model.on(name, () => fill(at, model, name));
  }
  skipToBody(at);
  heed(model, ["texts", "title"], () => speak(at, model));
  heed(model, ["dark", "theme_config"], () => colour(at.root, at.dark, model));
  at.dark.addEventListener("click", () => { model.dark = !model.dark; });
  const fit = panels(at, model);
  const ends = [watchWidth(model, fit), followHistory(model), watchConnection(at.lost, model)];
  model.on("remove", () => ends.forEach((end) => end()));
}
