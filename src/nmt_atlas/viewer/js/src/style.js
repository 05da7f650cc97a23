// The component's own style sheet (it lives in a shadow root), and its words.
import { LOOK } from "./look.js";

/** @param {{middle: string, between: string, rim: string}} ground */
const ground = ({ middle, between, rim }) => (
  `radial-gradient(120% 90% at 50% 38%, ${middle} 0%, ${between} 55%, ${rim} 100%)`);

export const STYLE = `
.stage { position: relative; width: 100%; height: 100%; min-height: 240px; overflow: hidden;
  font: 500 13px/1.3 Inter, system-ui, sans-serif; color: #2a2624; border-radius: inherit;
  background: ${ground(LOOK.ground.light)}; overscroll-behavior: contain; touch-action: none; }
.stage [hidden] { display: none !important; }
.stage.dark { color: #ece8e2;
  background: ${ground(LOOK.ground.dark)}; }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; outline: none; touch-action: none; cursor: var(--cursor, grab); }
canvas:active { cursor: grabbing; }
canvas.over { cursor: pointer; }
canvas:focus-visible { box-shadow: inset 0 0 0 3px #1596b8; }
.overlay { position: absolute; inset: 0; pointer-events: none; overflow: hidden; }
.overlay > svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.overlay line { stroke: currentColor; stroke-width: 1; opacity: .55; }
.mark { all: unset; --box: max(24px, calc(2 * var(--r))); position: absolute; left: 0; top: 0; width: var(--box); height: var(--box);
  margin: calc(var(--box) / -2) 0 0 calc(var(--box) / -2); border-radius: 50%; pointer-events: auto; cursor: pointer; }
.mark svg { position: absolute; inset: calc(var(--box) / 2 - var(--r)); width: calc(2 * var(--r)); height: calc(2 * var(--r));
  filter: drop-shadow(0 1px 2px rgb(0 0 0 / .45)); transition: scale .12s; overflow: visible; }
.mark::before { content: ""; position: absolute; inset: -5px; border-radius: 50%; }
.trigger-point :is(circle, path) { stroke: #1c1a19; }
.mark[data-sight="veiled"] { opacity: .6; }
.mark[data-sight="veiled"] svg { filter: none; scale: .8; }
.mark[data-sight="veiled"] :is(circle, rect) { fill: none; stroke: var(--ink); stroke-width: 2.4; }
.mark[data-sight="veiled"] path { display: none; }
.mark[data-sight="gone"] { display: none; }
.mark:hover svg, .mark:focus-visible svg { scale: 1.3; }
.mark:focus-visible svg { outline: 3px solid #1596b8; border-radius: 50%; }
.mark span { position: absolute; left: calc(100% + 5px); top: calc(50% - 11px); white-space: nowrap; opacity: 0; pointer-events: none; }
.mark:hover span, .mark:focus-visible span { opacity: 1; }
.mark:hover, .mark:focus-visible { z-index: 3; }
.mark span, .label, .tip { background: rgb(255 255 255 / .90); color: #2a2624; padding: 2px 7px; border-radius: 5px; box-shadow: 0 1px 3px rgb(0 0 0 / .22); }
.dark .mark span, .dark .label, .dark .tip { background: rgb(24 28 33 / .90); color: #ece8e2; }
.overlay > svg circle { fill: currentColor; stroke: rgb(255 255 255 / .9); stroke-width: 1.2; }
.rules path { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; stroke: currentColor; }
.rules .under { stroke: rgb(255 255 255 / .85); stroke-width: 5; }
.dark .rules .under { stroke: rgb(24 28 33 / .85); }
.rules .plumb { stroke-dasharray: 7 5; }
.rules path.angle { stroke: #0f7f8c; }
.dark .rules path.angle { stroke: #6fd3de; }
.rules text { font: 600 13px/1 Inter, system-ui, sans-serif; fill: currentColor; paint-order: stroke; stroke: rgb(255 255 255 / .9); stroke-width: 4px; font-variant-numeric: tabular-nums; }
.dark .rules text { stroke: rgb(24 28 33 / .9); }
.dark .overlay > svg circle { stroke: rgb(24 28 33 / .9); }
.mark span, .label, .tip { font-size: calc(13px * var(--scale, 1)); line-height: 1.3; }
.label { position: absolute; left: 0; top: 0; white-space: nowrap; border: 0; font-family: inherit; font-weight: inherit; }
button.label { pointer-events: auto; cursor: pointer; min-width: 24px; min-height: 24px; text-align: center; }
.label.numbers { font-weight: 700; font-variant-numeric: tabular-nums; border-radius: 12px; }
.label.touch:not(.open) { width: 24px; height: 24px; padding: 0; background: none; box-shadow: none; }
.label.touch:not(.open)::before { content: ""; display: block; width: 10px; height: 10px; margin: 5px auto; border-radius: 50%;
  background: #0f766e; border: 2px solid #fff; box-shadow: 0 1px 3px rgb(0 0 0 / .4); }
button.label:focus-visible { outline: 3px solid #1596b8; z-index: 3; }
.tip { position: absolute; left: 0; top: 0; pointer-events: none; white-space: nowrap; z-index: 4; }
.outline { position: absolute; left: 0; top: 0; pointer-events: none; border: 1.5px dashed #0f766e; background: rgb(15 118 110 / .12); border-radius: 2px; }
.dark .outline { border-color: #5eead4; background: rgb(94 234 212 / .12); }
.corner { position: absolute; right: calc(10px + var(--room-right, 0px)); bottom: calc(10px + var(--room-bottom, 0px));
  display: var(--canvas-tools, flex); flex-direction: column; align-items: center; gap: 8px; }
.tools { display: flex; flex-direction: column; gap: 6px; }
.cube { position: relative; width: 96px; height: 92px; }
.cube button { all: unset; box-sizing: border-box; position: absolute; left: calc(50% - 25px); top: calc(50% - 25px); width: 50px; height: 50px;
  display: grid; place-items: center; cursor: pointer; font-size: 12px; font-weight: 600; color: #2a2624; user-select: none; -webkit-user-select: none;
  background: rgb(255 255 255 / .9); border: 1px solid rgb(60 70 75 / .45); filter: brightness(var(--light, 1)); }
.dark .cube button { background: rgb(58 67 75 / .95); color: #ece8e2; border-color: rgb(200 210 215 / .35); }
.cube button:hover { background: #d5efec; }
.dark .cube button:hover { background: #17605a; }
.cube button.away { opacity: 0; pointer-events: none; }
.cube button:focus-visible { outline: 3px solid #1596b8; z-index: 2; }
.cube button.away:focus-visible { opacity: 1; transform: none !important; }
.cube .letter { position: absolute; top: calc(50% - 9px); width: 16px; text-align: center; font-size: 14px; font-weight: 700; line-height: 18px;
  text-shadow: 0 0 3px #fff, 0 0 3px #fff; }
.dark .cube .letter { text-shadow: 0 0 3px #000, 0 0 3px #000; }
.cube .letter.left { left: -5px; }
.cube .letter.right { right: -5px; }
.more { all: unset; box-sizing: border-box; cursor: pointer; font-size: 13px; line-height: 24px; min-height: 26px; padding: 1px 10px; border-radius: 14px;
  background: rgb(255 255 255 / .82); color: #2a2624; box-shadow: 0 1px 4px rgb(0 0 0 / .22); }
.dark .more { background: rgb(40 46 53 / .85); color: #ece8e2; }
.more:focus-visible { outline: 3px solid #1596b8; }
.menu { position: absolute; left: 0; top: 0; z-index: 6; min-width: 180px; max-width: 300px; max-height: calc(100% - 12px); overflow-y: auto; overscroll-behavior: contain;
  padding: 6px; border-radius: 10px; background: #fff; color: #2a2624; box-shadow: 0 4px 24px rgb(0 0 0 / .28); touch-action: pan-y; }
.dark .menu { background: #2a3138; color: #ece8e2; }
.menu p { margin: 2px 10px 6px; font-weight: 600; }
.menu button { all: unset; box-sizing: border-box; display: block; width: 100%; min-height: 36px; padding: 8px 10px; border-radius: 6px; cursor: pointer; font-size: 14px; }
.menu button small { display: block; font-size: 12px; }
.menu button[aria-disabled] { opacity: .62; cursor: default; }
.menu button:hover, .menu button:focus { background: #e3f1ef; }
.dark .menu button:hover, .dark .menu button:focus { background: #38454c; }
.menu button:focus-visible { outline: 2px solid #1596b8; outline-offset: -2px; }
@media (max-width: 599px) and (max-height: 730px) and (orientation: portrait) { .cube { zoom: .65; } }
@media (max-width: 599px) and (max-height: 645px) and (orientation: portrait) { .cube { display: none; } }
@media (max-width: 599px) and (orientation: portrait) { .low .cube { display: none; } }
@media (pointer: coarse) { .menu button { min-height: 44px; } }
.tools button { all: unset; box-sizing: border-box; width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center; cursor: pointer;
  background: rgb(255 255 255 / .82); color: #2a2624; box-shadow: 0 1px 4px rgb(0 0 0 / .22); font-size: 19px; }
.dark .tools button { background: rgb(40 46 53 / .85); color: #ece8e2; }
.tools button:hover { filter: brightness(.96); }
.tools button:focus-visible { outline: 3px solid #1596b8; }
.notice { position: absolute; left: calc(var(--room-left, 0px) + 12px); right: calc(var(--room-right, 0px) + 12px); top: calc((100% + var(--room-top, 0px) - var(--room-bottom, 0px)) / 2); translate: 0 -50%; max-width: 480px; margin: 0 auto; text-align: center; padding: 14px 18px; border-radius: 10px;
  background: rgb(255 255 255 / .94); color: #2a2624; box-shadow: 0 2px 14px rgb(0 0 0 / .25); font-size: 15px; }
.bar { position: absolute; left: 0; right: 0; top: 0; height: 3px; background: rgb(21 150 184 / .15); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.still { position: absolute; inset: var(--room-top, 0px) var(--room-right, 0px) var(--room-bottom, 0px) var(--room-left, 0px); margin: auto; cursor: pointer;
  max-width: calc(100% - var(--room-left, 0px) - var(--room-right, 0px)); max-height: calc(100% - var(--room-top, 0px) - var(--room-bottom, 0px)); }
.reason { position: absolute; left: calc(var(--room-left, 0px) + 12px); right: calc(var(--room-right, 0px) + 12px); bottom: calc(var(--room-bottom, 0px) + 4px); margin: 0; font-size: 13px; opacity: .8; }
.blind > .overlay, .blind > .half-name, .blind > .half-line { display: none; }
.bar i { display: block; height: 100%; width: 0; background: #1596b8; transition: width .15s; }
`;

/** Words that the component shows or speaks; a page may give its own by the same keys. */
export const WORDS = {
  canvas: "Three-dimensional body. Arrow keys turn it, plus and minus zoom, Home shows it whole. N goes to the next structure, shift and N back, Enter selects it.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  home: "Show the whole body",
  noWebgl: "This browser cannot draw 3D pictures (WebGL 2 is not available).",
  lost: "The graphics card was reset; the picture comes back in a moment.",
  gone: "The graphics card was reset and does not come back; load the page again.",
  pack: "The body could not be loaded.",
  mark: "Marked place {n}",
  structure: "{name}, {n} of {count}",
  place: "Place {n} of {count}",
  cube: "Look from a side",
  regions: "Regions",
  faceFront: "Front",
  faceBack: "Back",
  faceRight: "Right",
  faceLeft: "Left",
  faceAbove: "Above",
  faceBelow: "Below",
  markRight: "R",
  markLeft: "L",
  markFront: "A",
  markBack: "P",
  front: "Front",
  back: "Back",
  left: "Left side",
  right: "Right side",
  above: "From above",
  below: "From below",
  frontLeft: "Front, left side",
  frontRight: "Front, right side",
  backLeft: "Back, left side",
  backRight: "Back, right side",
};
