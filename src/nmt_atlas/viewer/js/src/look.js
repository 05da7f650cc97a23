// How the body looks: written in domain/look.py, read here. What it names are groups of a pack and
// kinds of paint; the viewer itself knows neither.
import LOOK from "./look.json" with { type: "json" };

/** @typedef {import("./types").Triple} Triple */

/** @type {Record<string, {color: string, tissue: string}>} */
const GROUPS = LOOK.groups;

/** @type {Record<string, {color: string, strength: number, rank: number, dotted: boolean}>} */
const PAINT = LOOK.paint;

const LAST = LOOK.tissues[LOOK.tissues.length - 1];

/**
 * What a group is drawn as; a group without an entry as what stands last in the list.
 * @param {string} group
 */
export function tissueOf(group) {
  return GROUPS[group]?.tissue ?? LAST;
}

/**
 * The shaders' number of a tissue, from 1.
 * @param {string} tissue
 */
export function numberOf(tissue) {
  return LOOK.tissues.indexOf(tissue) + 1;
}

/**
 * A group's place in the order of the list, which goes from outside inwards.
 * @param {string} group
 */
export function depthOf(group) {
  const place = Object.keys(GROUPS).indexOf(group);
  return place < 0 ? Object.keys(GROUPS).length : place;
}

/**
 * How a kind of paint lies on the skin; a kind without an entry as the first of the list.
 * @param {string} kind
 */
export function paintOf(kind) {
  return PAINT[kind] ?? Object.values(PAINT)[0];
}

/** @type {Record<string, {face: string, rim: string, rim_mm: number, rim_share: number, hollow: boolean}>} */
const CUTS = LOOK.cuts;

/**
 * The closed face of a cut through a group.
 * @param {string} group
 */
export function cutOf(group) {
  return CUTS[group] ?? { face: "", rim: "", rim_mm: 0, rim_share: 0, hollow: false };
}

/**
 * `#rrggbb` as three bytes; what is no such text is the look's unknown colour.
 * @param {string | null | undefined} hex
 * @returns {Triple}
 */
export function bytesOf(hex) {
  const text = /^#?[0-9a-f]{6}$/i.test(hex ?? "") ? String(hex) : LOOK.unknown;
  const value = parseInt(text.replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * A number as GLSL writes a float.
 * @param {number} value
 */
export function float(value) {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/**
 * Three numbers as GLSL writes a vector.
 * @param {number[]} values
 */
export function vec3(values) {
  return `vec3(${values.map(float).join(", ")})`;
}

export { LOOK };
