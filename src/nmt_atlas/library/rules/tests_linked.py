"""A test says what it asks about, is reached from where it is used, and is linked by its name."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.words import fold

RULE = "tests-linked"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for tests about nothing, tests that nothing leads to, and names without a link."""
    tests = library.of("test")
    used = {told.test for place in library.entrapments.values() for told in place.tests}
    for test in tests.values():
        if not (test.structures or test.muscles or test.nerves or test.conditions):
            expected = "a structure, a muscle, a nerve or a condition that it asks about"
            yield Problem(
                library.file_of("test", test.id), "/structures", "nothing", expected, RULE
            )
        if not test.conditions and test.id not in used:
            expected = "a condition that it is used in, or a narrow place that names it"
            yield Problem(
                library.file_of("test", test.id), "/conditions", "nothing", expected, RULE
            )
    named = {f" {fold(name)} ": one.id for one in tests.values() for name in _names(one)}
    for place in library.entrapments.values():
        file = library.file_of("entrapment", place.id)
        for number, told in enumerate(place.tests):
            text = f" {fold(told.text)} "
            for name, ident in named.items():
                if name in text and told.test is None:
                    found = f"“{name.strip()}” without a link"
                    yield Problem(file, f"/tests/{number}/test", found, f"“{ident}”", RULE)


def _names(test: ClinicalTest) -> tuple[str, ...]:
    return (test.name, *test.synonyms)
