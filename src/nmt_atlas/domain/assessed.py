"""All that was found in one assessment: what stops it, what is seen, measured and tested."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id
from nmt_atlas.domain.casefile import Day, Finding
from nmt_atlas.domain.likelihood import Found, Result
from nmt_atlas.domain.motion import Motion
from nmt_atlas.domain.ranging import Read, Sides, Who, read


class Assessed(Frozen):
    """What one assessment has found.

    Attributes
    ----------
    present
        Keys of what is present of what must be asked before a session.
    seen
        Keys of what is seen of the posture.
    who
        Of whom ranges are measured.
    ranges
        Motion id -> side -> what was measured.
    results
        What tests gave.
    """

    present: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    who: Who = Who()
    ranges: dict[Id, dict[Sides, float]] = Field(default_factory=dict)
    results: tuple[Found, ...] = ()

    def changed(self, **changes: object) -> Assessed:
        """The same with something else."""
        return self.model_copy(update=changes)

    def measured(self, motion: Motion, side: str, value: float | None) -> Assessed:
        """With another measurement; None takes it out. What no joint can do is left out too."""
        if side not in get_args(Sides) or (side == "midline") != (motion.sides == "midline"):
            return self
        here = {k: v for k, v in self.ranges.get(motion.id, {}).items() if k != side}
        if value is not None and -motion.most <= value <= motion.most:
            here[side] = round(value, 1)  # type: ignore[index]
        others = {k: v for k, v in self.ranges.items() if k != motion.id}
        return self.changed(ranges={**others, motion.id: here} if here else others)

    def tested(self, test: str, side: str, result: str) -> Assessed:
        """With another result of a test; the same result once more takes it out."""
        found = Found.model_validate({"test": test, "side": side, "result": result})
        others = tuple(one for one in self.results if (one.test, one.side) != (test, side))
        return self.changed(results=others if found in self.results else (*others, found))

    def result(self, test: str, side: str) -> Result | None:
        """What a test gave on a side."""
        for one in self.results:
            if (one.test, one.side) == (test, side):
                return one.result
        return None

    def reads(self, motions: Mapping[str, Motion]) -> tuple[Read, ...]:
        """What every measurement says."""
        return tuple(
            one
            for ident, values in self.ranges.items()
            if ident in motions
            for one in read(motions[ident], values, self.who)
        )

    def day(self, on: date) -> Day:
        """What is kept of it under a date: measurements and results."""
        angles = tuple(
            Finding(kind="angle", id=ident, side=_side(side), degrees=value)
            for ident, values in self.ranges.items()
            for side, value in values.items()
        )
        tests = tuple(
            Finding(kind="test", id=one.test, side=_side(one.side), words=one.result)
            for one in self.results
        )
        return Day(day=on, findings=(*angles, *tests))


def _side(side: Sides) -> Literal["", "right", "left"]:
    return "" if side == "midline" else side
