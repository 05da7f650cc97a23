"""Options in words: what several kinds of questions let choose among."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.base import Frozen, Text
from nmt_atlas.domain.questions.base import Answer


class Option(Frozen):
    """Something to choose: ``why`` says afterwards why it is right or not."""

    text: Text
    right: bool = False
    why: str = ""


class Picked(Answer):
    """The option (its number in the document) that was chosen."""

    option: int


class Ticked(Answer):
    """The options (their numbers in the document) that were chosen."""

    options: tuple[int, ...] = ()


def rights(options: Sequence[Option]) -> tuple[int, ...]:
    """The numbers of the options that are right."""
    return tuple(n for n, one in enumerate(options) if one.right)


def told(options: Sequence[Option], numbers: Sequence[int]) -> str:
    """The chosen options, each with what is said of it."""
    found = [options[n] for n in numbers if 0 <= n < len(options)]
    return " ".join(f"“{one.text}”{f' {one.why}' if one.why else ''}" for one in found)


def share_of(chosen: Sequence[int], right: Sequence[int], *, wrong_costs: float = 1.0) -> float:
    """How much of what is right was chosen, less what was chosen wrongly; 0..1."""
    hits = len(set(chosen) & set(right))
    false = len(set(chosen) - set(right))
    return max(0.0, min(1.0, (hits - wrong_costs * false) / len(right)))
