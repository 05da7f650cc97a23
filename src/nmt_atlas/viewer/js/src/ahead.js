// The visit's websocket, opened before Bokeh is there to ask for it: the server builds the visit
// while the browser still reads scripts. What comes meanwhile is kept and told when Bokeh listens.

/** @param {Location} place */
function addressOf({ protocol, host, pathname, search }) {
  const query = search.length > 1 ? search : "";
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}${pathname.replace(/\/+$/, "")}/ws${query}`;
}

/** Notes every websocket, so that the window can tell when it is lost. */
class NotedSocket extends WebSocket {
  /**
   * @param {string | URL} url
   * @param {string | string[]} [protocols]
   */
  constructor(url, protocols) {
    super(url, protocols);
    window.nmtAtlasSocket = this;
    this.addEventListener("close", () => window.dispatchEvent(new Event("nmt-socket-closed")));
  }
}

/** @type {{ socket: WebSocket, token: string, hand: () => void } | null} */
let ahead = null;

/**
 * Open the socket of a visit; whoever asks for the same one is given it.
 * @param {string} token
 */
export function openAhead(token) {
  const socket = new NotedSocket(addressOf(window.location), ["bokeh", token]);
  socket.binaryType = "arraybuffer";
  /** @type {unknown[]} */
  const kept = [];
  const keep = (/** @type {MessageEvent} */ { data }) => kept.push(data);
  socket.addEventListener("message", keep);
  const hand = () => { // once the present code has set its handlers
    socket.removeEventListener("message", keep);
    if (socket.readyState === WebSocket.OPEN) socket.dispatchEvent(new Event("open"));
    for (const data of kept) socket.dispatchEvent(new MessageEvent("message", { data }));
  };
  ahead = { socket, token, hand };
}

/**
 * The socket that was opened ahead, if it is the one that is asked for and still stands.
 * @param {string} url
 * @param {string | string[] | undefined} protocols
 */
function takeAhead(url, protocols) {
  const held = ahead;
  if (!held || held.socket.url !== new URL(url).href || !protocols?.includes(held.token)) return null;
  ahead = null;
  if (held.socket.readyState > WebSocket.OPEN) return null;
  queueMicrotask(held.hand);
  return held.socket;
}

window.WebSocket = new Proxy(NotedSocket, {
  construct: (made, [url, protocols]) => takeAhead(String(url), protocols) ?? new made(url, protocols),
});
