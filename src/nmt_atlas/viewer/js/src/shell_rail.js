// The pages at the left edge (at the bottom of a phone), with settings and what the atlas is below them.
import { button, heed, keepFocus, make } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {import("./types").PlaceData} Place */

const FIRST = 3; // so many pages stand at the bottom of a phone, beside the search

/**
 * One of several to choose from, each a button.
 * @param {import("./types").SettingData} setting
 * @param {import("./shell_make.js").Tell} tell
 */
function choice({ id, label, options, value }, tell) {
  const many = options.length > 3;
  const all = options.map(([given, text]) => {
    const one = make("button", { type: "button", "aria-pressed": String(given === value) }, [text]);
    one.addEventListener("click", () => {
      for (const other of all) other.setAttribute("aria-pressed", String(other === one));
      tell(`set:${id}`, given);
    });
    return one;
  });
  return make("div", { className: `setting ${many ? "many" : ""}`, role: "group", "aria-label": label },
    [make("p", {}, [label]), make("div", { className: "options" }, all)]);
}

/**
 * @param {ShellModel} model
 * @param {{ tell: import("./shell_make.js").Tell, popovers: import("./shell_popover.js").Popovers, shortcuts: () => void, search: () => void, go: (id: string) => void }} given
 */
export function rail(model, { tell, popovers, shortcuts, search, go }) {
  const nav = make("nav", { className: "rail" });
  const settings = (/** @type {HTMLElement} */ at) => {
    const inside = model.settings.map((one) => choice(one, tell));
    popovers.toggle(at, model.texts.settings, inside, "settings");
  };
  const about = (/** @type {HTMLElement} */ at) => {
    popovers.toggle(at, model.texts.about, [make("p", { className: "about" }, [model.about])]);
  };
  const place = (/** @type {Place} */ { id, title, icon: sign, on }) => {
    const one = button(sign, title, () => go(id), "place");
    if (on) one.setAttribute("aria-current", "page");
    one.dataset.page = id;
    return one;
  };
  const more = (/** @type {HTMLElement} */ at, /** @type {Place[]} */ pages) => {
    const entry = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {() => void} */ press) => (
      button(sign, word, () => {
        popovers.shut();
        press();
      }, "entry"));
    popovers.toggle(at, model.texts.more, [make("div", { className: "entries" }, [
      ...pages.map(({ id, title, icon: sign }) => entry(sign, title, () => go(id))),
      entry("settings", model.texts.settings, () => settings(at)),
      entry("keyboard", model.texts.shortcuts, shortcuts),
      entry("info", model.texts.about, () => about(at)),
    ])]);
  };
  const write = () => {
    nav.setAttribute("aria-label", model.texts.pages);
    const { pages } = model;
    const back = keepFocus(nav, "data-page");
    const set = button("settings", model.texts.settings, () => settings(set), "place wide-only");
    const info = button("info", model.texts.about, () => about(info), "place wide-only");
    const keys = button("keyboard", model.texts.shortcutsShort, shortcuts, "place wide-only tall-only");
    const find = button("search", model.texts.search, search, "place phone-only");
    const rest = pages.slice(FIRST);
    const others = button("more_horiz", model.texts.more, () => more(others, rest), "place phone-only");
    for (const [name, one] of Object.entries({ set, info, others, keys, find })) {
      one.dataset.page = `:${name}`;
      if (one !== keys && one !== find) one.setAttribute("aria-expanded", "false");
    }
    nav.replaceChildren(
      ...pages.map((one, number) => {
        const made = place(one);
        made.classList.toggle("second", number >= FIRST);
        return made;
      }),
      find, others, make("span", { className: "gap" }), keys, set, info,
    );
    back();
  };
  heed(model, ["pages", "texts"], write);
  return nav;
}
