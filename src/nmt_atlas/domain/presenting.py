"""A class before a projector: prepared views one after the other, and what is kept from it."""

from __future__ import annotations

from typing import Self

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.view_state import ViewState

MOST = 60
"""So many views are kept of one's own."""


class Prepared(Frozen):
    """A view with its title and, where there are any, some words to it."""

    title: str
    state: ViewState
    words: str = ""

    def is_seen(self, state: ViewState) -> bool:
        """Whether this is what is shown, however it was turned and drawn on since."""
        return self.state.changed(camera=state.camera, ink=state.ink) == state


class Presenting(Frozen):
    """How things stand before the class.

    Attributes
    ----------
    on
        Whether the bars are put away for a class.
    views, at
        The prepared views, and which of them is shown; -1 before the first.
    kept
        The views that were kept for the next time.
    secret
        Whether every name is hidden.
    spotlight
        Whether all is dimmed but what the pointer is on.
    pointer
        Whether a large dot goes along with the pointer.
    black
        Whether nothing is shown.
    point
        Which trigger point (from 1) was called up; 0 for none.
    """

    on: bool = False
    views: tuple[Prepared, ...] = ()
    at: int = -1
    kept: tuple[Prepared, ...] = ()
    secret: bool = False
    spotlight: bool = False
    pointer: bool = False
    black: bool = False
    point: int = 0

    def changed(self, **changes: object) -> Self:
        """A copy with some values changed."""
        return self.model_copy(update=changes)

    def begun(self, views: tuple[Prepared, ...]) -> Self:
        """Before a class, with its views."""
        return self.changed(on=True, views=self.kept or views, at=-1)

    def ended(self) -> Self:
        """Back at the desk; what was kept stays."""
        return type(self)(kept=self.kept)

    def stepped(self, by: int) -> Self:
        """Some views on or back; at the ends nothing happens. A black screen is lit again."""
        to = min(max(self.at + by, 0), len(self.views) - 1)
        return self.changed(at=to, black=False, point=0)

    @property
    def view(self) -> Prepared | None:
        """The prepared view that was gone to."""
        return self.views[self.at] if 0 <= self.at < len(self.views) else None

    def with_kept(self, one: Prepared) -> Self:
        """A view kept besides the others; beyond :data:`MOST` the first one goes."""
        return self.changed(kept=(*self.kept, one)[-MOST:])
