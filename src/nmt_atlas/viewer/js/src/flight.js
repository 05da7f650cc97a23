// The way from one camera to another: turned along the shortest arc, without a roll where both
// stand upright, nearer or farther by equal shares.
import * as THREE from "three";

const LEAST_MS = 260;
const MOST_MS = 640;

/** @typedef {{eye: THREE.Vector3, centre: THREE.Vector3, up: THREE.Vector3}} Stand */

const look = new THREE.Matrix4();

/**
 * How a camera is turned that stands so.
 * @param {Stand} stand
 */
function turnOf({ eye, centre, up }) {
  return new THREE.Quaternion().setFromRotationMatrix(look.lookAt(eye, centre, up));
}

export class Flight {
  /**
   * @param {Stand} from
   * @param {Stand} to
   * @param {number} began as of performance.now()
   */
  constructor(from, to, began) {
    this.began = began;
    this.to = to;
    this.centres = [from.centre.clone(), to.centre.clone()];
    this.turns = [turnOf(from), turnOf(to)];
    this.lengths = [from.eye.distanceTo(from.centre) || 1, to.eye.distanceTo(to.centre) || 1];
    const turned = this.turns[0].angleTo(this.turns[1]) / Math.PI;
    const moved = from.centre.distanceTo(to.centre) / (this.lengths[0] + this.lengths[1]);
    const nearer = Math.abs(Math.log(this.lengths[1] / this.lengths[0])) / 2;
    this.takes = LEAST_MS + (MOST_MS - LEAST_MS) * Math.min(1, Math.max(turned, moved, nearer));
  }

  /**
   * Where the camera is at a time; `done` once it has arrived.
   * @param {number} now as of performance.now()
   */
  at(now) {
    const t = Math.min(1, Math.max(0, (now - this.began) / this.takes));
    const e = t * t * (3 - 2 * t);
    const turn = this.turns[0].clone().slerp(this.turns[1], e);
    const length = this.lengths[0] * (this.lengths[1] / this.lengths[0]) ** e;
    const centre = this.centres[0].clone().lerp(this.centres[1], e);
    const eye = new THREE.Vector3(0, 0, length).applyQuaternion(turn).add(centre);
    return { done: t >= 1, turn, eye, centre, up: new THREE.Vector3(0, 1, 0).applyQuaternion(turn) };
  }
}
