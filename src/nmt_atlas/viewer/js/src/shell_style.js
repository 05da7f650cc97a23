// The window's style sheet (it lives in a shadow root). Sizes in multiples of four, one accent.
const BASE = `
.shell { position: fixed; inset: 0; overflow: hidden; overscroll-behavior: none; color: var(--text); background: var(--ground);
  font: 400 16px/24px var(--font); --safe: env(safe-area-inset-bottom, 0px); --rail: 72px; --line2: color-mix(in srgb, currentColor 14%, transparent);
  --soft: color-mix(in srgb, currentColor 8%, transparent); --told: color-mix(in srgb, var(--primary) 76%, var(--text)); --glass: color-mix(in srgb, var(--paper) 94%, transparent);
  --lift: 0 1px 2px rgb(0 0 0 / .10), 0 4px 16px rgb(0 0 0 / .12); --move: 200ms cubic-bezier(.2, 0, 0, 1); }
.shell.dark { --lift: 0 1px 2px rgb(0 0 0 / .4), 0 6px 20px rgb(0 0 0 / .35); }
.shell * { box-sizing: border-box; }
.shell [hidden] { display: none !important; }
.shell button { font: inherit; color: inherit; border: 0; background: none; cursor: pointer; padding: 0; touch-action: manipulation; }
.icon { font: 400 24px/1 "Material Icons Outlined", "Material Icons"; font-feature-settings: "liga"; letter-spacing: 0; text-transform: none;
  display: inline-block; width: 1em; height: 1em; overflow: hidden; white-space: nowrap; flex: none; direction: ltr; -webkit-font-smoothing: antialiased; }
.shell :focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -80px; z-index: 30; padding: 12px 16px; border-radius: 8px; background: var(--paper); color: var(--text); box-shadow: var(--lift); }
.skip:focus { top: 8px; }
.lost { position: absolute; left: calc(var(--room-left, 0px) + 12px); right: calc(var(--room-right, 0px) + 12px); top: calc(var(--room-top, 60px) + 12px); width: fit-content; max-width: 560px; margin: 0 auto; border-radius: 12px; box-shadow: var(--lift); padding: 8px 16px; background: #ffe08a; color: #2a2000; font-weight: 600; text-align: center; z-index: 20; }
main { position: absolute; inset: 0; }
main:focus { outline: none; }
main:focus-visible { box-shadow: inset 0 0 0 2px var(--primary); }
.slot.canvas { position: absolute; inset: 0; }
kbd { font: 500 12px/20px var(--font); padding: 0 8px; border-radius: 4px; border: 1px solid var(--line2); opacity: .8; white-space: nowrap; }
.round { width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; flex: none; }
.shell .round { display: grid; }
.round:hover, .place:hover, .tool:hover, .entry:hover { background: var(--soft); }
.round .icon { font-size: 20px; }
`;

const TOP = `
.rail { position: absolute; z-index: 8; left: 0; top: 0; bottom: 0; width: var(--rail); display: flex; flex-direction: column; align-items: center;
  gap: 4px; padding: 12px 4px; background: var(--glass); border-right: 1px solid var(--line); overflow: hidden auto; scrollbar-width: none; }
.shell .place { width: 64px; min-height: 56px; border-radius: 12px; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; flex: none; }
.place span:last-child { font-size: 12px; line-height: 16px; font-weight: 500; max-width: 64px; overflow: hidden; text-overflow: ellipsis; }
.place[aria-current] { color: var(--told); background: color-mix(in srgb, var(--primary) 14%, transparent); }
.rail .gap { flex: 1; }
.phone-only { display: none !important; }
.top { position: absolute; z-index: 9; left: calc(var(--rail) + 12px); right: calc(var(--room-right, 0px) + 12px); top: 12px; display: flex; gap: 12px;
  align-items: flex-start; pointer-events: none; transition: right var(--move); }
.top > * { pointer-events: auto; }
.search { position: relative; width: 360px; flex: none; } .wide .search.open .found { right: -80px; }
.field { display: flex; align-items: center; gap: 8px; height: 48px; padding: 0 8px 0 12px; border-radius: 12px; background: var(--glass); box-shadow: var(--lift); }
.field .icon { opacity: .7; }
.field input { all: unset; flex: 1; min-width: 0; text-overflow: ellipsis; height: 48px; font: 400 16px/24px var(--font); color: inherit; }
.field input::placeholder { color: inherit; opacity: .72; }
.field input::-webkit-search-cancel-button { display: none; }
.field:focus-within { outline: 2px solid var(--primary); outline-offset: 0; }
.shell .field input:focus-visible { outline: none; }
.search:not(.open) .clear, .search.open kbd { display: none; }
.found { position: absolute; left: 0; right: 0; top: 56px; max-height: min(640px, calc(100vh - 96px)); overflow: hidden auto; overscroll-behavior: contain; padding: 4px;
  border-radius: 12px; background: var(--paper); box-shadow: var(--lift); }
.found .group { margin: 8px 12px 0; font-size: 13px; line-height: 20px; font-weight: 600; opacity: .7; }
.found .note { margin: 8px 12px; }
.hit { display: flex; align-items: center; gap: 12px; min-height: 40px; padding: 4px 12px; border-radius: 8px; cursor: pointer; }
.hit .icon { font-size: 20px; opacity: .65; }
.hit .name { flex: 0 0 auto; max-width: 72%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.hit small { margin-left: auto; flex: 0 1 auto; text-align: right; font-size: 13px; opacity: .7; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.hit:hover, .hit[aria-selected=true] { background: color-mix(in srgb, var(--primary) 14%, transparent); }
.strip { display: flex; gap: 0; padding: 0 4px; height: 48px; align-items: center; border-radius: 12px; background: var(--glass); box-shadow: var(--lift); flex: none; }
.shell .tool { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 0; min-width: 48px; height: 44px; padding: 0 6px; border-radius: 8px; flex: none; }
.tool .icon { font-size: 20px; }
.tool span:last-child { font-size: 11px; line-height: 14px; font-weight: 500; white-space: nowrap; }
.strip.rows { height: auto; flex-wrap: wrap; padding: 2px 4px; align-self: flex-start; }
.shell .signs .tool { min-width: 44px; padding: 0 4px; }
.signs .tool span:last-child:not(.icon) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tool[aria-pressed=true], .entry[aria-pressed=true] { color: var(--told); background: color-mix(in srgb, var(--primary) 14%, transparent); }
.tool[aria-disabled=true], .entry[aria-disabled=true] { opacity: .42; cursor: default; }
`;

const SHEETS = `
.sheet { position: absolute; z-index: 6; top: 72px; bottom: 12px; display: flex; flex-direction: column; border-radius: 16px; background: var(--paper);
  box-shadow: var(--lift); overflow: hidden; transition: translate var(--move), opacity var(--move), visibility 0s; }
.sheet:focus { outline: none; }
.sheet.left { left: calc(var(--rail) + 12px); width: var(--left); }
.sheet.right { right: 12px; top: 12px; width: var(--right); z-index: 10; }
.sheet[inert] { translate: -24px 0; opacity: 0; visibility: hidden; transition: translate var(--move), opacity var(--move), visibility 0s 200ms; }
.sheet.right[inert] { translate: 24px 0; }
.sheet > header { display: flex; align-items: flex-start; gap: 4px; min-height: 56px; padding: 8px 8px 4px 16px; flex: none; }
.sheet .name { flex: 1; margin: 0; padding: 6px 0; font-size: 20px; line-height: 28px; font-weight: 600; overflow-wrap: anywhere; text-wrap: balance; }
.sheet > .body { flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; }
.shell .grip, .shell .lower, .shell .raise { display: none; }
.shell .again { position: absolute; z-index: 6; right: 12px; top: 72px; max-width: 240px; min-height: 40px; padding: 8px 16px; border-radius: 20px; background: var(--glass);
  box-shadow: var(--lift); font-weight: 600; font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.below { position: absolute; z-index: 5; left: var(--room-left, 0px); right: var(--room-right, 0px); bottom: max(12px, var(--doors, 0px)); display: flex; flex-direction: column;
  align-items: center; gap: 8px; pointer-events: none; padding: 0 84px 0 64px; transition: left var(--move), right var(--move); }
.below > * { pointer-events: auto; background: var(--glass); box-shadow: var(--lift); border-radius: 12px; max-width: 100%; }
.legend { display: flex; justify-content: center; align-items: center; gap: 4px 12px; padding: 4px; }
.keys { display: flex; flex-wrap: wrap; gap: 0 4px; min-width: 0; max-height: 96px; overflow: hidden auto; } .looks { flex: none; }
.shell .key { display: flex; align-items: center; gap: 8px; min-height: 36px; padding: 4px 12px; border-radius: 8px; font-size: 14px; line-height: 20px; text-align: left; }
.key:hover, .looks button:hover { background: var(--soft); }
.key[aria-checked=false] { opacity: .72; text-decoration: line-through; }
.key[aria-checked=false] .chip { background: none; }
.chip { width: 20px; height: 14px; border-radius: 4px; background: var(--ink); border: 1px solid color-mix(in srgb, var(--ink) 70%, #000); flex: none; }
.chip.dotted { background: radial-gradient(circle at 25% 50%, var(--ink) 0 2.2px, transparent 2.6px) 0 0 / 7px 7px, color-mix(in srgb, var(--ink) 18%, var(--paper)); }
.chip.hatched { background: repeating-linear-gradient(45deg, var(--ink) 0 3px, transparent 3px 6px), color-mix(in srgb, var(--ink) 12%, var(--paper)); }
.chip.line { height: 6px; border-radius: 3px; }
.looks { display: flex; padding: 2px; border-radius: 8px; border: 1px solid var(--line2); }
.shell .looks button { min-height: 32px; padding: 4px 12px; border-radius: 6px; font-size: 14px; line-height: 20px; }
.looks button[aria-pressed=true] { color: var(--told); font-weight: 600; background: color-mix(in srgb, var(--primary) 14%, transparent); }
.taken { display: flex; align-items: center; gap: 8px; padding: 4px 4px 4px 16px; font-size: 14px; line-height: 20px; }
.shell .restore { display: flex; align-items: center; gap: 4px; min-height: 32px; padding: 4px 12px; border-radius: 8px; color: var(--primary); font-weight: 600; }
.restore .icon { font-size: 18px; } .shell .restore { flex: none; white-space: nowrap; }
.taken > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.doors { position: absolute; z-index: 5; left: var(--room-left, 0px); right: var(--room-right, 0px); bottom: 12px; padding: 0 64px; display: grid; justify-items: center; gap: 8px; pointer-events: none; }
.doors .row { display: flex; gap: 12px; max-width: 760px; width: 100%; pointer-events: auto; }
.shell .door { flex: 1 1 0; min-width: 0; display: grid; grid-template-columns: auto 1fr; gap: 0 12px; align-items: center; padding: 12px 16px; border-radius: 12px; text-align: left; background: var(--glass); box-shadow: var(--lift); font-weight: 600; }
.door .icon { grid-row: 1 / 3; color: var(--primary); font-size: 28px; }
.door small { font-weight: 400; font-size: 13px; line-height: 18px; opacity: .8; }
.door:hover { background: var(--paper); }
.doors p { pointer-events: auto; margin: 0; font-size: 13px; line-height: 20px; padding: 0 12px; border-radius: 10px; background: var(--glass); opacity: .9; }
.slot.notices { position: absolute; z-index: 12; left: var(--room-left, 0px); right: var(--room-right, 0px); top: calc(var(--room-top, 60px) + 12px); padding: 0 12px; display: grid; justify-items: center; pointer-events: none; }
.slot.notices > * { pointer-events: auto; background: var(--paper); border-radius: 12px; box-shadow: var(--lift); max-width: 560px; }
.shell .caption { position: absolute; z-index: 5; left: 8px; right: 8px; top: 8px; padding: 8px 16px; border-radius: 12px; background: var(--glass); box-shadow: var(--lift);
  font-weight: 600; text-align: left; display: none; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.popover { position: absolute; z-index: 25; max-width: calc(100vw - 16px); max-height: calc(100vh - 16px); min-width: 240px; overflow: hidden auto; overscroll-behavior: contain;
  border-radius: 16px; background: var(--paper); box-shadow: var(--lift); padding: 0 12px 12px; }
.popover > header { position: sticky; top: 0; background: var(--paper); display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 4px 0 4px 8px; margin-right: -8px; }
.popover h2 { font-size: 16px; line-height: 24px; margin: 0; }
.popover h3 { font-size: 13px; line-height: 20px; margin: 12px 8px 4px; opacity: .7; }
.entries { display: grid; } .entry[aria-current] { color: var(--told); background: color-mix(in srgb, var(--primary) 14%, transparent); }
.shell .entry { display: grid; grid-template-columns: auto 1fr auto; gap: 0 12px; align-items: center; min-height: 40px; padding: 4px 8px; border-radius: 8px; text-align: left; }
.entry > span:first-child:not(.icon) { grid-column: 1 / 3; }
.entry small { grid-column: 1 / -1; font-size: 13px; line-height: 16px; }
.popover.menu { max-width: 320px; }
.setting { padding: 4px 8px; } .setting p { margin: 8px 0 4px; font-size: 13px; line-height: 20px; opacity: .75; }
.options { display: flex; gap: 4px; } .many .options { display: grid; }
.shell .options button { min-height: 40px; padding: 4px 16px; border-radius: 8px; border: 1px solid var(--line2); flex: 1; }
.options button[aria-pressed=true] { border-color: var(--primary); color: var(--told); font-weight: 600; background: color-mix(in srgb, var(--primary) 12%, transparent); }
.about { max-width: 48ch; margin: 4px 8px 8px; white-space: pre-line; }
.popover.shortcuts { width: 720px; columns: 2 300px; column-gap: 24px; }
.popover.shortcuts > header { column-span: all; }
.shortcuts section { break-inside: avoid; } dl { margin: 0; } dl div { display: flex; justify-content: space-between; gap: 12px; padding: 4px 8px; font-size: 14px; } dd { margin: 0; }
`;

const SMALL = `
.short { --rail: 60px; }
.short .rail { padding: 4px 2px; gap: 0; } .shell.short .place { width: 56px; min-height: 48px; } .short .place .icon { font-size: 22px; }
.short .place span:last-child { font-size: 11px; line-height: 12px; }
.short .rail .gap { display: none; }
.short .top { top: 8px; left: 68px; } .short .search { width: 220px; } .short .field, .short .strip { height: 44px; }
.short .sheet { top: 60px; bottom: 8px; } .short .sheet.right { top: 8px; right: 8px; }
.short .below { bottom: max(8px, var(--doors, 0px)); padding: 0 12px 0 8px; } .short .legend, .short .keys { flex-wrap: nowrap; } .short .legend { overflow: auto hidden; justify-content: flex-start; } .shell.short .key { white-space: nowrap; flex: none; } .short .keys { max-width: none; flex: 0 1 auto; overflow: auto hidden; padding-right: 24px; -webkit-mask-image: linear-gradient(90deg, #000 calc(100% - 24px), transparent); mask-image: linear-gradient(90deg, #000 calc(100% - 24px), transparent); } .short .taken { display: none; } .short .doors { bottom: 8px; padding: 0 12px; } .short .door small, .short .doors p { display: none; }
.tall .search { width: 260px; }
.phone { --rail: 0px; }
.phone .phone-only { display: flex !important; } .phone .wide-only, .phone .second, .phone .gap { display: none !important; }
.phone .rail { top: auto; right: 0; width: auto; height: calc(60px + var(--safe)); padding: 2px 4px var(--safe); flex-direction: row; justify-content: space-around; align-items: flex-start; gap: 0;
  border-right: 0; border-top: 1px solid var(--line); background: var(--paper); z-index: 11; overflow: hidden; }
.shell.phone .place { flex: 1 1 0; max-width: 96px; min-width: 0; min-height: 56px; }
.phone .top { left: 8px; right: 8px; top: 8px; justify-content: flex-end; }
.phone .strip { height: 44px; padding: 0; border-radius: 22px; } .shell.phone .tool { width: auto; min-width: 44px; height: 44px; flex-direction: row; gap: 8px; padding: 0 16px 0 12px; border-radius: 22px; }
.shell.phone .strip .tool span:last-child { font-size: 14px; line-height: 20px; position: static; clip-path: none; width: auto; height: auto; }
.phone .search { display: none; } .phone .search.open { display: flex; flex-direction: column; position: fixed; inset: 0; width: auto; z-index: 30; background: var(--paper); padding: 8px; }
.phone .search.open .field { flex: none; box-shadow: none; background: var(--soft); }
.phone .search.open .found { position: static; flex: 1; min-height: 0; max-height: none; box-shadow: none; padding: 4px 0; } .phone .hit { min-height: 48px; }
.phone .top:has(.search.open) { z-index: 30; }
.below-sheets .sheet, .below-sheets .sheet.right { left: 0; right: 0; top: auto; bottom: 0; width: auto; height: var(--sheet); border-radius: 16px 16px 0 0; transition: translate var(--move), height var(--move), opacity var(--move), visibility 0s; z-index: 10; }
.below-sheets .sheet[inert] { translate: 0 40px; }
.tall .sheet, .tall .sheet.right { left: 84px; right: 12px; }
.phone .sheet, .phone .sheet.right { bottom: calc(60px + var(--safe)); }
.below-sheets.dragged .sheet { transition: none; }
.below-sheets .sheet > header { touch-action: none; cursor: grab; padding-top: 12px; min-height: 60px; position: relative; }
.low .sheet .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.shell.below-sheets .lower, .shell.below-sheets .raise { display: grid; } .shell.below-sheets.full .raise, .shell.below-sheets.low .lower { display: none; }
.shell.below-sheets .grip { display: block; position: absolute; left: 50%; top: 0; translate: -50% 0; width: 88px; height: 24px; touch-action: none; }
.grip i { display: block; width: 36px; height: 4px; border-radius: 2px; margin: 8px auto; background: color-mix(in srgb, currentColor 32%, transparent); }
.below-sheets.low .sheet .body { overflow: hidden; }
.below-sheets .below { bottom: calc(var(--below, 0px) + max(8px, var(--doors, 0px))); padding: 0 64px 0 8px; align-items: flex-start; }
.phone .below { flex-flow: row wrap; padding: 0 8px; align-items: center; } .phone .below > * { flex: 1 0 100%; } .phone .below > .taken { flex: 0 0 auto; padding: 0; } .phone .below > .legend { flex: 0 1 auto; min-width: 0; max-width: 100%; }
.phone .below:has(.taken) > .legend { max-width: calc(100% - 52px); } .phone .taken > span, .phone .restore span:last-child:not(.icon) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.shell.phone .restore { width: 44px; justify-content: center; padding: 0; } .phone .restore .icon { font-size: 22px; } .tall .below { left: 84px; padding-right: 12px; }
.phone .legend { flex-wrap: nowrap; overflow: auto hidden; scrollbar-width: none; justify-content: flex-start; } .phone .keys { flex-wrap: nowrap; flex: none; max-height: none; max-width: none; } .shell.phone .key { white-space: nowrap; min-height: 44px; flex: none; padding: 4px 8px; } .phone .looks { flex: none; } .phone .legend { -webkit-mask-image: linear-gradient(90deg, #000 calc(100% - 28px), transparent); mask-image: linear-gradient(90deg, #000 calc(100% - 28px), transparent); padding-right: 28px; } .phone .looks { order: -1; position: sticky; left: 0; z-index: 1; background: var(--paper); } .tall .taken { max-width: calc(100vw - 180px); } .shell.phone .looks button { min-height: 40px; }
.below-sheets.full .below, .below-sheets.full .again { display: none; }
.shell.below-sheets .again { top: auto; right: 8px; bottom: calc(var(--below, 0px) + 64px); }
.shell.below-sheets .caption:not([hidden]) { display: -webkit-box; } .tall .caption { left: 84px; top: 72px; right: 12px; } .phone .caption { right: 120px; }
.phone .doors { padding: 0 8px; bottom: calc(60px + var(--safe) + 8px); } .phone .doors .row { display: grid; gap: 8px; } .shell.phone .door { padding: 8px 16px; min-height: 48px; grid-template-columns: auto 1fr; }
.phone .door small { display: none; } .phone .door .icon { grid-row: auto; font-size: 24px; }
.tall .doors { bottom: 12px; } .tall .door small { display: none; } .tall .door .icon { grid-row: auto; }
.phone .slot.notices { top: 60px; padding: 0 8px; }
.phone .popover { left: 8px !important; right: 8px; max-width: none; top: auto !important; bottom: calc(68px + var(--safe)); max-height: calc(100vh - 96px); } .phone .entry { min-height: 48px; }
.popover.shortcuts { max-width: calc(100vw - 16px); }
@media (pointer: coarse) { .round, .shell .key, .shell .looks button, .shell .restore { min-width: 44px; min-height: 44px; } .hit, .shell .entry { min-height: 48px; } }
@media (max-width: 359px) { .sheet .name { font-size: 17px; line-height: 24px; padding: 8px 0; } }
@media (max-height: 700px) { .phone .doors .row { grid-template-columns: repeat(3, minmax(0, 1fr)); } .shell.phone .door { grid-template-columns: 1fr; justify-items: center; align-content: start; gap: 2px; padding: 8px 4px; text-align: center; font-size: 14px; line-height: 18px; } }
@media (max-height: 860px) { .wide .rail { gap: 2px; padding: 8px 4px; } .wide .place { min-height: 50px; gap: 0; } }
@media (max-height: 620px) { .place.keys-only { display: none; } .wide .place { min-height: 48px; } }
@media (prefers-reduced-motion: reduce) { .shell, .shell * { transition: none !important; } }
@media (forced-colors: active) { .chip { forced-color-adjust: none; } .sheet, .rail, .field, .strip, .popover, .below > * { border: 1px solid CanvasText; } [aria-pressed=true], [aria-current] { border: 2px solid Highlight !important; } }
@media print { .rail, .top, .doors, .below .looks, .taken, .again, .slot.notices { display: none !important; } .shell { position: static; } }
`;

export const SHELL_STYLE = BASE + TOP + SHEETS + SMALL;
