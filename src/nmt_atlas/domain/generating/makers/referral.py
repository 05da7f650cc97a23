"""Charted pain: where a trigger point sends it, and from where it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nmt_atlas.domain.generating.kit import Kit, Topic, choose
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import (
    ChooseReferral,
    PaintReferral,
    PlacePoint,
    PointReferral,
    SourceOfPain,
)
from nmt_atlas.domain.referral import TriggerPoint
from nmt_atlas.domain.view_state import ViewState

_SKIN = ("skin",)


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("trigger-point", one.id) for one in kit.charted]


def _placed(kit: Kit) -> Sequence[Topic]:
    """Points that lie in a structure which can be seen."""
    seen = {one.id for one in kit.seen}
    return [Topic("trigger-point", one.id) for one in kit.charted if one.part in seen]


def innocent(kit: Kit, point: TriggerPoint) -> tuple[TriggerPoint, ...]:
    """Points of muscles none of whose points is charted to send pain to any place that this does.

    Those of the muscles that are most alike come first. Places count with all that lie in them and
    that they lie in, so that nothing can be argued about.
    """
    return kit.once(("innocent", point.id), lambda: _innocent(kit, point))


def _innocent(kit: Kit, point: TriggerPoint) -> tuple[TriggerPoint, ...]:
    muscle = kit.stock.trigger_points[point.id][0]
    felt = kit.within(kit.felt(point))
    reach = kit.once(("reach",), lambda: _reach(kit))
    found = [
        one
        for one in kit.charted
        if (other := kit.stock.trigger_points[one.id][0]).id != muscle.id
        and not reach[other.id] & felt
    ]
    return tuple(sorted(found, key=lambda one: _near(kit, muscle.id, one)))


def _reach(kit: Kit) -> dict[str, frozenset[str]]:
    """Muscle -> every region that any of its points is charted to send pain to."""
    found: dict[str, frozenset[str]] = {}
    for muscle, point in kit.stock.trigger_points.values():
        found[muscle.id] = found.get(muscle.id, frozenset()) | kit.felt(point)
    return found


def _near(kit: Kit, muscle: str, point: TriggerPoint) -> tuple[int, str]:
    return (kit.near(muscle, kit.stock.trigger_points[point.id][0].id), point.id)


def one_a_muscle(kit: Kit, points: Sequence[TriggerPoint]) -> tuple[TriggerPoint, ...]:
    """The first point of every muscle."""
    first: dict[str, TriggerPoint] = {}
    for one in points:
        first.setdefault(kit.stock.trigger_points[one.id][0].id, one)
    return tuple(first.values())


def _common(asking: Asking) -> dict[str, Any]:
    """What all questions about a point say afterwards."""
    muscle, point = asking.kit.stock.trigger_points[asking.topic.id]
    zones = " ".join(asking.kit.say(_ZONES[zone.kind], words=zone.words) for zone in point.zones)
    sources = tuple(dict.fromkeys((*point.sources, *muscle.evidence.sources)))
    return {
        "explanation": f"{asking.kit.point(point)}. {zones}",
        "sources": sources,
        "target": point.id,
    }


_ZONES = {
    "essential": mark("Essential: {words}"),
    "spillover": mark("Spillover: {words}"),
}
_WHICH = mark("Which picture shows where this point is charted to send pain? {point}")
_POINT = mark("Point to where this point is charted to send pain. {point}")
_PAINT = mark("Paint where this point is charted to send pain. {point}")
_SOURCE = mark("A client shows this pain. Which muscle is charted to send it there?")
_PLACE = mark("Click where this point is charted. {point}")


def _choose(asking: Asking) -> ChooseReferral | None:
    kit = asking.kit
    point = kit.stock.trigger_points[asking.topic.id][1]
    wrong = choose(asking.chance, one_a_muscle(kit, innocent(kit, point)), 3, asking.level)
    if len(wrong) < 3:
        return None
    return ChooseReferral(
        id=f"choose-referral-{asking.ident}",
        prompt=kit.say(_WHICH, point=kit.point(point)),
        side=point.only_side or "right",
        distractors=tuple(one.id for one in wrong),
        camera=kit.pain_from(point.id),
        **_common(asking),
    )


def _point(asking: Asking) -> PointReferral | None:
    kit = asking.kit
    point = kit.stock.trigger_points[asking.topic.id][1]
    return PointReferral(
        id=f"point-referral-{asking.ident}",
        prompt=kit.say(_POINT, point=kit.point(point)),
        side=point.only_side or "right",
        view=_bare(kit, point),
        **_common(asking),
    )


def _paint(asking: Asking) -> PaintReferral | None:
    kit = asking.kit
    point = kit.stock.trigger_points[asking.topic.id][1]
    return PaintReferral(
        id=f"paint-referral-{asking.ident}",
        prompt=kit.say(_PAINT, point=kit.point(point)),
        side=point.only_side or "right",
        view=_bare(kit, point),
        **_common(asking),
    )


def _source(asking: Asking) -> SourceOfPain | None:
    kit = asking.kit
    point = kit.stock.trigger_points[asking.topic.id][1]
    wrong = choose(asking.chance, one_a_muscle(kit, innocent(kit, point)), 3, asking.level)
    if len(wrong) < 3:
        return None
    return SourceOfPain(
        id=f"source-of-pain-{asking.ident}",
        prompt=kit.say(_SOURCE),
        side=point.only_side or "right",
        distractors=tuple(one.id for one in wrong),
        view=_bare(kit, point),
        **_common(asking),
    )


def _place(asking: Asking) -> PlacePoint | None:
    kit = asking.kit
    point = kit.stock.trigger_points[asking.topic.id][1]
    structure = kit.stock.structures[point.part]
    return PlacePoint(
        id=f"place-point-{asking.ident}",
        prompt=kit.say(_PLACE, point=kit.point(point)),
        muscle=structure.id,
        side=point.only_side or "right",
        view=kit.view(structure),
        **_common(asking),
    )


def _bare(kit: Kit, point: TriggerPoint) -> ViewState:
    """The whole skin, from the side that shows most of the pain."""
    return ViewState(layers=_SKIN, skin=1.0, camera=kit.pain_from(point.id), labels=False)


MAKERS = (
    Maker("choose-referral", "choose-referral", "anatomy", _topics, _choose),
    Maker("point-referral", "point-referral", "anatomy", _topics, _point),
    Maker("paint-referral", "paint-referral", "anatomy", _topics, _paint),
    Maker("source-of-pain", "source-of-pain", "assessment", _topics, _source),
    Maker("place-point", "place-point", "assessment", _placed, _place),
)
