"""Point to where a trigger point is charted to refer."""

from __future__ import annotations

from typing import ClassVar, Literal

from nmt_atlas.domain.base import Id
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
from nmt_atlas.domain.view_state import ViewState


class Pointed(Answer):
    """A place on the skin: a vertex of the body's skin, or a body-chart region in words.

    Attributes
    ----------
    vertex
        The skin vertex; negative where a region was named.
    region
        The region's id; empty where a place was clicked.
    """

    vertex: int = -1
    region: str = ""


class PointReferral(BaseQuestion[Pointed]):
    """Point to where a trigger point is charted to refer: a click on the skin.

    Right where the click falls in the essential zone; partly right in the spillover zone.
    """

    answers: ClassVar[type[Answer]] = Pointed
    takes: ClassVar[Takes] = "skin"
    LINKS: ClassVar = {"target": ("trigger-point",)}

    kind: Literal["point-referral"] = "point-referral"
    target: Id
    side: Literal["right", "left"] = "right"
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The point that is asked for."""
        return (self.target,)

    def from_tap(self, tap: Tap) -> Pointed | None:
        """The place on the skin under the click; the background is no answer."""
        return Pointed(vertex=tap.skin_vertex) if tap.skin_vertex >= 0 else None

    def from_draft(self, draft: Draft) -> Pointed | None:
        """The region that was named."""
        region = draft.get(WORDS, "")
        return Pointed(region=region) if region else None

    def grade(self, answer: Pointed, anatomy: Anatomy) -> Verdict:
        """Full marks in the essential zone (or a region of it), half in the spillover."""
        if answer.region:
            inside, around = anatomy.regions_of(self.target)
            essential, spillover = answer.region in inside, answer.region in around
        else:
            weights = anatomy.weights_at(self.target, self.side, answer.vertex)
            essential, spillover = weights[0] > 0, weights[1] > 0
        return Verdict.of(1.0 if essential else 0.5 if spillover else 0.0, self.target)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def truth(self) -> Shown:
        """The point's charted pain."""
        return Shown(points=((self.target, self.side),))

    def spoken(self, answer: Pointed, names: Names, say: Say) -> str:
        """Where was pointed, as far as the body chart tells it."""
        name = names.region(answer.region) if answer.region else names.place(answer.vertex)
        if not name:
            return say("You chose a place that the body chart does not name.")
        return say("You chose: {name}.", name=name)

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The trigger point."""
        return (("trigger-point", self.target),)
