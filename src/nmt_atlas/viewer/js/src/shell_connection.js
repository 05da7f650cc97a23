// Tells within three seconds that the server cannot be reached, keeps asking, and begins the
// page anew with its address (which holds the view) once it answers again.

const EVERY_MS = 1000;
const PATIENCE_MS = 2200;

/** Whether the server answers in time. */
async function answers() {
  try {
    const asked = await fetch("alive", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return asked.ok;
  } catch {
    return false;
  }
}

/** Bokeh's own websocket, as far as the page can see it: open, or not. */
function isOpen() {
  const socket = window.nmtAtlasSocket;
  return !socket || socket.readyState === WebSocket.OPEN || socket.readyState === WebSocket.CONNECTING;
}

/**
 * Watch the connection and write into a banner; returns what ends that.
 * @param {HTMLElement} banner
 * @param {import("./types").ShellModel} model
 */
export function watchConnection(banner, model) {
  let ended = false;
  let lost = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tell = (/** @type {boolean} */ now) => {
    if (now === lost) return;
    lost = now;
    banner.hidden = !now;
    banner.textContent = now ? model.texts.lost : "";
  };
  const look = async () => {
    clearTimeout(timer);
    if (!isOpen()) tell(true);
    const answered = document.hidden && !lost ? true : await answers();
    if (ended) return;
    if (answered && !isOpen()) {
      banner.textContent = model.texts.again_there;
      window.location.reload();
      return;
    }
    tell(!answered);
    timer = setTimeout(look, EVERY_MS);
  };
  const soon = () => look();
  window.addEventListener("offline", soon);
  window.addEventListener("online", soon);
  window.addEventListener("nmt-socket-closed", soon);
  timer = setTimeout(look, EVERY_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
    window.removeEventListener("offline", soon);
    window.removeEventListener("online", soon);
    window.removeEventListener("nmt-socket-closed", soon);
  };
}
