"""A drawing, with what was felt, as one date of a case file."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.atlas.comparing import drawn_on
from nmt_atlas.domain.casefile import Day, Drawn, Finding
from nmt_atlas.domain.pain import PainArea
from nmt_atlas.domain.palpation import FINDING_WORDS
from nmt_atlas.domain.reasons import DEPTH_WORDS, QUALITY_WORDS, STRENGTH_WORDS
from nmt_atlas.pages.pain.hand import Hand


def day_of(hand: Hand) -> Day:
    """What is drawn and was felt now, under today's date."""
    return Day(
        day=hand.visit.clock().astimezone().date(),
        drawings=tuple(_drawn(hand)),
        findings=tuple(_felt(hand)),
    )


def _drawn(hand: Hand) -> Iterator[Drawn]:
    ground = hand.ground
    for area in hand.sketch.areas:
        if not area.empty:
            yield drawn_on(ground.body, ground.vertices_of(area), _words(hand, area))


def _words(hand: Hand, area: PainArea) -> str:
    """Where an area is and what it is like: ``Buttock (left): strong, deep, ache``."""
    say = hand.visit.say
    told = [STRENGTH_WORDS[area.strength]]
    told += [DEPTH_WORDS[area.depth]] if area.depth else []
    told += [QUALITY_WORDS[one] for one in area.quality]
    return f"{hand.ground.title(area)}: {', '.join(map(say, told)).lower()}"


def _felt(hand: Hand) -> Iterator[Finding]:
    say = hand.visit.say
    for (point, side), found in hand.felt().items():
        if side != "midline":
            words = say(FINDING_WORDS[found])
            yield Finding(kind="trigger-point", id=point, side=side, words=words)
