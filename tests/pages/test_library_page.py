from __future__ import annotations

from typing import Any

import pytest
from seen import act, choose, labels, press, shown_on, text_on

from nmt_atlas.pages import library_page
from nmt_atlas.pages.book import Book
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.library_page import LibraryPage
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def page(visit: Visit) -> LibraryPage:
    book = Book(visit, (ExplorePage, LibraryPage))
    book.open("library")
    made = book.now
    assert isinstance(made, LibraryPage)
    assert made.left
    assert made.right
    return made


def told(page: LibraryPage) -> str:
    return page.visit.notices.now.text if page.visit.notices.now else ""


def shelves(page: LibraryPage) -> list[dict[str, Any]]:
    return [block for block in page.left.blocks if block["kind"] == "shelf"]


def keys(page: LibraryPage) -> list[str]:
    """Every document that can be read on the left, each shelf unfolded."""
    for shelf in shelves(page):
        act(page.left, f"open:{shelf['id']}", True)
    lines = [line for shelf in shelves(page) for line in shelf.get("items", [])]
    return [line["id"].removeprefix("read:") for line in lines]


def search(page: LibraryPage, text: str) -> None:
    page.visit.go("library", find=text)


def test_a_shelf_is_sent_when_it_is_opened_and_a_long_one_in_parts(
    page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_page, "_FEW", 0)
    monkeypatch.setattr(library_page, "_MOST", 1)
    monkeypatch.setattr(library_page, "_STEP", 1)
    page.find()
    assert [shelf.get("items", []) for shelf in shelves(page)] == [[]] * len(shelves(page))

    def muscles() -> dict[str, Any]:
        return shown_on(page.left, "muscle")

    assert muscles()["count"] == 2
    act(page.left, "open:muscle", True)
    assert [line["label"] for line in muscles()["items"]] == ["Gluteus Medius"]
    assert muscles()["more"] == "Show more (1)"
    act(page.left, "more:muscle")
    assert len(muscles()["items"]) == 2
    assert "more" not in muscles()
    act(page.left, "open:muscle", False)
    assert "items" not in muscles()


def test_everything_is_on_a_shelf(page: LibraryPage) -> None:
    assert {
        "muscle/piriformis",
        "trigger-point/piriformis-1",
        "nerve/sciatic-nerve",
        "entrapment/piriformis-sciatic",
        "dermatome/dermatome-s1",
        "condition/danger-notch",
        "condition/flag-saddle",
        "region/buttock",
        "structure/sacrum",
        "source/gray-2020",
    } <= set(keys(page))


def test_search_finds_names_and_words(page: LibraryPage) -> None:
    search(page, "piriform")
    assert keys(page)[0] == "muscle/piriformis"
    search(page, "ambulance")
    assert keys(page)[0] == "condition/flag-saddle"
    assert shelves(page)[0]["open"]
    search(page, "xyzzyx")
    assert keys(page) == []
    assert "Nothing of that is here." in text_on(page.left)


def test_one_kind_alone(page: LibraryPage) -> None:
    choose(page.left, "shelf", "nerve")
    assert keys(page) == ["nerve/sciatic-nerve"]
    assert "posture" not in dict(shown_on(page.left, "shelf")["options"]), (
        "empty shelves are not offered"
    )


def test_a_hit_opens_its_document(page: LibraryPage) -> None:
    act(page.left, "read:muscle/gluteus-medius")
    assert page.document == "muscle/gluteus-medius"
    text = text_on(page.right)
    assert "Where Gluteus Medius begins." in text
    assert "[A 2020]" in text
    assert "Read from a textbook." in text


def test_links_lead_on_and_sources_are_documents(page: LibraryPage) -> None:
    page.open("entrapment/piriformis-sciatic")
    press(page.right, "Sciatic nerve")
    assert page.document == "nerve/sciatic-nerve"
    press(page.right, "A (2020). T")
    assert page.document == "source/gray-2020"
    assert "Sciatic nerve at piriformis" in labels(page.right)


def test_plain_words_are_asked_for_once(page: LibraryPage) -> None:
    page.open("condition/flag-saddle")
    assert "needs an ambulance at once" in text_on(page.right)
    choose(page.right, "text", "plain")
    assert "Call an ambulance." in text_on(page.right)
    page.open("muscle/piriformis")
    assert "The piriformis lies at the hip." in text_on(page.right)
    assert "Where Piriformis begins." not in text_on(page.right)


@pytest.mark.parametrize(
    ("document", "changes"),
    [
        ("muscle/piriformis", {"selection": ("piriformis-left",)}),
        (
            "trigger-point/piriformis-1",
            {"selection": ("piriformis-left",), "overlay": ("piriformis-1:left",)},
        ),
        (
            "nerve/sciatic-nerve",
            {"nerve": "sciatic-nerve:left", "territory": ("sciatic-nerve:left",)},
        ),
        ("entrapment/piriformis-sciatic", {"nerve": "sciatic-nerve:left"}),
        ("dermatome/dermatome-s1", {"territory": ("dermatome-s1:left",)}),
        ("condition/danger-notch", {"territory": ("danger-notch:left",)}),
        ("structure/sacrum", {"selection": ("sacrum",)}),
    ],
)
def test_documents_are_shown_on_the_body(
    page: LibraryPage, document: str, changes: dict[str, object]
) -> None:
    page.open(document)
    choose(page.right, "side", "left")
    press(page.right, "Show on the body")
    state = page.visit.state
    assert {name: getattr(state, name) for name in changes} == changes
    if state.territory and "sciatic-nerve" not in document:
        assert page.visit.view.canvas.paint
    page.visit.view.undo()
    assert page.visit.state.selection == ()


def test_a_narrow_place_is_looked_at_closely(page: LibraryPage) -> None:
    page.visit.show_document("entrapment", "piriformis-sciatic", "left")
    spot = page.visit.state.spot
    assert spot is not None
    assert spot[0] == pytest.approx(70)


def test_documents_without_a_place_offer_no_button(page: LibraryPage) -> None:
    page.open("source/gray-2020")
    assert "Show on the body" not in labels(page.right)


def test_a_click_on_the_body_opens_the_muscle(page: LibraryPage) -> None:
    page.visit.view.canvas.picked = {"n": 1, "part": "piriformis-right", "marker": ""}
    assert page.document == "muscle/piriformis"
    page.visit.go("explore")
    page.visit.view.canvas.picked = {"n": 2, "part": "gluteus-medius-right", "marker": ""}
    assert page.document == "muscle/piriformis"


def test_an_unknown_document_is_told(page: LibraryPage) -> None:
    page.open("muscle/piriformos")
    assert "piriformis" in told(page)
    page.open("nonsense")
    page.open("unicorn/one")
    assert "unicorn" in told(page)


def test_one_letter_is_no_search_and_a_search_lists_the_best(page: LibraryPage) -> None:
    everything = keys(page)
    search(page, "x")
    assert keys(page) == everything
    search(page, "musc" * 50)
    assert keys(page) == []
    search(page, "musc" * 5000)
    assert keys(page) == [], "more than 200 characters are no search"
