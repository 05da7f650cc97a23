"""Two muscles side by side: their pain, their place, their actions, their nerves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.referral import Muscle

What = Literal["pain", "place", "action", "nerve"]
"""What a row is about: it decides what the body shows of it."""

Told = Callable[[str], str]

LAYERS = {
    "superficial": mark("superficial"),
    "intermediate": mark("intermediate"),
    "deep": mark("deep"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what it is about, and what each muscle has, thing by thing.

    ``shared`` are the things that both have.
    """

    what: What
    label: str
    cells: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def shared(self) -> tuple[str, ...]:
        """What both have, in the first one's order."""
        return tuple(one for one in self.cells[0] if one in self.cells[1])


def compare(
    one: Muscle, other: Muscle, regions: Mapping[str, str], say: Say, told: Told = str
) -> tuple[Compared, ...]:
    """The rows in which two muscles are told apart.

    Parameters
    ----------
    one, other
        The muscles.
    regions
        Body-chart region -> its name.
    say
        Texts in the reader's language.
    told
        Joints and movements in the reader's language.
    """
    both = (one, other)

    def row(what: What, label: str, cells: Iterable[Iterable[str]]) -> Compared:
        first, second = (tuple(dict.fromkeys(cell)) for cell in cells)
        return Compared(what, say(label), (first, second))

    rows = (
        row("pain", mark("Pain, essential"), (_zones(at, "essential", regions) for at in both)),
        row("pain", mark("Pain, spillover"), (_zones(at, "spillover", regions) for at in both)),
        row("pain", mark("Trigger points"), ((str(len(at.trigger_points)),) for at in both)),
        row("place", mark("Layer"), ((say(LAYERS[at.layer]),) for at in both)),
        row("place", mark("Origin"), ((at.origin.text,) for at in both)),
        row("place", mark("Insertion"), ((at.insertion.text,) for at in both)),
        row("action", mark("Main actions"), (_actions(at, told, prime=True) for at in both)),
        row("action", mark("Helps with"), (_actions(at, told, prime=False) for at in both)),
        row("nerve", mark("Nerve"), ((one.nerve for one in at.innervation) for at in both)),
        row("nerve", mark("Roots"), (_roots(at) for at in both)),
    )
    return tuple(one for one in rows if any(one.cells))


def _zones(muscle: Muscle, kind: str, regions: Mapping[str, str]) -> list[str]:
    return [
        regions.get(region, region)
        for point in muscle.trigger_points
        for zone in point.zones
        if zone.kind == kind
        for region in zone.regions
    ]


def _actions(muscle: Muscle, told: Told, *, prime: bool) -> list[str]:
    return [
        f"{told(one.joint)}: {told(one.movement)}"
        for one in muscle.actions
        if (one.role == "prime") is prime
    ]


def _roots(muscle: Muscle) -> list[str]:
    return [root for one in muscle.innervation for root in one.roots]
