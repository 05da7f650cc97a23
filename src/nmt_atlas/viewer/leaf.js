// Writes the blocks of a leaf (see leaf.py) and reports what is pressed. Every text is set as
// text: no markup of a document can come to life here.

const STYLE = `
  :host { display: block; }
  article { font: inherit; font-size: 14px; line-height: 1.5; padding: 8px 12px 16px; overflow-wrap: anywhere; }
  h2, h3, h4, h5, h6 { margin: 14px 0 4px; font-size: 15px; line-height: 1.3; font-weight: 600; }
  h2 { font-size: 20px; margin-top: 4px; }
  h4, h5, h6 { font-size: 14px; }
  article:empty { padding: 0; }
  p { margin: 4px 0; }
  .quiet { opacity: .72; }
  .inset { margin-left: 44px; }
  small { opacity: .68; font-size: .86em; }
  .dot { display: inline-block; width: .72em; height: .72em; border-radius: 50%; margin-right: .4em; }
  .box { border: 1px solid var(--edge); border-left-width: 4px; border-radius: 6px; padding: 6px 10px; margin: 8px 0; }
  .info { --edge: #2f79a8; } .success { --edge: #2e7d4f; } .caution { --edge: #c27c0e; } .emergency { --edge: #c62828; }
  .row { display: flex; flex-wrap: wrap; gap: 6px; margin: 6px 0; align-items: center; }
  .row.stacked { flex-direction: column; align-items: stretch; }
  button { font: inherit; color: inherit; cursor: pointer; text-align: left; border-radius: 6px; padding: 5px 10px; min-height: 32px;
    background: none; border: 1px solid color-mix(in srgb, currentColor 32%, transparent); }
  button:hover, summary:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
  button.main { background: color-mix(in srgb, currentColor 14%, transparent); font-weight: 600; }
  .stacked button { border-color: transparent; }
  button[aria-pressed=true] { background: color-mix(in srgb, currentColor 18%, transparent); font-weight: 600; }
  :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
  label { display: flex; gap: 8px; align-items: center; margin: 8px 0 2px; min-height: 24px; cursor: pointer; }
  input { width: 18px; height: 18px; margin: 0 9px; accent-color: #a33a46; flex: none; }
  details { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px; margin: 8px 0; }
  summary { cursor: pointer; padding: 6px 10px; font-weight: 600; border-radius: 6px; }
  details > div { padding: 0 10px 8px; }
`;

const make = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const HTML_OF = { strong: "strong", em: "em", small: "small" };

function run({ text = "", style = "", color = "" }) {
  const dot = color ? [make("span", "dot")] : [];
  if (color) dot[0].style.background = color;
  const words = HTML_OF[style] ? make(HTML_OF[style], "", text) : document.createTextNode(text);
  return [...dot, words];
}

const BOXED = new Set(["info", "success", "caution", "emergency"]);

const blocks = {
  text({ runs = [], tone = "plain", inset }) {
    const look = BOXED.has(tone) ? `box ${tone}` : tone === "quiet" ? "quiet" : "";
    return make("p", `${look}${inset ? " inset" : ""}`.trim(), ...runs.flatMap(run));
  },
  heading({ text = "", level = 3 }) {
    return make(`h${Math.min(6, Math.max(2, Number(level) || 3))}`, "", text);
  },
  buttons({ buttons = [], stacked }, tell) {
    return make("div", stacked ? "row stacked" : "row", ...buttons.map(({ id, label, main }) => {
      const made = make("button", main ? "main" : "", label);
      made.type = "button";
      made.dataset.id = id;
      made.addEventListener("click", () => tell(id, true));
      return made;
    }));
  },
  switch({ id, label, on }, tell) {
    const box = make("input");
    Object.assign(box, { type: "checkbox", checked: Boolean(on) });
    box.setAttribute("role", "switch");
    box.dataset.id = id;
    box.addEventListener("change", () => tell(id, box.checked));
    return make("label", "", box, make("span", "", label));
  },
  choice({ id, label, options = [], value = "" }, tell) {
    const made = make("div", "row", ...options.map(([given, text]) => {
      const one = make("button", "", text);
      one.type = "button";
      one.dataset.id = `${id}=${given}`;
      one.setAttribute("aria-pressed", String(given === value));
      one.addEventListener("click", () => tell(id, given));
      return one;
    }));
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  },
  fold({ title = "", blocks: inner = [] }, tell, open) {
    const made = make("details", "", make("summary", "", title),
      make("div", "", ...inner.map((one) => block(one, tell, open))));
    made.open = open.has(title);
    made.addEventListener("toggle", () => (made.open ? open.add(title) : open.delete(title)));
    return made;
  },
};

function block(given, tell, open) {
  const write = Object.hasOwn(blocks, given.kind) ? blocks[given.kind] : null;
  return write ? write(given, tell, open) : document.createTextNode("");
}

export function render({ model }) {
  const article = make("article");
  const style = make("style", "", STYLE);
  if (model.live) article.setAttribute("role", "status");
  const open = new Set();
  let topic = model.topic;
  const tell = (id, value) => {
    model.pressed = { n: (model.pressed?.n || 0) + 1, id, value };
  };
  const draw = () => {
    if (model.topic !== topic) {
      topic = model.topic;
      open.clear();
    }
    const root = article.getRootNode();
    const focused = root.activeElement?.dataset?.id;
    article.replaceChildren(...model.blocks.map((one) => block(one, tell, open)));
    if (focused) article.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  };
  draw();
  model.on("blocks", draw);
  return make("div", "", style, article);
}
