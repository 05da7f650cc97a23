from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmt_atlas.library import Library
from nmt_atlas.library.search import fold

ANYTHING = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("text", "kind", "ident"),
    [
        ("piriformis", "muscle", "piriformis"),
        ("PIRI", "muscle", "piriformis"),
        ("musculus piriformis", "muscle", "piriformis"),
        ("piriformes", "muscle", "piriformis"),
        ("ischiadicus", "nerve", "sciatic-nerve"),
        ("gluteo", "region", "buttock"),
        ("medius gluteus", "muscle", "gluteus-medius"),
        ("sacrum", "structure", "sacrum"),
        ("nerve at piri", "entrapment", "piriformis-sciatic"),
    ],
)
def test_the_best_hit(library: Library, text: str, kind: str, ident: str) -> None:
    best = library.search(text)[0]
    assert (best.kind, best.id) == (kind, ident)


def test_nothing_is_found_for_nothing(library: Library) -> None:
    assert library.search("  ") == ()
    assert library.search("xyzzyxx") == ()


def test_one_hit_a_document_and_no_more_than_asked(library: Library) -> None:
    hits = library.search("pi", limit=3)
    assert len(hits) <= 3
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)


def test_folding() -> None:
    assert fold("  Glúteo-Máximo ") == "gluteo maximo"


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("pirifromis", "piriformis"),
        ("piriphormis", "piriformis"),
        ("gluteus mediu", "gluteus-medius"),
        ("glutaeus medius", "gluteus-medius"),
        ("sciatic nreve", "sciatic-nerve"),
        ("piriformi muscl", "piriformis"),
    ],
)
def test_typing_errors_are_forgiven(library: Library, text: str, ident: str) -> None:
    assert library.search(text)[0].id == ident


def test_every_word_has_to_be_meant_where_any_name_has_them_all(library: Library) -> None:
    assert library.search("gluteus medius")[0].id == "gluteus-medius"
    assert "piriformis" not in {one.id for one in library.search("gluteus medius")}


def test_where_no_name_has_every_word_the_nearest_are_offered(library: Library) -> None:
    assert library.search("pirifromis elbow")[0].id == "piriformis"
    assert library.search("pirifromis elbow")[0].score < library.search("pirif")[0].score
    assert library.search("pir xyz zyx") == ()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_any_text_can_be_searched(library: Library, text: str) -> None:
    hits = library.search(text, limit=5)
    assert len(hits) <= 5
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    assert library.shelves.find(text) is not None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_beginning_of_a_name_finds_it(library: Library, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(library.index.entries))
    length = data.draw(st.integers(min_value=1, max_value=len(entry.folded)))
    hits = library.search(entry.folded[:length], limit=100)
    assert not entry.folded[:length].strip() or entry.id in {one.id for one in hits}


@pytest.mark.parametrize(
    ("text", "kind", "ident"),
    [
        ("wallet pain", "muscle", "piriformis"),
        ("pain of the wallet", "muscle", "piriformis"),
        ("sore wallet", "muscle", "piriformis"),
        ("dolor cartera", "muscle", "piriformis"),
        ("saddle", "condition", "flag-saddle"),
        ("S1 root", "dermatome", "dermatome-s1"),
        ("piriformis trigger point 1", "trigger-point", "piriformis-1"),
        ("sacral crest", "landmark", "sacral-crest"),
        ("tail ridge", "landmark", "sacral-crest"),
        ("glute us medius", "muscle", "gluteus-medius"),
    ],
)
def test_asked_as_people_ask(library: Library, text: str, kind: str, ident: str) -> None:
    best = library.search(text)[0]
    assert (best.kind, best.id) == (kind, ident)


@pytest.mark.parametrize(
    "text", ["external rotators of the hip", "hip external rotators", "rotadores externos cadera"]
)
def test_muscles_are_found_by_what_they_do(library: Library, text: str) -> None:
    assert {one.id for one in library.search(text)} >= {"piriformis", "gluteus-medius"}


def test_what_is_written_is_found_below_what_is_called_so(library: Library) -> None:
    hit = next(one for one in library.search("grows with sitting"))
    assert (hit.id, hit.matched) == ("piriformis-sciatic", "")
    assert hit.score < library.search("piriformis")[0].score
