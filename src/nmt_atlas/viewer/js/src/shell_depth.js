// The slider beside the body that peels it from the skin to the bones.
import { heed, make } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */

/**
 * @param {ShellModel} model
 * @param {import("./shell_make.js").Tell} tell
 */
export function depth(model, tell) {
  const range = make("input", { type: "range", min: "0", max: "1", step: "0.02" });
  const [top, bottom] = [make("span"), make("span")];
  const made = make("section", { className: "depth" }, [top, range, bottom]);
  range.addEventListener("change", () => tell("peel", range.value));
  heed(model, ["depth"], () => {
    const { value = 0, label = "", told = "", top: skin = "", bottom: bone = "" } = model.depth;
    made.hidden = !label;
    range.value = String(value);
    range.setAttribute("aria-label", label);
    range.setAttribute("aria-valuetext", told);
    range.title = `${label}: ${told}`;
    [top.textContent, bottom.textContent] = [skin, bone];
  });
  return made;
}

export const DEPTH_STYLE = `
.depth { position: absolute; z-index: 4; left: calc(var(--rail) + 12px); top: 50%; translate: 0 -50%; display: flex; flex-direction: column; align-items: center; gap: 4px;
  width: 56px; padding: 8px 4px; border-radius: 28px; background: var(--glass); box-shadow: var(--lift); font-size: 12px; line-height: 16px; font-weight: 500; text-align: center; }
.depth input { writing-mode: vertical-lr; width: 28px; height: min(240px, 32vh); margin: 0; accent-color: var(--primary); cursor: ns-resize; touch-action: none; }
.phone .depth, .tall .depth, .short .depth, .left-open .depth, .presenting .depth { display: none; }
`;
