// The style sheet of a leaf (it lives in a shadow root). Colours come from the window around it.
export const LEAF_STYLE = `
:host { --accent: var(--primary, #0f766e); --told: color-mix(in srgb, var(--accent) 76%, var(--text, #1f2428));
  --bound: color-mix(in srgb, currentColor 56%, transparent); --edge: color-mix(in srgb, currentColor 22%, transparent);
  --soft: color-mix(in srgb, currentColor 7%, transparent); }
* { box-sizing: border-box; }
article { font: inherit; font-size: 16px; line-height: 24px; padding: 0 16px 16px; overflow-wrap: anywhere; }
article:empty { padding: 0; } article:has(> .choice:only-child) { padding-bottom: 0; }
article[role=status]:not(:empty) { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; padding: 4px 12px; } article[role=status] > :first-child { flex: 1 1 260px; }
article:focus { outline: none; }
h2, h3, h4, h5, h6 { margin: 16px 0 4px; font-size: 16px; line-height: 24px; font-weight: 600; }
h2 { font-size: 20px; line-height: 28px; margin-top: 8px; }
p { margin: 6px 0; }
.quiet { color: color-mix(in srgb, currentColor 76%, transparent); font-size: 14px; line-height: 20px; }
.inset { margin-left: 44px; }
small { opacity: .72; font-size: .86em; }
.dot { display: inline-block; width: .72em; height: .72em; border-radius: 50%; margin-right: .4em; }
.box { --line: color-mix(in srgb, var(--line-of) 68%, currentColor); background: color-mix(in srgb, var(--line-of) 9%, transparent); border: 1px solid var(--line); border-left-width: 4px; border-radius: 8px; padding: 8px 12px; margin: 4px 0 8px; font-size: 15px; line-height: 21px; }
.info { --line-of: #2f79a8; } .success { --line-of: #2e7d4f; } .caution { --line-of: #c27c0e; } .emergency { --line-of: #c62828; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; align-items: center; }
.row.stacked { flex-direction: column; align-items: stretch; }
button { font: inherit; color: inherit; cursor: pointer; text-align: left; border-radius: 8px; padding: 4px 12px; min-height: 36px;
  background: none; border: 1px solid var(--edge); }
.row[style*=grid] button { text-align: center; padding: 4px 6px; }
button:hover:not(:disabled), summary:hover { background: var(--soft); }
button:disabled { opacity: .38; cursor: default; }
button.main { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.stacked button { border-color: transparent; }
.choice { gap: 0; flex-wrap: nowrap; border: 1px solid var(--edge); border-radius: 8px; padding: 2px; }
.choice button { flex: 1 1 0; border: 0; border-radius: 6px; text-align: center; min-height: 32px; }
button[aria-pressed=true] { background: color-mix(in srgb, var(--accent) 16%, transparent); color: var(--told); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
label { display: flex; gap: 12px; align-items: center; margin: 2px 0; min-height: 32px; cursor: pointer; }
input[role=switch] { appearance: none; flex: none; width: 36px; height: 20px; margin: 0 4px; border-radius: 10px; cursor: pointer;
  background: var(--bound); position: relative; transition: background .12s; }
input[role=switch]::after { content: ""; position: absolute; top: 2px; left: 2px; width: 16px; height: 16px; border-radius: 50%;
  background: #fff; box-shadow: 0 1px 2px rgb(0 0 0 / .35); transition: translate .12s; }
input[role=switch]:checked { background: var(--accent); }
input[role=switch]:checked::after { translate: 16px 0; }
.labelled { display: grid; margin: 8px 0; position: relative; }
.labelled > label { min-height: 0; margin: 0 0 4px; font-size: 13px; opacity: .8; }
.slider { grid-template-columns: 1fr auto; }
.slider input { grid-column: 1 / -1; width: 100%; margin: 4px 0; accent-color: var(--accent); cursor: pointer; }
output { font-size: 13px; opacity: .8; }
select, .field { font: inherit; color: inherit; width: 100%; min-height: 40px; padding: 4px 12px; border-radius: 8px;
  border: 1px solid var(--bound); background: var(--paper, Field); }
select option { color: var(--text, FieldText); background: var(--paper, Field); }
.options { position: absolute; top: 100%; left: 0; right: 0; z-index: 9; margin: 4px 0 0; padding: 4px; list-style: none; max-height: 320px;
  overflow: auto; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper, Canvas); box-shadow: 0 6px 20px rgb(0 0 0 / .22); }
.options li { padding: 6px 8px; border-radius: 6px; cursor: pointer; }
.options li:hover, .options li[aria-selected=true] { background: color-mix(in srgb, var(--accent) 16%, transparent); }
.options[hidden] { display: none; }
details { border: 1px solid var(--edge); border-radius: 8px; margin: 8px 0; }
summary { cursor: pointer; padding: 8px 12px; font-weight: 600; border-radius: 8px; }
details > div { padding: 0 12px 8px; }
.shelf { border-width: 0 0 1px; border-radius: 0; margin: 0; }
.shelf summary small { margin-left: 8px; font-weight: 400; }
.shelf ul { list-style: none; margin: 0 0 8px; padding: 0; }
.shelf li button, .more { width: 100%; border: 0; padding: 4px 12px 4px 28px; min-height: 32px; }
[aria-current=true] { background: color-mix(in srgb, var(--accent) 14%, transparent); font-weight: 600; }
.shelf li small { display: block; line-height: 1.3; }
.more { color: var(--accent); }
@media (pointer: coarse) { button, .choice button, select, .field, summary, .shelf li button, label { min-height: 44px; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) { input[role=switch] { border: 1px solid ButtonText; } input[role=switch]::after { background: ButtonText; } }
`;
