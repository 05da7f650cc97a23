"""Muscles and trigger points written out."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import Innervation, Muscle, TriggerPoint
from nmt_atlas.library.articles.page import (
    BODY,
    Article,
    Passage,
    Reference,
    Section,
    kept,
    line,
    references,
    said,
)
from nmt_atlas.library.browse import point_title
from nmt_atlas.library.catalogue import Library

_SIDES = {"opposite": " (other side)", "both": " (both sides)"}
_ZONE = {"essential": mark("Essential zone"), "spillover": mark("Spillover zone")}
_RARE = {"occasional": mark("Charted as occasional."), "rare": mark("Charted as rare.")}
_ONLY = {
    "right": mark("Charted on the right side only."),
    "left": mark("Charted on the left side only."),
}
_DEPTH = {
    "superficial": mark("Superficial layer"),
    "intermediate": mark("Intermediate layer"),
    "deep": mark("Deep layer"),
}


def muscle_page(library: Library, ident: str) -> Article:
    """A muscle with its points, its facts and its handling."""
    muscle = library.muscles[ident]
    return Article(
        kind="muscle",
        id=ident,
        title=muscle.name,
        subtitle=muscle.latin,
        sections=kept(
            _names(muscle),
            _anatomy(library, muscle),
            _points(muscle),
            _handling(muscle),
            _around(library, muscle),
        ),
        evidence=muscle.evidence,
    )


def _names(muscle: Muscle) -> Section:
    return Section(
        title="",
        passages=(
            *line(", ".join(muscle.synonyms), mark("Also called")),
            *line(muscle.variable, mark("Varies")),
            *line(muscle.fma, mark("Foundational Model of Anatomy"), tone="quiet"),
        ),
    )


def _anatomy(library: Library, muscle: Muscle) -> Section:
    doing = "; ".join(
        f"{one.joint}: {one.movement}" + (f" ({one.note})" if one.note else "")
        for one in muscle.actions
    )
    nerves = [one.nerve_id for one in muscle.innervation if one.nerve_id]
    return Section(
        title=mark("Anatomy"),
        passages=(
            *said(mark("Origin"), muscle.origin),
            *said(mark("Insertion"), muscle.insertion),
            *line(doing, mark("Actions"), muscle.action_sources),
            *(_supply(one) for one in muscle.innervation),
            *line(_DEPTH[muscle.layer], mark("Depth")),
        ),
        references=references(library, nerves, "nerve", "structure"),
    )


def _supply(one: Innervation) -> Passage:
    roots = f" ({', '.join(one.roots)})" if one.roots else ""
    return Passage(
        label=mark("Nerve"), text=f"{one.nerve}{roots}.", note=one.note, sources=tuple(one.sources)
    )


def _points(muscle: Muscle) -> Section:
    return Section(
        title=mark("Trigger points and the pain that they are charted to refer"),
        passages=tuple(
            Passage(
                label=point.name,
                text=_zone_words(point),
                note=" ".join(filter(None, (point.phenomena, point.note))),
                sources=tuple(point.sources),
            )
            for point in muscle.trigger_points
        ),
        references=tuple(
            Reference(kind="trigger-point", id=point.id, name=point.name)
            for point in muscle.trigger_points
        ),
    )


def _zone_words(point: TriggerPoint) -> str:
    kinds = (("essential", "Essential"), ("spillover", "spillover"))
    found = []
    for kind, name in kinds:
        zones = [one for one in point.zones if one.kind == kind]
        texts = [one.words.rstrip(".") + _SIDES.get(one.side, "") for one in zones]
        if texts:
            found.append(f"{name}: {'; '.join(texts)}")
    return ". ".join(part[0].upper() + part[1:] for part in found) + "."


def _handling(muscle: Muscle) -> Section:
    feel = muscle.palpation
    felt: tuple[Passage, ...] = ()
    if feel is not None:
        felt = (
            *line(feel.position, mark("Position")),
            *line(feel.landmark, mark("Landmark")),
            *line(feel.direction, mark("Direction")),
            *line(feel.felt, mark("What is felt")),
            *line(feel.avoid, mark("Do not press"), tone="caution"),
        )
    return Section(
        title=mark("In practice"),
        passages=(
            *felt,
            *said(mark("What overloads it"), muscle.overload),
            *said(mark("Stretch"), muscle.stretch),
            *said(mark("Strengthen"), muscle.strengthen),
            *line(muscle.self_care, mark("Self-care")),
        ),
    )


def _around(library: Library, muscle: Muscle) -> Section:
    groups = (
        (mark("Works with"), muscle.synergists),
        (mark("Works against"), muscle.antagonists),
        (mark("Often affected together"), muscle.associated),
    )
    linked: dict[str, Reference] = {}
    passages: list[Passage] = []
    for label, ids in groups:
        found = references(library, ids, *BODY)
        passages += line(", ".join(one.name for one in found), label)
        linked.update({one.key: one for one in found})
    traps = references(library, muscle.entraps, "entrapment", "nerve", "structure")
    for condition in library.conditions.values():
        if muscle.id in (*condition.muscles_tight, *condition.muscles_weak):
            one = Reference(kind="condition", id=condition.id, name=condition.name)
            linked[one.key] = one
    return Section(
        title=mark("Linked"),
        passages=tuple(passages),
        references=(*traps, *linked.values()),
    )


def point_page(library: Library, ident: str) -> Article:
    """A trigger point: where it is charted to refer to and what may come with it."""
    muscle, point = library.trigger_points[ident]
    zones = tuple(
        Passage(
            label=_ZONE[one.kind],
            text=one.words + _SIDES.get(one.side, ""),
            sources=tuple(point.sources),
        )
        for one in point.zones
    )
    rare = _RARE.get(point.rarity, "")
    only = _ONLY.get(point.only_side or "", "")
    regions = tuple(dict.fromkeys(name for one in point.zones for name in one.regions))
    alike = [one.id for one in library.entrapments.values() if ident in one.imitators]
    return Article(
        kind="trigger-point",
        id=ident,
        title=point_title(muscle, point),
        subtitle=mark("Trigger point"),
        sections=kept(
            Section(title=mark("Charted to refer to"), passages=zones),
            Section(
                title=mark("What may come with it"),
                passages=(*line(point.phenomena), *line(rare), *line(only), *line(point.note)),
            ),
            Section(
                title=mark("Its muscle"), references=references(library, [muscle.id], "muscle")
            ),
            Section(
                title=mark("Narrow places of nerves that feel alike"),
                references=references(library, alike, "entrapment"),
            ),
            Section(title=mark("Regions"), references=references(library, regions, "region")),
        ),
        evidence=muscle.evidence,
    )
