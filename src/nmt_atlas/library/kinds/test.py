"""Documents of tests of the clinical examination."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.tests import ACCURACY, TESTS
from nmt_atlas.library.targets import clinical_test_target
from nmt_atlas.library.writing.tests import clinical_test_page, plain_clinical_test

AREAS = {
    "neck": mark("Neck"),
    "shoulder": mark("Shoulder"),
    "elbow": mark("Elbow"),
    "hand": mark("Wrist and hand"),
    "trunk": mark("Trunk"),
    "pelvis": mark("Pelvis"),
    "hip": mark("Hip"),
    "knee": mark("Knee"),
    "foot": mark("Ankle and foot"),
    "anywhere": mark("Anywhere"),
}


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("test").values():
        yield Entry("test", one.id, "test", one.name, AREAS[one.area]), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("test").values():
        yield Named(one.id, one.name, (*one.synonyms, *_as_asked(one.name)))


def _as_asked(name: str) -> Iterator[str]:
    """What people type for a test: “Spurling's test”, “Spurling's”, “straight leg raise test”."""
    start, _, end = name.rpartition(" ")
    if end not in ("test", "sign"):
        yield f"{name} test"
    elif start.istitle() and " " not in start:
        yield f"{start}'s {end}"
        yield f"{start}'s"


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("test").values():
        yield row(
            one.id,
            one.name,
            side=one.side,
            region=one.area,
            looks_at=one.looks_at,
            synonyms=list(one.synonyms),
            nerves=list(one.nerves),
            conditions=list(one.conditions),
        )


KIND = Kind(
    name="test",
    type=ClinicalTest,
    schema="test",
    folders=("conditions/tests",),
    shelves={"test": mark("Tests")},
    entries=_entries,
    names=_names,
    weight=0.02,
    page=clinical_test_page,
    plain=plain_clinical_test,
    tables=(TESTS, ACCURACY),
    target=clinical_test_target,
    lists=(Listing("tests", _rows, ("id", "name", "region", "looks_at", "side")),),
    counts={"tests": lambda library: len(library.of("test"))},
)
