"""What a document and a pattern stand on, in words."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import EvidenceKind, PatternKind

EVIDENCE: Mapping[EvidenceKind, str] = {
    "charted": mark("Charted by experience"),
    "charted-by-few": mark("Charted by few"),
    "inferred": mark("Inferred, not charted"),
    "series": mark("Clinical series"),
    "experiment": mark("Experiment"),
    "anatomy": mark("Anatomy"),
}
"""Kind of a document's evidence -> its name."""

PATTERN: Mapping[PatternKind, str] = {
    "charted": mark("Charted."),
    "charted-by-few": mark("Charted by few, in few people, or only together with a neighbour."),
    "inferred": mark("Not charted: inferred from neighbouring muscles."),
    "anatomy": mark("Not charted: drawn from anatomy alone."),
}
"""Kind of a pattern's evidence -> what is said beside it."""

CLIENT_GUESS = mark("(A guess: no one has mapped this spot.)")
"""What a client is told of a pattern that nobody charted."""
