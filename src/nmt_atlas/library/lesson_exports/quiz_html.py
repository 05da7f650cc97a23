"""A quiz as one HTML file: no server, no network, no script but its own."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz, all_askable
from nmt_atlas.library.lesson_exports.html_text import html
from nmt_atlas.library.lesson_exports.plain import Plain
from nmt_atlas.library.lesson_exports.quiz_page import PAGE


def write(quiz: Quiz) -> bytes:
    """The page with its questions as data."""
    data = [_question(one, quiz) for one in all_askable(quiz)]
    text = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c")
    language = html(quiz.lessons[0].language) if quiz.lessons else "en"
    page = PAGE.replace("@@LANGUAGE@@", language).replace("@@TITLE@@", html(quiz.title))
    return page.replace("@@DATA@@", text).encode()


def _question(one: Plain, quiz: Quiz) -> dict[str, Any]:
    order = list(one.choices)
    random.Random(one.card).shuffle(order)
    rights = [right for _, right in one.pairs]
    offered = [*rights, *one.extra]
    random.Random(one.card).shuffle(offered)
    return {
        "form": one.form,
        "prompt": one.prompt,
        "answer": one.answer,
        "explanation": one.explanation,
        "choices": [[at.text, at.right, at.why] for at in order],
        "pairs": [list(pair) for pair in one.pairs],
        "offered": offered,
        "asks": _picture(quiz, one.asks),
        "shows": _picture(quiz, one.shows),
    }


def _picture(quiz: Quiz, view: Any) -> str:  # noqa: ANN401
    if quiz.draw is None or view is None:
        return ""
    return "data:image/png;base64," + base64.b64encode(quiz.draw(view)).decode()


FORMAT = LessonFormat(id="html", ending=".html", pictured=True, write=write, takes=all_askable)
