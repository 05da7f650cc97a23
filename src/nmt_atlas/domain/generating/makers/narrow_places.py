"""What narrows a nerve."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.generating.kit import Kit, Topic, choose, low
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.domain.questions import WhatCompresses
from nmt_atlas.domain.view_state import ViewState

_PROMPT = mark("What can narrow the {nerve} here? “{symptoms}”")


def _topics(kit: Kit) -> Sequence[Topic]:
    return [
        Topic("entrapment", one.id)
        for one in kit.stock.entrapments.values()
        if one.nerve in kit.stock.nerves
    ]


def bystanders(kit: Kit, trap: Entrapment) -> tuple[Structure, ...]:
    """Structures that narrow this nerve nowhere and are not named with this place.

    Muscles and ligaments of the same part of the body come first.
    """
    return kit.once(("bystanders", trap.id), lambda: _bystanders(kit, trap))


def _bystanders(kit: Kit, trap: Entrapment) -> tuple[Structure, ...]:
    guilty = {part for one in kit.traps(trap.nerve) for part in one.structures}
    wholes = {kit.stock.structures[one].whole for one in guilty if one in kit.stock.structures}
    areas = {kit.stock.structures[one].region for one in guilty if one in kit.stock.structures}
    words = " ".join((trap.name, trap.words.text, trap.words.note, trap.symptoms.text)).casefold()
    spoken = {
        *trap.address,
        *trap.muscles_supplied,
        *(one.split("-tp")[0] for one in trap.imitators),
    }
    found = [
        one
        for one in kit.seen
        if one.system in ("muscle", "ligament")
        and one.whole not in wholes
        and one.whole not in spoken
        and one.name.casefold() not in words
    ]
    return tuple(sorted(found, key=lambda one: (one.region not in areas, one.id)))


def _make(asking: Asking) -> WhatCompresses | None:
    kit = asking.kit
    trap = kit.stock.entrapments[asking.topic.id]
    accept = tuple(one for one in trap.structures if one in kit.stock.structures)
    near = bystanders(kit, trap)
    wrong = choose(asking.chance, near, 3, "hard" if asking.level == "hard" else "medium")
    if not accept or len(wrong) < 3:
        return None
    nerve = kit.stock.nerves[trap.nerve]
    side = "right"
    return WhatCompresses(
        id=f"narrows-{asking.ident}",
        prompt=kit.say(_PROMPT, nerve=low(nerve.name), symptoms=trap.symptoms.text),
        explanation=f"{trap.name}. {trap.words.text}",
        sources=trap.words.sources or trap.evidence.sources,
        place=trap.id,
        nerve=nerve.id,
        accept=accept,
        distractors=tuple(one.id for one in wrong),
        view=ViewState(nerve=f"{nerve.id}:{side}", spot=(*trap.at, 90.0), labels=False),
    )


MAKERS = (Maker("narrows", "what-compresses", "anatomy", _topics, _make),)
