// The stations of a way as a strip below the body: back, each stop by its number, on, play, end.
// A narrow place is a lozenge, so that it is told without its colour.
import { heed, keepFocus, make, signButton } from "./shell_make.js";

/** @typedef {import("./types").ShellModel} ShellModel */

const REST_MS = 5200; // so long one looks at a stop before the eye flies on

/**
 * @param {ShellModel} model
 * @param {import("./shell_make.js").Tell} tell
 * @param {(id: string) => void} run does a command
 */
export function course(model, tell, run) {
  const stops = make("ol");
  const told = make("p", { role: "status" });
  const [back, next, play, shut] = [["navigate_before", "course-back"], ["navigate_next", "course-next"], ["play_arrow", "course-play"],
    ["close", "course-end"]].map(([sign, id]) => {
    const one = signButton(sign, "", () => run(id));
    one.dataset.key = id;
    return one;
  });
  const root = make("section", { className: "course" }, [make("div", { className: "way" }, [back, stops, next, play, shut]), told]);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = (/** @type {import("./types").CourseStopData} */ { number, title, narrow, on }) => {
    const name = `${number}. ${title}${narrow ? ` (${model.texts.narrow})` : ""}`;
    const one = make("button", { type: "button", className: narrow ? "stop narrow" : "stop", "aria-label": name, title: name, "data-key": `stop-${number}` },
      [make("span", {}, [String(number)])]);
    if (on) one.setAttribute("aria-current", "step");
    one.addEventListener("click", () => tell("station", String(number)));
    return make("li", {}, [one]);
  };
  const speak = (/** @type {HTMLButtonElement} */ one, /** @type {string} */ word) => {
    one.title = word;
    one.setAttribute("aria-label", word);
  };
  const write = () => {
    const { label = "", stops: all = [], told: words = "", playing = false } = model.course;
    const { texts } = model;
    root.hidden = !all.length;
    root.setAttribute("aria-label", `${texts.course}: ${label}`);
    stops.replaceChildren(...all.map(stop));
    stops.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
    told.textContent = words;
    told.hidden = !words;
    speak(back, texts.courseBack);
    speak(next, texts.courseNext);
    speak(play, playing ? texts.coursePause : texts.coursePlay);
    speak(shut, texts.courseEnd);
    /** @type {HTMLElement} */ (play.firstElementChild).textContent = playing ? "pause" : "play_arrow";
    play.setAttribute("aria-pressed", String(playing));
    shut.hidden = !all.some(({ on }) => on);
    clearTimeout(timer);
    if (playing) timer = setTimeout(() => run("course-next"), REST_MS);
  };
  heed(model, ["course", "texts"], () => {
    const again = keepFocus(root, "data-key");
    write();
    again();
  });
  return { root, end: () => clearTimeout(timer) };
}

export const COURSE_STYLE = `
.course { padding: 4px 8px; display: flex; flex-direction: column; align-items: center; min-width: 0; }
.course .way { display: flex; align-items: center; gap: 4px; max-width: 100%; min-width: 0; }
.course ol { display: flex; gap: 4px; margin: 0; padding: 4px; list-style: none; overflow: auto hidden; scrollbar-width: none; position: relative; min-width: 0; }
.course li { flex: none; position: relative; }
.course li + li::before { content: ""; position: absolute; right: 100%; top: 50%; width: 4px; height: 2px; background: var(--line2); }
.shell .course .stop { width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center; border: 1.5px solid color-mix(in srgb, currentColor 40%, transparent); font-size: 13px; font-weight: 600; line-height: 1; }
.shell .course .stop.narrow { border-radius: 7px; rotate: 45deg; width: 27px; height: 27px; margin: 2.5px 4px; border-color: #d35400; border-width: 2px; }
.course .stop.narrow span { rotate: -45deg; }
.shell .course .stop[aria-current] { background: var(--primary); border-color: var(--primary); color: var(--paper); }
.course p { margin: 0; padding: 0 8px 4px; font-size: 14px; line-height: 20px; font-weight: 600; text-align: center; text-wrap: balance; }
.course .round { flex: none; width: 36px; height: 36px; }
:is(.phone, .short) .course:not([hidden]) ~ .legend { display: none; }
.phone .course p { font-size: 13px; }
@media (pointer: coarse) { .shell .course .stop { width: 44px; height: 44px; } .shell .course .stop.narrow { width: 34px; height: 34px; margin: 5px 7px; } }
@media (forced-colors: active) { .course .stop[aria-current] { border: 3px solid Highlight !important; } }
`;
