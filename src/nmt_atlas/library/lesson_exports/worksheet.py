"""A worksheet to print, with the answers on a sheet of their own (PDF)."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz, all_askable
from nmt_atlas.library.lesson_exports.html_text import clean
from nmt_atlas.library.lesson_exports.plain import Plain

_SHEET = """
#let quiz = json("quiz.json")
#set document(title: quiz.title)
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(size: 11pt, lang: quiz.language)
#show heading: set block(above: 1.2em, below: 0.6em)
= #quiz.title
#grid(columns: (1fr, 1fr), column-gutter: 1em, [Name: #box(width: 1fr, repeat[\\_])], [Date: #box(width: 1fr, repeat[\\_])])
#for (n, q) in quiz.questions.enumerate() {
  block(breakable: false, above: 1.4em)[
    *#(n + 1).* #text(q.prompt)
    #if q.asks != "" [#image(q.asks, height: 6.5cm, alt: q.prompt)]
    #if q.choices.len() > 0 {
      for choice in q.choices [#h(1em) #box(stroke: 0.6pt, width: 0.8em, height: 0.8em, baseline: 0.1em) #h(0.4em) #text(choice) \\ ]
    } else if q.pairs.len() > 0 {
      grid(columns: (1fr, 1fr), row-gutter: 0.7em, column-gutter: 1em,
        ..q.pairs.enumerate().map(((k, left)) => ([#text(left) #box(width: 2em, repeat[\\_])],
          [#if k < q.offered.len() { text(str.from-unicode(97 + k) + ") " + q.offered.at(k)) }])).flatten())
    } else [#v(0.4em) #line(length: 100%, stroke: 0.4pt) #v(0.6em) #line(length: 100%, stroke: 0.4pt)]
  ]
}
#pagebreak()
= #quiz.title: answers
#for (n, q) in quiz.questions.enumerate() {
  block(breakable: false)[*#(n + 1).* *#text(q.answer)* \\ #text(size: 9.5pt, q.explanation)]
}
"""


def write(quiz: Quiz) -> bytes:
    """The sheets as one PDF, set by Typst with the fonts that it brings."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        questions = [_question(one, quiz, at, n) for n, one in enumerate(all_askable(quiz), 1)]
        language = quiz.lessons[0].language if quiz.lessons else "en"
        data = {"title": clean(quiz.title), "language": language, "questions": questions}
        (at / "quiz.json").write_text(json.dumps(data), encoding="utf-8")
        (at / "sheet.typ").write_text(_SHEET, encoding="utf-8")
        done: bytes = typst.compile(str(at / "sheet.typ"), root=folder)
        return done


def _question(one: Plain, quiz: Quiz, folder: Path, number: int) -> dict[str, Any]:
    chance = random.Random(one.card)
    choices = [clean(at.text) for at in one.choices]
    offered = [clean(text) for text in (*(right for _, right in one.pairs), *one.extra)]
    chance.shuffle(choices)
    chance.shuffle(offered)
    name = ""
    if quiz.draw is not None and one.asks is not None:
        name = f"{number}.png"
        (folder / name).write_bytes(quiz.draw(one.asks))
    return {
        "prompt": clean(one.prompt),
        "choices": choices,
        "pairs": [clean(left) for left, _ in one.pairs],
        "offered": offered,
        "answer": clean(one.answer),
        "explanation": clean(one.explanation),
        "asks": name,
    }


FORMAT = LessonFormat(id="pdf", ending=".pdf", pictured=True, write=write, takes=all_askable)
