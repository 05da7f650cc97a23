"""What calls itself charted is not said to be uncharted by its own notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.referral import pattern_kind
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "evidence-kind"
EXPECTED = "charted-by-few, inferred or anatomy, or a note that agrees"

_UNCHARTED = re.compile(
    r"\bnobody (?:has )?(?:ever )?(?:charted|mapped|drew)"
    r"|\bno (?:\w+ )?(?:chart|map|drawing|pattern|pain map)s?\b"
    r"|\bno (?:separate|published) (?:chart|map|drawing|study)"
    r"|\b(?:not|never|without being) (?:been )?(?:charted|mapped|drawn)\b"
    r"|\bwithout a (?:chart|map|drawing)"
    r"|\bcharts? (?:leave|leaves|left) it out|\bout of (?:the )?(?:clinical )?(?:charts|maps)"
    r"|\bby (?:analogy|likeness)|\binferred\b|\binference\b|\bdeduced\b|\btentative"
    r"|\btaken (?:over )?from\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    r"\b(?:from|in|of) (?:a )?(?:few|handful of|single|four) (?:people|patients|cases|case reports)"
    r"|\bonly sketched\b|\bshort remark\b",
    re.IGNORECASE,
)


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for notes of muscles and points that contradict the kind beside them."""
    for muscle in library.muscles.values():
        file = library.file_of("muscle", muscle.id)
        whole = muscle.evidence
        mixed = any(pattern_kind(muscle, one) != "charted" for one in muscle.trigger_points)
        if muscle.trigger_points and not mixed and (found := _against(whole.note)):
            yield Problem(file, "/evidence/kind", f"charted, beside “{found}”", EXPECTED, RULE)
        for number, point in enumerate(muscle.trigger_points):
            kind = pattern_kind(muscle, point)
            at = f"/trigger_points/{number}/evidence"
            if kind == "charted" and (found := _against(point.note)):
                yield Problem(file, at, f"charted, beside “{found}”", EXPECTED, RULE)


def _against(note: str) -> str:
    """What in a note says that nobody, or few, charted it; empty where nothing does."""
    match = _UNCHARTED.search(note) or _FEW.search(note)
    return match.group() if match else ""
