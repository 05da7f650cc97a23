"""Tests of the clinical examination written out."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.clinical import Accuracy, ClinicalTest, PlaceTest
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    BODY,
    Article,
    Item,
    Passage,
    Reference,
    Section,
    kept,
    line,
    references,
    said,
)

SIDES = {
    "each": mark("Each side for itself, then compared"),
    "both": mark("Both sides at once"),
    "midline": mark("In the midline"),
}


def clinical_test_page(library: Documents, ident: str) -> Article:
    """A test: what is done, what answers it, what that is worth, when to leave it out."""
    test: ClinicalTest = library.of("test")[ident]
    return Article(
        kind="test",
        id=ident,
        title=test.name,
        subtitle=mark("Test"),
        sections=kept(*_done(test), *_told(test), *_about(library, test)),
    )


def _done(test: ClinicalTest) -> tuple[Section, ...]:
    steps = tuple(
        passage for number, one in enumerate(test.steps, 1) for passage in said(f"{number}.", one)
    )
    cautions = tuple(passage for one in test.cautions for passage in said("", one, "caution"))
    return (
        Section(
            id="summary",
            title="",
            passages=(
                *line(", ".join(test.synonyms), mark("Also called")),
                *said(mark("What it tells"), test.tells),
            ),
        ),
        Section(id="cautions", title=mark("When to leave it out"), passages=cautions),
        Section(
            id="how",
            title=mark("How it is done"),
            passages=(
                *said(mark("Position"), test.position),
                *steps,
                *said(mark("Held for"), test.hold),
                *line(SIDES[test.side], mark("Side")),
            ),
        ),
        Section(
            id="positive", title=mark("What counts as positive"), passages=said("", test.positive)
        ),
    )


def _told(test: ClinicalTest) -> tuple[Section, ...]:
    studied = tuple(_study(number, one) for number, one in enumerate(test.accuracy, 1))
    return (
        Section(
            id="worth",
            title=mark("What a result is worth"),
            passages=said("", test.worth),
            items=studied,
        ),
    )


def _study(number: int, one: Accuracy) -> Item:
    """One study: what was looked for in whom, and the two shares."""
    found = (
        *line(one.people),
        *line(one.against, mark("Compared with")),
        *line(one.sensitivity.words if one.sensitivity else "", mark("Sensitivity")),
        *line(one.specificity.words if one.specificity else "", mark("Specificity")),
    )
    last = found[-1].model_copy(update={"sources": one.sources, "note": one.note})
    return Item(kind="study", id=f"{number}", title=one.finding, passages=(*found[:-1], last))


def _about(library: Documents, test: ClinicalTest) -> Iterable[Section]:
    places = [
        trap.id
        for trap in library.entrapments.values()
        if any(one.test == test.id for one in trap.tests)
    ]
    groups = (
        ("structures", mark("Structures that it asks about"), test.structures, ("structure",)),
        ("muscles", mark("Muscles that it asks about"), test.muscles, BODY),
        ("nerves", mark("Nerves that it asks about"), test.nerves, ("nerve",)),
        ("narrow-places", mark("Narrow places of nerves"), places, ("entrapment",)),
        ("conditions", mark("Conditions that it asks about"), test.conditions, ("condition",)),
    )
    for ident, title, ids, kinds in groups:
        yield Section(id=ident, title=title, references=references(library, ids, *kinds))


def tests_of(library: Documents, condition_id: str) -> tuple[Reference, ...]:
    """The tests that ask about a condition."""
    found = library.of("test").values()
    return references(library, [one.id for one in found if condition_id in one.conditions], "test")


def place_tests(
    library: Documents, tests: Iterable[PlaceTest], label: str = ""
) -> tuple[Passage, ...]:
    """The tests of a narrow place: each under its document's name, else the label or its number."""
    found: list[Passage] = []
    for number, one in enumerate(tests, 1):
        linked = references(library, [one.test], "test") if one.test else ()
        found += said(linked[0].name if linked else label or f"{number}.", one)
    return tuple(found)


def place_references(library: Documents, tests: Iterable[PlaceTest]) -> tuple[Reference, ...]:
    """The documents of a narrow place's tests."""
    return references(library, [one.test for one in tests if one.test], "test")


def plain_clinical_test(library: Documents, ident: str) -> tuple[Section, ...]:
    """What is done and why, in plain words."""
    test: ClinicalTest = library.of("test")[ident]
    cited = dict.fromkeys((*test.position.sources, *test.tells.sources))
    return kept(
        Section(
            id="plain-words",
            title=mark("In plain words"),
            passages=line(test.client, sources=cited),
        ),
    )
