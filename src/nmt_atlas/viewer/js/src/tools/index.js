// Every tool of the canvas, one file each. The first is in the hand at the start. Python's list of
// the same names is `Tool` in domain/picks.py.
import { brush } from "./brush.js";
import { orbit } from "./orbit.js";
import { pen } from "./pen.js";
import { pick } from "./pick.js";
import { section } from "./section.js";

/** @type {readonly import("../types").Tool[]} */
export const TOOLS = [pick, orbit, brush, section, pen];

/**
 * A tool by its id; the first where there is none of that name.
 * @param {string} id
 */
export function toolOf(id) {
  return TOOLS.find((tool) => tool.id === id) ?? TOOLS[0];
}
