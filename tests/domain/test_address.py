"""Addresses: read whole, written short, and nothing in one raises."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.address import LONGEST_NOTICE, Address, Places, told
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import Camera, Known, ViewState

PLACES = Places(
    pages={"explore": (), "library": ("doc",), "lessons": ("lesson", "step")},
    bodies={"own", "other"},
    known=lambda body: Known(
        parts={"soleus-left", f"{body}-only"},
        points={"soleus-1"},
        territories={"tibial-nerve"},
        nerves={"tibial-nerve"},
        variants={"tibial-nerve-variant-high"},
    ),
)
FREE = Camera(position=(1.0, 2.0, 3.0), target=(0.0, 0.0, 900.0))
ADDRESSES = [
    Address(),
    Address(page="library", keys={"doc": "muscle/soleus"}, taste=Taste(language="es")),
    Address(page="lessons", keys={"lesson": "a b&c=d", "step": "1?"}),
    Address(state=ViewState(selection=("soleus-left",), camera=FREE, body="other")),
    Address(state=ViewState(overlay=("soleus-1:left",), nerve="tibial-nerve:right", clip=("x", 3))),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_written_is_read_again(address: Address) -> None:
    again = Address.read(address.write(), PLACES)
    assert again == address
    assert again.notices == ()


def test_nothing_to_say_is_no_query() -> None:
    assert Address().write() == ""
    assert Address.read("?page=explore", PLACES) == Address()


def test_links_of_the_old_form_still_lead_there() -> None:
    old = "?page=library&doc=muscle%2Fsoleus&theme=dark&selection=soleus-left&camera=posterior"
    address = Address.read(old, PLACES)
    assert (address.page, address.keys) == ("library", {"doc": "muscle/soleus"})
    assert (address.taste.theme, address.state.camera) == ("dark", "posterior")
    assert address.notices == ()


def test_no_key_outlives_its_page() -> None:
    assert Address.read("?lesson=hip", PLACES).keys == {}
    assert Address.read("?page=library&lesson=hip", PLACES).keys == {}


def test_parts_are_those_of_the_body_that_is_named() -> None:
    assert Address.read("?body=other&selection=other-only", PLACES).notices == ()
    assert "other-only" in Address.read("?selection=other-only", PLACES).notices[0]


@pytest.mark.parametrize(
    "query",
    [
        "?body=unicorn",
        "?page=unicorn",
        "?overlay=unicorn:left",
        "?overlay=soleus-1:middle",
        "?territory=unicorn:left",
        "?nerve=unicorn:left",
        "?variant=unicorn",
        "?layers=unicorn",
        "?selection=unicorn",
        "?focus=unicorn",
        "?version=7",
        "?theme=unicorn",
        "?language=unicorn",
        "?skin=unicorn",
        "?labels=unicorn",
        "?camera=unicorn",
    ],
)
def test_what_is_not_here_is_told_in_one_sentence(query: str) -> None:
    address = Address.read(query, PLACES)
    assert (address.state, address.taste, address.page) == (ViewState(), Taste(), "")
    assert len(address.notices) == 1


@pytest.mark.parametrize(
    "query",
    [
        "?skin=" + "9" * 5000,
        "?version=" + "9" * 5000,
        "?camera=" + "[" * 5000,
        "?clip=" + '{"a":' * 5000,
        "?skin=NaN",
        "?skin=Infinity",
        '?clip=["x",NaN]',
        '?clip=["x",1e999]',
        '?camera={"position":[0,0,NaN],"target":[0,0,0]}',
        '?camera={"position":[0,0,1e999],"target":[0,0,0]}',
        '?camera={"position":[0,0,1e300],"target":[0,0,0]}',
        '?camera={"position":[0,0,5],"target":[0,0,5]}',
        '?camera={"position":[0,-900,0],"target":[0,0,0],"up":[0,0,0]}',
        '?camera={"position":[0,0,900],"target":[0,0,0],"up":[0,0,1]}',
        "?selection=%00%ff%fe",
        "?selection=" + "x" * 60_000,
        "?body=" + "x" * 60_000,
        "?overlay=" + ",".join(f"u{n}:left" for n in range(4000)),
    ],
)
def test_a_damaged_value_falls_back_with_a_short_notice(query: str) -> None:
    address = Address.read(query, PLACES)
    assert address.state == ViewState()
    assert len(address.notices) == 1
    assert len(address.notices[0]) <= LONGEST_NOTICE


def test_a_second_question_mark_begins_another_key() -> None:
    address = Address.read("?selection=soleus-left?utm_source=mail", PLACES)
    assert address.state.selection == ("soleus-left",)
    assert address.notices == ()


def test_foreign_text_is_echoed_shortly() -> None:
    long = "unicorn" * 100
    (notice,) = Address.read(f"?selection={long}", PLACES).notices
    assert long[:41] not in notice
    assert "unicorn" in notice


def test_what_is_told_is_never_long() -> None:
    assert told(["short.", "And another."]) == "short. And another."
    assert len(told(["long. " * 40] * 9)) == LONGEST_NOTICE


KEYS = [*ViewState.model_fields, *Taste.model_fields, "page", "doc", "lesson", "step", "other"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=60))))
def test_nothing_in_a_query_raises(free: str, pairs: list[tuple[str, str]]) -> None:
    for query in (free, "?" + "&".join(f"{key}={quote(value)}" for key, value in pairs)):
        address = Address.read(query, PLACES)
        assert all(len(one) <= LONGEST_NOTICE for one in address.notices)
        again = Address.read(address.write(), PLACES)
        assert again == address
        assert again.notices == ()


START = Address(state=ViewState(selection=("soleus-left",)))


@pytest.mark.parametrize(
    ("other", "step"),
    [
        (Address(page="library", state=START.state), True),
        (Address(state=ViewState()), True),
        (Address(state=START.state.changed(overlay=("soleus-1:left",))), True),
        (Address(state=START.state.changed(nerve="tibial-nerve:left")), True),
        (Address(state=START.state.changed(layers=("bones",))), True),
        (Address(state=START.state.changed(body="other")), True),
        (Address(state=START.state.changed(hidden=("soleus-left",))), True),
        (Address(state=START.state.changed(camera=FREE)), False),
        (Address(state=START.state.changed(camera="left")), False),
        (Address(state=START.state.changed(skin=0.5)), False),
        (Address(state=START.state.changed(labels=False)), False),
        (Address(state=START.state, taste=Taste(theme="dark")), False),
        (START, False),
    ],
)
def test_a_step_is_what_one_would_come_back_to(other: Address, step: bool) -> None:
    assert other.is_step_from(START) == step
    assert START.is_step_from(other) == step


def test_another_document_or_step_of_a_lesson_is_a_step() -> None:
    one, two = (Address(page="lessons", keys={"lesson": "hip", "step": key}) for key in "ab")
    assert two.is_step_from(one)
