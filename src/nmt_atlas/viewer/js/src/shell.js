// The window around the body: a bar at the top, panels at both sides, the body between them.
// Everything in the panels comes from Python as children; this file only places them, keeps the
// history of the page and tells when the server cannot be reached.
import { watchConnection } from "./shell_connection.js";
import { followHistory } from "./shell_history.js";
import { SHELL_STYLE } from "./shell_style.js";
import { colour } from "./shell_theme.js";

const SLOTS = ["bar", "notices", "left", "canvas", "foot", "right"];
const RESIZED_MS = 200;

/** An element with attributes, a class and children. */
export function make(tag, { className = "", ...attributes } = {}, children = []) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const slot = (name) => make("div", { className: `slot ${name}` });

const button = (className, path) => {
  const made = make("button", { className, type: "button" });
  made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  return made;
};

const LEFT = "M3 5h18v14H3z M9 5v14";
const RIGHT = "M3 5h18v14H3z M15 5v14";
const DARK = "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z";

/** All elements of the window by name. */
function build() {
  const slots = Object.fromEntries(SLOTS.map((name) => [name, slot(name)]));
  const at = {
    slots,
    skip: make("a", { className: "skip", href: "#" }),
    showLeft: button("show-left", LEFT),
    showRight: button("show-right", RIGHT),
    dark: button("dark", DARK),
    title: make("h1"),
    lost: make("div", { className: "lost", role: "alert", "aria-live": "assertive", hidden: "" }),
  };
  at.top = make("header", { className: "top", role: "banner" },
    [at.showLeft, at.title, slots.bar, at.dark, at.showRight]);
  at.left = make("nav", { className: "panel left", id: "left", tabindex: "-1" }, [slots.left]);
  at.main = make("main", { id: "main", tabindex: "-1" }, [slots.notices, slots.canvas, slots.foot]);
  at.right = make("aside", { className: "panel right", id: "right", tabindex: "-1" }, [slots.right]);
  at.showLeft.setAttribute("aria-controls", "left");
  at.showRight.setAttribute("aria-controls", "right");
  at.middle = make("div", { className: "middle" }, [at.left, at.main, at.right]);
  at.root = make("div", { className: "shell" }, [at.skip, at.top, at.lost, at.middle]);
  return at;
}

/** Keep a slot filled with what Python put there. */
function fill(at, model, name) {
  const child = model.get_child(name);
  at.slots[name].replaceChildren(...(child ? [child] : []));
}

/** Call back whenever one of several parameters changes, and once now. */
function heed(model, names, run) {
  model.on(names, run);
  run();
}

/** Open and close the panels; on a narrow window only one is open, over the body. */
function panels(at, model) {
  const narrow = () => window.innerWidth < model.narrow;
  let wasNarrow = false;
  const apply = () => {
    at.root.classList.toggle("narrow", narrow());
    if (narrow() && !wasNarrow) { // the body first; Python opens what the page cannot do without
      wasNarrow = true;
      model.left_open = false;
      model.right_open = false;
    }
    wasNarrow = narrow();
    at.root.style.setProperty("--left", `${model.left_width}px`);
    at.root.style.setProperty("--right", `${model.right_width}px`);
    for (const [side, show] of [["left", at.showLeft], ["right", at.showRight]]) {
      const open = model[`${side}_open`];
      at.root.classList.toggle(`${side}-open`, open);
      at[side].inert = !open;
      show.setAttribute("aria-expanded", String(open));
    }
  };
  const toggle = (side, other) => {
    const open = !model[`${side}_open`];
    model[`${side}_open`] = open;
    if (open && narrow()) model[`${other}_open`] = false;
    if (open) at[side].focus({ preventScroll: true });
  };
  at.showLeft.addEventListener("click", () => toggle("left", "right"));
  at.showRight.addEventListener("click", () => toggle("right", "left"));
  at.middle.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !narrow()) return;
    for (const [side, show] of [["left", at.showLeft], ["right", at.showRight]]) {
      if (!model[`${side}_open`] || !at[side].contains(event.target)) continue;
      model[`${side}_open`] = false;
      show.focus();
    }
  });
  heed(model, ["left_open", "right_open", "left_width", "right_width", "narrow"], apply);
  return apply;
}

/** Tell how wide the window is, now and whenever that settles anew. */
function watchWidth(model, changed) {
  let timer = 0;
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

/** The words of the window in the page's language. */
function speak(at, model) {
  const words = model.texts;
  at.skip.textContent = words.skip;
  at.left.setAttribute("aria-label", words.left);
  at.right.setAttribute("aria-label", words.right);
  for (const [key, one] of [["left", at.showLeft], ["right", at.showRight], ["dark", at.dark]]) {
    one.setAttribute("aria-label", words[key]);
    one.title = words[key];
  }
  at.title.textContent = model.title;
  document.title = model.title;
}

function skipToBody(at) {
  at.skip.addEventListener("click", (event) => {
    event.preventDefault();
    at.main.focus();
  });
}

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
