// The little cube that turns with the body: six faces to press, and letters that say which side of
// the picture is the body's right.
import * as THREE from "three";

const HALF = 25; // CSS pixels
const SEEN = 0.06; // of a face's slant, below which it cannot be pressed
const LEVEL = 0.5;

/** The view's command, from where the eye stands, what is up, the face's word and the side's. @type {[string, THREE.Vector3, THREE.Vector3, string, string][]} */
const FACES = [
  ["anterior", new THREE.Vector3(0, -1, 0), new THREE.Vector3(0, 0, 1), "faceFront", "front"],
  ["posterior", new THREE.Vector3(0, 1, 0), new THREE.Vector3(0, 0, 1), "faceBack", "back"],
  ["right", new THREE.Vector3(-1, 0, 0), new THREE.Vector3(0, 0, 1), "faceRight", "right"],
  ["left", new THREE.Vector3(1, 0, 0), new THREE.Vector3(0, 0, 1), "faceLeft", "left"],
  ["superior", new THREE.Vector3(0, 0, 1), new THREE.Vector3(0, -1, 0), "faceAbove", "above"],
  ["inferior", new THREE.Vector3(0, 0, -1), new THREE.Vector3(0, -1, 0), "faceBelow", "below"],
];

const [n, u, r] = [new THREE.Vector3(), new THREE.Vector3(), new THREE.Vector3()];
const back = new THREE.Quaternion();

/**
 * Which letters stand left and right of the picture: keys of the component's words.
 * @param {{x: number, y: number}} right the picture's right in the body's frame
 * @returns {[string, string]}
 */
export function lettersOf({ x, y }) {
  if (Math.abs(x) >= LEVEL) return x > 0 ? ["markRight", "markLeft"] : ["markLeft", "markRight"];
  if (Math.abs(y) < LEVEL) return ["", ""];
  return y > 0 ? ["markFront", "markBack"] : ["markBack", "markFront"];
}

/**
 * How a face lies on the screen: a CSS matrix, and how much it faces the eye (1 fully, below 0 away).
 * @param {THREE.Vector3} normal
 * @param {THREE.Vector3} up
 * @param {THREE.Quaternion} turn the camera's
 */
export function faceOf(normal, up, turn) {
  back.copy(turn).invert();
  n.copy(normal).applyQuaternion(back);
  u.copy(up).applyQuaternion(back);
  r.crossVectors(u, n);
  const numbers = [r.x, -r.y, -u.x, u.y, n.x * HALF, -n.y * HALF].map((value) => value.toFixed(3));
  return { matrix: `matrix(${numbers.join(",")})`, facing: n.z };
}

export class Cube {
  /**
   * @param {HTMLElement} parent
   * @param {(way: string, from: THREE.Vector3) => void} asked a face was pressed
   */
  constructor(parent, asked) {
    this.root = document.createElement("div");
    this.root.className = "cube";
    this.root.setAttribute("role", "group");
    this.letters = ["left", "right"].map((side) => {
      const made = document.createElement("span");
      made.className = `letter ${side}`;
      made.setAttribute("aria-hidden", "true");
      return made;
    });
    this.faces = FACES.map(([way, normal, up, word, name]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => asked(way, normal));
      return { way, normal, up, word, name, button };
    });
    this.more = document.createElement("button");
    this.more.type = "button";
    this.more.className = "more";
    this.more.setAttribute("aria-haspopup", "menu");
    this.more.hidden = true;
    this.root.append(...this.letters, ...this.faces.map(({ button }) => button));
    parent.prepend(this.root, this.more);
    /** @type {Record<string, string>} */
    this.words = {};
    this.written = "";
  }

  /** @param {Record<string, string>} words */
  speak(words) {
    this.words = words;
    this.root.setAttribute("aria-label", words.cube);
    this.more.textContent = words.regions;
    for (const { button, word, name } of this.faces) {
      button.textContent = words[word];
      button.setAttribute("aria-label", words[name]);
      button.title = words[name];
    }
    this.written = "";
  }

  /**
   * Turn with the camera.
   * @param {THREE.Camera} camera
   */
  turn(camera) {
    const key = [camera.quaternion.x, camera.quaternion.y, camera.quaternion.z, camera.quaternion.w].map((v) => v.toFixed(3)).join();
    if (key === this.written) return;
    this.written = key;
    for (const { button, normal, up } of this.faces) {
      const { matrix, facing } = faceOf(normal, up, camera.quaternion);
      button.style.transform = matrix;
      button.classList.toggle("away", facing < SEEN);
      button.style.setProperty("--light", (0.82 + 0.18 * Math.max(0, facing)).toFixed(2));
    }
    const right = r.set(1, 0, 0).applyQuaternion(camera.quaternion);
    lettersOf(right).forEach((word, k) => { this.letters[k].textContent = word && this.words[word]; });
  }
}
