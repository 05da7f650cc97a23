"""What most people lack: shown when somebody asks for it, and how often it is there."""

from __future__ import annotations

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Tools")
_NONE = mark("This body has no rare variants.")


def _unusual(visit: Visit) -> list[Structure]:
    """What most people lack, of the body that is shown."""
    structures = visit.body.context.index.structures
    return [one for one in structures if not one.usual]


def _refused(visit: Visit) -> str:
    return "" if _unusual(visit) else _NONE


def _turn(visit: Visit) -> None:
    """Show or hide them; whoever shows them is told which, and how often they are there."""
    on = not visit.state.variants
    visit.view.change(variants=on)
    if not on:
        visit.tell(visit.say(mark("Rare variants are hidden.")), "variants")
        return
    names = sorted({_told(visit, one) for one in _unusual(visit)})
    words = mark("Shown now, though most people lack them: {names}.")
    visit.tell(visit.say(words, names="; ".join(names)), "variants")


def _told(visit: Visit, structure: Structure) -> str:
    """Its name, and how many people have it."""
    name = visit.body.context.name(structure.id, visit.taste.language)
    if structure.of_hundred is None:
        return name
    low, high = structure.of_hundred
    if low == high:
        return visit.say(mark("{name} (about {number} of 100 people)"), name=name, number=low)
    words = mark("{name} ({low} to {high} of 100 people)")
    return visit.say(words, name=name, low=low, high=high)


COMMANDS = (
    Command(
        "variants",
        mark("Rare variants"),
        _turn,
        GROUP,
        "alt_route",
        refused=_refused,
        on=lambda visit: visit.state.variants,
        short=mark("Variants"),
    ),
)
