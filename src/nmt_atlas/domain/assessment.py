"""Before hands are laid on: whether a session may be given, and what is seen of a posture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from nmt_atlas.domain.base import Fact, Frozen, Id
from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.condition import Condition, Sign, SignPart, SignView
from nmt_atlas.domain.figure import Figure

Verdict = Literal["stop", "not-here", "with-care", "clear"]
"""No session; not at that place; with care or after a physician's word; nothing was found."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The graver first."""

ASKED: Mapping[Verdict, Id] = {
    "stop": "do-not-treat-general",
    "not-here": "do-not-treat-here",
    "with-care": "treat-with-care",
}
"""Which document asks for what, by what follows where it is found."""


class Matter(Frozen):
    """Something that is asked about.

    Attributes
    ----------
    verdict
        What follows where it is found.
    name
        The heading under which its document tells it.
    why
        The reason, with its sources.
    """

    verdict: Verdict
    name: str
    why: Fact

    @property
    def key(self) -> str:
        """Its name on a list: ``stop/aneurysm``."""
        return f"{self.verdict}/{self.name}"


class Screening(Frozen):
    """What the answers come to: the gravest verdict and every reason, the graver first."""

    verdict: Verdict
    reasons: tuple[Matter, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether no session is given."""
        return self.verdict == "stop"


def matters(conditions: Mapping[str, Condition]) -> tuple[Matter, ...]:
    """All that is asked about, the graver first, as the documents list it."""
    return tuple(
        Matter(verdict=verdict, name=name, why=why)
        for verdict, ident in ASKED.items()
        if ident in conditions
        for name, why in conditions[ident].facts.items()
    )


def screen(found: Iterable[str], asked: Iterable[Matter]) -> Screening:
    """What follows from what was found.

    Parameters
    ----------
    found
        Keys of matters; others say nothing.
    asked
        All that was asked about.
    """
    named = frozenset(found)
    reasons = tuple(one for one in asked if one.key in named)
    ordered = sorted(reasons, key=lambda one: VERDICTS.index(one.verdict))
    verdict: Verdict = ordered[0].verdict if ordered else "clear"
    return Screening(verdict=verdict, reasons=tuple(ordered))


# What is seen of a posture


class Observation(Frozen):
    """What is asked about once, whichever postures it is a sign of.

    Attributes
    ----------
    key
        Its name on a list and in addresses.
    view, part
        From where it is seen, and where one looks.
    text
        The shortest words that a posture has for it.
    postures
        Ids of the postures that it is a sign of.
    figure
        What shows it.
    """

    key: str
    view: SignView
    part: SignPart
    text: str
    postures: tuple[Id, ...]
    figure: Figure | None = None


class Match(Frozen):
    """A posture that explains some of what is seen.

    Attributes
    ----------
    posture
        Its id.
    rank
        Its place, from 1; those that nothing tells apart share one.
    seen, missing
        Its signs that were seen, and those that were not.
    unexplained
        Keys of what is seen and is no sign of it.
    tied
        Whether others stand at the same place.
    """

    posture: Id
    rank: int
    seen: tuple[Sign, ...]
    missing: tuple[Sign, ...] = ()
    unexplained: tuple[str, ...] = ()
    tied: bool = False


class Named(Frozen):
    """A muscle, and the postures that name it."""

    muscle: Id
    postures: tuple[Id, ...]


class Disputed(Frozen):
    """A muscle that is tight for some postures and weak for others."""

    muscle: Id
    tight_for: tuple[Id, ...]
    weak_for: tuple[Id, ...]

    @property
    def both_in(self) -> tuple[Id, ...]:
        """The postures that name it as both: one part of it tight, another weak."""
        return tuple(one for one in self.tight_for if one in self.weak_for)


class Muscles(Frozen):
    """Muscles of several postures; ``disputed`` ones are neither among the tight nor the weak."""

    tight: tuple[Named, ...] = ()
    weak: tuple[Named, ...] = ()
    disputed: tuple[Disputed, ...] = ()


class Work(Frozen):
    """One step of the work, as a posture's document tells it under a heading."""

    heading: str
    posture: Id
    fact: Fact


class LinkedTest(Frozen):
    """A test, and why it is named: a posture, a nerve or muscles that both name."""

    test: Id
    because: Literal["condition", "nerve", "muscle"]
    names: tuple[Id, ...]


ORDER_OF_WORK = ("release", "strengthening", "re-education")
"""Headings of a posture's document, in the order in which the work is done."""


def postures_of(conditions: Mapping[str, Condition]) -> tuple[Condition, ...]:
    """The postures that have signs, by id."""
    found = (one for one in conditions.values() if one.kind == "posture" and one.signs)
    return tuple(sorted(found, key=lambda one: one.id))


def key_of(posture: Condition, sign: Sign) -> str:
    """What a sign is called on the list; signs of the same thing have the same name."""
    return sign.seen or f"{posture.id}.{sign.id}"


def observations(postures: Iterable[Condition]) -> tuple[Observation, ...]:
    """All that can be seen: by view, from the head down, then as the documents tell it."""
    signs: dict[str, list[tuple[Condition, Sign]]] = {}
    for posture in postures:
        for sign in posture.signs:
            signs.setdefault(key_of(posture, sign), []).append((posture, sign))
    found = [
        Observation(
            key=key,
            view=pairs[0][1].view,
            part=pairs[0][1].part,
            text=min((sign.text for _, sign in pairs), key=len),
            postures=tuple(posture.id for posture, _ in pairs),
            figure=next((sign.figure for _, sign in pairs if sign.figure), None),
        )
        for key, pairs in signs.items()
    ]
    views, parts = get_args(SignView), get_args(SignPart)
    return tuple(sorted(found, key=lambda one: (views.index(one.view), parts.index(one.part))))


def matching(seen: Iterable[str], postures: Iterable[Condition]) -> tuple[Match, ...]:
    """The postures that explain something of what is seen, with the reasons.

    More signs seen come first, then fewer that were not seen. That is a count, no probability.

    Parameters
    ----------
    seen
        Keys of observations; others say nothing.
    postures
        Postures with their signs.
    """
    every = tuple(postures)
    known = {key_of(one, sign) for one in every for sign in one.signs}
    keys = [key for key in dict.fromkeys(seen) if key in known]
    found = [one for one in (_match(keys, posture) for posture in every) if one.seen]
    counts = Counter(_standing(one) for one in found)
    places = {standing: place for place, standing in enumerate(sorted(counts), 1)}
    ranked = [
        one.model_copy(update={"rank": places[_standing(one)], "tied": counts[_standing(one)] > 1})
        for one in found
    ]
    return tuple(sorted(ranked, key=lambda one: one.rank))


def _match(keys: Sequence[str], posture: Condition) -> Match:
    own = {key_of(posture, sign): sign for sign in posture.signs}
    return Match(
        posture=posture.id,
        rank=1,
        seen=tuple(sign for key, sign in own.items() if key in keys),
        missing=tuple(sign for key, sign in own.items() if key not in keys),
        unexplained=tuple(key for key in keys if key not in own),
    )


def _standing(match: Match) -> tuple[int, int]:
    return -len(match.seen), len(match.missing)


def leading(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches to work with: half or more of their signs are seen, two at least.

    Where none is so, those at the first place.
    """
    full = tuple(one for one in matches if len(one.seen) >= max(_FEWEST, len(one.missing)))
    return full or tuple(one for one in matches if one.rank == 1)


_FEWEST = 2
"""One sign alone is a sign of too much."""


def muscles_of(postures: Iterable[Condition]) -> Muscles:
    """Muscles tight and weak of all postures, and those about which they disagree."""
    tight: dict[str, list[str]] = {}
    weak: dict[str, list[str]] = {}
    for one in postures:
        for names, found in ((one.muscles_tight, tight), (one.muscles_weak, weak)):
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(one.id)
    both = [name for name in tight if name in weak]
    return Muscles(
        tight=_named({name: by for name, by in tight.items() if name not in both}),
        weak=_named({name: by for name, by in weak.items() if name not in both}),
        disputed=tuple(
            Disputed(muscle=name, tight_for=tuple(tight[name]), weak_for=tuple(weak[name]))
            for name in both
        ),
    )


def _named(found: Mapping[str, Iterable[str]]) -> tuple[Named, ...]:
    return tuple(Named(muscle=name, postures=tuple(by)) for name, by in found.items())


def work_on(postures: Iterable[Condition]) -> tuple[Work, ...]:
    """What is done, in order: what is tight is released first, then what is weak strengthened."""
    every = tuple(postures)
    return tuple(
        Work(heading=heading, posture=one.id, fact=one.facts[heading])
        for heading in ORDER_OF_WORK
        for one in every
        if heading in one.facts
    )


def linked_tests(
    posture: Condition, nerves: Iterable[str], tests: Iterable[ClinicalTest]
) -> tuple[LinkedTest, ...]:
    """Tests that a posture leads to: those that name it, then by nerve, then by muscle.

    Parameters
    ----------
    posture
        The posture, or a condition.
    nerves
        Nerves at risk with it, those of its narrow places too.
    tests
        Documents of tests.
    """
    muscles = (*posture.muscles_tight, *posture.muscles_weak)
    wanted: tuple[tuple[Literal["condition", "nerve", "muscle"], tuple[str, ...]], ...] = (
        ("condition", (posture.id,)),
        ("nerve", tuple(nerves)),
        ("muscle", muscles),
    )
    found = []
    for test in sorted(tests, key=lambda one: one.id):
        linked = {"condition": test.conditions, "nerve": test.nerves, "muscle": test.muscles}
        for at, (why, names) in enumerate(wanted):
            shared = tuple(name for name in dict.fromkeys(names) if name in linked[why])
            if shared:
                found.append((at, LinkedTest(test=test.id, because=why, names=shared)))
                break
    return tuple(one for _, one in sorted(found, key=lambda row: (row[0], -len(row[1].names))))
