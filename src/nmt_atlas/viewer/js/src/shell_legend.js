// What the colours on the body mean, each line a switch; what is looked at; what layers are taken off.
import { button, heed, keepFocus, make } from "./shell_make.js";
import { beenHere, remember } from "./welcome.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const LOOKS = ["muscle", "pain", "both"];

/**
 * A chip of a colour with its pattern.
 * @param {string} color
 * @param {string} pattern
 */
function chip(color, pattern) {
  const made = make("span", { className: `chip ${pattern}`, "aria-hidden": "true" });
  made.style.setProperty("--ink", /^#[0-9a-f]{6}$/i.test(color) ? color : "currentColor");
  return made;
}

/**
 * @param {ShellModel} model
 * @param {import("./shell_make.js").Tell} tell
 * @param {HTMLElement[]} over what stands above it
 */
export function legend(model, tell, over) {
  const root = make("div", { className: "below" });
  const line = (/** @type {import("./types").LegendLineData} */ { id, label, color, pattern = "", off }) => {
    const one = make("button", {
      type: "button", role: "switch", className: "key", "aria-checked": String(!off), "data-key": id,
    }, [chip(color, pattern), make("span", {}, [label])]);
    one.addEventListener("click", () => tell("legend", id));
    return one;
  };
  const looks = (/** @type {string} */ value) => make("div", { className: "looks", role: "group", "aria-label": model.texts.look },
    LOOKS.map((one) => {
      const made = make("button", { type: "button", "aria-pressed": String(one === value), "data-key": `look-${one}` }, [model.texts[one]]);
      made.addEventListener("click", () => tell("look", one));
      return made;
    }));
  const write = () => {
    const { lines = [], look = "", taken = "" } = model.legend;
    const back = keepFocus(root, "data-key");
    const restore = button("restart_alt", model.texts.restore, () => tell("restore"), "restore");
    const off = taken ? [make("div", { className: "taken", role: "status" }, [make("span", {}, [taken]), restore])] : [];
    const keys = lines.length || look
      ? [make("section", { className: "legend", "aria-label": model.texts.legend }, [
        ...(lines.length ? [make("div", { className: "keys" }, lines.map(line))] : []),
        ...(look ? [looks(look)] : []),
      ])] : [];
    root.replaceChildren(...over, ...off, ...keys);
    back();
  };
  heed(model, ["legend", "texts"], write);
  return root;
}

/**
 * The first screen's doors, over the body; it can be used without them.
 * @param {ShellModel} model
 * @param {import("./shell_make.js").Tell} tell
 * @param {() => void} tour starts the tour
 */
export function doors(model, tell, tour) {
  const root = make("section", { className: "doors" });
  let shown = false;
  const write = () => {
    if (model.doors.length && !shown && beenHere()) tell("door", "none");
    if (shown && !model.doors.length) remember();
    shown = model.doors.length > 0 && !beenHere();
    root.hidden = !shown;
    root.setAttribute("aria-label", model.texts.doors);
    const all = model.doors.map(({ id, title, text, icon: sign }) => {
      const one = button(sign, title, () => tell("door", id), "door");
      one.append(make("small", {}, [text]));
      return one;
    });
    const show = make("button", { type: "button", className: "linkish" }, [model.texts.tour]);
    show.addEventListener("click", () => tour());
    root.replaceChildren(make("div", { className: "row" }, all), make("p", {}, [`${model.texts.hint} `, show]));
  };
  heed(model, ["doors", "texts"], write);
  return root;
}
