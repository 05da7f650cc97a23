"""Several sources together, where no single one explains a drawing.

A small set cover: the best pair is found by trying every pair, a third is added where it helps. A
drawn area counts as explained as far as the best source of the set covers it, so two sources that
each cover half of one area do not add up. More than three are never offered: any drawing can be
covered by enough sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.matching import PainSource

ENOUGH = 0.6
"""A single source that explains this much of every area needs no company."""

GAIN = 0.12
"""What each further source must add to what is explained."""

AMONG = 16
"""How many of the first rows are tried."""


class Together(Frozen):
    """Sources that explain a drawing together.

    Attributes
    ----------
    sources
        The keys ``(what, of, side)`` of the rows; of a source that counts on both sides its better
        one.
    alone, explained
        How much of the drawing the best one explains alone, and how much all of them do.
    """

    sources: tuple[tuple[str, str, str], ...]
    alone: float
    explained: float


def together(rows: Sequence[PainSource], weights: Sequence[float]) -> Together | None:
    """Two or three sources that explain a drawing better than any one of them; None for none.

    Parameters
    ----------
    rows
        Ranked rows.
    weights
        What every drawn area weighs; they add up to 1.
    """
    tried = _both_sides([row for row in rows if row.marks])[:AMONG]
    if len(tried) < 2 or len(weights) < 2:
        return None
    best = max(tried, key=lambda row: _explained([row], weights))
    alone = _explained([best], weights)
    if all(mark >= ENOUGH for mark in best.marks):
        return None
    chosen = _pair(tried, weights)
    explained = _explained(chosen, weights)
    if explained < alone + GAIN:
        return None
    rest = [row for row in tried if row not in chosen]
    third = max(rest, key=lambda row: _explained([*chosen, row], weights), default=None)
    if third is not None and _explained([*chosen, third], weights) >= explained + GAIN:
        chosen.append(third)
        explained = _explained(chosen, weights)
    in_order = sorted(chosen, key=lambda row: row.rank)
    keys = tuple((row.what, row.of, row.side) for row in in_order)
    return Together(sources=keys, alone=round(alone, 3), explained=round(explained, 3))


def _pair(tried: Sequence[PainSource], weights: Sequence[float]) -> list[PainSource]:
    """The two that explain most together; of equal pairs the one that stands first."""
    scaled = [
        [mark * weight for mark, weight in zip(row.marks, weights, strict=True)] for row in tried
    ]
    best, found = -1.0, (0, 1)
    for a, b in combinations(range(len(tried)), 2):
        value = sum(map(max, scaled[a], scaled[b]))
        if value > best + 1e-9:
            best, found = value, (a, b)
    return [tried[at] for at in found]


def _both_sides(rows: Sequence[PainSource]) -> list[PainSource]:
    """Rows with those of the other side added to the better one: one source, on both sides."""
    found: dict[tuple[str, str], PainSource] = {}
    for row in rows:
        first = found.get((row.what, row.of))
        if first is None:
            found[row.what, row.of] = row
            continue
        marks = tuple(min(1.0, a + b) for a, b in zip(first.marks, row.marks, strict=True))
        found[row.what, row.of] = first.model_copy(update={"marks": marks})
    return list(found.values())


def _explained(rows: Sequence[PainSource], weights: Sequence[float]) -> float:
    best = [max(row.marks[at] for row in rows) for at in range(len(weights))]
    return sum(weight * mark for weight, mark in zip(weights, best, strict=True))
