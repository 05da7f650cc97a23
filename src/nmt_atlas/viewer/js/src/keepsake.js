// The first picture of a view, kept in the browser, so that who comes again sees the body at once and
// the controls come before it is drawn. One picture is kept: that of the page opened last.
import { beenHere } from "./welcome.js";

const KEPT = "nmt-atlas-first-picture";
const SHOWN = "nmt-keepsake"; // the picture's id on the page
const LOOK_MS = 30;
const LARGEST = 1_500_000; // characters
const QUALITY = 0.85;

/** @typedef {{ key: string, picture: string, left: number, top: number, width: number, height: number }} Keepsake */

/**
 * What a first picture depends on: the tag of the head start (code, pack, scene), the address, the window.
 * @returns {string} "" where the page begins with no picture
 */
export function keyOf() {
  const tag = /** @type {HTMLElement | null} */ (document.querySelector("script[data-nmt-pack]"));
  if (!tag) return "";
  const { nmtPack, nmtScene, nmtOpen } = tag.dataset;
  const window_ = [window.innerWidth, window.innerHeight, window.devicePixelRatio];
  return JSON.stringify([
    tag.getAttribute("src"), nmtPack, nmtScene, nmtOpen, beenHere(), location.search, window_,
  ]);
}

/**
 * The picture that was kept for this page; null where there is none, or the browser keeps nothing.
 * @param {string} key
 * @returns {Keepsake | null}
 */
export function keepsakeOf(key) {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEPT) ?? "null");
    return kept?.key === key && String(kept.picture).startsWith("data:image/") ? kept : null;
  } catch { // storage may be off, or hold what another page wrote: then there is no picture
    return null;
  }
}

/**
 * Show the kept picture where the canvas will be.
 * @param {string} key
 * @returns {boolean} whether there is one
 */
export function showKeepsake(key) {
  const kept = key ? keepsakeOf(key) : null;
  if (!kept) return false;
  const picture = document.createElement("img");
  picture.id = SHOWN;
  picture.alt = "";
  picture.src = kept.picture;
  picture.style.cssText = "position:fixed;z-index:0;pointer-events:none";
  for (const side of /** @type {const} */ (["left", "top", "width", "height"])) {
    picture.style[side] = `${Number(kept[side])}px`;
  }
  document.documentElement.append(picture);
  performance.mark("nmt:keepsake");
  return true;
}

/**
 * Lay the kept picture over the canvas, below all that stands on it, until the body is drawn.
 * @param {import("./viewer.js").Viewer} viewer
 */
export function handOver(viewer) {
  const picture = document.getElementById(SHOWN);
  if (!picture) return;
  picture.style.cssText = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none";
  viewer.stage.canvas.after(picture);
  const look = () => {
    if (viewer.failure || viewer.loaded?.ready) picture.remove();
    else setTimeout(look, LOOK_MS);
  };
  look();
}

/**
 * Keep what a canvas shows; asked for in the same turn in which it was drawn.
 * @param {HTMLCanvasElement} canvas
 * @param {string} key
 */
export function keepPicture(canvas, key) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (!key || !width || !height) return;
  canvas.toBlob((blob) => {
    if (!blob) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const picture = String(reader.result);
      if (picture.length > LARGEST) return;
      try {
        window.localStorage.setItem(KEPT, JSON.stringify({ key, picture, left, top, width, height }));
      } catch { // the browser keeps nothing, or no more: the next visit begins without a picture
        return;
      }
    });
    reader.readAsDataURL(blob);
  }, "image/webp", QUALITY);
}

/**
 * Keep the first fine picture of a viewer, unless it shows something else by then.
 * @param {import("./viewer.js").Viewer} viewer
 * @param {string} key
 */
export function keepFirst(viewer, key) {
  const { drawing } = viewer;
  if (!drawing) return;
  const told = drawing.afterFrame;
  drawing.afterFrame = (fine) => {
    if (fine && viewer.loaded?.ready) {
      if (keyOf() === key && !viewer.following.turned) keepPicture(viewer.stage.canvas, key);
      drawing.afterFrame = told;
    }
    told(fine);
  };
}
