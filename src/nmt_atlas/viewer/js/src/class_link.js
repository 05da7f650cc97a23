// The websocket of a light page: it comes back by itself, says so, and loses no answer on the way.

/** @typedef {import("./class_types").Message} Message */
/** @typedef {import("./class_types").Sent} Sent */

const WAITS_MS = [300, 800, 2000, 4000];
const PING_MS = 8000;
const SILENCE_MS = 20000;
const AGAIN_MS = 2500; // the server could not keep it: once more
const KEPT = "nmt-class-sent";

/**
 * What was sent, read: text, or compressed bytes.
 * @param {string | ArrayBuffer} data
 * @returns {Promise<Message>}
 */
export async function read(data) {
  if (typeof data === "string") return JSON.parse(data);
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** How long to wait before the next try. @param {number} tries @param {number} chance 0..1 */
export function waitOf(tries, chance) {
  const base = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)];
  return Math.round(base * (0.75 + chance / 2)); // a class does not come back in one moment
}

export class Link {
  /**
   * @param {string} url
   * @param {{hear: (message: Message) => void, state: (state: "away" | "here") => void, hello: () => object}} page
   */
  constructor(url, page) {
    this.url = url;
    this.page = page;
    this.tries = 0;
    this.heard = 0;
    this.ended = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {Sent | null} the answer that the server does not have yet, for all that is known */
    this.unsent = this.kept();
    /** @type {Promise<void>} messages are read in the order in which they came */
    this.reading = Promise.resolve();
    setInterval(() => this.look(), PING_MS);
    for (const name of ["online", "pageshow"]) window.addEventListener(name, () => this.hurry());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.hurry(); });
  }

  open() {
    if (this.ended || this.socket) return;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.say(this.page.hello()));
    socket.addEventListener("message", ({ data }) => {
      this.heard = Date.now();
      this.reading = this.reading.then(async () => this.take(await read(data))).catch((error) => {
        setTimeout(() => { throw error; }); // told where faults are told; what comes next is read all the same
      });
    });
    socket.addEventListener("close", () => this.lost(socket));
  }

  /** @param {WebSocket} socket */
  lost(socket) {
    if (this.socket !== socket) return;
    this.socket = null;
    this.page.state("away");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), waitOf(this.tries, Math.random()));
    this.tries += 1;
  }

  /** There may be a network again: do not wait. */
  hurry() {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.say({ say: "ping" });
      return;
    }
    clearTimeout(this.timer);
    this.open();
  }

  /** Is the server there still? A network may go without a word. */
  look() {
    const { socket } = this;
    if (!socket || socket.readyState !== WebSocket.OPEN) return;
    if (this.heard && Date.now() - this.heard > SILENCE_MS) {
      socket.close();
      this.lost(socket);
    } else this.say({ say: "ping" });
  }

  /** @param {Message} message */
  take(message) {
    if (message.say === "pong") return;
    if (message.say === "welcome") {
      this.tries = 0;
      this.page.state("here");
      if (this.unsent) this.say(this.unsent);
    }
    if (this.unsent && settles(message, this.unsent)) this.keep(null);
    if (this.unsent && message.kind === "away") setTimeout(() => this.unsent && this.say(this.unsent), AGAIN_MS);
    this.page.hear(message);
  }

  /** @param {object} message */
  say(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /**
   * Send an answer; again once the network is back, until the server says that it has it.
   * @param {Sent} message
   */
  answer(message) {
    this.keep(message);
    this.say(message);
  }

  /** Come in anew, as somebody else or with a name. */
  again() {
    this.say(this.page.hello());
  }

  /** @param {Sent | null} message */
  keep(message) {
    this.unsent = message;
    try {
      if (message) sessionStorage.setItem(KEPT, JSON.stringify(message));
      else sessionStorage.removeItem(KEPT);
    } catch { // a browser that keeps nothing: the answer lives as long as the page
      return;
    }
  }

  /** @returns {Sent | null} */
  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    } catch {
      return null;
    }
  }
}

/**
 * Whether the server has an answer, or wants it no more.
 * @param {Message} message
 * @param {Sent} sent
 */
export function settles(message, sent) {
  if (message.say === "kept") return message.uid === sent.uid;
  if (message.say === "told") return message.kind === "late" || message.kind === "error";
  return message.say === "asked" && (message.round !== sent.round || Boolean(message.held));
}
