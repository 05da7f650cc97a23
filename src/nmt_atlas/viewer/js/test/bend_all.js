// Bends what it is asked for and says where its vertices go: node bend_all.js ASKED WEIGHTS
import { readFileSync } from "node:fs";
import { bellyAt, bends, carried, dualsOf, measured, swelling } from "../src/bending.js";
import { readWeights, weigh } from "../src/weights.js";

const [, , question, file] = process.argv;
const { index, parts, pose } = JSON.parse(readFileSync(question, "utf8"));
const weights = readWeights(new Uint8Array(readFileSync(file)), index);
const duals = dualsOf(weights.segments, pose);

/** @type {Record<string, number[]>} */
const found = {};
for (const { id, points, normals, index: corners, u, tendon, muscle } of parts) {
  const rest = Float64Array.from(points);
  const skinning = weigh(weights, id, rest);
  if (!skinning) throw new Error(`nothing is known of ${id}`);
  const places = carried(rest, skinning, duals);
  const used = new Set(skinning.joints.filter((_, k) => skinning.weights[k] > 0));
  if (muscle && bends(used, duals)) {
    const belly = Float64Array.from(u, (/** @type {number} */ along) => bellyAt(along, tendon));
    const by = swelling(measured(rest, corners, belly).volume, measured(places, corners, belly));
    carried(Float64Array.from(normals), skinning, duals, false)
      .forEach((way, k) => { places[k] += by * way * belly[Math.floor(k / 3)]; });
  }
  found[id] = [...places];
}
const { joints, weights: shares } = weights.skin;
process.stdout.write(JSON.stringify({ parts: found, skin: { joints: [...joints], weights: [...shares] } }));
