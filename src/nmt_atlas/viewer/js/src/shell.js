// The window around the body: the body fills it, everything else floats over it and can be put away.
// What stands in the sheets comes from Python as children, all else as data; this file only joins the
// pieces, keeps the history of the page and tells when the server cannot be reached.
import { BAR_STYLE, toolbar } from "./shell_bar.js";
import { course, COURSE_STYLE } from "./shell_course.js";
import { watchConnection } from "./shell_connection.js";
import { depth, DEPTH_STYLE } from "./shell_depth.js";
import { followHistory } from "./shell_history.js";
import { GAP, TALL } from "./room.js";
import { sheetOf, watchKeys } from "./shell_keys.js";
import { doors, legend } from "./shell_legend.js";
import { focusedNow, heed, make, teller } from "./shell_make.js";
import { Popovers } from "./shell_popover.js";
import { rail } from "./shell_rail.js";
import { Search } from "./shell_search.js";
import { Sheets } from "./shell_sheets.js";
import { voice } from "./shell_voice.js";
import { stage, STAGE_STYLE } from "./shell_stage.js";
import { Strip } from "./shell_strip.js";
import { SHELL_STYLE } from "./shell_style.js";
import { colour } from "./shell_theme.js";
import { Tour, TOUR_STYLE } from "./shell_tour.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const SLOTS = ["canvas", "notices", "left", "right"];
const RESIZED_MS = 200;
const LEAST = 200; // a strip of less room is one button
const slot = (/** @type {string} */ name) => make("div", { className: `slot ${name}` });

/**
 * Keep a slot filled with what Python put there.
 * @param {Record<string, HTMLElement>} slots
 * @param {ShellModel} model
 * @param {string} name
 */
function fill(slots, model, name) {
  const child = model.get_child(name);
  slots[name].replaceChildren(...(child ? [child] : []));
}

/**
 * Tell how wide the window is, now and whenever that settles anew.
 * @param {ShellModel} model
 * @param {() => void} changed
 */
function watchSize(model, changed) {
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

/** The window's own elements, empty. */
function frame() {
  const slots = Object.fromEntries(SLOTS.map((name) => [name, slot(name)]));
  const title = make("h1", { className: "unseen" });
  const skip = make("a", { className: "skip", href: "#" });
  const also = make("div", { className: "also" });
  const lost = make("div", { className: "lost", role: "alert", "aria-live": "assertive", hidden: "" });
  const caption = make("button", { type: "button", className: "caption", hidden: "" });
  const spoken = make("div", { className: "unseen", role: "status" });
  const main = make("main", { id: "main", tabindex: "-1" }, [title, slots.canvas]);
  return { slots, title, skip, also, lost, caption, spoken, main };
}

/**
 * What the pieces do to each other.
 * @param {ShellModel} model
 * @param {ReturnType<typeof frame>} at
 * @param {HTMLElement} root
 */
function pieces(model, at, root) {
  const tell = teller(model);
  const popovers = new Popovers(root, () => model.texts.close);
  const sheets = new Sheets(root, model, at.slots);
  const search = new Search(model, tell);
  const run = (/** @type {import("./types").ToolData} */ { id, title, why }) => {
    at.spoken.textContent = why ? `${title}: ${why}` : "";
    if (!why) model.commanded = { n: (model.commanded.n || 0) + 1, id };
  };
  const byId = (/** @type {string} */ id) => model.tools.filter((one) => one.id === id).forEach(run);
  const tour = new Tour(model, root, tell);
  const shortcuts = () => {
    const show = make("button", { type: "button", className: "sheettour" }, [model.texts.tour]);
    show.addEventListener("click", () => {
      popovers.shut();
      byId("tour");
    });
    popovers.toggle(null, model.texts.shortcuts, [show, ...sheetOf(model)], "shortcuts");
  };
  const toBody = () => at.main.focus({ preventScroll: true });
  const go = (/** @type {string} */ id) => {
    const here = model.pages.find((one) => one.on)?.id === id;
    if (!here) tell("page", id);
    else if (model.left_title) {
      if (root.classList.contains("left-open")) sheets.close("left");
      else sheets.open("left", true);
    } else if (root.classList.contains("right-open")) sheets.close("right");
    else if (model.right_title) sheets.open("right", true);
  };
  const layers = () => (root.classList.contains("left-open") ? sheets.close("left") : sheets.open("left", true));
  const strip = new Strip(model, { run, popovers, layers });
  const nav = rail(model, { tell, popovers, shortcuts, search: () => search.open(), go });
  sheets.lost = toBody;
  search.after = toBody;
  const leave = () => tell("leave");
  const end = watchKeys(model, { run, shortcuts, search: () => search.open(), escape: () => sheets.escape(), leave });
  const lectern = stage(model, root, { tell, run: byId, changed: () => sheets.layout() });
  const bar = toolbar(model, run);
  const way = course(model, tell, byId);
  const below = [bar, way.root];
  return { tell, below, lectern, tour, sheets, search, strip, nav, ends: [end, lectern.end, way.end, () => tour.dispose(), () => popovers.dispose()] };
}

/**
 * What can be done before everything else, by the keyboard: links that are seen when they are reached.
 * @param {HTMLElement} root
 * @param {ShellModel} model
 */
function skipping(root, model) {
  const wanted = model.tools.filter(({ skip }) => skip);
  if (root.dataset.of === JSON.stringify(wanted)) return;
  root.dataset.of = JSON.stringify(wanted);
  root.replaceChildren(...wanted.map(({ id, title }) => {
    const one = make("a", { className: "skip", href: "#" }, [title]);
    one.addEventListener("click", (event) => {
      event.preventDefault();
      model.commanded = { n: (model.commanded.n || 0) + 1, id };
    });
    return one;
  }));
}

/**
 * The words of the window in the page's language.
 * @param {ReturnType<typeof frame>} at
 * @param {ShellModel} model
 */
function speak(at, model) {
  at.skip.textContent = model.texts.skip;
  at.title.textContent = model.title;
  at.main.setAttribute("aria-label", model.texts.body);
  document.title = model.title;
  document.documentElement.lang = model.language;
}

/**
 * The sheet that is read: the one on the right where it is open, else the one on the left.
 * @param {HTMLElement} root
 * @param {Sheets} sheets
 */
function openSheet(root, sheets) {
  const side = ["right", "left"].find((one) => root.classList.contains(`${one}-open`));
  return side ? sheets[/** @type {"left" | "right"} */ (side)].box : null;
}

/**
 * The window, as Panel asks for it.
 * @param {{ model: ShellModel, el: HTMLElement }} given
 */
export function render({ model, el }) {
  const at = frame();
  const root = make("div", { className: "shell" });
  el.style.cssText += "width:100%;height:100%";
  const styles = [SHELL_STYLE, STAGE_STYLE, DEPTH_STYLE, TOUR_STYLE, BAR_STYLE, COURSE_STYLE];
  el.append(make("style", {}, [styles.join("")]), root);
  for (const name of SLOTS) {
    fill(at.slots, model, name);
    model.on(name, () => fill(at.slots, model, name));
  }
  const { tell, below, lectern, tour, sheets, search, strip, nav, ends } = pieces(model, at, root);
  const top = make("header", { className: "top", role: "banner" }, [search.root, strip.root]);
  root.append(at.skip, at.also, top, nav, at.main, at.caption, sheets.left.box, sheets.right.box, sheets.again,
    depth(model, tell), legend(model, tell, below), doors(model, tell, () => tour.begin()), at.slots.notices, lectern.root, tour.made, at.spoken, at.lost);
  at.skip.addEventListener("click", (event) => {
    event.preventDefault();
    at.main.focus();
  });
  at.caption.addEventListener("click", () => sheets.open("left", true));
  heed(model, ["texts", "title", "language"], () => speak(at, model));
  heed(model, ["tools"], () => skipping(at.also, model));
  heed(model, ["dark", "theme_config"], () => colour(root, model));
  heed(model, ["caption"], () => {
    at.caption.textContent = model.caption;
    at.caption.hidden = !model.caption;
  });
  sheets.begin(() => {
    const { mode, room } = sheets.plan; // not what is on its way there
    const free = window.innerWidth - (top.offsetLeft + room.right + GAP) - search.root.offsetWidth - GAP;
    strip.fit(free, mode === "phone" || free < LEAST, mode === "wide" && window.innerHeight >= TALL);
    if (!focusedNow() && root.dataset.used) at.main.focus({ preventScroll: true });
  });
  root.addEventListener("focusin", () => { root.dataset.used = "yes"; }, { once: true });
  const all = [...ends, watchSize(model, () => sheets.layout()), followHistory(model), watchConnection(at.lost, model),
    voice(model, () => openSheet(root, sheets))];
  model.on("remove", () => all.forEach((end) => end()));
}
