// Blocks that hand something over: an address to copy, a QR code, a file, what the canvas shows.
import { make } from "./leaf_make.js";

/** @import { Write } from "./leaf_types.js" */

const SVG = "http://www.w3.org/2000/svg";
const SAID_MS = 2500;
const OUT = "logout";
const FILE = /^(sheets\/[A-Za-z0-9_-]+\/[a-z0-9-]+\.[a-z]+|logout)$/;
const PATH = /^[Mhvz0-9 -]*$/;

/**
 * Copy a text; where the page is not secure (an address in the local network) by a selection.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", "");
    field.value = text;
    field.readOnly = true;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/**
 * A button that says for a moment what came of it.
 * @param {string} id
 * @param {string} label
 * @param {(say: (words: string) => void) => void} press
 */
function button(id, label, press) {
  const made = make("button", "", label);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  made.type = "button";
  made.dataset.id = id;
  made.setAttribute("aria-live", "polite");
  made.addEventListener("click", () => press((words) => {
    clearTimeout(timer);
    made.textContent = words || label;
    if (words) timer = setTimeout(() => { made.textContent = label; }, SAID_MS);
  }));
  return made;
}

/** @type {Record<string, Write>} */
export const SHARING = {
  copy({ id = "", label = "", text = "", done = "" }) {
    const made = button(id, label, async (say) => {
      const whole = text.startsWith("?") ? new URL(text, document.baseURI).href : text;
      if (await copy(whole)) say(done);
      else window.prompt(label, whole);
    });
    return make("div", "row", made);
  },
  file({ label = "", href = "" }) {
    const made = make("a", "file", label);
    if (FILE.test(href)) made.href = new URL(href, document.baseURI).href;
    made.target = href === OUT ? "_self" : "_blank";
    made.rel = "noopener";
    return make("div", "row", made);
  },
  code({ label = "", size = 0, path = "" }) {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${Number(size)} ${Number(size)}`);
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", label);
    drawing.setAttribute("shape-rendering", "crispEdges");
    const ground = document.createElementNS(SVG, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", "#fff");
    const dark = document.createElementNS(SVG, "path");
    if (PATH.test(path)) dark.setAttribute("d", path);
    dark.setAttribute("fill", "#000");
    drawing.append(ground, dark);
    const made = make("div", "code");
    made.append(drawing);
    return made;
  },
  capture({ id = "", label = "", what = "", name = "nmt-atlas", band = [], busy = "", failed = "" }) {
    const made = button(id, label, (say) => {
      say(busy);
      const detail = { what, name, band, done: (/** @type {boolean} */ ok) => say(ok ? "" : failed), heard: false };
      window.dispatchEvent(new CustomEvent("nmt-atlas-capture", { detail }));
      if (!detail.heard) say(failed);
    });
    return make("div", "row", made);
  },
};

export const SHARING_STYLE = `
.code { width: min(100%, 260px); margin: 8px auto; } .code svg { display: block; width: 100%; border-radius: 8px; }
a.file { display: inline-block; padding: 8px 14px; border-radius: 8px; background: var(--soft); color: inherit; }
`;
