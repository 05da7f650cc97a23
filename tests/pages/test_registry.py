"""Pages as a registry: what each must have, and the worked example of docs/architecture.md."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sample_page
from sample_page import TouchPage
from seen import text_on

import nmt_atlas.app
import nmt_atlas.pages
from nmt_atlas.atlas import Atlas
from nmt_atlas.pages import book, frame, taps, view, visit
from nmt_atlas.pages.frame import Frame, address_of
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.registry import PAGES
from nmt_atlas.pages.visit import Visit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.id)
def test_a_page_has_all_that_a_page_needs(kind: type[Page], visit: Visit) -> None:
    assert re.fullmatch(r"[a-z]+", kind.id)
    assert kind.title
    assert re.fullmatch(r"[a-z_]+", kind.icon)
    assert {*kind.wide} <= {"left", "right"}
    page = kind(visit)
    assert page.restore({}) == ()
    page.enter()
    assert page.left is not None
    for side in kind.wide:
        assert getattr(page, side) is not None
    assert set(page.address()) <= set(kind.keys)
    page.refresh()
    page.leave()
    page.forget()
    assert page.left is not None, "made anew in another language"


def test_no_two_pages_share_an_id_or_a_key() -> None:
    ids = [kind.id for kind in PAGES]
    keys = [key for kind in PAGES for key in kind.keys]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("module", [frame, book, visit, view, taps, nmt_atlas.app])
def test_what_holds_pages_names_none(module: object) -> None:
    code = inspect.getsource(module)  # type: ignore[arg-type]
    for kind in PAGES:
        assert kind.__name__ not in code
        assert f'"{kind.id}"' not in code


def test_the_worked_example(small_atlas: Atlas, make_visit: Callable[..., Visit]) -> None:
    kinds = (*PAGES, TouchPage)
    address = address_of(small_atlas, "?page=touch&part=piriformis-left", kinds)
    made = Frame(make_visit(small_atlas, state=address.state), address, kinds)
    assert made.book.now.id == "touch"
    assert {"id": "touch", "title": "Touch", "icon": "touch_app", "on": True} in made.shell.pages
    assert text_on(made.shell.left).startswith("piriformis-left")
    assert (made.shell.left_open, made.shell.right_open) == (True, False)
    made.visit.view.canvas.picked = {"n": 1, "part": "sacrum"}
    assert text_on(made.shell.left).startswith("sacrum")
    assert made.visit.state.selection == (), "the page has taken the click"
    assert made.shell.entry == {"search": "?page=touch&part=sacrum", "push": True}
    made.book.open("explore")
    assert "part=" not in made.shell.entry["search"]


def test_the_worked_example_stands_in_the_architecture() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    code = inspect.getsource(sample_page)
    assert code[code.index("class TouchPage") :].strip() in told
