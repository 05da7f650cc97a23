"""What a maker of questions is, and what somebody may wish for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from nmt_atlas.domain.generating.kit import Kit, Level, Topic
from nmt_atlas.domain.questions import BaseQuestion

Area = Literal["anatomy", "kinesiology", "pathology", "techniques", "assessment"]
"""What of an examination a question belongs to."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a maker gets: the documents, the topic, chance of its own, and how hard it shall be."""

    kit: Kit
    topic: Topic
    chance: random.Random
    level: Level

    @property
    def ident(self) -> str:
        """The end of the question's id."""
        return self.topic.id.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes one question of a topic; one or a few in a file.

    Attributes
    ----------
    id
        Its id, with which the ids of its questions begin.
    kind
        The kind of question that it makes.
    area
        What of an examination it belongs to.
    topics
        What it can ask of.
    make
        Makes the question; None where that topic gives none that could not be argued about.
    """

    id: str
    kind: str
    area: Area
    topics: Callable[[Kit], Sequence[Topic]]
    make: Callable[[Asking], BaseQuestion[Any] | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the questions shall be about and like.

    Attributes
    ----------
    tags
        ``kind/id`` of what they are about: one of them is enough; none is everything.
    kinds
        Kinds of questions; none is all.
    areas
        Areas of an examination; none is all.
    level
        How near what is wrong lies to what is right.
    known
        Card -> how likely it is known (0 to 1): the least known are asked first.
    told
        Names (casefolded) that stand over the questions: none is asked whose answer they are.
    """

    tags: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    level: Level = "medium"
    known: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    told: frozenset[str] = frozenset()

    def fits(self, maker: Maker) -> bool:
        """Whether a maker's questions are of the kinds and areas that are wished for."""
        return (not self.kinds or maker.kind in self.kinds) and (
            not self.areas or maker.area in self.areas
        )
