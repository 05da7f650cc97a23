// The reader on its own thread: {n, ask, value} in, {n, value} or {n, error} out.
import { Reader } from "./reader.js";

const reader = new Reader();

self.onmessage = async ({ data: { n, ask, value } }) => {
  try {
    const found = await reader[ask](value);
    const arrays = [found.positions, found.normals, found.uvs, found.index, found.measures];
    const buffers = arrays.filter((one) => ArrayBuffer.isView(one)).map((one) => one.buffer);
    self.postMessage({ n, value: found }, buffers);
  } catch (error) {
    self.postMessage({ n, error: error.message });
  }
};
