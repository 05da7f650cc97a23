"""Place a trigger point in its muscle."""

from __future__ import annotations

from typing import ClassVar, Literal

from nmt_atlas.domain.anatomy import part_id, split_part_id
from nmt_atlas.domain.base import Id, Point, SideName
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.questions.base import (
    CHOICE,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Takes,
    Tap,
    Verdict,
    own_view,
)
from nmt_atlas.domain.view_state import ViewState

FULL_MM, NONE_MM = 15.0, 60.0
"""Full marks within the first (mm along the muscle), none beyond the second."""

FIFTHS = {
    "0.1": mark("At the end of the origin"),
    "0.3": mark("Between the origin and the middle"),
    "0.5": mark("In the middle"),
    "0.7": mark("Between the middle and the insertion"),
    "0.9": mark("At the end of the insertion"),
}
"""Fifths of a muscle in words: the middle of each (share from the origin) -> its name."""
_HALF_A_FIFTH = 0.1


class Placed(Answer):
    """A place: where a part was clicked (mm), or a fifth of the muscle in words."""

    part: str = ""
    at: Point | None = None
    fifth: str = ""


class PlacePoint(BaseQuestion[Placed]):
    """Click where in its muscle a trigger point is charted; graded in mm along the muscle."""

    answers: ClassVar[type[Answer]] = Placed
    takes: ClassVar[Takes] = "place"
    LINKS: ClassVar = {"target": ("trigger-point",), "muscle": ("structure",)}

    kind: Literal["place-point"] = "place-point"
    target: Id
    muscle: Id
    side: Literal["right", "left"] = "right"
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The point that is asked for."""
        return (self.target,)

    def from_tap(self, tap: Tap) -> Placed | None:
        """The place of the part that was clicked; the background is no answer."""
        return Placed(part=tap.part, at=tap.point) if tap.part and tap.point else None

    def from_draft(self, draft: Draft) -> Placed | None:
        """A fifth of the muscle."""
        fifth = draft.get(CHOICE, "")
        return Placed(fifth=fifth) if fifth in FIFTHS else None

    def grade(self, answer: Placed, anatomy: Anatomy) -> Verdict:
        """By the distance along the muscle; nothing in another one."""
        away = self.away(answer, anatomy)
        if away is None:
            return Verdict.of(0.0, self.target)
        return Verdict.of(min(1.0, max(0.0, (NONE_MM - away) / (NONE_MM - FULL_MM))), self.target)

    def away(self, answer: Placed, anatomy: Anatomy) -> float | None:
        """How far (mm along the muscle) the answer lies from the place; None in another muscle."""
        if answer.fifth:
            return self._from_fifth(answer.fifth, anatomy)
        if answer.at is None or split_part_id(answer.part) != (self.muscle, self.side):
            return None
        found = anatomy.along(self.target, self.side, answer.at)
        return None if found is None else abs(found)

    def _from_fifth(self, fifth: str, anatomy: Anatomy) -> float | None:
        """From the nearest end of the fifth; none where the place lies in it."""
        middle = float(fifth)
        ends = [
            anatomy.stretch(self.target, middle + part) for part in (-_HALF_A_FIFTH, _HALF_A_FIFTH)
        ]
        low, high = ends
        if low is None or high is None:
            return None
        return 0.0 if low <= 0 <= high else min(abs(low), abs(high)) + FULL_MM

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """The muscle."""
        return (((self.muscle, self.side),),)

    def truth(self) -> Shown:
        """The muscle with its points."""
        return Shown(structures=((self.muscle, self.side),), points=((self.target, self.side),))

    def chosen(self, answer: Placed) -> str:
        """The muscle that was clicked, where it is another."""
        return "" if answer.part == part_id(self.muscle, self.side) else answer.part

    def spoken(self, answer: Placed, names: Names, say: Say) -> str:
        """Which place of which muscle was chosen."""
        if answer.fifth:
            place = say(FIFTHS[answer.fifth]) if answer.fifth in FIFTHS else answer.fifth
            return say("You chose: {name}.", name=f"{names.structure(self.muscle)}, {place}")
        return say("You chose a place in: {name}.", name=names.part(answer.part))

    def measured(self, answer: Placed, anatomy: Anatomy, say: Say) -> str:
        """How far off it was, in words."""
        away = self.away(answer, anatomy)
        if away is None or answer.fifth:
            return ""
        return say("{mm} mm from the charted place, along the muscle.", mm=round(away))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The trigger point."""
        return (("trigger-point", self.target),)
