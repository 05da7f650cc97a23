"""Each fact names what it rests on itself: one list copied through a document says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "sources-per-fact"

FEWEST = 3
"""With fewer facts the same two works may well be behind each."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for lists of several sources that stand under more than half of a document's facts."""
    expected = "under each fact only the works that say it"
    for file, document in library.all():
        if not isinstance(document, Condition):
            continue
        copied, often, among = _commonest(document)
        if len(copied) > 1 and among >= FEWEST and 2 * often > among:
            found = f"“{', '.join(copied)}” under {often} of {among} facts"
            yield Problem(file, "/facts", found, expected, RULE)


def _commonest(document: Condition) -> tuple[tuple[str, ...], int, int]:
    """The commonest list of sources, how many facts carry it, and among how many."""
    lists = Counter(
        tuple(sorted(one.value.sources))
        for one in walk(document)
        if isinstance(one.value, Fact) and not one.pointer.endswith(f"/{WHEN_TO_REFER}")
    )
    [(copied, often)] = lists.most_common(1)
    return copied, often, lists.total()
