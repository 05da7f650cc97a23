// The window before a class: no bars, a caption that the last row can read, a spotlight, a black screen.
// Nothing here knows a name: the caption comes from Python, which leaves it out where names are hidden.
import { heed, make, signButton } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const LIT = 140; // radius of the spotlight in CSS pixels
const RESTED_MS = 2500;

/** Fill the screen, where the browser allows it. */
function fillScreen() {
  document.documentElement.requestFullscreen?.().catch(() => undefined); // the window is used as it is
}

function giveScreenBack() {
  if (document.fullscreenElement) document.exitFullscreen?.().catch(() => undefined);
}

/**
 * The elements of it, empty.
 * @param {(id: string) => void} run
 * @param {() => void} leave
 */
function parts(run, leave) {
  const words = make("p", { className: "words", role: "status" });
  const count = make("span", { className: "count" });
  const back = signButton("navigate_before", "", () => run("present-back"));
  const next = signButton("navigate_next", "", () => run("present-next"));
  const shut = signButton("close_fullscreen", "", leave);
  const hand = make("div", { className: "hand" }, [back, count, next, shut]);
  const dim = make("div", { className: "dim", hidden: "", "aria-hidden": "true" });
  const dot = make("div", { className: "dot-pointer", hidden: "", "aria-hidden": "true" });
  const black = make("div", { className: "black", hidden: "", "aria-hidden": "true" });
  const made = make("section", { className: "lectern", hidden: "" }, [dim, words, hand, dot, black]);
  return { words, count, back, next, shut, dim, dot, black, made };
}

/**
 * @param {ShellModel} model
 * @param {HTMLElement} root the window
 * @param {{ tell: import("./shell_make.js").Tell, run: (id: string) => void, changed: () => void }} given
 */
export function stage(model, root, { tell, run, changed }) {
  const leave = () => tell("leave");
  const { words, count, back, next, shut, dim, dot, black, made } = parts(run, leave);
  let [was, filled] = [false, false];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const moved = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    dim.style.background = `radial-gradient(circle ${LIT}px at ${clientX}px ${clientY}px, transparent 92%, rgb(0 0 0 / .82) 100%)`;
    dot.style.translate = `${clientX}px ${clientY}px`;
    made.classList.remove("resting");
    clearTimeout(timer);
    timer = setTimeout(() => made.classList.add("resting"), RESTED_MS);
  };
  const screen = () => {
    const left = filled && !document.fullscreenElement;
    filled = Boolean(document.fullscreenElement);
    if (left && model.stage.on) leave(); // Escape ends both
  };
  const write = () => {
    const { on = false, caption = "", count: told = "", spotlight = false, pointer = false, black: dark = false } = model.stage;
    root.classList.toggle("presenting", on);
    made.hidden = !on;
    [words.textContent, count.textContent] = [caption, told];
    words.hidden = !caption;
    [dim.hidden, dot.hidden, black.hidden] = [!spotlight, !pointer, !dark];
    document.documentElement.style.setProperty("--canvas-tools", on ? "none" : "flex");
    if (on !== was) {
      was = on;
      if (on) fillScreen();
      else giveScreenBack();
      changed();
    }
  };
  heed(model, ["texts"], () => {
    made.setAttribute("aria-label", model.texts.presenting);
    for (const [one, word] of /** @type {const} */ ([[back, "back"], [next, "next"], [shut, "leave"]])) {
      one.setAttribute("aria-label", model.texts[word]);
      one.title = model.texts[word];
    }
  });
  heed(model, ["stage"], write);
  document.addEventListener("pointermove", moved);
  document.addEventListener("fullscreenchange", screen);
  const end = () => {
    clearTimeout(timer);
    document.removeEventListener("pointermove", moved);
    document.removeEventListener("fullscreenchange", screen);
  };
  return { root: made, end };
}

export const STAGE_STYLE = `
.lectern { position: absolute; inset: 0; z-index: 15; pointer-events: none; }
.presenting .rail, .presenting .top, .presenting .below > :not(.pens), .presenting .again, .presenting .doors, .presenting .sheet, .presenting .caption,
.presenting .slot.notices { display: none !important; }
.lectern .words { position: absolute; left: 50%; bottom: 32px; translate: -50% 0; width: max-content; max-width: min(1100px, calc(100vw - 500px)); margin: 0;
  padding: 12px 28px; border-radius: 16px; background: var(--paper); box-shadow: var(--lift); font-size: 28px; line-height: 38px; font-weight: 600;
  text-align: center; text-wrap: balance; }
.lectern .hand { position: absolute; right: 16px; bottom: 32px; display: flex; align-items: center; gap: 4px; padding: 4px; border-radius: 28px;
  background: var(--glass); box-shadow: var(--lift); pointer-events: auto; transition: opacity 400ms; }
.lectern.resting .hand:not(:focus-within, :hover) { opacity: .25; }
.lectern .count { min-width: 56px; text-align: center; font-variant-numeric: tabular-nums; font-size: 15px; }
.lectern .count:empty { min-width: 0; }
.lectern .round { width: 44px; height: 44px; }
.dim, .lectern .black { position: absolute; inset: 0; }
.dot-pointer { position: absolute; left: -18px; top: -18px; width: 36px; height: 36px; border-radius: 50%; background: rgb(255 214 10 / .42); border: 3px solid #ffd60a; box-shadow: 0 0 0 2px #15191e; }
.dim { background: rgb(0 0 0 / .82); }
.lectern .black { background: #000; pointer-events: auto; cursor: none; }
@media (max-width: 1100px) { .lectern .words { bottom: 88px; max-width: calc(100vw - 32px); font-size: 22px; line-height: 30px; padding: 8px 16px; } }
`;
