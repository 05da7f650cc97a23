// The bridge between panel's model and the viewer. One canvas lives as long as the page: a viewer
// whose component was taken out of the page waits a moment and moves into the next one.
import { idle } from "./arrival.js";
import { offerCapture } from "./capture.js";
import { takeEarly } from "./early.js";
import { handle } from "./handle.js";
import { handOver } from "./keepsake.js";
import { StillPicture } from "./still.js";
import { keepTone } from "./tone.js";
import { Viewer } from "./viewer.js";

/** @typedef {import("./types").Model} Model */

const PARKED_MS = 4000;
const REST_MS = 200;
/** @type {{viewer: Viewer, timer: ReturnType<typeof setTimeout>}[]} */
const parked = [];

/** @param {Viewer} viewer */
function park(viewer) {
  viewer.stage.root.remove();
  viewer.unhear();
  const timer = setTimeout(() => {
    parked.splice(parked.findIndex((entry) => entry.viewer === viewer), 1);
    viewer.dispose();
    if (window.nmtAtlas?.viewer === viewer) delete window.nmtAtlas;
  }, PARKED_MS);
  parked.push({ viewer, timer });
}

function adopt() {
  const early = takeEarly();
  if (early) return early;
  const entry = parked.pop();
  if (!entry) return new Viewer();
  clearTimeout(entry.timer);
  return entry.viewer;
}

/**
 * What is told is kept until the model listens; measures only go to who asked for them.
 * @param {Model} model
 * @param {StillPicture} still
 */
function teller(model, still) {
  /** @type {[string, unknown][]} */
  const waiting = [];
  let open = false;
  const put = (/** @type {string} */ name, /** @type {unknown} */ value) => Object.assign(model, { [name]: value });
  setTimeout(() => {
    open = true;
    for (const [name, value] of waiting.splice(0)) put(name, value);
  }, 0);
  return (/** @type {string} */ name, /** @type {unknown} */ value) => {
    if (name === "stats" && !model.tell_stats) return;
    if (name === "failure") still.show(String(value));
    if (open) put(name, value);
    else waiting.push([name, value]);
  };
}

/**
 * Give a viewer everything that the model holds and follow its changes.
 * @param {Viewer} viewer
 * @param {Model} model
 */
function bind(viewer, model) {
  const still = new StillPicture(viewer.stage, model);
  model.on("remove", () => still.dispose());
  viewer.lastOf = (event) => /** @type {Record<string, any>} */ (model)[event]?.n || 0;
  /** @type {Record<string, () => void>} */
  const apply = {
    names: () => { viewer.names = model.names ?? {}; },
    texts: () => viewer.speak(model.texts ?? {}),
    paint: () => viewer.paint(model.paint),
    silent: () => viewer.hush(model.silent),
    brush: () => viewer.strokes.wield(model.brush),
    ink: () => viewer.ink.take(model.ink),
    pen: () => viewer.ink.wield(model.pen),
    tool: () => viewer.take(model.tool),
    scale: () => viewer.handling?.enlarge(model.scale),
    menu: () => { if (viewer.handling) viewer.handling.items = model.menu ?? []; },
    regions: () => viewer.handling?.offer(model.regions ?? []),
    scene: () => {
      keepTone(model.scene.tone);
      viewer.show(model.scene);
    },
    motion: () => viewer.posing.play(model.motion ?? {}),
  };
  for (const [name, run] of Object.entries(apply)) {
    run();
    model.on(name, run);
  }
  viewer.hear(teller(model, still));
  if (!viewer.drawing) return;
  model.on("aim", () => viewer.following.aim(true));
  const load = () => viewer.load(model.index_url, model.detail);
  model.on(["index_url", "detail"], load);
  if (!viewer.holds(model.index_url, model.detail)) load();
  else if (viewer.loaded?.ready) viewer.repeat();
}

/**
 * Tell how wide the page is, now and whenever that settles anew.
 * @param {Model} model
 */
function watchWidth(model) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tell = () => { if (model.window_width !== window.innerWidth) model.window_width = window.innerWidth; };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 200);
  };
  window.addEventListener("resize", later);
  model.on("remove", () => {
    clearTimeout(timer);
    window.removeEventListener("resize", later);
  });
  later();
}

/** The controls beside the canvas stand: the page has come to rest, and is still at rest. */
async function standing() {
  await idle();
  await new Promise((done) => setTimeout(done, REST_MS));
  await idle();
}

/**
 * What Panel calls for every component on the page.
 * @param {{model: Model, el: HTMLElement}} place
 */
export function render({ model, el }) {
  const viewer = adopt();
  el.style.width = "100%";
  el.style.height = "100%";
  watchWidth(model);
  bind(viewer, model);
  window.nmtAtlas = handle(viewer);
  offerCapture(viewer);
  handOver(viewer);
  standing().then(() => viewer.patience.end());
  model.on("remove", () => park(viewer));
  return viewer.stage.root;
}
