// Who leads the camera: the scene, where it asks for another place; else the hand, and Python is
// told where it came to rest.
import * as THREE from "three";
import { sameCamera } from "./camera.js";
import { eventOf } from "./events.js";
import { boundsOf } from "./looks.js";

/** @typedef {import("./types").Camera} Camera */

const FRONT = new THREE.Vector3(0, -1, 0);
const NEARER = 1.12; // what stands nearer than a box's middle is seen so much wider (domain/framing.py)
const REST_MS = 260; // without a move for so long the camera has come to rest

export class Following {
  /** @param {Pick<import("./viewer.js").Viewer, "rig" | "look" | "infos" | "needed" | "report" | "listener" | "rooming">} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    /** @type {Camera | null | undefined} where it was sent, or came to rest; undefined at first */
    this.aimed = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.telling = undefined;
  }

  /**
   * Follow the scene's camera where it is another than the one that was last gone to, or seen at
   * rest; frame the whole body where there is none. A camera that sees nothing is passed over.
   * @param {boolean} anyhow go even where it was gone to before
   */
  aim(anyhow = false) {
    const { look, infos, rig, rooming } = this.viewer;
    const wanted = look.camera ?? null;
    const first = this.aimed === undefined;
    if (!infos.size || !(first || anyhow || !sameCamera(wanted, this.aimed))) return;
    if (wanted && rig.go(wanted, first, look.along)) {
      this.aimed = wanted;
      rooming?.lend(look.slender, first);
    } else if (first) {
      this.aimed = wanted;
      this.home(true);
    }
  }

  /** @returns {"turn"} what it is for who listens */
  home(instant = false) {
    const { rig, infos, needed, rooming } = this.viewer;
    const box = boundsOf([...infos.values()].filter((info) => needed.call(this.viewer, info.group)));
    if (box.isEmpty()) return "turn";
    const size = box.getSize(new THREE.Vector3());
    rig.go(rig.framing(box, FRONT), instant);
    rooming?.lend((size.x * NEARER) / size.z, instant);
    return "turn";
  }

  moved() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.flush(), REST_MS);
  }

  /** Whether the camera is elsewhere than where it was sent, or is known to have come to rest. */
  get turned() {
    return !sameCamera(this.viewer.rig.now(), this.aimed);
  }

  /** Python listens from now on: it is told of a camera that a hand has turned before. */
  heard() {
    if (!this.turned) this.dispose();
    this.flush();
  }

  /** Tell where the camera is, if that was not told yet and it is not on its way. */
  flush() {
    const { rig, listener } = this.viewer;
    if (!this.telling || rig.move || !listener) return;
    this.dispose();
    const now = rig.now();
    this.aimed = now;
    this.viewer.report("camera_now", eventOf("camera_now", { ...now }));
  }

  dispose() {
    clearTimeout(this.telling);
    this.telling = undefined;
  }
}
