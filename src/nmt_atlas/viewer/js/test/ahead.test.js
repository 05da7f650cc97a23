import assert from "node:assert/strict";
import test from "node:test";

class FakeSocket extends EventTarget {
  static OPEN = 1;

  /** @type {FakeSocket[]} */
  static made = [];

  /**
   * @param {string} url
   * @param {string[]} protocols
   */
  constructor(url, protocols) {
    super();
    this.url = url;
    this.protocols = protocols;
    this.readyState = 0;
    FakeSocket.made.push(this);
  }

  /** @param {string} data */
  receive(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

const place = { protocol: "https:", host: "atlas.test", pathname: "/house/", search: "?v=2" };
globalThis.window = /** @type {any} */ (Object.assign(new EventTarget(), { location: place }));
globalThis.WebSocket = /** @type {any} */ (FakeSocket);
const { openAhead } = await import("../src/ahead.js");
const URL_OF_VISIT = "wss://atlas.test/house/ws?v=2";

/**
 * What is told of a socket from now on.
 * @param {EventTarget} socket
 */
function listen(socket) {
  /** @type {string[]} */
  const told = [];
  socket.addEventListener("open", () => told.push("open"));
  socket.addEventListener("message", (event) => told.push(/** @type {MessageEvent} */ (event).data));
  return told;
}

test("who asks for the visit's socket is given the one that was opened, with all that came", async () => {
  openAhead("token");
  const [held] = FakeSocket.made.splice(0);
  assert.equal(held.url, URL_OF_VISIT);
  assert.deepEqual(held.protocols, ["bokeh", "token"]);
  held.readyState = 1;
  held.receive("ACK");
  const given = new globalThis.window.WebSocket(URL_OF_VISIT, ["bokeh", "token"]);
  assert.equal(given, held);
  const told = listen(given);
  await Promise.resolve();
  held.receive("doc");
  assert.deepEqual(told, ["open", "ACK", "doc"]);
  assert.equal(FakeSocket.made.length, 0);
});

test("it is given once, to its own visit only, and not when it is closed", () => {
  openAhead("token");
  const [held] = FakeSocket.made.splice(0);
  assert.notEqual(new globalThis.window.WebSocket(URL_OF_VISIT, ["bokeh", "other"]), held);
  assert.notEqual(new globalThis.window.WebSocket("wss://atlas.test/ws", ["bokeh", "token"]), held);
  held.readyState = 3;
  assert.notEqual(new globalThis.window.WebSocket(URL_OF_VISIT, ["bokeh", "token"]), held);
  held.readyState = 1;
  assert.notEqual(new globalThis.window.WebSocket(URL_OF_VISIT, ["bokeh", "token"]), held);
});
