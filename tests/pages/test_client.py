"""The Client page: plain words, and a sheet that the worker makes."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest
from seen import press, text_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.handout import HandoutError, Order
from nmt_atlas.pages.client import ClientPage
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.sheets import SHEETS

COMMAND = {one.id: one for one in COMMANDS}["client"]


@pytest.fixture
def frame(visit: Visit) -> Frame:
    return Frame(visit)


@pytest.fixture
def page(frame: Frame) -> ClientPage:
    frame.book.open("client", {"about": "muscle/piriformis", "of": "left"})
    found = frame.book.now
    assert isinstance(found, ClientPage)
    return found


@pytest.fixture
def asked(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    orders: list[Order] = []

    def later(_job: Any, order: Order) -> Future[Any]:
        orders.append(order)
        future: Future[Any] = Future()
        if order.signed.notes == "fails":
            future.set_exception(HandoutError("It cannot be set."))
        else:
            future.set_result((b"%PDF-",))
        return future

    monkeypatch.setattr(visit.atlas.pictures, "later", later)
    return orders


def test_the_command_opens_the_page_of_what_is_selected(frame: Frame) -> None:
    visit = frame.visit
    assert COMMAND.refused(visit)
    visit.select("piriformis-left")
    assert not COMMAND.refused(visit)
    COMMAND.run(visit)
    assert frame.book.now.address() == {"about": "muscle/piriformis", "of": "left"}
    assert "The piriformis lies at the hip." in text_on(frame.book.now.left)


def test_what_has_no_plain_words_is_told(frame: Frame) -> None:
    frame.visit.select("sacrum")
    assert COMMAND.refused(frame.visit)
    frame.book.open("client")
    assert "Select a muscle" in text_on(frame.book.now.left)


def test_a_sheet_is_made_of_what_is_seen_and_offered(page: ClientPage, asked: list[Order]) -> None:
    panel = page.left
    page._by.value = "Ana <b>"
    page._notes.value = "Walk.\x00"
    press(panel, "Make the handout (PDF)")
    (order,) = asked
    assert (order.kind, order.id, order.side, order.form) == ("muscle", "piriformis", "left", "pdf")
    assert (order.signed.by, order.signed.notes) == ("Ana <b>", "Walk.")
    assert order.view == page.visit.state
    url, name = page._link
    assert name == "Open piriformis.pdf"
    assert SHEETS.get(*url.split("/")[1:]) == b"%PDF-"
    assert f'href="{url}"' in page._made.object


def test_a_sheet_that_cannot_be_made_is_told_in_words(page: ClientPage, asked: list[Order]) -> None:
    panel = page.left
    page._notes.value = "fails"
    press(panel, "As a picture (PNG)")
    assert page.visit.notices.now
    assert "It cannot be set." in page.visit.notices.now.text
    page._notes.value = "x" * 5000
    press(panel, "Make the handout (PDF)")
    assert "5000 characters" in page.visit.notices.now.text
    assert len(asked) == 1


def test_an_address_that_names_nothing_is_told(page: ClientPage) -> None:
    assert page.restore({"about": "muscle/none"})[0].startswith("The library has no")
    assert page.address() == {}


def test_where_a_condition_is_felt_is_painted_while_the_page_is_open(
    whole_atlas: Atlas, make_visit: Any
) -> None:
    frame = Frame(make_visit(whole_atlas))
    frame.book.open("client", {"about": "condition/frozen-shoulder", "of": "left"})
    visit = frame.visit
    felt = sorted(visit.view.beside.felt)
    assert felt
    assert (visit.body.source.skin().points[felt, 0] > 0).all(), "the left side alone"
    assert not visit.state.territory
    assert "where it may be felt" in text_on(frame.book.now.left)
    frame.book.open("explore")
    assert not visit.view.beside.felt
    frame.book.open("client")
    assert visit.view.beside.felt
    frame.book.open("client", {"about": "muscle/piriformis", "of": "left"})
    assert not visit.view.beside.felt


def test_the_nerve_is_shown_where_there_is_one(whole_atlas: Atlas, make_visit: Any) -> None:
    frame = Frame(make_visit(whole_atlas))
    for about, nerve in (
        ("muscle/soleus", "tibial-nerve"),
        ("trigger-point/soleus-tp1", "tibial-nerve"),
        ("entrapment/carpal-tunnel-median", "median-nerve"),
    ):
        frame.book.open("client", {"about": about, "of": "left"})
        press(frame.book.now.left, "The nerve")
        assert frame.visit.state.nerve == f"{nerve}:left"
    frame.book.open("client", {"about": "condition/frozen-shoulder", "of": "left"})
    assert "The nerve" not in text_on(frame.book.now.left)
