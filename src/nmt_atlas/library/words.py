"""Words made alike for comparing, and names that are put together."""

from __future__ import annotations

import unicodedata

from nmt_atlas.domain.referral import Muscle, TriggerPoint


def fold(text: str) -> str:
    """Small letters without accents; hyphens, underscores and punctuation become spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)
    )
    return " ".join(kept.split())


def point_title(muscle: Muscle, point: TriggerPoint) -> str:
    """A trigger point's name with its muscle's, which it may begin with already."""
    if fold(point.name).startswith(fold(muscle.name)):
        return point.name
    return f"{muscle.name}: {point.name}"
