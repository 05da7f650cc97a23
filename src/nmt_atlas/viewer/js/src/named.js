// What the paint on the skin is called: a map of the skin tells whose each place is.

/**
 * @param {import("./types").Bytes} bytes
 * @returns {Uint32Array}
 */
function words(bytes) {
  const plain = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  return new Uint32Array(plain.slice().buffer);
}

export class Named {
  constructor() {
    /** @type {Map<number, string>} */
    this.names = new Map();
  }

  /** @param {import("./types").Overlay[]} overlays */
  take(overlays) {
    this.names.clear();
    for (const { name, vertices } of overlays) {
      if (name) for (const vertex of words(vertices)) this.names.set(vertex, name);
    }
  }

  get any() {
    return this.names.size > 0;
  }

  /**
   * What is painted where one points, if the skin is what one points at.
   * @param {import("./types").Found} found
   */
  at({ hit, skinVertex }) {
    return this.any && hit?.group.skin ? this.names.get(skinVertex) ?? "" : "";
  }
}
