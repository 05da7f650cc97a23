"""Every text with the sources that it stands on, and the numbers that it tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library import Library, load_library
from nmt_atlas.library.facts import BEGIN, END, Told, drawn, facts, figures, with_figures
from nmt_atlas.library.paths import data_paths

NERVE = "conditions/nerves/sciatic-nerve.json"
MUSCLE = "referral_patterns/piriformis.json"
TRAP = "conditions/entrapments/piriformis-sciatic.json"


def told(library: Library, document: str, field: str) -> Told:
    (found,) = (one for one in facts(library) if (one.document, one.field) == (document, field))
    return found


def test_a_fact_stands_on_its_own_sources(spoil: Callable[..., Library]) -> None:
    more = {"text": "Five to 7 mm.", "sources": ["travell-1992"], "passage": "Chapter 10."}
    found = told(spoil(TRAP, "/words", more), "entrapment/piriformis-sciatic", "/words/text")
    assert found.sources == ("travell-1992",)
    assert (found.passage, found.numbers) == ("Chapter 10.", ("Five to 7 mm",))


def test_a_station_stands_on_its_own_or_on_the_first_of_its_nerve(
    spoil: Callable[..., Library],
) -> None:
    spoil(NERVE, "/sources", ["gray-2020", "travell-1992"])
    spoil(NERVE, "/roots_note", "Texts differ.")
    spoil(NERVE, "/roots_sources", ["travell-1992"])
    library = spoil(NERVE, "/course/1/sources", ["travell-1992"])
    nerve = "nerve/sciatic-nerve"
    assert told(library, nerve, "/course/0/words").sources == ("gray-2020",)
    assert told(library, nerve, "/course/1/words").sources == ("travell-1992",)
    assert told(library, nerve, "/roots_note").sources == ("travell-1992",)


def test_a_zone_has_the_passage_and_the_basis_of_its_point(spoil: Callable[..., Library]) -> None:
    spoil(MUSCLE, "/trigger_points/0/passage", "p. 553")
    library = spoil(MUSCLE, "/trigger_points/0/evidence", "inferred")
    found = told(library, "muscle/piriformis", "/trigger_points/0/zones/0/words")
    assert (found.passage, found.basis) == ("p. 553", "inferred")
    assert told(library, "muscle/piriformis", "/origin/text").basis == ""
    many = figures(library)["facts of patterns that nobody charted"]
    assert many == sum(one.basis in ("inferred", "anatomy") for one in facts(library)) > 0


def test_names_and_bibliography_are_no_facts(library: Library) -> None:
    assert not any(one.field.endswith("/name") for one in facts(library))
    assert not any(one.document.startswith("source/") for one in facts(library))


def test_what_a_question_asks_or_offers_is_no_fact() -> None:
    """A wrong answer with a source beside it would read as if the source said it."""
    found = facts(load_library(data_paths({})).library)
    ends = {
        one.field.rpartition("/")[2]
        for one in found
        if one.document.startswith("lesson/") and "/question/" in one.field
    }
    assert ends == {"explanation", "why"}


def test_figures_count_what_is_there(library: Library) -> None:
    counted: dict[str, Any] = dict(figures(library))
    found = facts(library)
    assert counted["facts"] == len(found)
    assert counted["numbers"] == sum(len(one.numbers) for one in found)
    assert counted["documents: quantity"] == 1
    assert (
        counted["facts with one source"]
        + counted["facts with two sources"]
        + counted["facts with three or more sources"]
        + counted["numbers without a source"]
        == counted["facts"]
    )


def test_figures_stand_between_their_marks(library: Library) -> None:
    text = f"Before.\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    once = with_figures(text, figures(library))
    assert "| documents: nerve | 1 |" in once
    assert "old" not in once
    assert once.startswith("Before.")
    assert once.endswith("After.\n")
    assert with_figures(once, figures(library)) == once
    with pytest.raises(AtlasError, match="marks"):
        with_figures("No marks.", {})


def test_facts_are_drawn_by_lot_but_again_the_same(library: Library) -> None:
    found = facts(library)
    some = drawn(found, 5, seed=12)
    assert len(set(some)) == 5
    assert some == drawn(found, 5, seed=12) != drawn(found, 5, seed=13)
    assert drawn(found, 10_000, seed=1) == found


def test_the_page_on_evidence_counts_what_is_shipped() -> None:
    """`nmt-atlas facts --figures --into docs/evidence.md` writes it anew."""
    page = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    assert with_figures(page, figures(load_library(data_paths({})).library)) == page


def test_every_fact_of_narrow_places_and_nerves_has_a_source() -> None:
    library = load_library(data_paths({})).library
    bare = [
        (one.document, one.field)
        for one in facts(library)
        if one.document.startswith(("nerve/", "entrapment/")) and not one.sources
    ]
    assert bare == []
