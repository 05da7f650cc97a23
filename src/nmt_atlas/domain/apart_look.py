"""How muscles are told apart; a part of :data:`nmt_atlas.domain.look.LOOK`."""

from __future__ import annotations

from nmt_atlas.domain.base import Frozen


class ApartLook(Frozen):
    """Muscles that are told apart: a colour each.

    The weak ones are hatched as well, and of a movement those that brake or hold.
    """

    tight: str
    weak: str
    agonist: str
    synergist: str
    antagonist: str
    stabiliser: str


APART = ApartLook(
    tight="#b5651d",
    weak="#5b7f9e",
    agonist="#2e7d5b",
    synergist="#8fae4b",
    antagonist="#7a5aa6",
    stabiliser="#8a8178",
)
"""As the browser's window and stills both have it."""
