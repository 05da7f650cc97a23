// The reader on its own thread: {n, ask, value} in, {n, value} or {n, error} out.
import { Reader } from "./reader.js";

/** @typedef {{n: number, ask: "open" | "group" | "fine", value: any}} Ask */

const reader = new Reader();
const page = /** @type {{onmessage: unknown, postMessage(message: object, transfer?: ArrayBufferLike[]): void}} */ (
  /** @type {unknown} */ (self));

page.onmessage = async (/** @type {MessageEvent<Ask>} */ { data: { n, ask, value } }) => {
  try {
    /** @type {Record<string, any>} */
    const found = await reader[ask](value);
    const arrays = [found.positions, found.normals, found.uvs, found.tints, found.index, found.measures];
    const buffers = arrays.filter((one) => ArrayBuffer.isView(one)).map((one) => one.buffer);
    page.postMessage({ n, value: found }, buffers);
  } catch (error) {
    page.postMessage({ n, error: error instanceof Error ? error.message : String(error) });
  }
};
