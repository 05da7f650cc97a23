// The window's style sheet (it lives in a shadow root).
export const SHELL_STYLE = `
.shell { position: fixed; inset: 0; display: grid; grid-template-rows: 56px auto 1fr;
  color: var(--text); background: var(--ground); font: 400 15px/1.5 var(--font); }
.top { display: flex; align-items: center; gap: 6px; padding: 0 10px; min-width: 0;
  background: var(--bar); color: var(--onbar); z-index: 5; border-bottom: 1px solid var(--line); }
h1 { font: 600 17px/1 var(--font); margin: 0 6px; white-space: nowrap; }
.slot.bar { flex: 1 1 auto; min-width: 0; overflow-x: auto; overflow-y: hidden; scrollbar-width: none; }
.top button { all: unset; box-sizing: border-box; flex: none; width: 40px; height: 40px; display: grid;
  place-items: center; border-radius: 50%; cursor: pointer; }
.top button:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
.top button:focus-visible { outline: 2px solid var(--primary); outline-offset: -2px; }
.top button svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; }
.top button[aria-expanded="true"] svg { fill: color-mix(in srgb, currentColor 22%, transparent); }
.top button[aria-pressed="true"] svg { fill: currentColor; }
.skip { position: absolute; left: 8px; top: -60px; z-index: 20; padding: 8px 14px; border-radius: 6px;
  background: var(--paper); color: var(--text); }
.skip:focus { top: 8px; }
.lost { padding: 8px 16px; background: #ffe08a; color: #2a2000; font-weight: 600; text-align: center; z-index: 6; }
.lost[hidden] { display: none; }
.middle { grid-row: 3; display: grid; min-height: 0; position: relative; overflow: hidden;
  grid-template: minmax(0, 1fr) / 0 minmax(0, 1fr) 0; }
.left-open .middle { grid-template-columns: var(--left) minmax(0, 1fr) 0; }
.right-open .middle { grid-template-columns: 0 minmax(0, 1fr) var(--right); }
.left-open.right-open .middle { grid-template-columns: var(--left) minmax(0, 1fr) var(--right); }
.panel { grid-row: 1; overflow: hidden auto; background: var(--paper); min-width: 0; overscroll-behavior: contain; }
.panel:focus { outline: none; }
.panel.left { grid-column: 1; border-right: 1px solid var(--line); }
.panel.right { grid-column: 3; border-left: 1px solid var(--line); }
.panel[inert] { visibility: hidden; border: 0; }
main { grid-column: 2; grid-row: 1; display: grid; grid-template-rows: minmax(0, 1fr) 46px; min-width: 0; position: relative; }
main:focus { outline: none; }
main:focus-visible { box-shadow: inset 0 0 0 2px var(--primary); }
.slot.canvas { min-height: 0; position: relative; }
.slot.foot { overflow: hidden; display: flex; align-items: center; background: var(--ground); }
.slot.notices { position: absolute; z-index: 3; left: 12px; right: 12px; top: 0; max-height: 60%;
  overflow: hidden auto; pointer-events: none; }
.slot.notices > * { pointer-events: auto; background: var(--paper); }
.narrow .middle { grid-template-columns: 0 minmax(0, 1fr) 0 !important; }
.narrow .panel { position: absolute; grid-column: 1 / -1; top: 0; bottom: 0; z-index: 4; box-shadow: 0 0 18px rgb(0 0 0 / .4); }
.narrow .panel.left { left: 0; width: min(92%, var(--left)); }
.narrow .panel.right { right: 0; width: min(92%, var(--right)); }
@media (max-width: 560px) { h1 { display: none; } }
@media (forced-colors: active) { .top button svg { stroke: ButtonText; } }
`;
