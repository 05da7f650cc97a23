// Written into the page itself. Lets the body come first: the scripts of the controls are fetched
// at once but run only when the first picture stands (or cannot, or takes too long), then Bokeh
// opens the visit. Notes the websocket, so that the window can tell when it is lost.

const LONGEST_MS = 4000;
const LOOK_MS = 40;

/** @type {{ token: string, scripts: string[], trouble: string }} */
const given = JSON.parse(document.getElementById("nmt-boot")?.textContent ?? "{}");

// Every module of the page is one local file: Panel's import shim has nothing to add.
window.importShim = Object.assign(
  (/** @type {string} */ url) => import(new URL(url, document.baseURI).href),
  { addImportMap: () => {} },
);

class NotedSocket extends WebSocket {
  /**
   * @param {string | URL} url
   * @param {string | string[]} [protocols]
   */
  constructor(url, protocols) {
    super(url, protocols);
    window.nmtAtlasSocket = this;
    this.addEventListener("close", () => window.dispatchEvent(new Event("nmt-socket-closed")));
  }
}
window.WebSocket = NotedSocket;

/** Whether the body is seen, or there is none to wait for. */
function pictured() {
  if (!document.querySelector("script[data-nmt-pack]")) return true;
  const early = window.nmtAtlasEarly?.viewer;
  return Boolean(early && (!early.drawing || (early.arrival?.first ?? 0) > 0));
}

/**
 * Settles once the body is seen, or that takes too long.
 * @returns {Promise<void>}
 */
function waitForPicture() {
  return new Promise((done) => {
    const end = performance.now() + LONGEST_MS;
    const look = () => {
      if (pictured() || performance.now() > end) done();
      else setTimeout(look, LOOK_MS);
    };
    look();
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
  await waitForPicture();
  await run(given.scripts);
  const { Bokeh } = window;
  if (!Bokeh) throw new Error("Bokeh is missing");
  Bokeh.set_log_level("warn");
  await Bokeh.embed.embed_items("{}", [
    { token: given.token, elementid: "visit", roots: {}, root_ids: [], use_for_title: false },
  ]);
  for (const one of Bokeh.documents) one._new_models = new NoneNew();
}

start().catch((error) => {
  window.reportError(error);
  const told = document.getElementById("trouble");
  if (!told) return;
  told.textContent = given.trouble;
  told.hidden = false;
});
