// The pointer: clicks become picks, resting becomes a name.
const CLICK_MS = 600;
const CLICK_PX = 6;
const HOVER_MS = 70;

export class Pointer {
  constructor(viewer) {
    this.viewer = viewer;
    this.canvas = viewer.stage.canvas;
    this.count = 0;
    this.over = "";
    this.listen("pointerdown", (event) => this.down(event));
    this.listen("pointerup", (event) => this.up(event));
    this.listen("pointermove", (event) => this.move(event));
    this.listen("pointerleave", () => this.leave());
    this.listen("dblclick", (event) => this.double(event));
    this.listen("contextmenu", (event) => event.preventDefault());
  }

  listen(name, handler) {
    this.canvas.addEventListener(name, handler);
  }

  spot(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  down(event) {
    this.pressed = { x: event.clientX, y: event.clientY, at: event.timeStamp, id: event.pointerId };
    this.dragging = true;
    this.hover("", 0, 0);
  }

  up(event) {
    this.dragging = false;
    const from = this.pressed;
    this.pressed = null;
    if (!from || from.id !== event.pointerId || event.timeStamp - from.at > CLICK_MS) return;
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_PX) return;
    this.pick(event);
  }

  pick(event) {
    const [x, y] = this.spot(event);
    const { hit, skinVertex, skinPoint } = this.viewer.pickAt(x, y);
    this.send(event, {
      part: hit ? hit.part : "",
      point: hit ? hit.point.toArray() : skinPoint,
      normal: hit ? hit.normal.toArray() : null,
      skin_vertex: skinVertex,
      skin_point: skinPoint,
    });
  }

  pickMarker(marker, event) {
    this.send(event, { marker: marker.id, point: marker.at });
  }

  send(event, what) {
    this.count = Math.max(this.count, this.viewer.lastPick?.() || 0) + 1;
    const held = ["shift", "ctrl", "alt", "meta"].filter((key) => event[`${key}Key`]);
    this.viewer.report("picked", {
      n: this.count, part: "", point: null, normal: null, marker: "", skin_vertex: -1, skin_point: null,
      modifiers: held, button: event.button || 0, ...what,
    });
  }

  double(event) {
    const { hit } = this.viewer.pickAt(...this.spot(event));
    if (hit) this.viewer.rig.focus(hit.point);
  }

  move(event) {
    if (this.dragging || event.pointerType === "touch") return;
    const [x, y] = this.spot(event);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(x, y), HOVER_MS);
  }

  look(x, y) {
    const groups = [...this.viewer.groups.values()];
    if (groups.some((group) => group.visible && !group.skin && !group.treesBuilt)) return;
    const { hit } = this.viewer.pickAt(x, y, false);
    this.hover(hit ? hit.part : "", x, y);
  }

  hover(part, x, y) {
    const { stage, names, drawing } = this.viewer;
    stage.showTip(part ? names[part] || "" : "", x, y);
    if (part === this.over) return;
    this.over = part;
    this.canvas.classList.toggle("over", Boolean(part));
    for (const group of this.viewer.groups.values()) {
      if (this.lit && this.lit[0] === group) group.table.hover(this.lit[1], false);
      if (part && group.numbers.has(part)) {
        group.table.hover(group.numbers.get(part), true);
        this.next = [group, group.numbers.get(part)];
      }
    }
    this.lit = part ? this.next : null;
    drawing.request();
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.viewer.report("hovered", part), 120);
  }

  leave() {
    clearTimeout(this.timer);
    this.hover("", 0, 0);
  }

  /** The looks were rewritten: nothing is lit any more. */
  forget() {
    this.lit = null;
    this.over = "";
  }

  dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.telling);
  }
}
