// The light page of a class: a student's phone, the projector, a remote control. No Bokeh, no Panel:
// the viewer, a leaf, and one small websocket.
import { ClassBody } from "./class_body.js";
import { Join } from "./class_join.js";
import { Link } from "./class_link.js";
import { Remote } from "./class_remote.js";
import { Sheet } from "./class_sheet.js";
import { CLASS_STYLE } from "./class_style.js";
import { paintedBy, stepsOf } from "./class_strokes.js";
import { Wall } from "./class_wall.js";
import { make } from "./leaf_make.js";

/** @typedef {import("./class_types").Message} Message */

const KEY = "nmt-class-key";
const COUNT = "nmt-class-count";
const TOAST_MS = 5000;
const WIDE = 700;
const ROOMY = 1100; // the wall has room for the body between the question and the code

/** @type {import("./class_types").Given} */
const given = JSON.parse(document.getElementById("nmt-class")?.textContent ?? "{}");
const asked = new URLSearchParams(window.location.search);

/** A random name. */
function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/**
 * What this browser keeps under a name; made where it keeps nothing.
 * @param {string} name
 * @param {() => string} made
 */
function kept(name, made) {
  try {
    const found = localStorage.getItem(name) ?? made();
    localStorage.setItem(name, found);
    return found;
  } catch { // a browser that keeps nothing: a new page is somebody new
    return made();
  }
}

class Page {
  constructor() {
    const { texts } = given;
    this.role = asked.get("role") ?? "student";
    this.key = kept(KEY, fresh);
    this.code = asked.get("room") ?? "";
    /** @type {string | null} */
    this.name = null;
    this.root = make("main", "outside");
    this.root.id = "class";
    document.head.append(make("style", "", CLASS_STYLE));
    document.body.append(this.root);
    this.where = make("p", "where");
    this.state = make("p", "away", texts.away);
    this.state.setAttribute("role", "status");
    this.clock = make("p", "clock");
    this.clock.setAttribute("role", "timer");
    this.follow = make("button", "main", texts.follow);
    this.follow.type = "button";
    this.blank = make("div", "blank", texts.blank);
    this.blank.setAttribute("role", "status");
    this.toast = make("div", "toast");
    this.toast.setAttribute("role", "status");
    for (const one of [this.where, this.state, this.clock, this.follow, this.blank, this.toast]) one.hidden = true;
    this.root.append(make("header", "top", this.where, this.state, this.clock, this.follow), this.toast, this.blank);
    this.round = 0;
    this.called = "";
    this.number = 0;
    /** @type {Message} */
    this.question = { say: "asked", round: 0 };
    this.typing = this.pressed = false; // words are on their way; the answer was pressed meanwhile
    this.build();
    this.join = new Join(this.root, texts, (code, name) => {
      this.code = code;
      this.name = name;
      this.link.again();
    });
    this.join.code.value = this.code.toUpperCase();
    this.join.root.hidden = Boolean(this.code);
    const url = new URL("class/ws", document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    this.link = new Link(url.href, {
      hear: (message) => this.hear(message),
      state: (state) => this.connected(state === "here"),
      hello: () => this.hello(),
    });
    this.link.open();
  }

  /** What stands on the page, by what it is for. */
  build() {
    const { texts, viewer, language } = given;
    const moved = () => this.room();
    if (this.role === "remote") {
      this.remote = new Remote(this.root, texts, (what) => this.link.say({ say: "do", what }));
      return;
    }
    this.body = new ClassBody(this.root, viewer, language, {
      away: (on) => { this.follow.hidden = !on || this.role === "screen"; },
      picked: (pick) => this.answer({ say: "tap", pick }),
      stroked: () => this.press("hand:", this.question.held?.hand ?? "paint"),
      named: (name) => this.tell(name),
      failed: (why) => { if (why) queueMicrotask(() => this.undrawn()); }, // it may be known before the sheet is there
    });
    this.follow.addEventListener("click", () => this.body?.back());
    if (this.role === "screen") {
      this.wall = new Wall(this.root, texts, moved);
      document.documentElement.style.setProperty("--canvas-tools", "none"); // nobody stands at the wall
    }
    if (this.role === "student") this.sheet = new Sheet(this.root, texts, (id, value) => this.press(id, value), moved);
    window.addEventListener("resize", moved);
  }

  /** This browser cannot draw the body: what is told and offered is what can be done without it. */
  undrawn() {
    document.documentElement.style.setProperty("--canvas-tools", "none");
    if (this.sheet) this.sheet.undrawn();
    else this.tell(given.texts.notDrawn);
  }

  hello() {
    const code = this.code.trim();
    const base = { say: "hello", code: code.slice(0, 80), key: this.key, language: given.language };
    if (this.role !== "student") return { ...base, role: this.role, word: asked.get("word") ?? "" };
    return { ...base, name: this.name };
  }

  /** @param {boolean} on */
  connected(on) {
    const back = on && !this.state.hidden;
    this.state.hidden = on;
    if (back) this.tell(given.texts.back);
  }

  /** @param {Message} message */
  hear(message) {
    /** @type {Record<string, () => void>} */
    const heed = {
      who: () => this.join.ask(message.title ?? "", message.naming ?? ""),
      refused: () => {
        if (this.code || !this.join.root.hidden) this.join.refuse(this.code ? message.text ?? "" : "");
      },
      welcome: () => this.welcome(message),
      room: () => this.stand(message),
      see: () => this.body?.show(message),
      asked: () => this.ask(message),
      kept: () => { if (message.round === this.round) this.sheet?.kept(message.given ?? ""); },
      told: () => this.tell(message.text ?? ""),
    };
    if (Object.hasOwn(heed, message.say)) heed[message.say]();
  }

  /** @param {Message} message */
  welcome(message) {
    this.join.root.hidden = true;
    this.root.classList.remove("outside");
    this.room();
    this.where.hidden = this.role === "screen";
    this.called = [message.title, message.name].filter(Boolean).join(" · ");
    this.number = message.number ?? 0;
    this.where.textContent = this.called;
    document.title = message.title ?? document.title;
    this.wall?.welcome(message);
    if (this.role === "student") this.remember(message.code ?? "");
  }

  /** Put the code into the address: who loads the page anew comes back. @param {string} code */
  remember(code) {
    const here = new URL(window.location.href);
    here.searchParams.set("room", code.replace(/\s/g, "").toLowerCase());
    window.history.replaceState(null, "", here);
  }

  /** How the room stands. @param {Message} message */
  stand(message) {
    const { texts } = given;
    this.blank.hidden = !message.blank || this.role === "remote";
    this.body?.lead(message.led ?? true);
    this.body?.pointing.show(message.pointed ?? null, Boolean(message.spot));
    this.team(message.teams ?? 0);
    this.remote?.room(message);
    if (message.ended) {
      this.blank.textContent = texts.ended;
      this.blank.hidden = false;
      this.link.ended = true;
    }
    if (!message.timer) {
      clearInterval(this.ticking);
      this.clock.hidden = true;
    } else if (this.timed !== message.timer) this.time(message.left ?? 0);
    this.timed = message.timer;
  }

  /** Which team this is, where there are some. @param {number} teams */
  team(teams) {
    const mine = teams && this.number ? given.texts.team.replace("{number}", String((this.number - 1) % teams + 1)) : "";
    this.where.textContent = [this.called, mine].filter(Boolean).join(" · ");
  }

  /** A clock runs from now on. @param {number} seconds */
  time(seconds) {
    clearInterval(this.ticking);
    const end = performance.now() + seconds * 1000; // a clock that nobody can set
    const show = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      this.clock.textContent = left ? given.texts.left.replace("{time}", time) : given.texts.timeUp;
      if (!left) clearInterval(this.ticking);
    };
    this.clock.hidden = false;
    this.ticking = setInterval(show, 250);
    show();
  }

  /** @param {Message} message */
  ask(message) {
    const { round = 0 } = message;
    const other = round !== this.round;
    this.round = round;
    this.question = message;
    this.remote?.ask(message);
    if (other || !message.open) this.body?.clear();
    this.body?.hold(message.takes ?? "nothing", message.held);
    if (round) {
      this.sheet?.ask(message);
      this.wall?.ask(message);
    } else {
      this.sheet?.rest();
      this.wall?.rest();
    }
    this.heard(other);
  }

  /**
   * What was typed is held: an answer that was pressed meanwhile is given.
   * @param {boolean} other whether another question is asked by now
   */
  heard(other) {
    const pressed = this.pressed && !other;
    this.typing = this.pressed = false;
    if (pressed) this.press("done:", true);
  }

  /**
   * A control of the question.
   * @param {string} id
   * @param {boolean | string} value
   */
  press(id, value) {
    const { body, question } = this;
    if (id === "undo:") {
      body?.undo();
      this.press("hand:", question.held?.hand ?? "paint");
      return;
    }
    if (id === "done:" && this.typing) { // what was just typed is not held yet: the server says when
      this.pressed = true;
      return;
    }
    this.typing = id.endsWith(":ask");
    const held = { draft: {}, query: "", hand: "paint", size: 18, ...question.held, strokes: body?.strokes.length ?? 0 };
    const painted = id === "done:" && body ? stepsOf(paintedBy(body.strokes)) : [];
    this.answer({ say: "press", id, value, held, painted });
  }

  /** @param {{say: string, [key: string]: unknown}} message */
  answer(message) {
    if (!this.question.open) return;
    const n = this.next();
    this.link.answer({ ...message, round: this.round, uid: fresh(), n });
    const gives = message.say === "tap" || /^(choose|done):/.test(String(message.id));
    if (gives) this.sheet?.say(given.texts.sending);
  }

  /** The number of this browser's next answer. */
  next() {
    const n = Number(kept(COUNT, () => "0")) % 9999 + 1;
    try {
      localStorage.setItem(COUNT, String(n));
    } catch { // as above
      return n;
    }
    return n;
  }

  /** @param {string} text */
  tell(text) {
    clearTimeout(this.fading);
    this.toast.textContent = text;
    this.toast.hidden = !text;
    this.fading = setTimeout(() => { this.toast.hidden = true; }, TOAST_MS);
  }

  /** What is left for the body. */
  room() {
    const box = (this.sheet ?? this.wall)?.root.getBoundingClientRect();
    const room = { top: 56, right: 0, bottom: 0, left: 0 };
    if (box && box.height) {
      const wide = window.innerWidth >= WIDE;
      const join = this.wall?.join.getBoundingClientRect();
      if (join && window.innerWidth >= ROOMY) room.right = window.innerWidth - join.left;
      if (this.wall || (wide && this.question.round)) room.left = box.right;
      else if (!wide) room.bottom = Math.min(window.innerHeight * 0.56, window.innerHeight - box.top);
    }
    window.nmtAtlasRoom = room;
    window.dispatchEvent(new Event("nmt-room"));
    const page = document.documentElement.style;
    for (const [side, value] of Object.entries(room)) page.setProperty(`--room-${side}`, `${value}px`);
  }
}

new Page().room();
