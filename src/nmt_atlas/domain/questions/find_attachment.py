"""Click the bone that a muscle is attached to."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.base import Id, SideName
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    WORDS,
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
from nmt_atlas.domain.questions.click_structure import Clicked
from nmt_atlas.domain.view_state import ViewState

_OTHER_SIDE = 0.5


class FindAttachment(BaseQuestion[Clicked]):
    """Click a bone that the muscle arises from or inserts on; any of ``accept`` is right.

    A bone of the other end is a quarter right: it belongs to the muscle, but not there.
    """

    answers: ClassVar[type[Answer]] = Clicked
    takes: ClassVar[Takes] = "part"
    LINKS: ClassVar = {
        "muscle": ("structure",),
        "accept": ("structure",),
        "other_end": ("structure",),
    }
    SILENT: ClassVar = BaseQuestion.SILENT | {"end"}

    kind: Literal["find-attachment"] = "find-attachment"
    muscle: Id
    end: Literal["origin", "insertion"]
    accept: tuple[Id, ...] = Field(min_length=1)
    other_end: tuple[Id, ...] = ()
    side: Literal["right", "left"] = "right"
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The bones of this end."""
        return self.accept

    def from_tap(self, tap: Tap) -> Clicked | None:
        """The bone that was clicked; the background is no answer."""
        return Clicked(part=tap.part) if tap.part else None

    def from_draft(self, draft: Draft) -> Clicked | None:
        """The bone that was named."""
        part = draft.get(WORDS, "")
        return Clicked(part=part) if part else None

    def grade(self, answer: Clicked, anatomy: Anatomy) -> Verdict:
        """Full marks for this end, half on the other side, a quarter for the other end."""
        structure, side = split_part_id(answer.part)
        ours = side in ("midline", self.side)
        if structure in self.accept:
            return Verdict.of(1.0 if ours else _OTHER_SIDE, self.accept[0])
        other = structure in self.other_end and ours
        return Verdict.of(_OTHER_SIDE / 2 if other else 0.0, self.accept[0])

    def asks(self, view: ViewState) -> ViewState:
        """The bones, without the muscle and without names."""
        view = own_view(self.view, view)
        return view.changed(layers=("bones", "cartilage"), selection=(), overlay=())

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """One of the structures that are right."""
        return (tuple((one, self.side) for one in self.accept),)

    def truth(self) -> Shown:
        """The muscle on its bones."""
        return Shown(structures=((self.muscle, self.side), (self.accept[0], self.side)))

    def chosen(self, answer: Clicked) -> str:
        """The bone, where it is none of this end."""
        right = split_part_id(answer.part)[0] in self.accept
        return "" if right else answer.part

    def spoken(self, answer: Clicked, names: Names, say: Say) -> str:
        """What was clicked."""
        return say("You chose: {name}.", name=names.part(answer.part))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The muscle."""
        return (("structure", self.muscle),)
