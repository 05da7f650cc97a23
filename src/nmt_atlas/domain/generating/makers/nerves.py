"""Which nerve a muscle has, which muscles a nerve has, and how it runs."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.generating.kit import Kit, Topic, choose, low
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseSeveral, Option, PutInOrder, WhichNerve
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.domain.roots import SPINAL, outside

_MOST_ROOTS = 5
_STATIONS = 5
_NERVE = mark("Which nerve supplies {muscle}, and from which roots?")
_SUPPLIES = mark("Which of these muscles does the {nerve} supply?")
_COURSE = mark("Put the stations of the {nerve} in order.")
_FROM = mark("Near the spine or the skull")
_TO = mark("Far from it")
_BY = mark("{muscle}: {nerve}, {roots}.")


def one_nerve(muscle: Muscle) -> str:
    """The nerve (id) of a muscle that has but one; empty where texts name several, or none."""
    named = {one.nerve_id for one in muscle.innervation}
    only = next(iter(named)) if len(named) == 1 else None
    return only or ""


def _muscles(kit: Kit) -> Sequence[Topic]:
    seen = {one.id for one in kit.seen}
    return [
        Topic("muscle", one.id)
        for one in kit.stock.muscles.values()
        if one_nerve(one) in kit.stock.nerves and one.parts[0] in seen and kit.common(one)
    ]


def strangers(kit: Kit, muscle: Muscle) -> tuple[str, ...]:
    """Nerves that no document lets supply a muscle, nor any nerve that these are joined to."""
    supply = kit.supply(muscle)
    found: dict[str, None] = {}
    for ident in kit.alike[muscle.id]:
        nerve = one_nerve(kit.stock.muscles[ident])
        if nerve in kit.stock.nerves and nerve not in supply and not nerve.endswith("-plexus"):
            found[nerve] = None
    return tuple(found)


def roots_beside(muscle: Muscle) -> tuple[str, ...]:
    """Roots that no text in the document names for a muscle, the nearest first.

    Those right beside its own are left out: texts differ by one.
    """
    own = [root for one in muscle.innervation for root in one.roots if root in SPINAL]
    noted = " ".join(one.note for one in muscle.innervation)

    def away(root: str) -> int:
        return min(abs(SPINAL.index(root) - SPINAL.index(one)) for one in own)

    free = [one for one in outside(SPINAL, own) if one not in noted] if own else []
    return tuple(sorted((one for one in free if away(one) > 1), key=away))


def _which(asking: Asking) -> WhichNerve | None:
    kit = asking.kit
    muscle = kit.stock.muscles[asking.topic.id]
    nerve = one_nerve(muscle)
    roots = tuple(dict.fromkeys(root for one in muscle.innervation for root in one.roots))
    wrong = choose(asking.chance, strangers(kit, muscle), 3, asking.level)
    beside = roots_beside(muscle)[:3]
    if len(wrong) < 3 or len(beside) < 3 or not _askable(roots):
        return None
    if kit.kin[nerve] & {other for one in wrong for other in kit.kin[one]} - _plexuses(kit):
        return None
    structure = kit.stock.structures[muscle.parts[0]]
    first = muscle.innervation[0]
    return WhichNerve(
        id=f"which-nerve-{asking.ident}",
        prompt=kit.say(_NERVE, muscle=low(muscle.name)),
        explanation=kit.say(_BY, muscle=muscle.name, nerve=first.nerve, roots=", ".join(roots))
        + (f" {first.note}" if first.note else ""),
        sources=first.sources,
        muscle=muscle.id,
        part=structure.id,
        nerve=nerve,
        distractors=wrong,
        roots=roots,
        among=tuple(sorted((*roots, *beside), key=SPINAL.index)),
        view=kit.view(structure),
    )


def _askable(roots: tuple[str, ...]) -> bool:
    """Whether roots are few and spinal."""
    return 0 < len(roots) <= _MOST_ROOTS and set(roots) <= set(SPINAL)


def _plexuses(kit: Kit) -> frozenset[str]:
    return frozenset(one for one in kit.stock.nerves if one.endswith("-plexus"))


def _nerves(kit: Kit) -> Sequence[Topic]:
    return [
        Topic("nerve", one.id)
        for one in kit.stock.nerves.values()
        if len(supplied(kit, one.id)) >= 2 and not one.id.endswith("-plexus")
    ]


def supplied(kit: Kit, nerve: str) -> tuple[str, ...]:
    """Muscles that this nerve and no other supplies, by the nerve's document and their own."""
    told = kit.stock.nerves[nerve].supplies
    muscles = kit.stock.muscles
    return tuple(ident for ident in told if ident in muscles and one_nerve(muscles[ident]) == nerve)


def _supplies(asking: Asking) -> ChooseSeveral | None:
    kit = asking.kit
    nerve = kit.stock.nerves[asking.topic.id]
    right = supplied(kit, nerve.id)
    right = tuple(asking.chance.sample(right, min(3, len(right))))
    first = kit.stock.muscles[right[0]]
    ranked = [
        ident
        for ident in kit.alike[first.id]
        if not kit.kin[nerve.id] & kit.supply(kit.stock.muscles[ident])
        and one_nerve(kit.stock.muscles[ident])
    ]
    wrong = choose(asking.chance, ranked, 6 - len(right), asking.level)
    if not wrong:
        return None
    muscles = [kit.stock.muscles[ident] for ident in (*right, *wrong)]
    options = tuple(
        Option(
            text=one.name,
            right=one.id in right,
            why=kit.say(_BY, muscle=one.name, nerve=at.nerve, roots=", ".join(at.roots)),
        )
        for one in muscles
        for at in one.innervation[:1]
    )
    return ChooseSeveral(
        id=f"supplied-by-{asking.ident}",
        prompt=kit.say(_SUPPLIES, nerve=low(nerve.name)),
        explanation=" ".join(one.why for one in options if one.right),
        sources=tuple(
            dict.fromkeys(
                source for one in muscles for at in one.innervation for source in at.sources
            )
        ),
        options=options,
    )


def _courses(kit: Kit) -> Sequence[Topic]:
    return [
        Topic("nerve", one.id)
        for one in kit.stock.nerves.values()
        if len({station.at for station in one.course}) >= 4
    ]


def _order(asking: Asking) -> PutInOrder | None:
    kit = asking.kit
    nerve = kit.stock.nerves[asking.topic.id]
    by_place = {station.at: station for station in reversed(nerve.course)}
    stations = [by_place[at] for at in sorted(by_place)]
    if len({one.name for one in stations}) < len(stations):
        return None
    chosen = sorted(asking.chance.sample(range(len(stations)), min(_STATIONS, len(stations))))
    items = tuple(stations[n].name for n in chosen)
    return PutInOrder(
        id=f"course-{asking.ident}",
        prompt=kit.say(_COURSE, nerve=low(nerve.name)),
        explanation=" → ".join(items),
        sources=nerve.leading,
        items=items,
        first=kit.say(_FROM),
        last=kit.say(_TO),
        nerve=f"{nerve.id}:right",
    )


MAKERS = (
    Maker("which-nerve", "which-nerve", "anatomy", _muscles, _which),
    Maker("supplied-by", "choose-several", "anatomy", _nerves, _supplies),
    Maker("course", "put-in-order", "anatomy", _courses, _order),
)
