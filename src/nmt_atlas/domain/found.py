"""What a pain drawing leads to: flags first, then sources with reasons, then questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.condition import Condition, Urgency, around_of, named_at, rank
from nmt_atlas.domain.matching import PainSource
from nmt_atlas.domain.narrowing import Question
from nmt_atlas.domain.pain import PainDrawing, Quality
from nmt_atlas.domain.region import Region
from nmt_atlas.domain.together import Together

Because = Literal["quality", "area", "organ", "distant", "always"]

_FIRST: Sequence[Because] = get_args(Because)


class Flag(Frozen):
    """A red flag above an answer.

    ``because`` says why it is there: the quality of the pain, its area, an organ that is felt
    there, that it is felt there from elsewhere, or that it stands above every answer. ``words``
    are the signs and what to do, ``client`` the same in plain words.
    """

    id: str
    name: str
    urgency: Urgency
    because: Because
    words: str
    client: str


class Notice(Frozen):
    """Something to say about a drawing: a code of :mod:`nmt_atlas.domain.reasons`."""

    code: str
    value: str = ""


class Place(Frozen):
    """A region that a drawing lies in, with its share (0..1) of the drawn weight."""

    region: str
    side: str
    share: float


class Found(Frozen):
    """Everything that a drawing leads to.

    Attributes
    ----------
    drawing
        The drawing that was asked about.
    flags
        Red flags of its areas and qualities, most urgent first; those that are felt there from
        elsewhere and those for everybody last.
    notices
        What is to be said before anything else (nothing drawn, another body).
    warnings
        Organs whose classical areas it touches: warnings, never answers.
    rows
        Ranked sources.
    together
        Two or three sources that explain it together, where no single one does.
    questions
        What would tell the sources apart best.
    places
        The regions that it lies in, largest first.
    weights
        What every drawn area weighs; they add up to 1.
    unexplained
        For every drawn area, the share that no active point explains; empty without findings.
    """

    drawing: PainDrawing
    flags: tuple[Flag, ...] = ()
    notices: tuple[Notice, ...] = ()
    warnings: tuple[PainSource, ...] = ()
    rows: tuple[PainSource, ...] = ()
    together: Together | None = None
    questions: tuple[Question, ...] = ()
    places: tuple[Place, ...] = ()
    weights: tuple[float, ...] = ()
    unexplained: tuple[float, ...] = ()


FlagsByRegion = Mapping[str, Sequence[tuple[Condition, int]]]
"""Region -> the red flags that name it or what it lies in, each with how early it is named.

What is only felt there from elsewhere stands at :data:`AWAY`.
"""
AWAY = 99


def flags_by_region(
    conditions: Iterable[Condition], regions: Mapping[str, Region]
) -> FlagsByRegion:
    """The red flags of every region, so that an answer need not look for them."""
    flags = [one for one in conditions if one.topic == "red-flag"]
    found: dict[str, list[tuple[Condition, int]]] = {}
    for region in regions:
        known = around_of(region, regions)
        for flag in flags:
            at = named_at(flag, known)
            if at is None and not known.isdisjoint(flag.felt_in):
                at = AWAY
            if at is not None:
                found.setdefault(region, []).append((flag, at))
    return found


def flags_above(
    regions: Iterable[str],
    qualities: Iterable[Quality],
    conditions: Iterable[Condition],
    by_region: FlagsByRegion,
    organs: Iterable[str] = (),
) -> tuple[Flag, ...]:
    """The red flags that stand above an answer about regions and qualities of pain.

    ``organs`` are the flags that organs name which are felt there.

    Returns
    -------
    tuple of Flag
        Those of the areas, qualities and organs first, then those that are felt there from
        elsewhere or stand above every answer: each time the most urgent first; of one urgency those
        that the quality speaks for, then those that name the region early.
    """
    told, warned = set(qualities), set(organs)
    named: dict[str, int] = {}
    for region in regions:
        for flag, at in by_region.get(region, ()):
            named[flag.id] = min(at, named.get(flag.id, at))
    found = []
    for one in conditions:
        stands = one.id in named or one.id in warned or not one.regions
        if one.topic != "red-flag" or not stands:
            continue
        because = _because(one, named.get(one.id), told, organ=one.id in warned)
        late = because in ("distant", "always")
        at = named.get(one.id, AWAY)
        order = (late, rank(one.urgency), _FIRST.index(because), at, one.id)
        found.append((order, one, because))
    return tuple(_flag(one, because) for _, one, because in sorted(found, key=lambda row: row[0]))


def _because(one: Condition, at: int | None, told: set[Quality], *, organ: bool) -> Because:
    """Why a flag stands there; ``at`` is how early it names the region, None where it does not."""
    if at == AWAY and not organ:
        return "distant"
    if told & set(one.qualities):
        return "quality"
    if not one.regions:
        return "always"
    return "area" if at is not None and at != AWAY else "organ"


def _flag(one: Condition, because: Because) -> Flag:
    return Flag(
        id=one.id,
        name=one.name,
        urgency=one.urgency or "soon",
        because=because,
        words=one.summary.text,
        client=one.client,
    )
