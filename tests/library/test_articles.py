from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.library import Library, data_paths, load_library
from nmt_atlas.library.articles import (
    PLAIN,
    SHORT,
    Article,
    article,
    passages_of,
    references_of,
)
from nmt_atlas.library.browse import SHELVES
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.targets import Target
from nmt_atlas.library.walk import prose

LOUD = ("caution", "emergency")


def words(page: Article) -> str:
    return "\n".join(one.text for one in passages_of(page))


def linked(page: Article) -> set[str]:
    return {one.key for one in references_of(page)}


def every(library: Library) -> list[tuple[str, str]]:
    return [(entry.kind, entry.id) for entry in library.shelves.entries]


def test_every_document_is_a_page_with_links_that_lead_somewhere(library: Library) -> None:
    for kind, ident in every(library):
        page = article(library, kind, ident)
        assert (page.kind, page.id) == (kind, ident)
        assert page.title
        for key in linked(page):
            other, _, name = key.partition("/")
            assert name in library.of(other), f"{kind}/{ident} links to {key}"
            assert other in {one.name for one in KINDS}


def test_no_word_of_a_document_is_lost(library: Library) -> None:
    """Every sentence of a document stands on its page, or on its points' pages."""
    elsewhere = {"client", "used_for", "joint", "movement", "name", "latin", "synonyms", "nerve"}
    for kind in ("muscle", "nerve", "entrapment", "dermatome", "condition"):
        for ident, document in library.of(kind).items():
            page = article(library, kind, ident)
            text = f"{words(page)}\n{page.evidence.note if page.evidence else ''}".casefold()
            notes = " ".join(one.note for one in passages_of(page))
            for value in prose(document):  # type: ignore[arg-type]
                if value.field not in elsewhere and " " in str(value.value):
                    said = str(value.value).rstrip(".").casefold()
                    assert said in text or said in notes.casefold(), f"{ident}{value.pointer}"


def test_statements_carry_their_sources(library: Library) -> None:
    page = article(library, "muscle", "piriformis")
    origin = next(one for s in page.sections for one in s.passages if one.label == "Origin")
    assert (origin.text, origin.sources) == ("Where Piriformis begins.", ("gray-2020",))
    assert [one.id for one in page.sources] == ["gray-2020", "travell-1992"]
    assert page.evidence is not None


def test_the_short_form_of_a_muscle_puts_the_points_of_the_part_first(spoil: Any) -> None:
    library = spoil("referral_patterns/piriformis.json", "/entraps", ["piriformis-sciatic"])
    page = article(library, "muscle", "piriformis", short=True)
    assert [one.id for one in page.sections] == [
        *("points", "anatomy", "handling", "nerves", "refer")
    ]
    assert page.short
    points = page.section("points")
    assert points is not None
    assert [one.zone for one in points.passages] == ["essential", "spillover"], "the legend"
    (point,) = points.items
    assert (point.kind, point.id, point.part) == ("trigger-point", "piriformis-1", "piriformis")
    assert [one.zone for one in point.passages] == ["essential", "spillover", ""]
    assert point.passages[2].text == "Not charted: drawn from anatomy alone."
    assert [(one.kind, one.id) for one in point.actions] == [("paint", "piriformis-1")]
    nerves = page.section("nerves")
    assert nerves is not None
    assert [(one.kind, one.id) for one in nerves.items[0].actions] == [("beside", "sciatic-nerve")]
    elsewhere = article(library, "muscle", "piriformis", short=True, part="gluteus-medius")
    assert [one.id for one in elsewhere.sections][:2] == ["points", "other-points"]
    partners = [one for one in passages_of(page) if one.label == "Works against"]
    assert [one.key for one in partners[0].references] == ["muscle/gluteus-medius"]


def test_a_muscle_works_with_and_against_those_that_it_names(spoil: Any) -> None:
    library = spoil("referral_patterns/piriformis.json", "/antagonists", [])
    page = article(library, "muscle", "piriformis")
    assert not [one for one in passages_of(page) if one.label == "Works against"]
    library = spoil("referral_patterns/piriformis.json", "/synergists", ["gluteus-medius"])
    page = article(library, "muscle", "piriformis")
    told = {one.label: [r.key for r in one.references] for one in passages_of(page)}
    assert told["Works with"] == ["muscle/gluteus-medius"]
    assert "Works against" not in told


def test_the_short_form_of_a_nerve_opens_narrow_places_at_their_stations(library: Library) -> None:
    page = article(library, "nerve", "sciatic-nerve", short=True)
    course = page.section("course")
    assert course is not None
    assert [(one.number, one.title, one.at) for one in course.items] == [
        (1, "Notch", 0),
        (2, "Piriformis", 0.1),
    ]
    (narrow,) = course.items[1].items
    assert narrow.passages[-1].tone == "caution"
    assert [(one.kind, one.at) for one in narrow.actions] == [("look", (-70.0, 40.0, 900.0))]
    assert page.section("narrow-places") is None, "every narrow place stands at its station"
    assert not article(library, "nerve", "sciatic-nerve").section("course").items[1].items  # type: ignore[union-attr]


def test_no_warning_is_lost_in_a_short_form(library: Library) -> None:
    for kind in SHORT:
        for ident in library.of(kind):
            loud = {p.text for p in passages_of(article(library, kind, ident)) if p.tone in LOUD}
            assert loud <= {p.text for p in passages_of(article(library, kind, ident, short=True))}


def test_courses_have_a_switch_each(spoil: Any) -> None:
    variant = {
        "structure": "sciatic-nerve",
        "name": "Through the muscle",
        "words": "It pierces piriformis.",
        "frequency": "In one of ten",
        "sources": ["gray-2020"],
    }
    library = spoil("conditions/nerves/sciatic-nerve.json", "/variants", [variant])
    courses = article(library, "nerve", "sciatic-nerve").section("courses")
    assert courses is not None
    assert [one.actions[0].id for one in courses.items] == ["", "sciatic-nerve"]
    assert courses.items[1].passages[1].text == "In one of ten."


def test_section_ids_are_used_once(library: Library) -> None:
    for kind, ident in every(library):
        for short in (False, True):
            ids = [one.id for one in article(library, kind, ident, short=short).sections]
            assert len(set(ids)) == len(ids)


def test_links_go_both_ways(library: Library) -> None:
    assert "entrapment/piriformis-sciatic" in linked(article(library, "nerve", "sciatic-nerve"))
    assert "entrapment/piriformis-sciatic" in linked(
        article(library, "trigger-point", "gluteus-medius-1")
    )
    assert "trigger-point/piriformis-1" in linked(article(library, "region", "buttock"))
    users = linked(article(library, "source", "gray-2020"))
    assert {"muscle/piriformis", "nerve/sciatic-nerve", "condition/danger-notch"} <= users


def test_a_region_puts_what_needs_a_physician_first(library: Library) -> None:
    page = article(library, "region", "buttock")
    assert page.sections[0].passages[0].tone == "emergency"
    assert "ambulance" in page.sections[0].passages[0].text


def test_the_plain_page_keeps_the_warnings(spoil: Any) -> None:
    library = spoil("conditions/entrapments/piriformis-sciatic.json", "/client", "It is squeezed.")
    page = article(library, "entrapment", "piriformis-sciatic", plain=True)
    assert page.plain
    assert words(page).splitlines() == [
        "It is squeezed.",
        "Weakness of the foot or numbness of the saddle.",
    ]
    assert page.sections[1].passages[0].tone == "caution"


@pytest.mark.parametrize(
    ("kind", "file", "pointer"),
    [
        ("muscle", "referral_patterns/piriformis.json", "/client"),
        ("trigger-point", "referral_patterns/piriformis.json", "/trigger_points/0/client"),
        ("nerve", "conditions/nerves/sciatic-nerve.json", "/client"),
        ("entrapment", "conditions/entrapments/piriformis-sciatic.json", "/client"),
        ("test", "conditions/tests/press-notch.json", "/client"),
        ("dermatome", "conditions/dermatomes/dermatome-s1.json", "/client"),
        ("condition", "conditions/safety/flag-saddle.json", "/client"),
        ("landmark", "conditions/landmarks/sacral-crest.json", "/client"),
    ],
)
def test_a_missing_plain_text_is_told(spoil: Any, kind: str, file: str, pointer: str) -> None:
    if kind == "muscle":
        spoil(file, "/trigger_points/0/client", "")
    library = spoil(file, pointer, "")
    ident = "piriformis-1" if kind == "trigger-point" else Path(file).stem
    page = article(library, kind, ident, plain=True)
    assert words(page) == "No plain text of this is written yet."


def test_every_plain_kind_may_lack_its_text() -> None:
    assert set(PLAIN) == {
        *("muscle", "trigger-point", "nerve"),
        *("entrapment", "dermatome", "origin", "condition", "test", "landmark"),
        *("motion", "position"),
    }


def test_only_when_to_refer_is_kept_of_the_paragraphs(spoil: Any) -> None:
    facts = {"referred pain": {"text": "It is charted."}, "when to refer": {"text": "Soon."}}
    library = spoil("conditions/safety/flag-saddle.json", "/facts", facts)
    page = article(library, "condition", "flag-saddle", plain=True)
    assert words(page).splitlines() == ["Call an ambulance.", "Soon."]


@pytest.mark.parametrize(("kind", "ident"), [("muscle", "piriformos"), ("unicorn", "piriformis")])
def test_what_there_is_not_is_told(library: Library, kind: str, ident: str) -> None:
    with pytest.raises(UnknownIdError, match=f"{kind} “{ident}”"):
        article(library, kind, ident)


def test_shelves_hold_everything_once(library: Library) -> None:
    keys = [entry.key for entry in library.shelves.entries]
    assert len(set(keys)) == len(keys)
    assert {entry.shelf for entry in library.shelves.entries} <= set(SHELVES)
    assert library.shelves.find() == library.shelves.entries


def test_the_shelf_with_the_best_name_comes_first(library: Library) -> None:
    shelves = library.shelves
    found = shelves.find("sciatic nerve")
    assert [entry.key for entry in found][:2] == [
        "nerve/sciatic-nerve",
        "entrapment/piriformis-sciatic",
    ]
    assert {entry.shelf for entry in shelves.find("sciatic", "entrapment")} == {"entrapment"}


def test_words_inside_documents_are_found(library: Library) -> None:
    assert [entry.key for entry in library.shelves.find("ambul once")] == ["condition/flag-saddle"]
    assert library.shelves.find("bulance") == (), "words are found from their beginning"


def test_targets(library: Library) -> None:
    assert target_of(library, "muscle", "piriformis") == Target(
        structures=("piriformis",), points=("piriformis-1",)
    )
    assert target_of(library, "entrapment", "piriformis-sciatic").nerve == "sciatic-nerve"
    assert target_of(library, "condition", "danger-notch").territories == ("danger-notch",)
    assert not target_of(library, "condition", "flag-saddle")
    assert not target_of(library, "source", "gray-2020")
    assert not target_of(library, "muscle", "unicorn")


def test_a_landmark_is_written_out(library: Library) -> None:
    page = article(library, "landmark", "sacral-crest")
    assert [one.id for one in page.sections] == ["what", "feel", "attaches", "region"]
    assert [one.label for one in page.sections[1].passages] == ["Position", "Direction", "Felt as"]
    assert [one.key for one in page.sections[2].references] == ["muscle/gluteus-medius"]
    assert [one.kind for one in page.actions] == ["look", "show"]
    assert page.actions[0].at == (0, 30, 900)
    plain = article(library, "landmark", "sacral-crest", plain=True)
    assert words(plain) == "A row of small bumps low on the back."


def test_a_landmark_may_lie_at_a_bone_point(spoil: Any) -> None:
    library = spoil("conditions/landmarks/sacral-crest.json", "/place", "hip")
    page = article(library, "landmark", "sacral-crest")
    assert page.actions[0].at == library.landmarks["hip"].at


def test_every_charted_point_tells_how_it_is_felt_and_treated_and_what_not() -> None:
    shipped = load_library(data_paths()).library
    assert len(shipped.trigger_points) > 200
    for ident, (muscle, _) in shipped.trigger_points.items():
        page = article(shipped, "trigger-point", ident)
        feeling, treating = page.section("feeling"), page.section("treating")
        assert feeling is not None, ident
        assert treating is not None, ident
        assert [one.tone for one in feeling.passages].count("caution") == 1, ident
        labels = [one.label for one in treating.passages]
        assert labels[:3] == ["How to treat a point", "How long", "What not to do"], ident
        assert all(one.sources for one in treating.passages), ident
        card = article(shipped, "muscle", muscle.id, short=True).section("handling")
        assert card is not None, muscle.id
        told = {one.label for one in card.passages}
        assert {"What is felt", "Do not press", *labels} <= told, muscle.id
