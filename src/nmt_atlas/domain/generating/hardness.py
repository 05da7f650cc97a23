"""How hard the next questions shall be, from the answers that came in so far."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.generating.kit import Level
from nmt_atlas.domain.memory import AGAIN, Rated

LATEST = 40
"""So many answers, the latest, count."""
ENOUGH = 8
"""Fewer answers than these say nothing."""
HARDER, EASIER = 0.85, 0.6
"""From the first share remembered questions become harder, below the second easier."""


def level_for(ratings: Sequence[Rated]) -> Level:
    """How hard questions shall be for somebody.

    Parameters
    ----------
    ratings
        How their answers were rated, oldest first.
    """
    latest = ratings[-LATEST:]
    if len(latest) < ENOUGH:
        return "medium"
    share = sum(one > AGAIN for one in latest) / len(latest)
    return "hard" if share >= HARDER else "easy" if share < EASIER else "medium"
