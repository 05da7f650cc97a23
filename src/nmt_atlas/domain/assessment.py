"""Before hands are laid on: whether a session may be given, where not, and with what care."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from nmt_atlas.domain.base import Fact, Frozen, Id
from nmt_atlas.domain.condition import Condition

Verdict = Literal["stop", "not-here", "with-care", "clear"]
"""No session; not at that place; with care or after a physician's word; nothing was found."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The graver first."""

ASKED: Mapping[Verdict, Id] = {
    "stop": "do-not-treat-general",
    "not-here": "do-not-treat-here",
    "with-care": "treat-with-care",
}
"""Which document asks for what, by what follows where it is found."""


class Matter(Frozen):
    """Something that is asked about.

    Attributes
    ----------
    verdict
        What follows where it is found.
    name
        The heading under which its document tells it.
    why
        The reason, with its sources.
    """

    verdict: Verdict
    name: str
    why: Fact

    @property
    def key(self) -> str:
        """Its name on a list: ``stop/aneurysm``."""
        return f"{self.verdict}/{self.name}"


class Screening(Frozen):
    """What the answers come to: the gravest verdict and every reason, the graver first."""

    verdict: Verdict
    reasons: tuple[Matter, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether no session is given."""
        return self.verdict == "stop"


def matters(conditions: Mapping[str, Condition]) -> tuple[Matter, ...]:
    """All that is asked about, the graver first, as the documents list it."""
    return tuple(
        Matter(verdict=verdict, name=name, why=why)
        for verdict, ident in ASKED.items()
        if ident in conditions
        for name, why in conditions[ident].facts.items()
    )


def screen(found: Iterable[str], asked: Iterable[Matter]) -> Screening:
    """What follows from what was found.

    Parameters
    ----------
    found
        Keys of matters; others say nothing.
    asked
        All that was asked about.
    """
    named = frozenset(found)
    reasons = tuple(one for one in asked if one.key in named)
    ordered = sorted(reasons, key=lambda one: VERDICTS.index(one.verdict))
    verdict: Verdict = ordered[0].verdict if ordered else "clear"
    return Screening(verdict=verdict, reasons=tuple(ordered))
