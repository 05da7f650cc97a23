// The two sheets that float over the body: the page's own on the left, the card on the right. On upright
// phones and tablets there is one at a time, at the bottom, in three heights.
import { heed, holdsFocus, make, signButton } from "./shell_make.js";
import { planOf } from "./room.js";
import { beenHere } from "./welcome.js";

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {import("./room.js").Height} Height */
/** @typedef {"left" | "right"} Side */

/** @type {Height[]} */
const HEIGHTS = ["low", "half", "full"];
const DRAGGED = 8;
const BEFORE_A_CLASS = { top: 16, right: 0, bottom: 104, left: 0 };

export class Sheets {
  /**
   * @param {HTMLElement} root the window
   * @param {ShellModel} model
   * @param {Record<string, HTMLElement>} slots
   */
  constructor(root, model, slots) {
    this.root = root;
    this.model = model;
    /** @type {Height} */
    this.height = "half";
    this.left = this.sheet("left", slots.left);
    this.right = this.sheet("right", slots.right);
    this.again = make("button", { type: "button", className: "again" });
    this.again.addEventListener("click", () => this.open("right", true));
    /** @type {Side} */
    this.last = "right";
    this.was = { left: false, right: false };
    this.taken = { strip: 0, keys: 0 };
    this.plan = planOf(window.innerWidth, window.innerHeight, {});
  }

  /**
   * Leave the body the room between the tools and what floats over the foot of the window.
   * @param {HTMLElement} strip
   * @param {HTMLElement} foot
   */
  between(strip, foot) {
    const watch = new ResizeObserver(() => {
      if (this.plan.below && this.height === "full") return;
      const now = { strip: strip.offsetHeight, keys: foot.offsetHeight };
      if (now.strip === this.taken.strip && now.keys === this.taken.keys) return;
      this.taken = now;
      this.layout();
    });
    watch.observe(strip);
    watch.observe(foot);
    return () => watch.disconnect();
  }

  /** Follow the model, once the window stands. @param {() => void} laid called after each layout */
  begin(laid) {
    this.laid = laid;
    const { model } = this;
    heed(model, ["texts", "left_title", "right_title"], () => this.speak());
    heed(model, ["left_open", "right_open", "reading", "right_title", "doors"], () => this.layout());
  }

  /**
   * @param {Side} side
   * @param {HTMLElement} slot
   */
  sheet(side, slot) {
    const name = make("h2", { className: "name", dir: "auto" });
    const grip = make("button", { type: "button", className: "grip" }, [make("i")]);
    const lower = signButton("expand_more", "", () => this.step(-1), "round lower");
    const raise = signButton("expand_less", "", () => this.step(1), "round raise");
    const shut = signButton("close", "", () => this.close(side), "round shut");
    const head = make("header", {}, [grip, name, lower, raise, shut]);
    const body = make("div", { className: "body" }, [slot]);
    const box = make(side === "left" ? "section" : "aside", { className: `sheet ${side}`, id: side, tabindex: "-1" }, [head, body]);
    this.drag(head, grip);
    return { box, name, grip, lower, raise, shut, body };
  }

  speak() {
    const { texts, left_title: left, right_title: right } = this.model;
    for (const [sheet, title] of /** @type {const} */ ([[this.left, left || texts.left], [this.right, right || texts.right]])) {
      if (sheet.name.textContent !== title) sheet.body.scrollTop = 0; // another topic begins at its beginning
      sheet.name.textContent = title;
      sheet.box.setAttribute("aria-label", title);
      for (const [one, word] of /** @type {const} */ ([
        [sheet.lower, texts.lower], [sheet.raise, texts.raise], [sheet.shut, texts.close], [sheet.grip, texts.grip]])) {
        one.setAttribute("aria-label", word);
        one.title = word;
      }
    }
    this.again.textContent = right;
    this.again.title = texts.again;
  }

  /**
   * Which sheets are seen: where there is one at a time, the one that was opened last.
   * @returns {Record<Side, boolean>}
   */
  shown() {
    const { model, was } = this;
    const open = { left: model.left_open, right: model.right_open };
    if (open.left && !was.left) this.last = "left";
    if (open.right && !was.right) this.last = "right";
    if (!open[this.last]) this.last = open.left ? "left" : "right";
    if (!was.left && !was.right) this.height = "half";
    this.was = open;
    const { alone } = planOf(window.innerWidth, window.innerHeight, {});
    return alone && open.left && open.right ? { left: this.last === "left", right: this.last === "right" } : open;
  }

  /** Place everything for the present window. */
  layout() {
    const { model, root } = this;
    const alone = Boolean(model.stage.on); // the body, and a caption below it
    const shown = alone ? { left: false, right: false } : this.shown();
    const safe = Number.parseFloat(getComputedStyle(root).getPropertyValue("--safe")) || 0;
    const open = { ...shown, reading: model.reading, doors: !alone && model.doors.length > 0 && !beenHere(), height: this.height, ...this.taken };
    const plan = planOf(window.innerWidth, window.innerHeight, open, safe);
    this.plan = plan;
    for (const mode of ["phone", "tall", "short", "wide"]) root.classList.toggle(mode, plan.mode === mode);
    for (const one of HEIGHTS) root.classList.toggle(one, this.height === one);
    root.classList.toggle("below-sheets", plan.below);
    this.again.hidden = !model.right_title || shown.right;
    const had = /** @type {Side[]} */ (["left", "right"]).filter((side) => this.fold(side, shown[side]));
    if (had.length) this.pass(had[0], shown, plan.alone);
    for (const side of /** @type {Side[]} */ (["left", "right"])) root.style.setProperty(`--${side}`, `${plan[side]}px`);
    root.style.setProperty("--sheet", `${plan.sheet}px`);
    root.style.setProperty("--below", `${plan.under}px`);
    root.style.setProperty("--doors", `${plan.doors}px`);
    this.tellRoom(alone ? BEFORE_A_CLASS : plan.room);
    this.laid?.();
  }

  /**
   * Give the focus of a sheet that was put away to the one in its place, or to what opens it again.
   * @param {Side} side
   * @param {Record<Side, boolean>} shown
   * @param {boolean} alone whether there is one sheet at a time
   */
  pass(side, shown, alone) {
    const other = side === "left" ? "right" : "left";
    if (alone && shown[other]) this[other].box.focus({ preventScroll: true });
    else if (side === "right" && !this.again.hidden) this.again.focus({ preventScroll: true });
    else this.lost?.();
  }

  /**
   * Show or put away a sheet; true where the focus was in one that is put away.
   * @param {Side} side
   * @param {boolean} shown
   */
  fold(side, shown) {
    const { box } = this[side];
    const had = !shown && holdsFocus(box);
    this.root.classList.toggle(`${side}-open`, shown);
    box.inert = !shown;
    return had;
  }

  /**
   * Tell the body what room it has.
   * @param {import("./room.js").Room} room
   */
  tellRoom(room) {
    const page = document.documentElement.style;
    for (const [side, value] of Object.entries(room)) page.setProperty(`--room-${side}`, `${value}px`);
    if (JSON.stringify(window.nmtAtlasRoom) === JSON.stringify(room)) return;
    window.nmtAtlasRoom = room;
    window.dispatchEvent(new Event("nmt-room"));
  }

  /** @type {(() => void) | undefined} */
  laid;

  /** @type {(() => void) | undefined} takes the focus of a sheet that is put away */
  lost;

  /**
   * @param {Side} side
   * @param {boolean} focus
   */
  open(side, focus = false) {
    this.last = side;
    this.model[`${side}_open`] = true;
    if (this.plan.alone) this.model[side === "left" ? "right_open" : "left_open"] = false;
    this.layout();
    if (focus) this[side].box.focus({ preventScroll: true });
  }

  /** @param {Side} side */
  close(side) {
    this.model[`${side}_open`] = false;
    this.layout();
  }

  /** Close what Escape closes; false where nothing is open. */
  escape() {
    const side = this.root.classList.contains("right-open") ? "right" : this.root.classList.contains("left-open") ? "left" : null;
    if (side) this.close(side);
    return Boolean(side);
  }

  /** @param {number} by one height up or down; below the lowest it closes */
  step(by) {
    const at = HEIGHTS.indexOf(this.height) + by;
    if (at < 0) this.close(this.root.classList.contains("right-open") ? "right" : "left");
    else this.height = HEIGHTS[Math.min(at, HEIGHTS.length - 1)];
    this.layout();
  }

  /**
   * The handle: dragged to a height, pressed to the next one, moved by arrows.
   * @param {HTMLElement} head
   * @param {HTMLElement} grip
   */
  drag(head, grip) {
    let [from, base, moved] = [0, 0, false];
    head.addEventListener("pointerdown", (event) => {
      if (!this.plan.below || (event.target instanceof Element && event.target.closest(".round"))) return;
      [from, base, moved] = [event.clientY, this.plan.sheet, false];
      head.setPointerCapture(event.pointerId);
      this.root.classList.add("dragged");
    });
    head.addEventListener("pointermove", ({ clientY }) => {
      if (!this.root.classList.contains("dragged")) return;
      if (Math.abs(from - clientY) > DRAGGED) moved = true;
      const most = this.plan.heights.full;
      if (moved) this.root.style.setProperty("--sheet", `${Math.max(40, Math.min(most, base + from - clientY))}px`);
    });
    const let_go = (/** @type {PointerEvent} */ { clientY }) => {
      if (!this.root.classList.contains("dragged")) return;
      this.root.classList.remove("dragged");
      if (moved) this.settle(base + from - clientY);
    };
    head.addEventListener("pointerup", let_go);
    head.addEventListener("pointercancel", let_go);
    grip.addEventListener("click", () => {
      if (!moved) this.step(this.height === "full" ? -1 : 1);
      moved = false;
    });
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.step(step);
      grip.focus();
    });
  }

  /** Go to the nearest height. @param {number} pixels */
  settle(pixels) {
    const { heights } = this.plan;
    if (pixels < heights.low / 2) this.step(-HEIGHTS.length);
    else {
      const away = (/** @type {Height} */ one) => Math.abs(heights[one] - pixels);
      this.height = [...HEIGHTS].sort((one, two) => away(one) - away(two))[0];
      this.layout();
    }
  }
}
