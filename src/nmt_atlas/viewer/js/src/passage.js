// The way from one place of a given way to another: along it, as a smooth curve, at an even pace.
import * as THREE from "three";

const NEAR_MM = 170; // so far from the way one still goes along it
const MS_PER_MM = 5;
const LEAST_MS = 700;
const MOST_MS = 5000;
const EVEN = 0.5;

/** @typedef {import("./types").Camera} Camera */
/** @typedef {import("./flight.js").Stand} Stand */

const vector = (/** @type {number[]} */ values) => new THREE.Vector3(...values);
const look = new THREE.Matrix4();

/**
 * The place of a way that looks nearest to a point.
 * @param {Camera[]} along
 * @param {THREE.Vector3} centre
 */
function nearest(along, centre) {
  let [best, least] = [-1, NEAR_MM];
  along.forEach(({ target }, k) => {
    const away = vector(target).distanceTo(centre);
    if (away < least) [best, least] = [k, away];
  });
  return best;
}

/**
 * A flight along a way; null where it does not lead from here to there.
 * @param {Stand} from
 * @param {Stand} to
 * @param {Camera[]} along
 * @param {number} began as of performance.now()
 */
export function passage(from, to, along, began) {
  const [first, last] = [nearest(along, from.centre), nearest(along, to.centre)];
  if (first < 0 || last < 0 || Math.abs(first - last) < 2) return null;
  const between = first < last ? along.slice(first + 1, last) : along.slice(last + 1, first).reverse();
  const stands = between.map(({ position, target }) => ({ eye: vector(position), centre: vector(target) }));
  const eyes = new THREE.CatmullRomCurve3([from.eye, ...stands.map(({ eye }) => eye), to.eye], false, "centripetal");
  const centres = new THREE.CatmullRomCurve3([from.centre, ...stands.map(({ centre }) => centre), to.centre], false, "centripetal");
  const takes = Math.min(MOST_MS, Math.max(LEAST_MS, centres.getLength() * MS_PER_MM));
  return {
    to,
    takes,
    /** @param {number} now as of performance.now() */
    at(now) {
      const t = Math.min(1, Math.max(0, (now - began) / takes));
      const e = EVEN - EVEN * Math.cos(Math.PI * t);
      const [eye, centre] = [eyes.getPoint(e), centres.getPoint(e)];
      const up = from.up.clone().lerp(to.up, e).normalize();
      const turn = new THREE.Quaternion().setFromRotationMatrix(look.lookAt(eye, centre, up));
      return { done: t >= 1, turn, eye, centre, up };
    },
  };
}
