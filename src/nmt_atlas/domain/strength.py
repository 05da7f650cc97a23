"""How well something is known, in bands that have a colour and a name each; none of them is red."""

from __future__ import annotations

from typing import NamedTuple

from nmt_atlas.domain.language import mark


class Band(NamedTuple):
    """A band: what is known less than ``below`` (0 to 1), its colour (hex) and its name."""

    below: float
    color: str
    name: str
    hatched: bool = False


BANDS: tuple[Band, ...] = (
    Band(0.5, "#c27c0e", mark("weak: less than half would be remembered"), hatched=True),
    Band(0.8, "#d8c06a", mark("middling: less than four in five")),
    Band(1.01, "#2e7d6f", mark("well known")),
)
"""Every band, the weakest first."""


def band_of(known: float) -> Band:
    """The band of a share (0 to 1)."""
    return next(one for one in BANDS if known < one.below)
