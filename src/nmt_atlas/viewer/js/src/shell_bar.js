// The bar of a tool that is in the hand: its choices and what else it can do, below the body; before a
// class above it. Arrow keys walk along it.
import { button, heed, keepFocus, make } from "./shell_make.js";
import { toldOf } from "./shell_strip.js";

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {import("./types").ToolData} ToolData */

/**
 * A dot of the colour or the width that is chosen.
 * @param {ToolData} tool
 */
function dot({ color = "", px = 0 }) {
  const made = make("span", { className: "icon dot", "aria-hidden": "true" }, [make("i")]);
  made.style.setProperty("--ink", /^#[0-9a-f]{6}$/i.test(color) ? color : "currentColor");
  made.style.setProperty("--px", `${Math.min(20, Math.max(4, px))}px`);
  return made;
}

/**
 * @param {ShellModel} model
 * @param {(tool: ToolData) => void} run
 */
export function toolbar(model, run) {
  const root = make("div", { className: "pens", role: "toolbar" });
  let written = "";
  const one = (/** @type {ToolData} */ tool) => {
    const made = button(tool.icon || "lens", tool.short || tool.title, () => run(tool), "tool");
    if (tool.px) made.firstElementChild?.replaceWith(dot(tool));
    made.dataset.key = `bar-${tool.id}`;
    made.title = toldOf(tool);
    made.setAttribute("aria-label", tool.title);
    if (tool.on !== undefined && tool.on !== null) made.setAttribute("aria-pressed", String(tool.on));
    if (tool.why) made.setAttribute("aria-disabled", "true");
    return made;
  };
  heed(model, ["tools"], () => {
    const tools = model.tools.filter(({ bar }) => bar);
    const state = JSON.stringify(tools);
    if (state === written) return;
    written = state;
    const back = keepFocus(root, "data-key");
    root.hidden = !tools.length;
    root.setAttribute("aria-label", tools.at(-1)?.group ?? "");
    root.replaceChildren(...tools.map(one));
    back();
  });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = [...root.querySelectorAll("button")];
    const at = all.findIndex((each) => event.composedPath().includes(each));
    if (!step || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    all[(at + step + all.length) % all.length].focus();
  });
  return root;
}

export const BAR_STYLE = `
.pens { display: flex; flex-wrap: wrap; justify-content: center; padding: 4px; max-width: 760px; }
.dot { display: grid; place-items: center; } .shell .dot i { display: block; width: var(--px); height: var(--px); border-radius: 50%; background: var(--ink); border: 1px solid color-mix(in srgb, currentColor 55%, transparent); }
.shell .pens .tool { min-width: 56px; height: 44px; }
.phone .pens .tool span:last-child:not(.icon), .short .pens .tool span:last-child:not(.icon) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.shell.phone .pens .tool { min-width: 44px; width: 44px; padding: 0; justify-content: center; }
.shell.short .pens .tool { min-width: 44px; }
.phone .pens { max-width: calc(100vw - 84px); flex-wrap: nowrap; justify-content: flex-start; overflow: auto hidden; scrollbar-width: none; }
.phone .pens .tool:last-child { order: -1; position: sticky; left: 0; z-index: 1; background: var(--paper); }
.phone .pens:not([hidden]) ~ .legend { display: none; }
.presenting .below { top: 16px; bottom: auto; left: 16px; right: auto; padding: 0; align-items: flex-start; z-index: 16; }
@media (forced-colors: active) { .dot i { forced-color-adjust: none; } }
`;
