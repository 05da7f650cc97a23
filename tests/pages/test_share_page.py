"""The Views page: decks, what is kept, what is handed on, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.note import Kept
from nmt_atlas.domain.picks import Pick
from nmt_atlas.pages.frame import address_of
from nmt_atlas.pages.share_page import SharePage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.sheets import SHEETS


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    for n in (1, 2):
        files[f"views/pain-{n}.json"] = {
            **files["views/piriformis-pain.json"],
            "id": f"pain-{n}",
            "title": f"Pain {n}",
            "words": f"The pain of number {n}.",
            "place": n,
            "view": {"camera": "left" if n == 1 else "right"},
        }
    return files


@pytest.fixture
def page(small_atlas: Atlas, make_visit: Callable[..., Visit]) -> Iterator[SharePage]:
    made = SharePage(make_visit(small_atlas))
    made.enter()
    assert made.left is not None
    yield made
    made.visit.store.close()


def texts(page: SharePage) -> str:
    """All that is written under the open tab."""
    found = {"gallery": page.gallery, "mine": page.keeping, "share": page.sharing}[page.tab]
    return json.dumps([one.model_dump(mode="json") for one in found.blocks()], ensure_ascii=False)


def told(page: SharePage) -> str:
    return page.visit.notices.now.text if page.visit.notices.now else ""


def test_a_deck_is_gone_through_by_steps(page: SharePage) -> None:
    assert "Piriformis with its pain" not in texts(page), "the shelf is folded"
    page.gallery.acts["open"]("referral", "")
    assert "Piriformis with its pain" in texts(page)
    page.gallery.acts["see"]("pain-1", "on")
    assert page.visit.state.camera == "left"
    assert "2 of 3" in texts(page)
    assert page.visit.stepper is not None
    page.visit.stepper(1)
    assert (page.gallery.shown, page.visit.state.camera) == ("pain-2", "right")
    page.visit.stepper(1)
    assert page.gallery.shown == "pain-2", "the deck ends"
    assert page.address() == {"prepared": "pain-2"}
    page.leave()
    assert page.visit.stepper is None


def test_views_are_found_by_their_words(page: SharePage) -> None:
    page.gallery.acts["find"]("ask", "number 2")
    assert "Pain 2" in texts(page)
    assert "Pain 1" not in texts(page)
    page.gallery.acts["find"]("ask", "unicorn")
    assert "No prepared view" in texts(page)


def test_an_address_opens_a_view_and_says_what_it_cannot(page: SharePage) -> None:
    assert page.restore({"prepared": "pain-1", "tab": "share"}) == ()
    assert (page.tab, page.gallery.shown) == ("share", "pain-1")
    notices = page.restore({"prepared": "gone", "tab": "unicorn"})
    assert len(notices) == 1
    assert page.tab == "gallery"


def test_a_link_names_a_view_and_leads_to_what_it_shows(page: SharePage) -> None:
    atlas = page.visit.atlas
    page.gallery.show("piriformis-pain")
    page.turn("share")
    assert "?show=view/piriformis-pain" in texts(page)
    assert address_of(atlas, "?show=view/piriformis-pain").state == page.visit.state
    page.visit.reveal("piriformis", "left")
    assert "show=muscle/piriformis:left" in texts(page)
    linked = address_of(atlas, "?show=muscle/piriformis:left").state
    assert linked.selection == ("piriformis-left",)
    assert "QR code" in texts(page)
    assert "0.0.0.0" in texts(page), "nobody else reaches localhost"


def test_what_is_kept_is_listed_shown_removed_and_brought_back(page: SharePage) -> None:
    page.turn("mine")
    page.visit.reveal("piriformis", "right")
    page._name.value, page._text.value, page._group.value = "<b>My</b>", "It hurt\nhere", "Hip"
    page.keeping.acts["keep"]("view", "on")
    assert page._name.value == ""
    (one,) = page.keeping.things
    assert (one.kept.name, one.kept.collection) == ("<b>My</b>", "Hip")
    page.visit.reveal("piriformis", "left")
    page.keeping.acts["mine"](one.kept.id, "on")
    assert page.visit.state.selection == ("piriformis-right",)
    assert "It hurt" in texts(page)
    page.keeping.acts["drop"](one.kept.id, "on")
    assert page.keeping.things == ()
    page.keeping.acts["undrop"]("", "on")
    assert [found.kept for found in page.keeping.things] == [one.kept]


def test_equal_and_empty_names_are_told_apart(page: SharePage) -> None:
    page.turn("mine")
    for _ in range(2):
        page.keeping.acts["keep"]("note", "on")
    assert '"Untitled"' in texts(page)
    assert '"Untitled (2)"' in texts(page)


def test_a_note_is_pinned_where_the_body_is_clicked(page: SharePage) -> None:
    page.turn("mine")
    pick = Pick(n=1, part="piriformis-right", point=(-70.04, 20.0, 905.0))
    assert not page.on_tap(pick), "clicks are the body's until a pin is asked for"
    page.keeping.acts["pin"]("", "on")
    assert "Click the body" in texts(page)
    assert page.on_tap(pick)
    (note,) = page.keeping.things
    assert (note.kept.part, note.kept.at) == ("piriformis-right", (-70.0, 20.0, 905.0))
    (mark,) = page.visit.view.canvas.scene["markers"]
    assert (mark["kind"], mark["at"]) == ("pin", [-70.0, 20.0, 905.0])
    assert page.on_tap(Pick(n=2, marker=mark["id"]))
    page.visit.view.change(labels=False)
    assert not page.visit.view.canvas.scene.get("markers")


def test_favourites_name_documents_once(page: SharePage) -> None:
    page.turn("mine")
    page.visit.reveal("piriformis", "right")
    for _ in range(2):
        page.keeping.acts["favour"]("muscle/piriformis", "on")
    page.keeping.acts["favour"]("muscle/unicorn", "on")
    (one,) = page.keeping.things
    assert one.kept.document == "muscle/piriformis"
    assert "Piriformis" in texts(page)


def test_notes_go_out_and_come_in(page: SharePage) -> None:
    page.keeping._put(Kept(id="a", name="One"), Kept(id="b", name="Two"))
    page.keeping.acts["file"]("json", "on")
    _, token, name = page.keeping._file[1].split("/")
    written = SHEETS.get(token, name)
    assert written is not None
    page.keeping.acts["drop"]("a", "on")
    page.keeping.read_in(written.decode())
    assert [one.kept.id for one in page.keeping.things] == ["a", "b"]
    assert "2 read in" in told(page)
    page.keeping.read_in("nonsense")
    assert "no file of notes" in told(page)
    assert len(page.keeping.things) == 2


def test_a_file_is_made_by_the_worker_and_offered(
    page: SharePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.turn("share")
    coming: Future[bytes] = Future()
    asked: list[Any] = []
    later = lambda job, *given: asked.append((job.__name__, given)) or coming  # noqa: E731
    monkeypatch.setattr(page.visit.atlas.pictures, "later", later)
    page.sharing.acts["make"]("stl", "on")
    page.sharing.acts["make"]("png", "on")
    assert len(asked) == 1, "one at a time"
    assert "being made" in texts(page)
    coming.set_result(b"solid")
    assert "sheets/" in texts(page)
    assert "body.stl" in texts(page)


def test_of_a_view_of_two_it_is_said_what_each_file_holds(page: SharePage) -> None:
    page.turn("share")
    assert "first half" not in texts(page)
    page.visit.show(page.visit.state.changed(selection=("piriformis-right",), split="sacrum"))
    page.refresh()
    assert "first half" in texts(page)


def test_what_cannot_be_made_is_told(page: SharePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.turn("share")
    failed: Future[bytes] = Future()
    failed.set_exception(RenderError("nothing is selected.", remedy="Select."))
    monkeypatch.setattr(page.visit.atlas.pictures, "later", lambda *_: failed)
    page.sharing.acts["make"]("stl", "on")
    assert "nothing is selected" in told(page)
    assert "being made" not in texts(page)


def test_two_views_are_made_into_one_page(page: SharePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.gallery.show("pain-1")
    page.gallery.acts["pair"]("", "on")
    assert "sheets/" not in texts(page), "there is no other view yet"
    done: Future[bytes] = Future()
    done.set_result(b"<!doctype html>")
    monkeypatch.setattr(page.visit.atlas.pictures, "later", lambda *_: done)
    page.gallery.acts["other"]("", "pain-2")
    page.gallery.acts["pair"]("", "on")
    assert "nmt-atlas-two-views.html" in texts(page)


def test_a_tab_is_turned_by_its_button(page: SharePage) -> None:
    leaf = page.left.objects[0]
    leaf.pressed = {"n": 1, "id": "tab", "value": "mine"}
    assert page.tab == "mine"
    shown = [one.visible for one in page.left.objects]
    assert shown == [True, False, True, True, True, False]
