"""Where a structure lies, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.generating.alike import names_alike
from nmt_atlas.domain.generating.kit import Kit, Topic, choose, low
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ClickStructure, NameStructure, TypeName

_SYSTEMS = ("muscle", "bone", "nerve", "ligament")
_SOURCE = {"bone": "gray-2020", "nerve": "gray-2020", "ligament": "gray-2020"}


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("structure", one.id) for one in kit.seen if one.system in _SYSTEMS]


def _muscle_topics(kit: Kit) -> Sequence[Topic]:
    """Muscles and heads that a muscle document treats: what a course asks by name."""
    return [
        Topic("structure", one.id)
        for one in kit.seen
        if one.system == "muscle" and kit.muscle_of(one) is not None
    ]


def others(kit: Kit, structure: Structure) -> tuple[Structure, ...]:
    """Structures that are certainly others, the most likely to be mistaken for it first."""
    return kit.once(("others", structure.id), lambda: _others(kit, structure))


def _others(kit: Kit, structure: Structure) -> tuple[Structure, ...]:
    muscle = kit.muscle_of(structure)

    def worth(one: Structure) -> tuple[float, int, str]:
        other = kit.muscle_of(one)
        rank = kit.near(muscle.id, other.id) if muscle and other else 10_000
        near = 2.0 * (one.region == structure.region) + names_alike(one.name, structure.name)
        return (-near, rank, one.id)

    names = {name.casefold() for name in (structure.name, *structure.synonyms)}
    found = [
        one
        for one in kit.seen
        if one.system == structure.system
        and one.whole != structure.whole
        and not names & {name.casefold() for name in (one.name, *one.synonyms)}
        and not _inside(one.name, structure.name)
    ]
    return tuple(sorted(found, key=worth))


def _inside(one: str, other: str) -> bool:
    """Whether one name holds the other: “tibial nerve” beside “posterior tibial nerve”."""
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _told(asking: Asking, structure: Structure) -> tuple[str, tuple[str, ...]]:
    """What the explanation says of a structure, and its sources."""
    say, muscle = asking.kit.say, asking.kit.muscle_of(structure)
    latin = f" ({structure.latin})" if structure.latin else ""
    if muscle is None:
        return f"{structure.name}{latin}.", (_SOURCE.get(structure.system, "gray-2020"),)
    text = say(
        "{name}{latin}. Origin: {origin} Insertion: {insertion}",
        name=structure.name,
        latin=latin,
        origin=muscle.origin.text,
        insertion=muscle.insertion.text,
    )
    return text, tuple(dict.fromkeys((*muscle.origin.sources, *muscle.insertion.sources)))


def _click(asking: Asking) -> ClickStructure | None:
    kit = asking.kit
    structure = kit.stock.structures[asking.topic.id]
    text, sources = _told(asking, structure)
    near = [one for one in others(kit, structure) if one.region == structure.region]
    beside = choose(asking.chance, near, 2, "medium")
    return ClickStructure(
        id=f"click-structure-{asking.ident}",
        prompt=kit.say("Click: {name}.", name=low(structure.name)),
        explanation=text,
        sources=sources,
        accept=(structure.id,),
        view=kit.view(structure, beside),
    )


def _name(asking: Asking) -> NameStructure | None:
    kit = asking.kit
    structure = kit.stock.structures[asking.topic.id]
    wrong = choose(asking.chance, others(kit, structure), 3, asking.level)
    if len(wrong) < 3:
        return None
    text, sources = _told(asking, structure)
    return NameStructure(
        id=f"name-structure-{asking.ident}",
        prompt=kit.say("What is highlighted?"),
        explanation=text,
        sources=sources,
        target=structure.id,
        side="right" if structure.paired else "midline",
        distractors=tuple(one.id for one in wrong),
        view=kit.view(structure),
    )


def _type(asking: Asking) -> TypeName | None:
    kit = asking.kit
    structure = kit.stock.structures[asking.topic.id]
    text, sources = _told(asking, structure)
    return TypeName(
        id=f"type-name-{asking.ident}",
        prompt=kit.say("Type the name of what is highlighted."),
        explanation=text,
        sources=sources,
        target=structure.id,
        side="right" if structure.paired else "midline",
        view=kit.view(structure),
    )


MAKERS = (
    Maker("click-structure", "click-structure", "anatomy", _topics, _click),
    Maker("name-structure", "name-structure", "anatomy", _topics, _name),
    Maker("type-name", "type-name", "anatomy", _muscle_topics, _type),
)
PROMPTS = (
    mark("Click: {name}."),
    mark("What is highlighted?"),
    mark("Type the name of what is highlighted."),
    mark("{name}{latin}. Origin: {origin} Insertion: {insertion}"),
)
