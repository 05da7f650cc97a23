// The light page's style sheet. The colours are the window's (see shell_theme.js).
export const CLASS_STYLE = `
:root { --primary: #0f766e; --paper: #fbfaf8; --text: #1f2428; --line: rgb(0 0 0 / .14); --ground: #f3f2ef; color: var(--text); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
#class { position: fixed; inset: 0; font: 16px/24px Inter, system-ui, sans-serif; }
.body { position: absolute; inset: 0; isolation: isolate; }
.outside .body, .outside .sheet, .outside .wall, .outside .join-at, .outside .remote { visibility: hidden; }
button { font: inherit; color: inherit; cursor: pointer; min-height: 44px; padding: 8px 16px; border-radius: 10px; border: 1px solid var(--line); background: var(--paper); }
button.main { background: var(--primary); border-color: var(--primary); color: #fff; font-weight: 600; }
button:disabled { opacity: .45; cursor: default; }
:focus-visible { outline: 3px solid #1596b8; outline-offset: 2px; }
.top { position: absolute; left: 12px; right: 12px; top: 12px; display: flex; gap: 8px; align-items: center; flex-wrap: wrap; pointer-events: none; z-index: 2; }
.top > * { pointer-events: auto; margin: 0; background: var(--paper); border-radius: 10px; padding: 6px 12px; box-shadow: 0 1px 6px rgb(0 0 0 / .16); }
.top .where { font-weight: 600; max-width: calc(100vw - 24px); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.top .away { background: #ffe08a; color: #2a2000; font-weight: 600; }
.top .clock { font-variant-numeric: tabular-nums; font-weight: 600; }
.sheet { position: absolute; z-index: 2; left: 12px; top: 64px; width: 360px; max-height: calc(100% - 76px); display: flex; flex-direction: column;
  background: var(--paper); border-radius: 14px; box-shadow: 0 4px 20px rgb(0 0 0 / .18); }
.sheet .head { display: flex; gap: 8px; align-items: flex-start; padding: 12px 16px 4px; }
.sheet h2 { margin: 0; font-size: 18px; line-height: 24px; flex: 1; outline: none; }
.sheet .status { margin: 0; padding: 0 16px 8px; font-size: 15px; line-height: 21px; }
.sheet:not(.asking) .status { padding: 12px 16px; }
.sheet:not(.asking) .head, .sheet:not(.asking) .inside { display: none; }
.sheet .status:empty { display: none; }
.inside { overflow-y: auto; overscroll-behavior: contain; }
.fold { display: none; flex: none; width: 44px; min-height: 44px; padding: 0; margin: -4px -8px 0 0; border: 0; background: none; font-size: 20px; }
.toast { position: absolute; left: 50%; bottom: 24px; translate: -50% 0; max-width: 90vw; z-index: 5; background: #1f2428; color: #fff; padding: 10px 16px; border-radius: 10px; }
.pointed { position: absolute; left: 0; top: 0; width: 28px; height: 28px; margin: -14px 0 0 -14px; border-radius: 50%; pointer-events: none; z-index: 1;
  background: rgb(15 118 110 / .85); border: 3px solid #fff; box-shadow: 0 0 0 3px rgb(15 118 110 / .5), 0 2px 10px rgb(0 0 0 / .4); }
.dimmed { position: absolute; inset: 0; pointer-events: none; z-index: 1; }
.blank { position: absolute; inset: 0; z-index: 6; background: #14181c; color: #dfe5e4; display: grid; place-items: center; font-size: 24px; text-align: center; padding: 24px; }
.join { position: absolute; z-index: 4; inset: 0; margin: auto; width: min(360px, calc(100% - 32px)); height: max-content; background: var(--paper); border-radius: 16px;
  padding: 24px; display: grid; gap: 8px; box-shadow: 0 8px 40px rgb(0 0 0 / .2); }
.join h1 { font-size: 24px; line-height: 32px; margin: 0 0 8px; }
.join label { display: block; font-size: 14px; margin-bottom: 4px; }
.join input { font: inherit; width: 100%; min-height: 48px; padding: 8px 12px; border-radius: 10px; border: 1px solid #7a8288; background: #fff; color: inherit; }
.join .labelled:first-of-type input { font-size: 24px; letter-spacing: .12em; text-transform: uppercase; }
.join .hint { margin: 0; font-size: 14px; color: #555c61; }
.join .told { margin: 0; color: #a11d1d; font-weight: 600; }
.join .told:empty { display: none; }
.remote { position: absolute; inset: 0; overflow: auto; padding: 68px 20px 20px; display: grid; gap: 14px; align-content: start; background: var(--ground); }
.remote h1 { margin: 0; font-size: 22px; }
.remote button { min-height: 68px; font-size: 18px; }
.remote .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.remote .notes { background: var(--paper); border-radius: 12px; padding: 12px 16px; display: grid; gap: 8px; }
.remote .notes h2 { margin: 0; font-size: 18px; line-height: 24px; }
.remote .notes p { margin: 0; white-space: pre-line; }
.remote .notes .ahead { font-weight: 600; }
.remote .asked { margin: 0; min-height: 48px; }
.wall { position: absolute; z-index: 2; left: 24px; top: 24px; width: min(38vw, 720px); max-height: calc(100% - 48px); overflow: hidden; background: var(--paper); border-radius: 18px;
  padding: 20px 28px; box-shadow: 0 6px 30px rgb(0 0 0 / .2); }
.wall h1 { margin: 0; font-size: clamp(24px, 2.1vw, 40px); line-height: 1.25; }
.wall .count { margin: 8px 0; font-size: clamp(18px, 1.4vw, 26px); line-height: 1.4; color: #0b5c55; font-weight: 600; }
.wall .leaf { zoom: 1.25; margin: 0 -16px; }
.bars div { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; margin: 10px 0; font-size: clamp(16px, 1.3vw, 24px); line-height: 1.3; }
.bars i { grid-column: 1; display: block; height: 12px; border-radius: 6px; background: #8a9299; min-width: 4px; }
.bars i.right { background: #2e7d4f; }
.bars b { grid-row: 1 / span 2; grid-column: 2; align-self: center; }
.standings { margin: 12px 0 0; padding: 10px 0 0; list-style: none; border-top: 1px solid var(--line); font-size: clamp(16px, 1.3vw, 24px); }
.standings:empty { display: none; }
.standings li { display: flex; justify-content: space-between; gap: 16px; }
.join-at { position: absolute; z-index: 2; right: 24px; bottom: 24px; background: #fff; border-radius: 14px; padding: 14px; box-shadow: 0 4px 20px rgb(0 0 0 / .2); width: 190px; text-align: center; }
.join-at:empty { display: none; }
.join-at svg { display: block; width: 162px; height: 162px; margin: 0 auto 6px; }
.join-at p { margin: 0; font-size: 14px; line-height: 20px; overflow-wrap: anywhere; }
.join-at strong, .join-at b { display: block; }
.join-at b { font-size: 26px; line-height: 34px; letter-spacing: .06em; }
@media (max-width: 699px) {
  .sheet { left: 8px; right: 8px; top: auto; bottom: 8px; width: auto; max-height: 52%; }
  .fold { display: block; }
  .toast { bottom: auto; top: 64px; }
}
@media (max-height: 520px) and (min-width: 700px) { .sheet { width: 300px; } }
`;
