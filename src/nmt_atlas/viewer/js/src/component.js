// The bridge between panel's model and the viewer. One canvas lives as long as the page: a viewer
// whose component was taken out of the page waits a moment and moves into the next one.
import { takeEarly } from "./early.js";
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
  const early = takeEarly();
  if (early) return early;
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
  if (!viewer.holds(model.index_url, model.detail)) load();
  else if (viewer.loaded.ready) {
    tell("ready", viewer.body);
    tell("stats", viewer.stats());
    viewer.drawing.request();
  }
}

/** A picture drawn elsewhere in the canvas's place; it tells where it was clicked (shares 0..1). */
function showStill(stage, model) {
  const image = document.createElement("img");
  image.style.cssText = "position:absolute;inset:0;margin:auto;max-width:100%;max-height:100%;cursor:pointer;display:none";
  const reason = document.createElement("p");
  reason.setAttribute("role", "status");
  reason.style.cssText = "position:absolute;left:12px;right:70px;bottom:4px;margin:0;font-size:13px;opacity:.8";
  reason.textContent = stage.words.noWebgl;
  stage.root.append(image, reason);
  for (const button of Object.values(stage.buttons)) button.hidden = true;
  const show = () => {
    if (!model.still) return;
    image.src = model.still;
    image.alt = model.still_text;
    image.style.display = "block";
    stage.say("");
  };
  image.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    const n = (model.still_clicked?.n || 0) + 1;
    const x = (event.clientX - box.left) / box.width;
    model.still_clicked = { n, x, y: (event.clientY - box.top) / box.height };
  });
  model.on(["still", "still_text"], show);
  show();
}

/** Tell how wide the page is, now and whenever that settles anew. */
function watchWidth(model) {
  let timer = 0;
  const tell = () => { if (model.window_width !== window.innerWidth) model.window_width = window.innerWidth; };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 200);
  };
  window.addEventListener("resize", later);
  model.on("remove", () => window.removeEventListener("resize", later));
  later();
}

export function render({ model, el }) {
  const viewer = adopt();
  el.style.width = "100%";
  el.style.height = "100%";
  watchWidth(model);
  if (!viewer.drawing) {
    // Nothing can be drawn: say so once the model listens, and leave everything else alone.
    viewer.stage.speak(model.texts || {});
    showStill(viewer.stage, model);
    setTimeout(() => { model.failure = viewer.stage.words.noWebgl; }, 50);
    return viewer.stage.root;
  }
  bind(viewer, model);
  window.nmtAtlas = handle(viewer);
  model.on("remove", () => park(viewer));
  return viewer.stage.root;
}
