// Keys that do something everywhere but where somebody types, and the sheet that tells them.
import { isTyped, make } from "./shell_make.js";
import { spelled } from "./shell_strip.js";

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {import("./types").ToolData} ToolData */

/**
 * The name of a pressed key as commands name theirs.
 * @param {KeyboardEvent} event
 */
export function keyOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey) return "";
  const one = key.length === 1 ? key.toLowerCase() : key;
  const shift = shiftKey && (key.length > 1 || /[a-z]/i.test(key)) ? "Shift+" : "";
  return `${ctrlKey || metaKey ? "Control+" : ""}${shift}${one}`;
}

/**
 * Whether a key may act: those of one sign can be turned off (who speaks to the machine types them unawares).
 * @param {ShellModel} model
 * @param {string} key
 */
export const allowed = (model, key) => model.letters || key.replace(/^Shift\+/, "").length > 1;

/**
 * The sheet of shortcuts, by group.
 * @param {ShellModel} model
 */
export function sheetOf(model) {
  /** @type {Map<string, [string, string][]>} */
  const groups = new Map([[model.texts.everywhere, [
    [model.texts.search, "/"], [model.texts.search, "Control+k"], [model.texts.shortcuts, "?"], [model.texts.close, "Escape"],
  ]], [model.texts.onBody, [
    [model.texts.keyTurn, "← ↑ → ↓"], [model.texts.keyMove, "⇧ ← ↑ → ↓"], [model.texts.keyZoom, "+ −"], [model.texts.keyHome, "Home"],
  ]]]);
  for (const { group, title, key } of model.tools) {
    if (key) groups.set(group, [...(groups.get(group) ?? []), [title, key]]);
  }
  return [...groups].map(([title, keys]) => make("section", {}, [make("h3", {}, [title]),
    make("dl", {}, keys.map(([word, key]) => make("div", {}, [
      make("dt", {}, [word]), make("dd", {}, [make("kbd", {}, [spelled(key)])])])))]));
}

/**
 * @param {ShellModel} model
 * @param {{ run: (tool: ToolData) => void, search: () => void, shortcuts: () => void, escape: () => boolean, leave: () => void }} given
 */
export function watchKeys(model, { run, search, shortcuts, escape, leave }) {
  const alike = (/** @type {ToolData} */ tool, /** @type {string} */ key) => tool.key?.toLowerCase() === key.toLowerCase();
  const before = (/** @type {KeyboardEvent} */ event) => { // before the canvas, which turns by arrows
    if (!model.stage.on || event.isComposing || isTyped(event)) return;
    const key = keyOf(event);
    const tool = allowed(model, key) ? model.tools.find((one) => one.over && alike(one, key)) : undefined;
    if (!tool && key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!tool) leave();
    else if (!event.repeat) run(tool);
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyOf(event);
    const typed = isTyped(event);
    const done = (/** @type {() => void} */ what) => {
      event.preventDefault();
      what();
    };
    if (key === "Control+k") done(search);
    else if (key === "Escape" && !typed) escape();
    else if (typed || !allowed(model, key)) return;
    else if (event.key === "/" && !event.ctrlKey) done(search);
    else if (event.key === "?" && !event.ctrlKey) done(shortcuts);
    else {
      const tool = model.tools.find((one) => !one.over && alike(one, key));
      if (tool && !event.repeat) done(() => run(tool));
    }
  };
  document.addEventListener("keydown", pressed);
  window.addEventListener("keydown", before, true);
  return () => {
    document.removeEventListener("keydown", pressed);
    window.removeEventListener("keydown", before, true);
  };
}
