"""Paint where a trigger point is charted to refer."""

from __future__ import annotations

import base64
import binascii
import zlib
from array import array
from collections.abc import Collection, Iterable
from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.base import Id, RegionId
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    CHOICE,
    TYPED,
    WORDS,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Takes,
    Verdict,
    skin_view,
)
from nmt_atlas.domain.view_state import ViewState

FULL_OVERLAP = 0.6
"""More overlap (Jaccard) is never demanded: people with shoulder pain who drew it twice reached
0.42 ± 0.19, healthy people within a minute a median of 0.73 (PubMed 37897081 and 26992099)."""
NO_OVERLAP = 0.1
"""Up to so much overlap is nothing."""
_MOST = 200_000
_OTHERS = frozenset({CHOICE, WORDS, TYPED})


class PaintedArea(Answer):
    """What was painted: skin vertices (packed), or regions of the body chart in words."""

    area: str = Field(default="", max_length=400_000)
    regions: tuple[RegionId, ...] = ()

    @property
    def vertices(self) -> frozenset[int]:
        """The skin vertices."""
        return unpacked(self.area)


class PaintReferral(BaseQuestion[PaintedArea]):
    """Paint the skin where a trigger point is charted to refer.

    Graded by the overlap with the essential zone; paint on the spillover alone counts neither way.
    """

    answers: ClassVar[type[Answer]] = PaintedArea
    takes: ClassVar[Takes] = "strokes"
    LINKS: ClassVar = {"target": ("trigger-point",)}

    kind: Literal["paint-referral"] = "paint-referral"
    target: Id
    side: Literal["right", "left"] = "right"
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The point that is asked for."""
        return (self.target,)

    def from_strokes(self, vertices: Iterable[int]) -> PaintedArea | None:
        """What was painted; nothing painted is no answer."""
        found = frozenset(vertices)
        return PaintedArea(area=packed(found)) if found else None

    def from_draft(self, draft: Draft) -> PaintedArea | None:
        """The regions that are on."""
        found = tuple(sorted(key for key, on in draft.items() if on and key not in _OTHERS))
        return PaintedArea(regions=found) if found else None

    def overlap(self, answer: PaintedArea, anatomy: Anatomy) -> tuple[float, float, float]:
        """Jaccard overlap, the share of the zone that was missed, of the paint that lies beside."""
        if answer.regions:
            essential, spillover = anatomy.regions_of(self.target)
            return _overlap(frozenset(answer.regions), frozenset(essential), frozenset(spillover))
        return _overlap(answer.vertices, *anatomy.zone_of(self.target, self.side))

    def grade(self, answer: PaintedArea, anatomy: Anatomy) -> Verdict:
        """Full marks from :data:`FULL_OVERLAP` on."""
        overlap = self.overlap(answer, anatomy)[0]
        score = (overlap - NO_OVERLAP) / (FULL_OVERLAP - NO_OVERLAP)
        return Verdict.of(min(1.0, max(0.0, round(score, 3))), self.target)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, on the bare skin."""
        return skin_view(self.view, view)

    def truth(self) -> Shown:
        """The point's charted pain."""
        return Shown(points=((self.target, self.side),))

    def spoken(self, answer: PaintedArea, names: Names, say: Say) -> str:
        """Which regions were chosen, or that something was painted."""
        if answer.regions:
            return say("You chose: {name}.", name=", ".join(map(names.region, answer.regions)))
        return say("What you painted stays on the body beside the charted zone.")

    def measured(self, answer: PaintedArea, anatomy: Anatomy, say: Say) -> str:
        """How far it overlaps, what was missed and what was added."""
        overlap, missed, added = self.overlap(answer, anatomy)
        return say(
            "Overlap {overlap} % ({full} % is full marks). Missed: {missed} % of the zone. "
            "Beside it: {added} % of what you gave.",
            overlap=round(100 * overlap),
            full=round(100 * FULL_OVERLAP),
            missed=round(100 * missed),
            added=round(100 * added),
        )

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The trigger point."""
        return (("trigger-point", self.target),)


def _overlap(
    given: Collection[object], essential: Collection[object], spillover: Collection[object]
) -> tuple[float, float, float]:
    zone = frozenset(essential)
    counted = frozenset(given) - (frozenset(spillover) - zone)
    both, either = len(counted & zone), len(counted | zone)
    missed = len(zone - counted) / len(zone) if zone else 0.0
    added = len(counted - zone) / len(given) if given else 0.0
    return (both / either if either else 0.0), missed, added


def packed(vertices: Iterable[int]) -> str:
    """Vertex numbers as a short text."""
    steps = array("I")
    last = 0
    for vertex in sorted(set(vertices)):
        steps.append(vertex - last)
        last = vertex
    return base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode()


def unpacked(text: str) -> frozenset[int]:
    """Vertex numbers that were packed; none where the text is none of ours."""
    try:
        raw = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), 4 * _MOST)
        steps = array("I", raw)
    except (ValueError, binascii.Error, zlib.error):
        return frozenset()
    found, last = set(), 0
    for step in steps:
        last += step
        found.add(last)
    return frozenset(found)
