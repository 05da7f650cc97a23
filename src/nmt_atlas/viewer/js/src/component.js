// The bridge between panel's model and the viewer. One canvas lives as long as the page: a viewer
// whose component was taken out of the page waits a moment and moves into the next one.
import { handle } from "./handle.js";
import { Viewer } from "./viewer.js";

const PARKED_MS = 4000;
const parked = [];

function park(viewer) {
  viewer.stage.root.remove();
  viewer.report = () => {};
  const entry = { viewer };
  entry.timer = setTimeout(() => {
    parked.splice(parked.indexOf(entry), 1);
    viewer.dispose();
  }, PARKED_MS);
  parked.push(entry);
}

function adopt() {
  const entry = parked.pop();
  if (!entry) return new Viewer(() => {});
  clearTimeout(entry.timer);
  return entry.viewer;
}

/** Give a viewer everything that the model holds and follow its changes. */
function bind(viewer, model) {
  const waiting = [];
  let open = false;
  const tell = (name, value) => {
    if (open) model[name] = value;
    else waiting.push([name, value]);
  };
  viewer.report = tell;
  viewer.lastPick = () => model.picked?.n || 0;
  const apply = {
    names: () => { viewer.names = model.names || {}; },
    texts: () => viewer.stage.speak(model.texts || {}),
    paint: () => viewer.paint(model.paint),
    scene: () => viewer.show(model.scene),
  };
  for (const [name, run] of Object.entries(apply)) {
    run();
    model.on(name, run);
  }
  const load = () => viewer.load(model.index_url, model.detail);
  model.on(["index_url", "detail"], load);
  setTimeout(() => {
    open = true;
    for (const [name, value] of waiting.splice(0)) model[name] = value;
  }, 0);
  if (viewer.loaded?.ready && viewer.loaded.url === model.index_url && !viewer.failed) {
    tell("ready", viewer.body);
    tell("stats", viewer.stats());
    viewer.drawing.request();
  } else load();
}

export function render({ model, el }) {
  const viewer = adopt();
  if (!viewer.drawing) viewer.report = (name, value) => { model[name] = value; };
  bind(viewer, model);
  if (!viewer.drawing) viewer.fail(viewer.stage.words.noWebgl);
  el.style.width = "100%";
  el.style.height = "100%";
  window.nmtAtlas = handle(viewer);
  model.on("remove", () => park(viewer));
  return viewer.stage.root;
}
