"""Whatever a client may read of (muscles, nerves, tests, motions …) speaks to clients too."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.motion import Motion
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.origin import Origin
from nmt_atlas.domain.palpable import Palpable
from nmt_atlas.domain.referral import Muscle, TriggerPoint
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "client-told"

_SPEAK = (Muscle, Nerve, Entrapment, Dermatome, Condition, ClinicalTest, Palpable, Origin, Motion)

_DAILY = "ergonomics"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for documents and points without a client text."""
    expected = "a plain text for clients"
    for file, document in library.all():
        if not isinstance(document, _SPEAK):
            continue
        if not document.client:
            yield Problem(file, "/client", "nothing", expected, RULE)
        if isinstance(document, Condition) and _DAILY in document.facts and not document.every_day:
            plain = f"what the paragraph “{_DAILY}” says, in plain words"
            yield Problem(file, "/every_day", "nothing", plain, RULE)
        for one in walk(document):
            if isinstance(one.value, TriggerPoint) and not one.value.client:
                yield Problem(file, f"{one.pointer}/client", "nothing", expected, RULE)
