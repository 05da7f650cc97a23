"""Documents written out for clients on one page: what to watch for, what it is, what one can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition, red_flags
from nmt_atlas.domain.handout import Advice, Handout, HandoutError, Help, helps_of
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.referral import CHARTED, Evidence, Muscle, TriggerPoint, pattern_kind
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.evidence import CLIENT_GUESS, EVIDENCE
from nmt_atlas.library.writing.page import TEACHES

HANDED = ("condition", "muscle", "trigger-point", "entrapment")
"""Kinds of documents that have a handout, in the order in which an id is looked for."""

WORDS = {
    "help": mark("When to get help"),
    "emergency": mark("Call for help at once"),
    "same-day": mark("Be seen the same day"),
    "soon": mark("See a physician soon"),
    "none": mark("Ask a physician"),
    "plain": mark("What it is"),
    "felt": mark("Where it can be felt"),
    "care": mark("What you can do"),
    "goal": mark("My goal"),
    "example": mark("For example:"),
    "notes": mark("From your therapist"),
    "picture": mark("The picture"),
}
"""The headings of a handout by what they are for."""

_ABOUT = {
    "condition": mark("Condition"),
    "posture": mark("Posture"),
    "muscle": mark("Muscle"),
    "trigger-point": mark("Trigger point"),
    "entrapment": mark("Narrow place of a nerve"),
}
_SIDES = {"right": mark("right side"), "left": mark("left side")}
_PACE = "self-care-pace"
_ENOUGH, _FEW = 3, 2


def has_handout(library: Documents, kind: str, ident: str) -> bool:
    """Whether there is a handout of a document."""
    one = library.of(kind).get(ident) if kind in HANDED else None
    return one is not None and (
        not isinstance(one, Condition) or one.kind in ("condition", "posture")
    )


def handout_of(library: Documents, kind: str, ident: str, side: str, say: Say) -> Handout:
    """The words of a document's handout.

    Parameters
    ----------
    library
        The documents in the client's language.
    kind, ident
        The document.
    side
        The side that it is about; "" for no side in particular.
    say
        Gives the interface's words in that language.

    Raises
    ------
    HandoutError
        Where nothing in plain words is written of it.
    """
    if kind == "condition":
        page = _of_condition(library, library.conditions[ident], say)
    elif kind == "entrapment":
        page = _of_entrapment(library, ident, say)
    elif kind == "trigger-point":
        muscle, point = library.trigger_points[ident]
        page = _of_muscle(library, muscle, (point,), say)
    else:
        muscle = library.muscles[ident]
        page = _of_muscle(library, muscle, muscle.trigger_points, say)
    words = {name: say(text) for name, text in WORDS.items()}
    about = page.about if not side else f"{page.about}, {say(_SIDES[side])}"
    return page.model_copy(update={"words": words, "about": about})


def _plain(text: str, name: str) -> str:
    if not text:
        raise HandoutError(
            f"Nothing in plain words is written of “{name}” yet.",
            remedy="Write the “client” text of its document.",
        )
    return text


def _of_condition(library: Documents, one: Condition, say: Say) -> Handout:
    refer = one.facts.get(WHEN_TO_REFER)
    goal = one.facts.get("goal")
    about = say(mark("Every day"))
    every_day = [Advice(about=about, words=one.every_day)] if one.every_day else []
    care = (*every_day, *_muscle_care(library, one.muscles_tight[:_FEW]), *_pace(library))
    return Handout(
        title=one.name,
        about=say(_ABOUT[one.kind]),
        helps=_helps(library, refer.text if refer else "", one.regions),
        plain=(_plain(one.client, one.name),),
        care=care,
        goal=goal.text.rpartition(":")[2].strip() if goal else "",
        foot=_foot(library, one.evidence, say),
    )


def _of_entrapment(library: Documents, ident: str, say: Say) -> Handout:
    trap = library.entrapments[ident]
    nerve = library.nerves.get(trap.nerve)
    plain = (_plain(trap.client, trap.name), *([nerve.client] if nerve and nerve.client else ()))
    territory = Advice(words=trap.territory_words)
    return Handout(
        title=trap.name,
        about=say(_ABOUT["entrapment"]),
        helps=_helps(library, trap.refer_when.text, ()),
        plain=plain,
        felt=(territory,),
        care=(*_muscle_care(library, trap.address[:_FEW]), *_pace(library)),
        foot=_foot(library, trap.evidence, say),
    )


def _of_muscle(
    library: Documents, muscle: Muscle, points: Iterable[TriggerPoint], say: Say
) -> Handout:
    points = tuple(points)
    alone = len(points) == 1
    zones = [zone for point in points for zone in point.zones]
    regions = dict.fromkeys(region for zone in zones for region in zone.regions)
    felt = tuple(_felt(muscle, point, alone, say) for point in points if point.client)
    care = [Advice(words=muscle.self_care)] if muscle.self_care else []
    return Handout(
        title=points[0].name if alone and len(muscle.trigger_points) > 1 else muscle.name,
        about=say(_ABOUT["trigger-point" if alone else "muscle"]),
        helps=_helps(library, "", tuple(regions)),
        plain=(_plain(muscle.client, muscle.name),),
        felt=felt,
        care=(*care, *_pace(library)),
        foot=_foot(library, muscle.evidence, say),
    )


def _felt(muscle: Muscle, point: TriggerPoint, alone: bool, say: Say) -> Advice:
    guess = "" if pattern_kind(muscle, point) in CHARTED else f" {say(CLIENT_GUESS)}"
    return Advice(about="" if alone else point.name, words=point.client + guess)


def _muscle_care(library: Documents, muscles: Iterable[str]) -> Iterator[Advice]:
    for name in muscles:
        muscle = library.muscles.get(name)
        if muscle and muscle.self_care:
            yield Advice(about=muscle.name, words=muscle.self_care)


def _pace(library: Documents) -> Iterator[Advice]:
    """How much is enough, which stands below every piece of advice."""
    pace = library.conditions.get(_PACE)
    if pace and pace.client:
        yield Advice(words=pace.client)


def _helps(library: Documents, refer: str, regions: Iterable[str]) -> tuple[Help, ...]:
    """What the document says itself; where it names no emergency, those of its regions first."""
    own = helps_of(refer) if refer else ()
    if any(one.urgency == "emergency" for one in own):
        return own
    flags: dict[str, Condition] = {}
    for region in regions:
        for one in red_flags(region, library.conditions.values(), library.regions, own=True):
            flags.setdefault(one.id, one)
    told = [one for one in flags.values() if one.client]
    named = [one for one in told if one.regions] or told
    urgent = [one for one in named if one.urgency == "emergency" or not own]
    room = _FEW if own else _ENOUGH
    added = (Help(urgency=one.urgency, words=one.client) for one in urgent[:room])
    return tuple(sorted((*added, *own), key=_soonest))


def _soonest(one: Help) -> int:
    return ("emergency", "same-day", "soon", None).index(one.urgency)


def _foot(library: Documents, evidence: Evidence, say: Say) -> tuple[str, ...]:
    sources = (library.sources.get(one) for one in evidence.sources)
    cited = "; ".join(f"{_first(one.authors)} {one.year}" for one in sources if one)
    kind = say(EVIDENCE[evidence.kind])
    sure = say(mark("How sure is this?"))
    stands = f"{sure} {kind} ({cited})." if cited else f"{sure} {kind}."
    return stands, say(TEACHES), say(mark("Text and picture: NMT Atlas, CC BY 4.0."))


def _first(authors: str) -> str:
    """The first author's surname, or the name of what is no person."""
    first = authors.partition(",")[0].partition(" (")[0].strip()
    name, _, initials = first.removesuffix(" Jr").rpartition(" ")
    return name if name and initials.isupper() and len(initials) <= 3 else first
