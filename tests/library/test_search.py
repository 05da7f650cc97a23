from __future__ import annotations

import pytest

from nmt_atlas.library import Library
from nmt_atlas.library.search import fold


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
