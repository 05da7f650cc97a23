from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import panel_material_ui as pmui
import pytest

from nmt_atlas.domain.view_state import Camera
from nmt_atlas.pages.library_page import LibraryPanel
from nmt_atlas.pages.session import Session


@pytest.fixture
def panel(session: Session) -> LibraryPanel:
    session.mode = "library"
    return LibraryPanel(session)


def inside(thing: Any) -> Iterator[Any]:
    yield thing
    for one in getattr(thing, "objects", None) or ():
        yield from inside(one)


def text_of(panel: LibraryPanel) -> str:
    shown = [*inside(panel.reader)]
    return "\n".join(
        str(one.object) for one in shown if isinstance(one, (pmui.Typography, pmui.Alert))
    )


def button(panel: LibraryPanel, label: str) -> Any:
    (found,) = [
        one for one in inside(panel.reader) if isinstance(one, pmui.Button) and one.label == label
    ]
    return found


def press(found: Any) -> None:
    found.clicks += 1


def keys(panel: LibraryPanel) -> list[str]:
    return [item["key"] for group in panel.hits.items for item in group["items"]]


def test_everything_is_on_a_shelf(panel: LibraryPanel) -> None:
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
    } <= set(keys(panel))


def test_search_finds_names_and_words(panel: LibraryPanel) -> None:
    panel.search.value_input = "piriform"
    assert keys(panel)[0] == "muscle/piriformis"
    panel.search.value_input = "ambulance"
    assert keys(panel) == ["condition/flag-saddle"]
    assert panel.hits.items[0]["open"]
    panel.search.value_input = "xyzzyx"
    assert keys(panel) == []
    assert panel.count.object == "Nothing of that is here."


def test_one_kind_alone(panel: LibraryPanel) -> None:
    panel.shelf.value = "nerve"
    assert keys(panel) == ["nerve/sciatic-nerve"]
    assert "posture" not in panel.shelf.options.values(), "empty shelves are not offered"


def test_a_hit_opens_its_document(panel: LibraryPanel) -> None:
    panel._chosen(panel.hits.items[0]["items"][0])
    assert panel.session.document == "muscle/gluteus-medius"
    text = text_of(panel)
    assert "Where Gluteus Medius begins." in text
    assert "[A 2020]" in text
    assert "Read from a textbook." in text
    panel._chosen({"id": "shelf-muscle", "label": "Muscles"})
    assert panel.session.document == "muscle/gluteus-medius"


def test_links_lead_on_and_sources_are_documents(panel: LibraryPanel) -> None:
    panel.session.document = "entrapment/piriformis-sciatic"
    press(button(panel, "Sciatic nerve"))
    assert panel.session.document == "nerve/sciatic-nerve"
    press(button(panel, "A (2020). T"))
    assert panel.session.document == "source/gray-2020"
    assert button(panel, "Sciatic nerve at piriformis")


def test_plain_words_are_asked_for_once(panel: LibraryPanel) -> None:
    panel.session.document = "condition/flag-saddle"
    assert "needs an ambulance at once" in text_of(panel)
    (switch,) = [one for one in inside(panel.reader) if getattr(one, "label", "") == "Text"]
    switch.value = True
    assert "Call an ambulance." in text_of(panel)
    panel.session.document = "muscle/piriformis"
    assert "The piriformis lies at the hip." in text_of(panel)
    assert "Where Piriformis begins." not in text_of(panel)


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
    panel: LibraryPanel, document: str, changes: dict[str, object]
) -> None:
    panel.session.document = document
    panel.side = "left"
    press(button(panel, "Show on the body"))
    state = panel.session.state
    assert {name: getattr(state, name) for name in changes} == changes
    if state.territory and "sciatic-nerve" not in document:
        assert panel.session.view.paint
    panel.session.undo()
    assert panel.session.state.selection == ()


def test_a_narrow_place_is_looked_at_closely(panel: LibraryPanel) -> None:
    panel.session.show_document("entrapment", "piriformis-sciatic", "left")
    camera = panel.session.state.camera
    assert isinstance(camera, Camera)
    assert camera.target[0] == pytest.approx(70)


def test_documents_without_a_place_offer_no_button(panel: LibraryPanel) -> None:
    panel.session.document = "source/gray-2020"
    labels = [one.label for one in inside(panel.reader) if isinstance(one, pmui.Button)]
    assert "Show on the body" not in labels


def test_a_click_on_the_body_opens_the_muscle(panel: LibraryPanel) -> None:
    panel.session.view.picked = {"n": 1, "part": "piriformis-right", "marker": ""}
    assert panel.session.document == "muscle/piriformis"
    panel.session.mode = "explore"
    panel.session.view.picked = {"n": 2, "part": "gluteus-medius-right", "marker": ""}
    assert panel.session.document == "muscle/piriformis"


def test_an_unknown_document_is_told(panel: LibraryPanel) -> None:
    panel.session.document = "muscle/piriformos"
    assert "piriformis" in panel.session.notice
    panel.session.document = "nonsense"
    panel.session.document = "unicorn/one"
    assert "unicorn" in panel.session.notice
