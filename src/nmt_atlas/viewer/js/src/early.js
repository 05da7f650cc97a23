// A head start: the page's head names the pack, so that the body is fetched and the shaders are
// compiled while Bokeh still connects. Panel may load this module a second time, hence the window.
import { Viewer } from "./viewer.js";

const KEY = "nmtAtlasEarly";

/** Start the viewer that the page's head asks for; a page without such a tag starts none. */
export function startEarly() {
  const tag = document.querySelector("script[data-nmt-pack]");
  if (!tag || KEY in window) return;
  const viewer = new Viewer(() => {});
  window[KEY] = viewer;
  if (!viewer.drawing) return;
  viewer.show({ groups: JSON.parse(tag.dataset.nmtGroups || "{}") });
  viewer.load(tag.dataset.nmtPack, tag.dataset.nmtDetail || "auto");
}

/** The viewer that was started early, once. */
export function takeEarly() {
  const viewer = window[KEY];
  if (viewer) window[KEY] = null;
  return viewer;
}
