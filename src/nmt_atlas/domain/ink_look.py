"""How strokes of the pen look, for every renderer; a part of :data:`nmt_atlas.domain.look.LOOK`."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.bounds import InkColor, InkWidth


class InkPaint(Frozen):
    """A colour of the pen, with the rim that sets it off from whatever it lies on (sRGB)."""

    color: str
    rim: str


class InkLook(Frozen):
    """Strokes of the pen: colours and widths (CSS pixels) by name, how wide a rim is.

    ``nearer`` is how far (mm) a stroke is drawn before the surface that it lies on.
    """

    colors: Mapping[InkColor, InkPaint]
    widths: Mapping[InkWidth, float]
    rim_px: float
    nearer: float


INK = InkLook(
    colors={
        "blue": InkPaint(color="#0b62c4", rim="#ffffff"),
        "amber": InkPaint(color="#ffb000", rim="#15191e"),
        "dark": InkPaint(color="#15191e", rim="#ffffff"),
    },
    widths={"thin": 2.5, "medium": 5.0, "thick": 10.0},
    rim_px=1.5,
    nearer=4.0,
)
"""Light with a dark rim, middling and darkest with a light one: told apart without their hue."""
