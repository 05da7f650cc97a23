"""Type the name of what glows."""

from __future__ import annotations

from typing import ClassVar, Literal

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Id, SideName
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    TYPED,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    own_view,
)
from nmt_atlas.domain.view_state import ViewState

_LONGEST = 200
_WHOLE = 0.5


class Written(Answer):
    """The name as it was typed."""

    text: str


class TypeName(BaseQuestion[Written]):
    """Type the name of the highlighted structure.

    English, Latin, synonyms and translations count, typing errors are forgiven as long as the name
    is nearest to this one. The name of the whole muscle for one of its heads is half right.
    """

    answers: ClassVar[type[Answer]] = Written
    LINKS: ClassVar = {"target": ("structure",)}

    kind: Literal["type-name"] = "type-name"
    target: Id
    side: SideName = "right"
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The structure that glows."""
        return (self.target,)

    def from_draft(self, draft: Draft) -> Written | None:
        """What was typed."""
        text = " ".join(draft.get(TYPED, "").split())[:_LONGEST]
        return Written(text=text) if text else None

    def grade(self, answer: Written, anatomy: Anatomy) -> Verdict:
        """Full marks for a name of the structure, half for a name of its whole."""
        meant = anatomy.meant(answer.text)
        if self.target in meant:
            return Verdict.of(1.0, self.target)
        whole = anatomy.whole_of(self.target)
        near = whole in meant or whole in {anatomy.whole_of(one) for one in meant}
        return Verdict.of(_WHOLE if near else 0.0, self.target)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, with the structure aglow."""
        part = part_id(self.target, self.side)
        return own_view(self.view, view).changed(selection=(part,))

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """The structure that glows."""
        return (((self.target, self.side),),)

    def truth(self) -> Shown:
        """The structure, with its name."""
        return Shown(structures=((self.target, self.side),))

    def spoken(self, answer: Written, names: Names, say: Say) -> str:
        """What was typed, and what it is called."""
        name = names.structure(self.target)
        return say("You wrote “{text}”. It is {name}.", text=answer.text, name=name)

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The structure that was shown."""
        return (("structure", self.target),)
