// Keeps what the canvas shows: a picture with a band of words below it, or a film of one turn.

/** @typedef {import("./viewer.js").Viewer} Viewer */
/** @typedef {{what: string, name: string, band: import("./leaf_types.js").Run[], done: (ok: boolean) => void, heard: boolean}} Wanted */

const TURN_MS = 8000;
const FILMS = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"];

/**
 * Save a file on the visitor's machine.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Lines that fit, words kept whole.
 * @param {string} text
 * @param {(text: string) => number} width
 * @param {number} room
 */
export function lines(text, width, room) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && width(joined) <= room) found[found.length - 1] = joined;
    else found.push(word);
  }
  return found;
}

/**
 * The canvas as it stands, with the words below it.
 * @param {HTMLCanvasElement} drawn
 * @param {Wanted["band"]} band
 * @param {boolean} dark
 */
function withBand(drawn, band, dark) {
  const unit = Math.max(12, Math.round(drawn.width / 60));
  const made = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
  pen.font = `${unit}px sans-serif`;
  const room = drawn.width - 3.5 * unit;
  const width = (/** @type {string} */ text) => pen.measureText(text).width;
  const rows = band.flatMap(({ text = "", color = "" }) => (
    lines(text, width, room).map((line, at) => ({ line, color: at ? "" : color }))));
  made.width = drawn.width;
  made.height = drawn.height + (rows.length ? Math.round((rows.length * 1.5 + 1.2) * unit) : 0);
  pen.fillStyle = dark ? "#171b20" : "#ffffff";
  pen.fillRect(0, 0, made.width, made.height);
  pen.drawImage(drawn, 0, 0);
  pen.font = `${unit}px sans-serif`;
  pen.textBaseline = "top";
  rows.forEach(({ line, color }, at) => {
    const y = drawn.height + Math.round((0.8 + at * 1.5) * unit);
    if (color) {
      pen.fillStyle = color;
      pen.fillRect(unit, y, unit, unit);
    }
    pen.fillStyle = dark ? "#f4f4f2" : "#1c2126";
    pen.fillText(line, color ? 2.5 * unit : unit, y);
  });
  return made;
}

/**
 * @param {Viewer} viewer
 * @param {Wanted} wanted
 */
async function picture(viewer, { name, band }) {
  const { drawing } = viewer;
  if (!drawing) return false;
  await drawing.settled();
  if (!drawing.attempt(true)) return false; // drawn and read in one go: afterwards it is gone
  const dark = viewer.look?.theme === "dark";
  const made = withBand(drawing.renderer.domElement, band, dark);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => made.toBlob(done, "image/png"));
  if (blob) save(blob, `${name}.png`);
  return Boolean(blob);
}

/**
 * One turn round the upright axis; the camera comes back to where it stood.
 * @param {Viewer} viewer
 * @param {Wanted} wanted
 */
async function film(viewer, { name }) {
  const { drawing } = viewer;
  const type = typeof MediaRecorder === "undefined" ? "" : FILMS.find((one) => MediaRecorder.isTypeSupported(one));
  const canvas = drawing?.renderer.domElement;
  if (!drawing || !type || !canvas?.captureStream) return false;
  const start = viewer.rig.now();
  const stream = canvas.captureStream(30);
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 8_000_000 });
  /** @type {Blob[]} */
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => { if (data.size) pieces.push(data); });
  const ended = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
  recorder.start(500);
  const began = performance.now();
  for (let share = 0; share < 1;) {
    share = Math.min(1, (performance.now() - began) / TURN_MS);
    viewer.rig.go(turned(start, share), true);
    await drawing.drawn();
    await new Promise((done) => requestAnimationFrame(done));
  }
  recorder.stop();
  await ended;
  for (const track of stream.getTracks()) track.stop();
  viewer.rig.go(start, true);
  const blob = new Blob(pieces, { type });
  if (blob.size) save(blob, `${name}.${type.startsWith("video/mp4") ? "mp4" : "webm"}`);
  return blob.size > 0;
}

/**
 * A camera carried round what it looks at by a share of a turn.
 * @param {import("./types").Camera} camera
 * @param {number} share
 * @returns {import("./types").Camera}
 */
export function turned({ position, target, up = [0, 0, 1] }, share) {
  const [sine, cosine] = [Math.sin(2 * Math.PI * share), Math.cos(2 * Math.PI * share)];
  const [x, y] = [position[0] - target[0], position[1] - target[1]];
  return {
    position: [target[0] + cosine * x - sine * y, target[1] + sine * x + cosine * y, position[2]],
    target,
    up: [cosine * up[0] - sine * up[1], sine * up[0] + cosine * up[1], up[2]],
  };
}

/** @type {AbortController | null} */
let listening = null;
let busy = false;

/**
 * Answer those who want what this viewer shows; the last viewer on the page answers.
 * @param {Viewer} viewer
 */
export function offerCapture(viewer) {
  listening?.abort();
  listening = new AbortController();
  window.addEventListener("nmt-atlas-capture", async (event) => {
    const wanted = /** @type {CustomEvent<Wanted>} */ (event).detail;
    wanted.heard = true;
    if (busy) return;
    busy = true;
    try {
      wanted.done(await (wanted.what === "film" ? film : picture)(viewer, wanted));
    } catch {
      wanted.done(false);
    } finally {
      busy = false;
    }
  }, { signal: listening.signal });
}
