"""Muscles and trigger points written out."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.condition import WHEN_TO_REFER, red_flags
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import (
    CHARTED,
    Innervation,
    Muscle,
    TriggerPoint,
    pattern_kind,
    rarity_of,
)
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.words import point_title
from nmt_atlas.library.writing.evidence import PATTERN
from nmt_atlas.library.writing.page import (
    BODY,
    Action,
    Article,
    Item,
    Passage,
    Reference,
    Section,
    Tone,
    kept,
    line,
    names,
    references,
    said,
)

_SIDES = {"opposite": mark("(other side)"), "both": mark("(both sides)")}
_ZONE = {"essential": mark("Essential zone"), "spillover": mark("Spillover zone")}
_LEGEND = (
    Passage(text=mark("essential zone (nearly always charted)"), zone="essential", tone="quiet"),
    Passage(text=mark("spillover zone (sometimes)"), zone="spillover", tone="quiet"),
)
_FLAGS = 4
_RARE = {"occasional": mark("Occasional."), "rare": mark("Rare.")}
_ONLY = {
    "right": mark("Charted on the right side only."),
    "left": mark("Charted on the left side only."),
}
_REFERS = {
    True: mark("Trigger points and the pain that they are charted to refer"),
    False: mark("Trigger points and the pain that they are thought to refer"),
}
_TO = {True: mark("Charted to refer to"), False: mark("Thought to refer to")}
_DEPTH = {
    "superficial": mark("Superficial layer"),
    "intermediate": mark("Intermediate layer"),
    "deep": mark("Deep layer"),
}


def muscle_page(library: Documents, ident: str, *, part: str = "", short: bool = False) -> Article:
    """A muscle with its points, its facts and its handling.

    Parameters
    ----------
    part
        The structure that the reader looks at: its points come first, the others apart.
    """
    muscle = library.muscles[ident]
    return Article(
        kind="muscle",
        id=ident,
        title=muscle.name,
        subtitle=muscle.latin,
        sections=_beside_the_body(library, muscle, part) if short else _whole(library, muscle),
        evidence=muscle.evidence,
    )


def _whole(library: Documents, muscle: Muscle) -> tuple[Section, ...]:
    return kept(
        _names(muscle),
        _anatomy(library, muscle),
        _points(muscle, muscle.trigger_points, _REFERS[_any_charted(muscle)]),
        _handling(library, muscle),
        _around(library, muscle),
    )


def _beside_the_body(library: Documents, muscle: Muscle, part: str) -> tuple[Section, ...]:
    mine = [one for one in muscle.trigger_points if part in ("", one.part)]
    others = [one for one in muscle.trigger_points if one not in mine]
    points = _points(muscle, mine, mark("Trigger points and referred pain"))
    uncharted = line(mark("No trigger point is charted here yet."), tone="quiet")
    anatomy = _anatomy(library, muscle)
    return kept(
        points.model_copy(
            update={
                "passages": _LEGEND if muscle.trigger_points else uncharted,
            }
        ),
        _points(muscle, others, mark("In its other parts")).model_copy(
            update={"id": "other-points"}
        ),
        anatomy.model_copy(
            update={
                "passages": (*anatomy.passages, *_partners(library, muscle)),
                "references": (),
                "actions": _supplied(library, muscle),
            }
        ),
        _handling(library, muscle),
        _nerves(library, muscle),
        _refer(library, muscle),
    )


def _supplied(library: Documents, muscle: Muscle) -> tuple[Action, ...]:
    """A way to each nerve that supplies it."""
    named = (library.nerves.get(one.nerve_id or "") for one in muscle.innervation)
    found = {nerve.id: nerve.name.lower() for nerve in named if nerve is not None}
    return tuple(
        Action(kind="follow", id=ident, label=mark("Follow the {nerve}"), values={"nerve": name})
        for ident, name in found.items()
    )


def _refer(library: Documents, muscle: Muscle) -> Section:
    """The emergencies that hurt where its points are charted to refer to."""
    zones = (zone for point in muscle.trigger_points for zone in point.zones)
    regions = dict.fromkeys(region for zone in zones for region in zone.regions)
    conditions = library.conditions.values()
    flags = {
        one.id: one
        for region in regions
        for one in red_flags(region, conditions, library.regions)
        if one.urgency == "emergency" and one.regions
    }
    items = (
        Item(
            kind="condition",
            id=one.id,
            title=one.name,
            passages=said("", one.facts.get(WHEN_TO_REFER), "emergency"),
            references=references(library, [one.id], "condition"),
        )
        for one in flags.values()
    )
    return Section(id="refer", title=mark("Refer at once"), items=tuple(items)[:_FLAGS])


def _names(muscle: Muscle) -> Section:
    return Section(
        id="names",
        title="",
        passages=(
            *line(", ".join(muscle.synonyms), mark("Also called")),
            *line(muscle.variable, mark("Varies")),
            *line(muscle.fma, mark("Foundational Model of Anatomy"), tone="quiet"),
        ),
    )


def _anatomy(library: Documents, muscle: Muscle) -> Section:
    doing = "; ".join(
        f"{library.told(one.joint)}: {library.told(one.movement)}"
        + (f" ({one.note})" if one.note else "")
        for one in muscle.actions
    )
    nerves = [one.nerve_id for one in muscle.innervation if one.nerve_id]
    return Section(
        id="anatomy",
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


def _any_charted(muscle: Muscle) -> bool:
    return any(pattern_kind(muscle, one) in CHARTED for one in muscle.trigger_points)


def _points(muscle: Muscle, points: Sequence[TriggerPoint], title: str) -> Section:
    return Section(id="points", title=title, items=tuple(_point(muscle, one) for one in points))


def _point(muscle: Muscle, point: TriggerPoint) -> Item:
    return Item(
        kind="trigger-point",
        id=point.id,
        title=point.name,
        part=point.part,
        side=point.only_side,
        passages=(*_zones(point), *_company(muscle, point, tone="quiet")),
        references=(Reference(kind="trigger-point", id=point.id, name=point.name),),
        actions=(Action(kind="paint", id=point.id, label=point.name),),
    )


def _zones(point: TriggerPoint) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            label=_ZONE[one.kind],
            text=one.words,
            after=_SIDES.get(one.side, ""),
            sources=tuple(point.sources),
            zone=one.kind,
        )
        for one in point.zones
    )


def _company(muscle: Muscle, point: TriggerPoint, tone: Tone = "plain") -> tuple[Passage, ...]:
    """What may come with a point, what its pattern stands on, and how rare it is."""
    kind = pattern_kind(muscle, point)
    texts = (
        point.phenomena,
        PATTERN[kind],
        _RARE.get(rarity_of(muscle, point), "") if kind in CHARTED else "",
        _ONLY.get(point.only_side or "", ""),
        point.note,
    )
    return tuple(passage for text in texts for passage in line(text, tone=tone))


def _felt(muscle: Muscle) -> tuple[Passage, ...]:
    """How a muscle is felt, and where not to press."""
    feel = muscle.palpation
    if feel is None:
        return ()
    return (
        *line(feel.position, mark("Position")),
        *line(feel.landmark, mark("Landmark")),
        *line(feel.direction, mark("Direction")),
        *line(feel.felt, mark("What is felt")),
        *line(feel.avoid, mark("Do not press"), tone="caution"),
    )


def _pressed(library: Documents) -> tuple[tuple[Passage, ...], tuple[Reference, ...]]:
    """How a trigger point is treated, how long, and what not to do; and the technique."""
    for one in library.conditions.values():
        if one.for_points:
            told = (
                *said(mark("How to treat a point"), one.facts.get("steps")),
                *said(mark("How long"), one.facts.get("dose")),
                *said(mark("What not to do"), one.facts.get("cautions")),
            )
            return told, references(library, [one.id], "condition")
    return (), ()


def _placed(library: Documents, muscle: Muscle) -> tuple[Reference, ...]:
    """The position in which it is felt, where that has a document."""
    feel = muscle.palpation
    return references(library, [feel.placed], "position") if feel and feel.placed else ()


def _handling(library: Documents, muscle: Muscle) -> Section:
    told, linked = _pressed(library) if muscle.trigger_points else ((), ())
    return Section(
        id="handling",
        title=mark("In practice"),
        references=(*_placed(library, muscle), *linked),
        passages=(
            *_felt(muscle),
            *told,
            *said(mark("What overloads it"), muscle.overload),
            *said(mark("Stretch"), muscle.stretch),
            *said(mark("Strengthen"), muscle.strengthen),
            *line(muscle.self_care, mark("Self-care")),
        ),
    )


def _partners(library: Documents, muscle: Muscle) -> tuple[Passage, ...]:
    """What it works with and against, and what is often affected with it."""
    groups = (
        (mark("Works with"), muscle.synergists),
        (mark("Works against"), muscle.antagonists),
        (mark("Often affected together"), muscle.associated),
    )
    return tuple(
        passage
        for label, ids in groups
        for passage in names(label, references(library, ids, *BODY))
    )


def _around(library: Documents, muscle: Muscle) -> Section:
    passages = _partners(library, muscle)
    linked = {one.key: one for passage in passages for one in passage.references}
    traps = references(library, muscle.entraps, "entrapment", "nerve", "structure")
    for condition in library.conditions.values():
        if muscle.id in (*condition.muscles_tight, *condition.muscles_weak):
            one = Reference(kind="condition", id=condition.id, name=condition.name)
            linked[one.key] = one
    return Section(
        id="linked",
        title=mark("Linked"),
        passages=passages,
        references=(*traps, *linked.values()),
    )


def _nerves(library: Documents, muscle: Muscle) -> Section:
    """The nerves that it may narrow, each with a way to see it."""
    traps = (library.entrapments.get(one) for one in muscle.entraps)
    return Section(
        id="nerves",
        title=mark("A nerve runs here"),
        items=tuple(
            Item(
                kind="entrapment",
                id=trap.id,
                title=trap.name,
                passages=said("", trap.words),
                references=references(library, [trap.id], "entrapment"),
                actions=_beside(library, trap.nerve),
            )
            for trap in traps
            if trap is not None
        ),
    )


def _beside(library: Documents, nerve_id: str) -> tuple[Action, ...]:
    nerve = library.nerves.get(nerve_id)
    if nerve is None:
        return ()
    values = {"nerve": nerve.name.lower()}
    return (Action(kind="beside", id=nerve_id, label=mark("Show the {nerve}"), values=values),)


def point_page(library: Documents, ident: str) -> Article:
    """A trigger point: where it is charted to refer to and what may come with it."""
    muscle, point = library.trigger_points[ident]
    regions = tuple(dict.fromkeys(name for one in point.zones for name in one.regions))
    charted = pattern_kind(muscle, point) in CHARTED
    company = _company(muscle, point)
    told, technique = _pressed(library)
    alike = [one.id for one in library.entrapments.values() if ident in one.imitators]
    return Article(
        kind="trigger-point",
        id=ident,
        title=point_title(muscle, point),
        subtitle=mark("Trigger point"),
        sections=kept(
            Section(id="zones", title=_TO[charted], passages=_zones(point)),
            Section(id="company", title=mark("What may come with it"), passages=company),
            Section(id="feeling", title=mark("How it is felt"), passages=_felt(muscle)),
            Section(
                id="treating",
                title=mark("How it is treated"),
                passages=(*told, *said(mark("Stretch"), muscle.stretch)),
                references=technique,
            ),
            Section(
                id="muscle",
                title=mark("Its muscle"),
                references=references(library, [muscle.id], "muscle"),
            ),
            Section(
                id="alike",
                title=mark("Narrow places of nerves that feel alike"),
                references=references(library, alike, "entrapment"),
            ),
            Section(
                id="regions",
                title=mark("Regions"),
                references=references(library, regions, "region"),
            ),
        ),
        evidence=muscle.evidence,
        actions=(Action(kind="paint", id=ident, label=mark("Paint its charted pain")),),
    )
