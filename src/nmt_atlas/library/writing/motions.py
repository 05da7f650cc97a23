"""Motions of joints written out: how they are measured, how far they go, what limits them."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.motion import Doubt, Motion, Usual
from nmt_atlas.domain.ranging import Sides, limiters
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    Article,
    Passage,
    Section,
    kept,
    line,
    references,
    said,
)

UNITS = {"degrees": "°", "mm": " mm"}
SIDES = {
    "each": mark("Each side for itself, then compared"),
    "midline": mark("In the midline"),
}
BY = {
    "same": mark("Measured twice by the same person"),
    "others": mark("Measured by others"),
}
THOUGHT = mark(
    "They do the opposite, by their documents: short ones may stop the motion. Whether they are "
    "short is felt and tested, not concluded."
)


def told(low: float, high: float, unit: str, spread: float | None = None) -> str:
    """A value or a range with its unit: ``167° (± 5)``, ``6–29°``."""
    ends = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return f"{ends}{UNITS[unit]}" + (f" (± {spread:g})" if spread else "")


def motion_page(library: Documents, ident: str) -> Article:
    """A motion: what is done, how far it goes by each source, how sure a measurement is."""
    one: Motion = library.of("motion")[ident]
    return Article(
        kind="motion",
        id=ident,
        title=one.name,
        subtitle=mark("Range of motion"),
        sections=kept(
            Section(
                id="summary",
                title="",
                passages=line(", ".join(one.synonyms), mark("Also called")),
            ),
            Section(
                id="usual",
                title=mark("How far it usually goes"),
                passages=(
                    *(_usual(value, one.unit) for value in one.usual),
                    *said("", one.varies),
                ),
            ),
            Section(
                id="doubt",
                title=mark("How far two measurements may differ"),
                passages=tuple(_doubt(value, one.unit) for value in one.doubts),
            ),
            Section(
                id="how",
                title=mark("How it is done"),
                passages=(
                    *said(mark("Position"), one.position),
                    *said(mark("Measured"), one.how),
                    *said(mark("At its end"), one.end),
                    *line(SIDES[one.sides], mark("Side")),
                ),
            ),
            *_limits(library, one),
        ),
    )


def _usual(one: Usual, unit: str) -> Passage:
    value = told(one.low, one.high, unit, one.spread)
    return Passage(label=value, text=one.of, sources=(one.source,))


def _doubt(one: Doubt, unit: str) -> Passage:
    return Passage(
        label=told(one.amount, one.amount, unit),
        text=one.of,
        after=BY[one.by],
        sources=(one.source,),
    )


def _limits(library: Documents, one: Motion) -> Iterator[Section]:
    apart = tuple(passage for fact in one.apart for passage in said("", fact))
    yield Section(
        id="muscles",
        title=mark("Muscles that may limit it"),
        passages=line(THOUGHT, tone="quiet"),
        references=references(library, muscles_against(library, one), "muscle"),
    )
    yield Section(id="apart", title=mark("What tells one limit from another"), passages=apart)
    yield Section(
        id="else", title=mark("What else limits it"), passages=said("", one.else_limits, "caution")
    )
    yield Section(
        id="tests",
        title=mark("Tests that ask further"),
        references=references(library, one.tests, "test"),
    )


def muscles_against(library: Documents, one: Motion) -> tuple[str, ...]:
    """The muscles (ids) that work against a motion, those that mainly do so first."""
    if library.joints is None:
        return ()
    side: Sides = "right" if one.sides == "each" else "midline"
    found = limiters(one, side, library.muscles.values(), library.joints)
    return tuple(dict.fromkeys(limiter.muscle for limiter in found))


def plain_motion(library: Documents, ident: str) -> tuple[Section, ...]:
    """What is done and why, in plain words."""
    one: Motion = library.of("motion")[ident]
    return kept(
        Section(
            id="plain-words",
            title=mark("In plain words"),
            passages=line(one.client, sources=dict.fromkeys((*one.position.sources,))),
        ),
    )
