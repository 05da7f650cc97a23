// A head start: the page's head names the pack, so that the body is fetched, its shaders compiled
// and the first picture drawn where the canvas will be, while Bokeh still connects. Panel may load
// this module a second time, hence the window.
import { keepFirst, keepsakeOf, keyOf } from "./keepsake.js";
import { planOf } from "./room.js";
import { keptTone } from "./tone.js";
import { Viewer } from "./viewer.js";
import { beenHere } from "./welcome.js";

const AGAIN_MS = 3000; // how often a page without its server looks for it
const LONGEST_MS = 8000; // the finer picture waits no longer for controls that do not come

/**
 * A place over the whole page, until the component takes the picture over.
 * @param {HTMLElement} root
 */
function hold(root) {
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0;z-index:0;pointer-events:none";
  host.append(root);
  document.documentElement.append(host);
  return host;
}

/**
 * Where the server is away: the body can be turned, and the page comes back once the server does.
 * @param {HTMLElement} tag
 */
function alone(tag) {
  if (tag.dataset.nmtAlone === undefined) return;
  const { host } = window.nmtAtlasEarly ?? {};
  if (host) host.style.pointerEvents = "auto";
  const look = () => fetch("alive", { cache: "no-store", signal: AbortSignal.timeout(AGAIN_MS) }).then(({ ok }) => { if (ok) window.location.reload(); }, () => undefined);
  setInterval(look, AGAIN_MS);
}

/** Start the viewer that the page's head asks for; a page without such a tag starts none, nor one
 * whose picture was kept: the controls come first there. */
export function startEarly() {
  const tag = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-nmt-pack]"));
  if (!tag || "nmtAtlasEarly" in window) return;
  const booting = Boolean(document.getElementById("nmt-boot"));
  const open = JSON.parse(tag.dataset.nmtOpen || "null");
  if (open) {
    if (beenHere()) open.doors = false;
    window.nmtAtlasRoom = planOf(window.innerWidth, window.innerHeight, open).room;
  }
  if (booting && keepsakeOf(keyOf())) return;
  const viewer = new Viewer();
  window.nmtAtlasEarly = { viewer };
  if (!viewer.drawing) return;
  if (booting) viewer.patience.begin(LONGEST_MS);
  window.nmtAtlasEarly.host = hold(viewer.stage.root);
  if (booting) keepFirst(viewer, keyOf());
  viewer.show({ tone: keptTone(), ...JSON.parse(tag.dataset.nmtScene || "{}") });
  viewer.load(tag.dataset.nmtPack ?? "", tag.dataset.nmtDetail || "auto");
  alone(tag);
}

/** The viewer that was started early, once. */
export function takeEarly() {
  const early = window.nmtAtlasEarly;
  if (!early) return null;
  window.nmtAtlasEarly = null;
  early.viewer.stage.root.remove();
  early.host?.remove();
  return early.viewer;
}
