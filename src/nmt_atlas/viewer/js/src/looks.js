// How each part is shown, and how large what is shown is.
import * as THREE from "three";
import { bytesOf, tissueOf } from "./look.js";
import { skinOf } from "./tone.js";

/** @type {import("./types").PartLook} */
const PLAIN = { glow: 0, thicker: 0 };

/**
 * How parts are shown: each one's own look over its group's.
 * @param {Pick<import("./viewer.js").Viewer, "look" | "infos" | "colors">} viewer
 * @returns {(part: string, group: string) => import("./types").PartState}
 */
export function looksOf(viewer) {
  const { groups, parts, selected, tone } = viewer.look;
  const chosen = new Set(selected);
  return (part, group) => {
    const whole = groups[group] ?? { visible: false };
    const own = { ...PLAIN, ...parts[part] };
    const { colors } = viewer;
    const skin = tissueOf(group) === "skin" ? skinOf(tone) : "";
    const structure = viewer.infos.get(part)?.structure ?? "";
    return {
      visible: own.visible ?? whole.visible ?? true,
      opacity: own.opacity ?? whole.opacity ?? 1,
      glow: Number(own.glow),
      thicker: Number(own.thicker),
      hatched: Boolean(own.hatched),
      moved: own.moved ?? [0, 0, 0],
      selected: chosen.has(part),
      rgb: bytesOf(own.color || skin || colors[part] || colors[structure] || colors[group]),
    };
  };
}

/**
 * The box around parts, mm.
 * @param {import("./types").PartInfo[]} infos
 */
export function boundsOf(infos) {
  const box = new THREE.Box3();
  for (const { bounds } of infos) for (const corner of bounds) box.expandByPoint(new THREE.Vector3(...corner));
  return box;
}
