"""Which segment of a body that moves every stiff part goes with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.segments import PAIRED, SEGMENTS
from nmt_atlas.domain.sided import tag

NUMBER: Mapping[str, int] = {name: number for number, name in enumerate(SEGMENTS)}
"""Segment -> its place in the order of segments."""


class Table(NamedTuple):
    """The table that stands in ``body/data/segments.json``; its names have no sides.

    Attributes
    ----------
    whole
        Structure -> the segment that it moves with as a whole.
    ends
        Structure -> the segments that its ends are fixed to, "" for the nearest, where that is
        not what lies nearest.
    even
        Short structures that go from the one bone to the other evenly over all of their length:
        by nearness they would be wrung in their middle.
    folds
        Structure -> the fold that it is the flesh of (:data:`nmt_atlas.domain.segments.FOLDS`).
    never
        Structure -> segments that it passes by and never moves with.
    single
        Short broad structures that bend as one strand: several beside each other would be
        wound about the bones that turn in them.
    """

    whole: Mapping[str, str]
    ends: Mapping[str, tuple[str, str]]
    even: frozenset[str]
    folds: Mapping[str, str]
    never: Mapping[str, tuple[str, ...]]
    single: frozenset[str]


@cache
def table() -> Table:
    """What moves with what, as far as it is no matter of distance."""
    text = (resources.files("nmt_atlas.body.data") / "segments.json").read_text("utf-8")
    found = json.loads(text)
    ends = {ident: (one, other) for ident, (one, other) in found["ends"].items()}
    never = {ident: tuple(names) for ident, names in found["never"].items()}
    even, single = (frozenset(found[name]) for name in ("even", "single"))
    return Table(found["whole"], ends, even, found["folds"], never, single)


def number_of(name: str, side: str) -> int:
    """The number of a segment on one side, where it has sides."""
    return NUMBER[tag(name, side) if name in PAIRED else name]


def segment_of(part: Part) -> int | None:
    """The segment that a part moves with as a whole; None where it lies between several."""
    name = table().whole.get(part.structure)
    return None if name is None else number_of(name, part.side)
