// What every vertex moves with: a pack's file of weights, and glTF's JOINTS_0 and WEIGHTS_0 of any
// part at any level of detail. Python has the same rule (body/packs/weights.py, weights_file.py); a
// test compares them.

/** @typedef {{points: Float64Array, segments: Uint8Array, weights: Float64Array, count: number}} Strand four segments a node */
/** @typedef {{joints: Uint8Array, weights: Uint8Array}} Skinning four a vertex */
/**
 * @typedef {{
 *   segments: string[], rigid: Map<string, number>, strands: Map<string, Strand[]>, skin: Skinning,
 * }} Weights
 */
/** @typedef {Pick<import("./types").PartInfo, "id" | "structure" | "side" | "bounds">} Told */
/** @typedef {{segments: string[], spine: number, parts: number, strands: number, nodes: number, skin: number, others: number[], format: number}} Heading */

const FULL = 255;
const BENDS = 255; // instead of a segment: a part that bends, or the skin
const STEPS = 10; // of a mean place on the spine, from one segment to the next
const NEAR = 3; // so many strands of a part tell of a vertex
const SOFT = 1; // mm
const [INFLUENCES, BYTES] = [4, 8];

/** @param {Told} part */
const twinOf = ({ structure, side }) => (side === "left" ? `${structure}-right` : "");

/** @param {string} name */
const otherSide = (name) => (name.endsWith(":left") ? name.replace(":left", ":right") : name.replace(":right", ":left"));

/**
 * Fetch and read a file of weights.
 * @param {string} url absolute
 * @param {Told[]} parts of the index, in its order
 */
export async function loadWeights(url, parts) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status} ${response.statusText}`);
  const plain = new Response(response.body.pipeThrough(new DecompressionStream("deflate")));
  return readWeights(new Uint8Array(await plain.arrayBuffer()), parts);
}

/**
 * @param {Uint8Array} bytes inflated
 * @param {Told[]} parts
 * @returns {Weights}
 */
export function readWeights(bytes, parts) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  /** @type {Heading} */
  const heading = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const ids = new Set(parts.map(({ id }) => id));
  const told = parts.filter((part) => !ids.has(twinOf(part)));
  if (heading.format !== 1 || heading.parts !== told.length) throw new Error("the weights belong to another body");
  let at = 4 + length;
  const take = (/** @type {number} */ count) => bytes.subarray(at, at += count);
  const [whole, counts] = [take(told.length), take(told.length)];
  const lengths = take(heading.strands);
  const nodes = take(BYTES * heading.nodes);
  /** @type {Weights} */
  const found = {
    segments: heading.segments, rigid: new Map(), strands: new Map(),
    skin: readSkin(take(heading.skin * (heading.others.length + 1)), heading),
  };
  let [strand, node] = [0, 0];
  told.forEach((part, number) => {
    if (whole[number] !== BENDS) found.rigid.set(part.id, whole[number]);
    const own = [];
    for (let k = 0; k < counts[number]; k++, strand++) {
      own.push(readStrand(nodes, heading, part, node, lengths[strand]));
      node += lengths[strand];
    }
    if (own.length) found.strands.set(part.id, own);
  });
  mirror(found, parts);
  return found;
}

/**
 * @param {Uint8Array} nodes a run for each kind of number
 * @param {Heading} heading
 * @param {Told} part
 * @param {number} first
 * @param {number} count
 * @returns {Strand}
 */
function readStrand(nodes, { nodes: all, spine }, { bounds: [low, high] }, first, count) {
  const points = new Float64Array(count * 3);
  const segments = new Uint8Array(count * 4);
  const weights = new Float64Array(count * 4);
  for (let k = 0; k < count; k++) {
    const value = (/** @type {number} */ run) => nodes[run * all + first + k];
    for (let axis = 0; axis < 3; axis++) points[k * 3 + axis] = low[axis] + (value(axis) / FULL) * (high[axis] - low[axis]);
    const [lower, share] = onSpine(value(3), spine);
    const [one, other] = [value(6) / FULL, value(7) / FULL];
    const rest = 1 - one - other;
    segments.set([value(4), value(5), lower, lower + 1], k * 4);
    weights.set([one, other, rest * (1 - share), rest * share], k * 4);
  }
  return { points, segments, weights, count };
}

/**
 * A mean place on the spine as a segment, and how much of the next one.
 * @param {number} step
 * @param {number} spine
 */
function onSpine(step, spine) {
  const row = step / STEPS;
  const lower = Math.min(Math.max(Math.floor(row), 0), spine - 2);
  return [lower, Math.min(Math.max(row - lower, 0), 1)];
}

/**
 * @param {Uint8Array} runs
 * @param {Heading} heading
 * @returns {Skinning}
 */
function readSkin(runs, { skin: count, others, spine, segments }) {
  const values = new Uint8Array(runs.length);
  for (let run = 0; run <= others.length; run++) {
    for (let k = 0, held = 0; k < count; k++) values[run * count + k] = held = (held + runs[run * count + k]) & 255;
  }
  const found = { joints: new Uint8Array(count * 4), weights: new Uint8Array(count * 4) };
  const shares = new Float64Array(segments.length);
  for (let k = 0; k < count; k++) {
    shares.fill(0);
    let rest = 1;
    for (let run = 0; run < others.length; run++) {
      shares[others[run]] = values[run * count + k] / FULL;
      rest -= shares[others[run]];
    }
    const [lower, share] = onSpine(values[others.length * count + k], spine);
    shares[lower] = Math.max(rest, 0) * (1 - share);
    shares[lower + 1] = Math.max(rest, 0) * share;
    keep(shares, found, k);
  }
  return found;
}

/**
 * The four greatest shares of a vertex, in bytes with the sum 255.
 * @param {Float64Array} shares
 * @param {Skinning} into
 * @param {number} vertex
 */
function keep(shares, into, vertex) {
  const best = [-1, -1, -1, -1];
  for (let segment = 0; segment < shares.length; segment++) {
    if (!(shares[segment] > 0)) continue;
    let place = INFLUENCES;
    while (place > 0 && (best[place - 1] < 0 || shares[best[place - 1]] < shares[segment])) place--;
    if (place < INFLUENCES) best.splice(place, 0, segment);
    best.length = INFLUENCES;
  }
  const total = best.reduce((sum, one) => sum + (one < 0 ? 0 : shares[one]), 0);
  let left = FULL;
  best.forEach((segment, k) => {
    const weight = segment < 0 ? 0 : Math.floor((shares[segment] / total) * FULL + 0.5);
    into.joints[vertex * 4 + k] = weight > 0 ? segment : 0;
    into.weights[vertex * 4 + k] = weight;
    left -= weight;
  });
  into.weights[vertex * 4] += left;
}

/**
 * Add the left parts, each as the mirror image of the right one.
 * @param {Weights} weights
 * @param {Told[]} parts
 */
function mirror({ segments, rigid, strands }, parts) {
  const other = segments.map((name) => segments.indexOf(otherSide(name)));
  for (const part of parts) {
    const twin = twinOf(part);
    const [whole, own] = [rigid.get(twin), strands.get(twin)];
    if (whole !== undefined) rigid.set(part.id, other[whole]);
    else if (own) {
      strands.set(part.id, own.map((strand) => ({
        ...strand,
        points: strand.points.map((value, k) => (k % 3 ? value : -value)),
        segments: strand.segments.map((segment) => other[segment]),
      })));
    }
  }
}

/**
 * The weights of places of a part; null where none are known.
 * @param {Weights} weights
 * @param {string} part
 * @param {Float64Array} points three numbers a place, mm
 * @returns {Skinning | null}
 */
export function weigh(weights, part, points) {
  const count = points.length / 3;
  const whole = weights.rigid.get(part);
  const own = weights.strands.get(part);
  if (whole === undefined && !own) return weights.skin.joints.length === count * 4 ? weights.skin : null;
  const found = { joints: new Uint8Array(count * 4), weights: new Uint8Array(count * 4) };
  const shares = new Float64Array(weights.segments.length);
  for (let k = 0; k < count; k++) {
    if (own) {
      spread(own, points, k * 3, shares);
      keep(shares, found, k);
    } else {
      found.joints[k * 4] = /** @type {number} */ (whole);
      found.weights[k * 4] = FULL;
    }
  }
  return found;
}

/** @typedef {{away: number, strand: Strand, node: number, share: number}} Nearest */

/**
 * How much of each segment a place has: of every strand the nearest place counts, of all strands
 * the nearest few, each by the fourth power of how near it is.
 * @param {Strand[]} strands
 * @param {Float64Array} points
 * @param {number} o where the place stands among them
 * @param {Float64Array} shares
 */
function spread(strands, points, o, shares) {
  const near = strands.map((strand) => nearest(strand, points[o], points[o + 1], points[o + 2]));
  near.sort((a, b) => a.away - b.away);
  const kept = near.slice(0, NEAR);
  const much = kept.map(({ away }) => (kept[0].away / away) ** 4);
  const total = much.reduce((sum, one) => sum + one, 0);
  shares.fill(0);
  kept.forEach(({ strand, node, share }, k) => {
    for (const [corner, part] of [[node, 1 - share], [node + 1, share]]) {
      for (let j = corner * 4; j < corner * 4 + 4; j++) {
        shares[strand.segments[j]] += (much[k] / total) * part * strand.weights[j];
      }
    }
  });
}

/**
 * @param {Strand} strand
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @returns {Nearest}
 */
function nearest(strand, x, y, z) {
  const { points: p, count } = strand;
  const found = { away: Infinity, strand, node: 0, share: 0 };
  for (let k = 0; k < count - 1; k++) {
    const o = k * 3;
    const [a, b, c] = [p[o + 3] - p[o], p[o + 4] - p[o + 1], p[o + 5] - p[o + 2]];
    const [u, v, w] = [x - p[o], y - p[o + 1], z - p[o + 2]];
    const share = Math.min(Math.max((u * a + v * b + w * c) / Math.max(a * a + b * b + c * c, 1e-9), 0), 1);
    const away = Math.hypot(u - share * a, v - share * b, w - share * c);
    if (away < found.away) Object.assign(found, { away, node: k, share });
  }
  found.away += SOFT;
  return found;
}
