// Written into the page itself. Lets the body come first: the scripts of the controls are fetched
// at once but run only when the first picture has been given to the card (or cannot be, or that takes
// too long), which then draws without the page. The visit is asked for at the very first: the server
// builds it while the card gets ready, which takes longer.
// Where the first picture of the last visit was kept, that is shown, and nothing waits.
import { openAhead } from "./ahead.js";
import { keepForLater } from "./install.js";
import { keyOf, showKeepsake } from "./keepsake.js";

const LONGEST_MS = 4000;
const LOOK_MS = 20;
const SHOWN_MS = 100;

/** @type {{ token: string, scripts: string[], trouble: string }} */
const given = JSON.parse(document.getElementById("nmt-boot")?.textContent ?? "{}");

// Every module of the page is one local file: Panel's import shim has nothing to add.
window.importShim = Object.assign(
  (/** @type {string} */ url) => import(new URL(url, document.baseURI).href),
  { addImportMap: () => {} },
);

/** Whether the first picture was given to the card, or there is none to wait for. */
function isGiven() {
  if (!document.querySelector("script[data-nmt-pack]")) return true;
  const early = window.nmtAtlasEarly?.viewer;
  return Boolean(early) && (!early?.drawing || early.drawing.frames > 0);
}

/**
 * Settles once something is so, or that takes too long.
 * @param {() => boolean} so
 * @returns {Promise<void>}
 */
function waitUntil(so) {
  return new Promise((done) => {
    const end = performance.now() + LONGEST_MS;
    const look = () => {
      if (so() || performance.now() > end) done();
      else setTimeout(look, LOOK_MS);
    };
    look();
  });
}

/**
 * Settles when the browser has had its turn to show what was drawn; no later than in a moment, as
 * a page in the background is given no frames.
 * @returns {Promise<void>}
 */
function shown() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 0));
    setTimeout(done, SHOWN_MS);
  });
}

/**
 * Run scripts in their order.
 * @param {string[]} urls
 */
function run(urls) {
  return Promise.all(urls.map((url) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = url;
    script.async = false;
    script.addEventListener("load", done);
    script.addEventListener("error", () => failed(new Error(`${url} could not be loaded`)));
    document.head.append(script);
  })));
}

/** Models that the server has not seen: none. Bokeh counts those among them that the server sent,
 * and would send a button that has just come back whole with the first click on it. */
class NoneNew extends Set {
  add() {
    return this;
  }
}

async function start() {
  const kept = showKeepsake(keyOf());
  openAhead(given.token);
  await waitUntil(() => kept || isGiven());
  await shown(); // the card draws by itself: the scripts need not wait until it has done so
  performance.mark("nmt:scripts");
  await run(given.scripts);
  performance.mark("nmt:run");
  const { Bokeh } = window;
  if (!Bokeh) throw new Error("Bokeh is missing");
  Bokeh.set_log_level("warn");
  await Bokeh.embed.embed_items("{}", [
    { token: given.token, elementid: "visit", roots: {}, root_ids: [], use_for_title: false },
  ]);
  for (const one of Bokeh.documents) one._new_models = new NoneNew();
  keepForLater();
}

start().catch((error) => {
  window.reportError(error);
  const told = document.getElementById("trouble");
  if (!told) return;
  told.textContent = given.trouble;
  told.hidden = false;
});
