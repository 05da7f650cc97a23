"""Tests of the examination: their page, their plain words, and what links to them."""

from __future__ import annotations

from tests.conftest import Spoil

from nmt_atlas.library import Library
from nmt_atlas.library.articles import article
from nmt_atlas.library.checking import broken_rules
from nmt_atlas.library.targets import clinical_test_target
from nmt_atlas.library.writing.page import references_of
from nmt_atlas.library.writing.text import as_text

TEST = "conditions/tests/press-notch.json"
TRAP = "conditions/entrapments/piriformis-sciatic.json"


def test_the_page_says_how_it_is_done_and_what_a_result_is_worth(library: Library) -> None:
    page = article(library, "test", "press-notch")
    assert [one.id for one in page.sections] == [
        *("summary", "cautions", "how", "positive", "worth"),
        *("muscles", "nerves", "narrow-places", "conditions"),
    ]
    how = page.section("how")
    assert how is not None
    assert [(one.label, one.text) for one in how.passages] == [
        ("Position", "The person lies on the other side."),
        ("1.", "The thumb presses on the notch."),
        ("Held for", "Ten seconds."),
        ("Side", "Each side for itself, then compared"),
    ]
    worth = page.section("worth")
    assert worth is not None
    (study,) = worth.items
    assert [(one.label, one.text) for one in study.passages] == [
        ("", "40 people with an ache"),
        ("Compared with", "needles"),
        ("Sensitivity", "68 % (60–75)"),
        ("Specificity", "40–90 %"),
    ]
    assert study.passages[-1].sources == ("gray-2020",)
    assert [one.id for one in page.sources] == ["gray-2020"]


def test_what_is_dangerous_is_told_before_how_it_is_done(library: Library) -> None:
    cautions = article(library, "test", "press-notch").section("cautions")
    assert cautions is not None
    assert [one.tone for one in cautions.passages] == ["caution"]


def test_narrow_places_and_conditions_lead_to_the_test_and_back(library: Library) -> None:
    page = article(library, "test", "press-notch")
    linked = {one.key for one in references_of(page)}
    assert {"entrapment/piriformis-sciatic", "condition/self-care-rest"} <= linked
    for kind, ident in (("entrapment", "piriformis-sciatic"), ("condition", "self-care-rest")):
        tests = article(library, kind, ident).section("tests")
        assert tests is not None
        assert [one.key for one in tests.references] == ["test/press-notch"]
    beside = article(library, "nerve", "sciatic-nerve", short=True)
    assert "Notch press" in as_text(beside)
    at_place = article(library, "entrapment", "piriformis-sciatic").section("tests")
    assert at_place is not None
    assert [(one.label, one.text) for one in at_place.passages] == [
        ("Notch press", "Pain behind the thigh is the sign.")
    ]


def test_a_test_without_a_document_keeps_its_words_and_number(spoil: Spoil) -> None:
    library = spoil(TRAP, "/tests/0/test", None)
    tests = article(library, "entrapment", "piriformis-sciatic").section("tests")
    assert tests is not None
    assert [(one.label, one.text) for one in tests.passages] == [
        ("1.", "Pain behind the thigh is the sign.")
    ]
    assert tests.references == ()


def test_plain_words_are_the_clients(library: Library) -> None:
    page = article(library, "test", "press-notch", plain=True)
    assert page.sections[0].passages[0].text.startswith("Your therapist presses here")


def test_it_shows_its_nerve_and_its_muscles(library: Library) -> None:
    target = clinical_test_target(library, "press-notch")
    assert (target.nerve, target.structures) == ("sciatic-nerve", ("piriformis",))


def test_it_is_found_by_its_synonym(library: Library) -> None:
    assert library.search("buttock press")[0].id == "press-notch"


def test_a_test_that_asks_about_nothing_is_told(spoil: Spoil) -> None:
    for field in ("muscles", "nerves"):
        spoil(TEST, f"/{field}", [])
    library = spoil(TEST, "/conditions", [])
    assert "tests-linked" in {one.rule for one in broken_rules(library)}
