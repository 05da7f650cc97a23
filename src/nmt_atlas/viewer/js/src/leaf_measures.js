// What a leaf measures: bars below each other, and a clock that runs out.
import { make, sameBut } from "./leaf_make.js";

/** @import { BarData, Update, Write } from "./leaf_types.js" */

/** @param {BarData} given */
function bar({ label, share = 0, text = "" }) {
  const filled = make("span", "filled");
  filled.style.width = `${Math.round(100 * Math.min(1, Math.max(0, share)))}%`;
  const made = make("li", "", make("span", "", label), make("span", "track", filled), make("span", "", text));
  made.children[1].setAttribute("aria-hidden", "true");
  return made;
}

/** @param {number} seconds */
function told(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** @type {Record<string, Write>} */
export const MEASURES = {
  bars({ label = "", bars = [] }) {
    const made = make("ul", "bars", ...bars.map(bar));
    made.setAttribute("aria-label", label);
    return made;
  },
  clock({ id = "", label = "", left = 0 }, { tell }) {
    const shown = make("time", "", told(left));
    const made = make("p", "clock", `${label} `, shown);
    made.setAttribute("role", "timer");
    const end = performance.now() + left * 1000;
    const ticking = setInterval(() => {
      if (!made.isConnected) return clearInterval(ticking);
      const now = Math.max(0, Math.round((end - performance.now()) / 1000));
      shown.textContent = told(now);
      if (now > 0) return undefined;
      clearInterval(ticking);
      return tell(`${id}over`, true);
    }, 1000);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const MEASURE_UPDATES = {
  clock: (_node, given, before) => sameBut(given, before, "left"),
};

export const MEASURE_STYLE = `
.bars { list-style: none; margin: 8px 0; padding: 0; display: grid; grid-template-columns: auto 1fr auto; gap: 2px 12px; align-items: center; }
.bars li { display: contents; font-size: 14px; line-height: 20px; }
.bars li > span { font-size: 14px; line-height: 20px; }
.track { height: 10px; border-radius: 5px; background: var(--soft); }
.filled { display: block; height: 100%; border-radius: 5px; background: var(--accent); }
.clock { font-variant-numeric: tabular-nums; font-weight: 600; }
@media (forced-colors: active) { .filled { background: Highlight; } .track { border: 1px solid; } }
`;
