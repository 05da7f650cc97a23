"""Numbered muscles of one part of the body, to be named."""

from __future__ import annotations

import random
from collections.abc import Sequence

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.generating.kit import Kit, Topic
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import LabelPicture
from nmt_atlas.domain.questions.label_picture import Numbered
from nmt_atlas.domain.viewpoint import WHOLE

_SEEN = WHOLE // 2
"""Twentieths of a muscle that have to be seen from where the others are seen."""
_PROMPT = mark("Give each number its name.")
_CLUE = mark("From: {origin} To: {insertion}")


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("structure", one.id) for one in kit.seen if _layered(kit, one)]


def _layered(kit: Kit, structure: Structure) -> bool:
    muscle = kit.muscle_of(structure)
    return structure.layer == "superficial" and muscle is not None and len(muscle.parts) == 1


def beside(kit: Kit, structure: Structure) -> tuple[Structure, ...]:
    """Muscles of the same region and layer that are seen from where this one is."""
    counted = kit.stock.viewpoints
    way = counted.best([("part", structure.id, 1.0)])
    if way is None:
        return ()
    at = counted.ways.index(way)
    return tuple(
        one
        for one in kit.seen
        if one.id != structure.id
        and one.region == structure.region
        and _layered(kit, one)
        and (shares := counted.of("part", one.id)) is not None
        and shares[at] >= _SEEN
    )


def _make(asking: Asking) -> LabelPicture | None:
    kit = asking.kit
    structure = kit.stock.structures[asking.topic.id]
    near = beside(kit, structure)
    if len(near) < 3:
        return None
    always = random.Random(structure.id)  # which are asked together is the fact, not chance
    chosen = [structure, *always.sample(near, min(4, len(near)))]
    shown, extra = (chosen[:-1], chosen[-1:]) if len(chosen) > 3 else (chosen, [])
    muscles = [muscle for one in shown if (muscle := kit.muscle_of(one))]
    return LabelPicture(
        id=f"labels-{asking.ident}",
        prompt=kit.say(_PROMPT),
        explanation=" ".join(f"{one.name}: {one.origin.text}" for one in muscles),
        sources=tuple(dict.fromkeys(source for one in muscles for source in one.origin.sources)),
        labels=tuple(
            Numbered(
                structure=one.id,
                side="right" if one.paired else "midline",
                clue=kit.say(_CLUE, origin=at.origin.text, insertion=at.insertion.text),
            )
            for one, at in zip(shown, muscles, strict=True)
        ),
        extra=tuple(one.id for one in extra),
        view=kit.view(structure, shown[1:]),
    )


MAKERS = (Maker("labels", "label-picture", "anatomy", _topics, _make),)
