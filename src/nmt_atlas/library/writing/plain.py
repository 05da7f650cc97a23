"""Documents in plain words, for clients: what is written in their ``client`` texts.

What keeps people safe is never left out: when to see a physician stands in every version.
"""

from __future__ import annotations

from nmt_atlas.domain.condition import WHEN_TO_REFER
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import CHARTED, Muscle, TriggerPoint, pattern_kind
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.evidence import CLIENT_GUESS
from nmt_atlas.library.writing.page import Passage, Section, Tone, kept, line, references, said

_WORDS = mark("In plain words")
_PHYSICIAN = mark("When to see a physician")


def plain_muscle(library: Documents, ident: str) -> tuple[Section, ...]:
    """What it does, what its points are charted to refer to, and what one can do."""
    muscle = library.muscles[ident]
    points = tuple(
        passage for point in muscle.trigger_points for passage in _felt(muscle, point, point.name)
    )
    return kept(
        Section(
            id="plain-words",
            title=_WORDS,
            passages=line(muscle.client, sources=muscle.evidence.sources),
        ),
        Section(id="points", title=mark("Where it can be felt"), passages=points),
        Section(id="self-care", title=mark("What you can do"), passages=line(muscle.self_care)),
    )


def _felt(muscle: Muscle, point: TriggerPoint, label: str = "") -> tuple[Passage, ...]:
    guess = "" if pattern_kind(muscle, point) in CHARTED else CLIENT_GUESS
    found = line(point.client, label, point.sources)
    return tuple(one.model_copy(update={"after": guess}) for one in found)


def plain_point(library: Documents, ident: str) -> tuple[Section, ...]:
    """The point's own plain text, with what one can do for its muscle."""
    muscle, point = library.trigger_points[ident]
    if not point.client:
        return ()
    return kept(
        Section(id="plain-words", title=_WORDS, passages=_felt(muscle, point)),
        Section(id="self-care", title=mark("What you can do"), passages=line(muscle.self_care)),
        Section(
            id="muscle",
            title=mark("Its muscle"),
            references=references(library, [muscle.id], "muscle"),
        ),
    )


def plain_nerve(library: Documents, ident: str) -> tuple[Section, ...]:
    """The nerve's plain text."""
    nerve = library.nerves[ident]
    return kept(
        Section(id="plain-words", title=_WORDS, passages=line(nerve.client, sources=nerve.sources))
    )


def plain_dermatome(library: Documents, ident: str) -> tuple[Section, ...]:
    """The root's plain text."""
    root = library.dermatomes[ident]
    return kept(
        Section(id="plain-words", title=_WORDS, passages=line(root.client, sources=root.sources))
    )


def plain_entrapment(library: Documents, ident: str) -> tuple[Section, ...]:
    """The narrow place in plain words, and when to see a physician."""
    trap = library.entrapments[ident]
    if not trap.client:
        return ()
    return kept(
        Section(
            id="plain-words",
            title=_WORDS,
            passages=line(trap.client, sources=trap.evidence.sources),
        ),
        Section(id="refer", title=_PHYSICIAN, passages=said("", trap.refer_when, "caution")),
    )


def plain_landmark(library: Documents, ident: str) -> tuple[Section, ...]:
    """The landmark's plain text."""
    one = library.palpable[ident]
    return kept(
        Section(id="plain-words", title=_WORDS, passages=line(one.client, sources=one.what.sources))
    )


def plain_condition(library: Documents, ident: str) -> tuple[Section, ...]:
    """The condition in plain words, and when to see a physician."""
    one = library.conditions[ident]
    if not one.client:
        return ()
    tone: Tone = "emergency" if one.urgency else "plain"
    warnings = tuple(
        passage
        for name, fact in one.facts.items()
        if name == WHEN_TO_REFER
        for passage in said("", fact, "caution")
    )
    return kept(
        Section(
            id="plain-words",
            title=_WORDS,
            passages=line(one.client, "", one.evidence.sources, tone),
        ),
        Section(id="every-day", title=mark("Every day"), passages=line(one.every_day)),
        Section(id="refer", title=_PHYSICIAN, passages=warnings),
    )
