"""How names find their places beside the body; a part of :data:`nmt_atlas.domain.look.LOOK`."""

from __future__ import annotations

from nmt_atlas.domain.base import Frozen


class LabelLook(Frozen):
    """Where names stand, in pixels of a screen.

    Attributes
    ----------
    edge, gap
        How far names keep from the edge of the picture, and from each other.
    far, turns
        How far off its place a name is tried, and how far off level (radians).
    crossing, over_anchor, inward
        What it costs that a leader crosses another or a name, that a name lies on another's place,
        that it stands towards the middle of the body; in pixels of a longer leader.
    aside
        Places farther off the picture's middle than this share of its width have their names on the
        outer side; those of a body in the middle on the side where they lie among the others.
    many, reach
        Of more names than that, one is left out that would cost more than this share of the
        picture's shorter side.
    """

    edge: float
    gap: float
    far: tuple[float, ...]
    turns: tuple[float, ...]
    crossing: float
    over_anchor: float
    inward: float
    aside: float
    many: int
    reach: float


LABELS = LabelLook(
    edge=3.0,
    gap=3.0,
    far=(24.0, 40.0, 62.0, 90.0, 124.0, 164.0, 210.0),
    turns=(-0.35, 0.35, -0.9, 0.9, 0.0, -1.3, 1.3),
    crossing=120.0,
    over_anchor=60.0,
    inward=45.0,
    aside=0.025,
    many=18,
    reach=0.28,
)
"""As the browser's window and stills both have it."""
