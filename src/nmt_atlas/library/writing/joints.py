"""Joints written out: how far they go, how their angles are told, what goes along."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.articulation import Articulation, Turn
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    Article,
    Passage,
    Section,
    kept,
    line,
    references,
    said,
)


def motion_words(motion: str) -> str:
    """What a motion is called: its id with blanks, a capital first."""
    return motion.replace("-", " ").capitalize()


def joint_page(library: Documents, ident: str) -> Article:
    """A joint: its motions with their limits, who tells its angles so, what goes along."""
    one: Articulation = library.of("joint")[ident]
    driven = references(library, dict.fromkeys(drive.joint for drive in one.drives), "joint")
    told = dict.fromkeys(ident for turn in one.turns for ident in (*turn.ranges, *turn.back_ranges))
    return Article(
        kind="joint",
        id=ident,
        title=one.name,
        subtitle=mark("Joint"),
        sections=kept(
            Section(
                id="summary", title="", passages=line(", ".join(one.synonyms), mark("Also called"))
            ),
            Section(
                id="motions",
                title=mark("How far it goes here"),
                passages=tuple(_limits(one)),
            ),
            Section(
                id="told",
                title=mark("How its angles are told"),
                passages=said("", one.convention),
            ),
            Section(
                id="along",
                title=mark("What goes along"),
                passages=said("", one.coupling),
                references=driven,
            ),
            Section(
                id="ranges",
                title=mark("How far people go"),
                references=references(library, told, "motion"),
            ),
        ),
    )


def _limits(one: Articulation) -> Iterator[Passage]:
    for turn in one.turns:
        sources = (turn.source,) if turn.source else ()
        yield from line(_amount(turn, turn.most), motion_words(turn.motion), sources)
        if turn.back and turn.back_most:
            yield from line(_amount(turn, turn.back_most), motion_words(turn.back), sources)


def _amount(turn: Turn, most: float) -> str:
    return f"{most:g}{' mm' if turn.slides else '°'}"
