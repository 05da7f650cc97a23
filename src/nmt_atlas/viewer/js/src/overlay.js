// Marks and names over the picture: real buttons and text, so that they are sharp, can be focused
// and are read aloud. Names that would collide are hidden, the later one first.
import * as THREE from "three";

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  "trigger-point": "M-4.2,-4.2 L4.2,4.2 M4.2,-4.2 L-4.2,4.2",
  "narrow-place": "M-4,-4 Q0,-1 4,-4 M-4,4 Q0,1 4,4",
  pin: "M0,-3.4 L0,3.4 M-3.4,0 L3.4,0",
};
const at = new THREE.Vector3();

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

function markButton(marker, onPick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `mark ${marker.kind || "trigger-point"}`;
  button.setAttribute("aria-label", marker.label || marker.id);
  button.dataset.marker = marker.id;
  const svg = element("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, button);
  const shape = marker.kind === "narrow-place"
    ? ["rect", { x: -6.6, y: -6.6, width: 13.2, height: 13.2, rx: 2, transform: "rotate(45)" }]
    : ["circle", { r: 8.2 }];
  element(shape[0], { ...shape[1], fill: marker.color, stroke: "#fff", "stroke-width": 1.6 }, svg);
  element("path", { d: SHAPES[marker.kind || "trigger-point"], stroke: "#fff", "stroke-width": 2, "stroke-linecap": "round", fill: "none" }, svg);
  if (marker.label) {
    const name = document.createElement("span");
    name.textContent = marker.label;
    button.append(name);
  }
  button.addEventListener("click", (event) => onPick(marker, event));
  return button;
}

export class Overlay {
  constructor(onPick) {
    this.onPick = onPick;
    this.root = document.createElement("div");
    this.root.className = "overlay";
    this.lines = document.createElementNS(SVG, "svg");
    this.lines.setAttribute("aria-hidden", "true");
    this.root.append(this.lines);
    this.marks = [];
    this.labels = [];
    this.written = "";
  }

  /** Replace marks and names where they changed. */
  set(markers, labels) {
    const text = JSON.stringify([markers, labels]);
    if (text === this.written) return;
    this.written = text;
    for (const { node } of [...this.marks, ...this.labels]) node.remove();
    for (const { line } of this.labels) line.remove();
    this.marks = markers.map((marker) => ({ marker, node: markButton(marker, this.onPick) }));
    this.labels = labels.map((label) => {
      const node = document.createElement("div");
      node.className = "label";
      node.textContent = label.text;
      return { label, node, line: element("line", {}, this.lines) };
    });
    for (const { node } of [...this.marks, ...this.labels]) this.root.append(node);
    for (const one of this.labels) {
      one.width = one.node.offsetWidth;
      one.height = one.node.offsetHeight;
    }
  }

  /** Put everything where the camera now sees it. */
  place(camera, width, height, clip) {
    const unit = height / (2 * Math.tan((camera.fov * Math.PI) / 360));
    const taken = [];
    const cut = (p) => clip && clip.x * p[0] + clip.y * p[1] + clip.z * p[2] > clip.w;
    for (const { marker, node } of this.marks) {
      at.fromArray(marker.at).applyMatrix4(camera.matrixWorldInverse);
      const size = Math.min(16, Math.max(9, (marker.radius * unit) / Math.max(1, -at.z)));
      at.applyMatrix4(camera.projectionMatrix);
      const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
      node.hidden = at.z > 1 || x < 0 || y < 0 || x > width || y > height || cut(marker.at);
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      node.style.setProperty("--r", `${size.toFixed(1)}px`);
      if (!node.hidden) taken.push([x - size, y - size, x + size, y + size]);
    }
    for (const one of this.labels) this.placeLabel(one, camera, width, height, taken, cut);
  }

  placeLabel({ label, node, line, width: w, height: h }, camera, width, height, taken, cut) {
    at.fromArray(label.at).project(camera);
    const [x, y] = [(at.x * 0.5 + 0.5) * width, (0.5 - at.y * 0.5) * height];
    const side = x < width / 2 ? -1 : 1;
    const free = (box) => box[0] > 2 && box[1] > 2 && box[2] < width - 2 && box[3] < height - 2
      && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    const tries = [[34, -12], [34, 14], [62, -34], [62, 34], [96, 0], [-34, -14], [-62, 26]];
    const spot = at.z < 1 && x > 0 && y > 0 && x < width && y < height && !cut(label.at)
      ? tries.map(([dx, dy]) => {
        const end = x + side * dx;
        const left = side * dx < 0 ? end - w : end;
        return { end, y: y + dy, box: [left, y + dy - h / 2, left + w, y + dy + h / 2] };
      }).find(({ box }) => free(box))
      : null;
    node.hidden = !spot;
    line.style.display = spot ? "" : "none";
    if (!spot) return;
    taken.push(spot.box);
    node.style.transform = `translate(${spot.box[0].toFixed(1)}px, ${spot.box[1].toFixed(1)}px)`;
    for (const [key, value] of Object.entries({ x1: x, y1: y, x2: spot.end, y2: spot.y })) line.setAttribute(key, value.toFixed(1));
  }
}
