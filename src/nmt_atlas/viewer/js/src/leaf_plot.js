// A curve on a leaf: one number over another, with a mark that goes along while the body moves.
import { make, sameBut } from "./leaf_make.js";

/** @import { Update, Write } from "./leaf_types.js" */
/** @typedef {[number, number]} Pair */

const SVG = "http://www.w3.org/2000/svg";
export const MOVED = "nmt-moved"; // how far (0..1) the body is in the movement that plays
const [WIDE, HIGH, LEFT, RIGHT, TOP, BASE] = [320, 132, 40, 18, 14, 22];
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200];

/**
 * @param {Element} parent
 * @param {string} name
 * @param {Record<string, string | number>} given
 * @param {string} text
 */
function draw(parent, name, given, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

/**
 * Round numbers between two, three to six of them.
 * @param {number} low
 * @param {number} high
 */
export function ticks(low, high) {
  const step = STEPS.find((one) => (high - low) / one <= 5) ?? 500;
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high + 1e-9; value += step) found.push(value + 0); // no -0
  return found;
}

/**
 * What a curve comes to at a place, straight between its points.
 * @param {Pair[]} points
 * @param {number} x
 */
export function heightAt(points, x) {
  const next = points.findIndex(([at]) => at >= x);
  if (next < 0) return points[points.length - 1][1];
  if (next === 0) return points[0][1];
  const [[a, one], [b, other]] = [points[next - 1], points[next]];
  return one + ((other - one) * (x - a)) / (b - a || 1);
}

/** @param {Pair[]} points */
function frameOf(points) {
  const heights = points.map(([, y]) => y);
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  const room = Math.max((most - least) * 0.12, 1);
  const [low, high] = [least - room, most + room];
  const [from, to] = [points[0][0], points[points.length - 1][0]];
  return {
    low, high, from, to,
    x: (/** @type {number} */ value) => LEFT + ((value - from) / (to - from || 1)) * (WIDE - LEFT - RIGHT),
    y: (/** @type {number} */ value) => TOP + ((high - value) / (high - low)) * (HIGH - TOP - BASE),
  };
}

/** @typedef {{ points: Pair[], mark: (at: number) => void, between: Pair, unit: string }} Shown */
/** @type {WeakMap<HTMLElement, Shown>} */
const shown = new WeakMap();

/** @type {Record<string, Write>} */
export const PLOTS = {
  plot({ label = "", told = "", unit = "mm", across = ["", ""], points = [], at = 0, between = [0, 0] }) {
    const { low, high, from, to, x, y } = frameOf(points);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", told);
    for (const value of ticks(low, high)) {
      draw(svg, "path", { class: value === 0 ? "nought" : "grid", d: `M${LEFT} ${y(value)}H${WIDE - RIGHT}` });
      draw(svg, "text", { x: LEFT - 5, y: y(value) + 4, "text-anchor": "end" }, String(value));
    }
    for (const value of ticks(from, to)) {
      draw(svg, "path", { class: "grid", d: `M${x(value)} ${HIGH - BASE}v4` });
      draw(svg, "text", { x: x(value), y: HIGH - 6, "text-anchor": "middle" }, `${value}°`);
    }
    draw(svg, "path", { class: "curve", d: `M${points.map(([a, b]) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join("L")}` });
    const line = draw(svg, "path", { class: "now", d: "" });
    const dot = draw(svg, "circle", { class: "now", r: 5 });
    const value = make("output", "");
    const mark = (/** @type {number} */ place) => {
      const held = Math.min(Math.max(place, from), to);
      const height = heightAt(points, held);
      line.setAttribute("d", `M${x(held).toFixed(1)} ${TOP}V${HIGH - BASE}`);
      dot.setAttribute("cx", x(held).toFixed(1));
      dot.setAttribute("cy", y(height).toFixed(1));
      value.textContent = `${Math.round(held)}°: ${Math.round(height)} ${unit}`;
    };
    mark(Number(at));
    const ends = make("div", "ends", make("span", "", across[0] && `← ${across[0]}`), make("span", "", across[1] && `${across[1]} →`));
    ends.setAttribute("aria-hidden", "true");
    const made = make("figure", "plot", make("figcaption", "", make("span", "", label), value), ends);
    made.insertBefore(svg, ends);
    shown.set(made, { points, mark, between: /** @type {Pair} */ (between), unit });
    const follow = (/** @type {Event} */ event) => {
      if (!made.isConnected) {
        window.removeEventListener(MOVED, follow);
        return;
      }
      const { between: [start, end], mark: put } = shown.get(made) ?? { between: [0, 0], mark };
      const { share } = /** @type {CustomEvent<{share: number}>} */ (event).detail;
      put(start + share * (end - start));
    };
    window.addEventListener(MOVED, follow);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const PLOT_UPDATES = {
  plot(node, given, before) {
    const one = shown.get(node);
    if (!one || !sameBut(given, before, "at", "between", "told")) return false;
    one.between = /** @type {Pair} */ (given.between ?? [0, 0]);
    one.mark(Number(given.at ?? 0));
    node.querySelector("svg")?.setAttribute("aria-label", given.told ?? "");
    return true;
  },
};

export const PLOT_STYLE = `
.plot { margin: 8px 0; }
.plot figcaption { display: flex; justify-content: space-between; gap: 8px; font-size: 14px; line-height: 20px; font-weight: 600; }
.plot output { font-variant-numeric: tabular-nums; font-weight: 400; white-space: nowrap; }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { font-size: 11px; fill: currentColor; opacity: .8; font-variant-numeric: tabular-nums; }
.plot .grid { stroke: currentColor; opacity: .18; fill: none; }
.plot .nought { stroke: currentColor; opacity: .5; fill: none; }
.plot .curve { stroke: var(--accent); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
.plot path.now { stroke: currentColor; opacity: .45; stroke-dasharray: 3 3; fill: none; }
.plot circle.now { fill: var(--accent); stroke: var(--paper, #fff); stroke-width: 2; }
.plot .ends { display: flex; justify-content: space-between; font-size: 12px; line-height: 16px; opacity: .8; padding-left: 36px; }
@media (forced-colors: active) { .plot .curve { stroke: Highlight; } .plot circle.now { fill: Highlight; } }
`;
