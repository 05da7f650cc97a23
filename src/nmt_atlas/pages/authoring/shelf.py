"""The list of one's own lessons: what is being written, what stands, and ways to begin."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.pages.authoring.bench import Bench
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Heading, Line, Shelf, Typed
from nmt_atlas.viewer.leaf_writing import Upload

Asked = tuple[str, str, tuple[tuple[str, str], ...]]
"""The field of names that is typed in, what is typed, and what it may mean."""


def shelf_blocks(visit: Visit, bench: Bench, asked: Asked, refused: str = "") -> Iterator[Block]:
    """What one may go on with, and how one begins; or only why nobody may write here."""
    say = visit.say
    yield Heading(text=say("Write a lesson"), level=2)
    if refused:
        yield words(refused, "info")
        return
    told = say("Use the body, take views, write words and ask about what is seen.")
    yield words(told)
    yield Buttons(buttons=(Button(id="new:", label=say("New lesson"), main=True),))
    yield from _own(visit, bench)
    yield Heading(text=say("Begin with what there is"))
    where, query, options = asked
    here = where == "from:"
    yield Typed(
        id="from:",
        label=say("Copy a lesson to change it"),
        suggests=True,
        query=query if here else "",
        options=options if here else (),
    )
    yield Upload(
        id="file:",
        label=say("Take in a file: a lesson (JSON), or questions (CSV, GIFT)"),
        accept=".json,.csv,.gift,.txt",
        failed=say("This file is empty, or larger than 0.9 MB."),
    )


def _own(visit: Visit, bench: Bench) -> Iterator[Block]:
    say = visit.say
    lines = []
    for one in bench.listed:
        hints = (say("Saved") if one.saved else "", say("Being written") if one.begun else "")
        hint = " · ".join(filter(None, hints))
        lines.append(Line(id=f"mine:{one.ident}", label=one.title, hint=hint))
    if lines:
        title = say("Lessons of your own")
        yield Shelf(id="own", title=title, count=len(lines), open=True, items=tuple(lines))
