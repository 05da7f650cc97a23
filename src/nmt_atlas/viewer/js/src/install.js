// Has the browser keep the viewer and the body for when the server is away: where it allows that at all
// (an encrypted connection, or this machine), and only once the page has come to rest.

const LATER_MS = 5000;

/** @param {number} [later] ms */
export function keepForLater(later = LATER_MS) {
  const workers = globalThis.isSecureContext ? navigator.serviceWorker : undefined;
  if (!workers) return;
  setTimeout(() => workers.register("worker.js", { updateViaCache: "none" }).catch(() => undefined), later); // it works without
}
