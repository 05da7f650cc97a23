"""Say which nerve and which roots supply a muscle."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Id, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    CHOICE,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState

_NERVE = 0.5


class Supplied(Answer):
    """The nerve (id) and the roots that were chosen."""

    nerve: Id
    roots: tuple[str, ...] = ()


class WhichNerve(BaseQuestion[Supplied]):
    """The muscle glows: choose its nerve, and the roots that it comes from.

    Half the marks are for the nerve, half for the roots: their share, less wrong ones.
    """

    answers: ClassVar[type[Answer]] = Supplied
    LINKS: ClassVar = {
        "muscle": ("muscle",),
        "part": ("structure",),
        "nerve": ("nerve",),
        "distractors": ("nerve",),
    }
    SILENT: ClassVar = BaseQuestion.SILENT | {"among"}

    kind: Literal["which-nerve"] = "which-nerve"
    muscle: Id
    part: Id
    side: Literal["right", "left"] = "right"
    nerve: Id
    distractors: tuple[Id, ...] = Field(min_length=2, max_length=5)
    roots: tuple[Text, ...] = Field(min_length=1)
    among: tuple[Text, ...] = Field(min_length=3, max_length=10)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _roots_are_offered(self) -> Self:
        if not set(self.roots) < set(self.among):
            raise ValueError("every right root must be offered, and others beside them")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """The nerve."""
        return (self.nerve,)

    def choices(self, seed: str) -> tuple[str, ...]:
        """The nerves."""
        return shuffled((self.nerve, *self.distractors), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Supplied | None:
        """The nerve, with one root at least."""
        nerve = draft.get(CHOICE, "")
        roots = tuple(one for one in self.among if draft.get(f"root-{one}"))
        found = nerve in self.choices("") and roots
        return Supplied(nerve=nerve, roots=roots) if found else None

    def grade(self, answer: Supplied, anatomy: Anatomy) -> Verdict:
        """Half for the nerve, half for the roots."""
        chosen, right = set(answer.roots), set(self.roots)
        roots = max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
        score = _NERVE * (answer.nerve == self.nerve) + (1 - _NERVE) * roots
        return Verdict.of(score, self.nerve)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names and nerves."""
        return own_view(self.view, view).changed(nerve="")

    def truth(self) -> Shown:
        """The muscle with its nerve."""
        nerve = f"{self.nerve}:{self.side}"
        return Shown(structures=((self.part, self.side),), nerve=nerve)

    def spoken(self, answer: Supplied, names: Names, say: Say) -> str:
        """Which nerve and roots were chosen, and which are right."""
        return say(
            "You chose: {name}, {roots}. It is {right}, {right_roots}.",
            name=names.document("nerve", answer.nerve),
            roots=", ".join(answer.roots),
            right=names.document("nerve", self.nerve),
            right_roots=", ".join(self.roots),
        )

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The muscle and its nerve."""
        return (("muscle", self.muscle), ("nerve", self.nerve))
