// Keeps the viewer, the body and the typeface, so that the page starts where the server is away. The
// server writes before this what there is to keep, and the version of all of it.
import { answer, outworn, shelfOf, wayOf } from "./offline.js";

/** @type {any} */
const worker = self;
/** @type {import("./offline.js").Given} */
const given = worker.NMT_ATLAS;
const scope = () => /** @type {string} */ (worker.registration.scope);
const whole = (/** @type {string} */ at) => new URL(at, scope()).href;

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(caches.open(shelfOf(given.version))
    .then((shelf) => shelf.addAll([given.away, given.index, ...given.files].map(whole)))
    .then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(outworn(names, given.version).map((name) => caches.delete(name)))));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const way = wayOf(event.request, scope(), given);
  if (!way) return;
  event.respondWith(caches.open(shelfOf(given.version))
    .then((keep) => answer(event.request, way, { ask: (request) => fetch(request), keep, away: whole(given.away) })));
});
