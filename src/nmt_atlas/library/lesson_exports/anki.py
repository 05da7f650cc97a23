"""Anki packages: a note a question, of the same id every time, so that progress stays."""

from __future__ import annotations

import hashlib
import random
import tempfile
from pathlib import Path

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz, all_askable
from nmt_atlas.library.lesson_exports.html_text import html
from nmt_atlas.library.lesson_exports.occlusion import occluded
from nmt_atlas.library.lesson_exports.plain import Plain

_MODEL = 1_714_205_611
"""The id of the kind of note. It never changes: Anki knows notes by it."""
_FIELDS = ("Question", "Picture", "Choices", "Answer", "Explanation", "Shown", "Card")
_FRONT = "<p>{{Question}}</p>{{Picture}}{{Choices}}"
_BACK = "{{FrontSide}}<hr id=answer><p><b>{{Answer}}</b></p><p>{{Explanation}}</p>{{Shown}}"
_STYLE = """.card { font: 20px sans-serif; text-align: left; max-width: 40em; margin: auto }
img { max-height: 60vh } ol { list-style: upper-alpha } hr { opacity: .4 }"""
_MOMENT = 1_700_000_000.0
"""Packages are stamped with one moment, so that the same questions give the same notes."""


def write(quiz: Quiz) -> bytes:
    """A package with one deck."""
    import genanki

    model = genanki.Model(
        _MODEL,
        "NMT Atlas",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(f"deck/{quiz.title}"), quiz.title)
    with tempfile.TemporaryDirectory() as folder:
        files: list[str] = []
        for one in all_askable(quiz):
            hidden = occluded(one, quiz, folder)
            if hidden is not None:
                files.append(str(Path(folder) / hidden.picture))
                deck.add_note(hidden.note)
                continue
            asks, shows = _picture(one, quiz, "asks", folder), _picture(one, quiz, "shows", folder)
            files += [str(Path(folder) / name) for name in (asks, shows) if name]
            deck.add_note(
                genanki.Note(
                    model=model,
                    fields=[
                        html(one.prompt),
                        _img(asks),
                        _choices(one),
                        html(one.answer),
                        html(one.explanation),
                        _img(shows),
                        html(one.card),
                    ],
                    guid=genanki.guid_for("nmt-atlas", one.card),
                    tags=["nmt-atlas", one.kind],
                )
            )
        package = genanki.Package(deck, media_files=sorted(set(files)))
        out = Path(folder) / "out.apkg"
        package.write_to_file(str(out), timestamp=_MOMENT)
        return out.read_bytes()


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:7], 16) + (1 << 30)


def _picture(one: Plain, quiz: Quiz, which: str, folder: str) -> str:
    view = getattr(one, which)
    if quiz.draw is None or view is None:
        return ""
    drawn = quiz.draw(view)
    name = f"nmt-atlas-{hashlib.sha256(drawn).hexdigest()[:20]}.png"
    (Path(folder) / name).write_bytes(drawn)
    return name


def _img(name: str) -> str:
    return f'<img src="{name}">' if name else ""


def _choices(one: Plain) -> str:
    order = list(one.choices)
    random.Random(one.card).shuffle(order)
    items = "".join(f"<li>{html(at.text)}</li>" for at in order)
    if one.form == "match":
        rights = sorted((*(right for _, right in one.pairs), *one.extra))
        lefts = "".join(f"<li>{html(left)}</li>" for left, _ in one.pairs)
        return f"<ol>{lefts}</ol><ul>{''.join(f'<li>{html(at)}</li>' for at in rights)}</ul>"
    return f"<ol>{items}</ol>" if items else ""


FORMAT = LessonFormat(id="anki", ending=".apkg", pictured=True, write=write, takes=all_askable)
