// What the service worker does with a request, apart from the worker itself so that it can be tested.
// What is kept is named by its hash or carries it in its address, so it is never stale; the page and the
// pack's index are asked of the server first, always.

/** @typedef {{version: string, away: string, index: string, files: string[]}} Given addresses below the scope */
/** @typedef {"page" | "index" | "kept" | ""} Way */

const NAME = "nmt-atlas-";
const PATIENCE_MS = 8000;

/** @param {string} version */
export const shelfOf = (version) => `${NAME}${version}`;

/** Shelves of other versions. @param {string[]} names @param {string} version */
export const outworn = (names, version) => names.filter((name) => name.startsWith(NAME) && name !== shelfOf(version));

/**
 * How a request is answered; "" leaves it to the browser.
 * @param {{url: string, method: string, mode: string}} request
 * @param {string} scope
 * @param {Given} given
 * @returns {Way}
 */
export function wayOf({ url, method, mode }, scope, { index, files }) {
  if (method !== "GET" || !url.startsWith(scope)) return "";
  const at = url.slice(scope.length);
  if (mode === "navigate") return /^(\?|#|$)/.test(at) ? "page" : "";
  if (at === index) return "index";
  return files.includes(at) ? "kept" : "";
}

/**
 * An answer that comes in time; a server that hangs is as far away as one that is not there.
 * @param {Promise<Response>} asked
 * @param {number} patience ms
 * @returns {Promise<Response>}
 */
function soon(asked, patience) {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("the server does not answer")), patience);
    asked.then(done, failed).finally(() => clearTimeout(timer));
  });
}

/**
 * @param {Request} request
 * @param {Way} way
 * @param {{ask: (request: Request) => Promise<Response>, keep: Cache, away: string, patience?: number}} by
 * @returns {Promise<Response>}
 */
export async function answer(request, way, { ask, keep, away, patience = PATIENCE_MS }) {
  if (way === "kept") return (await keep.match(request.url)) ?? ask(request);
  try {
    const found = await soon(ask(request), patience);
    if (way === "index" && found.ok) await keep.put(request.url, found.clone());
    return found;
  } catch (error) {
    const kept = await keep.match(way === "page" ? away : request.url);
    if (kept) return kept;
    throw error;
  }
}
