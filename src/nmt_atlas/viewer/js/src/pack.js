// A pack: its index, the choice of detail, and the files in the order in which they are needed.
import { readGroup } from "./glb.js";

/**
 * Fetch and read index.json.
 * @param {string} url
 * @returns {Promise<import("./types").PackIndex>}
 */
export async function loadIndex(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${response.statusText}`);
  const index = await response.json();
  if (index.format !== 1) throw new Error(`${url}: format ${index.format} is not known here`);
  return index;
}

/**
 * The level of detail that this machine can turn smoothly.
 * @param {string} wanted
 * @param {boolean} software
 */
export function chooseDetail(wanted, software) {
  if (wanted === "phone" || wanted === "standard") return wanted;
  const memory = /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory || 8;
  const small = Math.min(screen.width, screen.height) < 600 && matchMedia("(pointer: coarse)").matches;
  return software || small || memory <= 2 ? "phone" : "standard";
}

/**
 * Group -> file at the wanted detail, or the nearest that the pack has.
 * @param {Pick<import("./types").PackIndex, "files">} index
 * @param {string} detail
 */
export function chooseFiles(index, detail) {
  const order = detail === "phone" ? ["phone", "standard", "fine"] : ["standard", "fine", "phone"];
  /** @type {Map<string, import("./types").PackFile>} */
  const files = new Map();
  for (const file of index.files) {
    const held = files.get(file.group);
    if (!held || order.indexOf(file.detail) < order.indexOf(held.detail)) files.set(file.group, file);
  }
  return files;
}

/**
 * Fetch and read one group's file.
 * @param {string} base absolute URL of the pack's index
 * @param {import("./types").PackFile} file
 */
export async function loadGroup(base, file) {
  const url = new URL(file.path, base).href;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${file.path} answered ${response.status} ${response.statusText}`);
  const buffer = await response.arrayBuffer();
  try {
    return { ...readGroup(buffer), bytes: buffer.byteLength };
  } catch (error) {
    throw new Error(`${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
