"""A muscle's note that speaks of a study names one, not the manuals alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "studies-cited"
BOOKS = frozenset({"simons-1999", "travell-1992", "donnelly-2019", "gray-2020", "kendall-2005"})

_STUDY = re.compile(
    r"\b(?:trials?|stud(?:y|ies|ied)|randomised|cadavers?|dissections?|experiments?|MRI|ultrasound"
    r"|measured|\d+ (?:healthy|patients|people|arms|%))",
    re.IGNORECASE,
)
_MANUAL = re.compile(r"\bmanuals? (?:cites?|bases?)\b", re.IGNORECASE)


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for studies without a source; what a manual itself cites is the manual's."""
    for muscle in library.muscles.values():
        note = muscle.evidence.note
        match = _STUDY.search(note)
        if match and not _MANUAL.search(note) and set(muscle.evidence.sources) <= BOOKS:
            yield Problem(
                library.file_of("muscle", muscle.id),
                "/evidence/sources",
                f"only manuals, beside “{match.group()}”",
                "the study that the note speaks of",
                RULE,
            )
