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

/** @typedef {{ tell: import("./shell_make.js").Tell, popovers: import("./shell_popover.js").Popovers, shortcuts: () => void, search: () => void, go: (id: string) => void }} Given */

/**
 * What opens at the rail: settings, what the atlas is, and what has no place on a phone.
 * @param {ShellModel} model
 * @param {Given} given
 */
function panels(model, { tell, popovers, shortcuts, go }) {
  const settings = (/** @type {HTMLElement} */ at) => {
    const inside = model.settings.map((one) => choice(one, tell));
    popovers.toggle(at, model.texts.settings, inside, "settings");
  };
  const about = (/** @type {HTMLElement} */ at) => {
    popovers.toggle(at, model.texts.about, [
      make("p", { className: "about" }, [model.about]),
      ...(model.news.length ? [make("h3", {}, [model.texts.news])] : []),
      ...model.news.map(({ name, lines = [] }) => make("section", { lang: "en" }, [make("h3", {}, [name]),
        make("ul", { className: "news" }, lines.map((one) => make("li", {}, [one])))])),
    ]);
  };
  const more = (/** @type {HTMLElement} */ at, /** @type {Place[]} */ pages) => {
    const entry = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {() => void} */ press) => (
      button(sign, word, () => {
        popovers.shut();
        press();
      }, "entry"));
    popovers.toggle(at, model.texts.more, [make("div", { className: "entries" }, [
      ...pages.map(({ id, title, icon: sign, on }) => {
        const one = entry(sign, title, () => go(id));
        if (on) one.setAttribute("aria-current", "page");
        return one;
      }),
      entry("settings", model.texts.settings, () => settings(at)),
      entry("keyboard", model.texts.shortcuts, shortcuts),
      entry("info", model.texts.about, () => about(at)),
    ])]);
  };
  return { settings, about, more };
}

/**
 * @param {ShellModel} model
 * @param {Given} given
 */
export function rail(model, given) {
  const nav = make("nav", { className: "rail" });
  const { settings, about, more } = panels(model, given);
  const place = (/** @type {Place} */ { id, title, icon: sign, on }, /** @type {number} */ number) => {
    const one = button(sign, title, () => given.go(id), number < FIRST ? "place" : "place second");
    if (on) one.setAttribute("aria-current", "page");
    one.dataset.page = id;
    return one;
  };
  const write = () => {
    const { pages, texts } = model;
    nav.setAttribute("aria-label", texts.pages);
    const back = keepFocus(nav, "data-page");
    const set = button("settings", texts.settings, () => settings(set), "place wide-only");
    const info = button("info", texts.about, () => about(info), "place wide-only");
    const keys = button("keyboard", texts.shortcutsShort, given.shortcuts, "place wide-only keys-only");
    const find = button("search", texts.search, given.search, "place phone-only");
    const others = button("more_horiz", texts.more, () => more(others, pages.slice(FIRST)), "place phone-only");
    if (pages.slice(FIRST).some(({ on }) => on)) others.setAttribute("aria-current", "true");
    for (const [name, one] of Object.entries({ set, info, others, keys, find })) {
      one.dataset.page = `:${name}`;
      if (one !== keys && one !== find) one.setAttribute("aria-expanded", "false");
    }
    nav.replaceChildren(...pages.map(place), find, others, make("span", { className: "gap" }), keys, set, info);
    back();
  };
  heed(model, ["pages", "texts"], write);
  return nav;
}
