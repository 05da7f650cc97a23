"""Every maker of questions: a new one is one file and one name here."""

from __future__ import annotations

from nmt_atlas.domain.generating.maker import Maker
from nmt_atlas.domain.generating.makers import (
    actions,
    attachments,
    conditions,
    labels,
    landmarks,
    moved,
    narrow_places,
    nerves,
    pain_in_words,
    referral,
    safety,
    structures,
)

MAKERS: tuple[Maker, ...] = (
    *structures.MAKERS,
    *referral.MAKERS,
    *pain_in_words.MAKERS,
    *attachments.MAKERS,
    *actions.MAKERS,
    *moved.MAKERS,
    *nerves.MAKERS,
    *narrow_places.MAKERS,
    *labels.MAKERS,
    *landmarks.MAKERS,
    *conditions.MAKERS,
    *safety.MAKERS,
)
