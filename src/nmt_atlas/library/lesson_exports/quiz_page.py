"""The page of a quiz in one file. Texts are set as text, never as markup."""

PAGE = """<!doctype html>
<html lang="@@LANGUAGE@@">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>@@TITLE@@</title>
<style>
  :root { color-scheme: light dark; --accent: #0f766e }
  body { font: 18px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem } img { max-width: 100%; max-height: 60vh }
  button, select { font: inherit; padding: .5rem .8rem; margin: .25rem 0; min-height: 44px }
  .choice { display: block; width: 100%; text-align: left }
  .right { outline: 3px solid #15803d } .wrong { outline: 3px solid #b91c1c }
  .told { border-left: 4px solid var(--accent); padding-left: 1rem }
  label { display: block; margin: .4rem 0 }
</style>
<h1>@@TITLE@@</h1>
<p id="where" aria-live="polite"></p>
<main id="main"></main>
<script id="data" type="application/json">@@DATA@@</script>
<script>
"use strict";
const questions = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
let at = 0, score = 0;
function el(name, text, more) {
  const one = Object.assign(document.createElement(name), more || {});
  if (text) one.textContent = text;
  return one;
}
function picture(src) { return src ? [el("img", "", { src, alt: "" })] : []; }
function show() {
  const q = questions[at];
  const where = document.getElementById("where");
  main.replaceChildren();
  if (!q) { where.textContent = `${Math.round(100 * score) / 100} / ${questions.length}`; return; }
  where.textContent = `${at + 1} / ${questions.length}`;
  const prompt = el("h2", q.prompt, { tabIndex: -1 });
  main.append(prompt, ...picture(q.asks));
  (q.form === "choice" ? one : q.form === "several" ? several : q.form === "match" ? match : recall)(q);
  prompt.focus();
}
function done(q, points, said) {
  score += points;
  main.querySelectorAll("button, select, input").forEach((b) => { b.disabled = true; });
  const told = el("div", "", { className: "told" });
  told.setAttribute("role", "status");
  told.append(el("p", `${points >= 1 ? "\\u2713" : points > 0 ? "\\u00bd" : "\\u2717"} ${q.answer}`));
  if (said) told.append(el("p", said));
  told.append(el("p", q.explanation), ...picture(q.shows));
  const next = el("button", "\\u2192", { onclick: () => { at += 1; show(); } });
  next.setAttribute("aria-label", "Next");
  main.append(told, next);
  next.focus();
}
function one(q) {
  for (const [text, right, why] of q.choices) {
    const b = el("button", text, { className: "choice" });
    b.dataset.right = right;
    b.onclick = () => {
      b.classList.add(right ? "right" : "wrong");
      done(q, right ? 1 : 0, why);
    };
    main.append(b);
  }
}
function several(q) {
  const boxes = q.choices.map(([text]) => {
    const label = el("label"), box = el("input", "", { type: "checkbox" });
    label.append(box, ` ${text}`);
    main.append(label);
    return box;
  });
  main.append(el("button", "OK", { onclick: () => {
    const rights = q.choices.filter((c) => c[1]).length;
    let points = 0;
    q.choices.forEach((c, n) => { if (boxes[n].checked) points += c[1] ? 1 : -1; });
    done(q, Math.max(0, points / rights));
  } }));
}
function match(q) {
  const lists = q.pairs.map(([left]) => {
    const label = el("label", `${left}: `), list = el("select");
    list.append(el("option"), ...q.offered.map((text) => el("option", text)));
    label.append(list);
    main.append(label);
    return list;
  });
  main.append(el("button", "OK", { onclick: () => {
    const hits = q.pairs.filter(([, right], n) => lists[n].value === right).length;
    done(q, hits / q.pairs.length);
  } }));
}
function recall(q) {
  main.append(el("button", "?", { onclick: (event) => {
    event.target.remove();
    main.append(el("p", q.answer), ...picture(q.shows));
    for (const [mark, points] of [["\\u2713", 1], ["\\u00bd", 0.5], ["\\u2717", 0]]) {
      main.append(el("button", mark, { onclick: () => done({ ...q, shows: "" }, points) }), " ");
    }
  } }));
}
show();
</script>
</html>
"""
