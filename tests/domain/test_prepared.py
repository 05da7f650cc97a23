"""Prepared views stand in decks; addresses may name them and tell only what differs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.address import Address, Places
from nmt_atlas.domain.based import shortest, told_from
from nmt_atlas.domain.prepared import PreparedView, beside, deck
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, Known, ViewState

LONG = ViewState(
    camera="posterior",
    selection=tuple(f"muscle-{n}-right" for n in range(30)),
    focus=("muscle-1-right",),
    skin=1.0,
    labels=False,
    clip=[["z", 900]],
)
PLACES = Places(known=lambda _body: Known(shown={"view/long": LONG}.get))


def view(ident: str, group: str = "nerve", place: int = 0) -> PreparedView:
    return PreparedView.model_validate(
        {"id": ident, "title": ident, "words": "w", "group": group, "place": place, "view": {}}
    )


VIEWS = (view("b", place=2), view("a", place=2), view("z", place=1), view("r", "region"))


def test_a_deck_has_its_order_and_its_ends() -> None:
    assert [one.id for one in deck(VIEWS, "nerve")] == ["z", "a", "b"]
    following = beside(VIEWS, "z", 1)
    assert following is not None
    assert following.id == "a"
    assert beside(VIEWS, "b", 1) is None
    assert beside(VIEWS, "z", -1) is None
    begun = beside(VIEWS, "gone", 1)
    assert begun is not None
    assert begun.id == "r"
    assert beside((), "z", 1) is None


def test_a_link_names_what_is_shown() -> None:
    address = Address.read("?show=view/long", PLACES)
    assert (address.state, address.notices) == (LONG, ())
    changed = Address.read("?show=view/long&camera=anterior&labels=true", PLACES)
    assert changed.state == LONG.changed(camera="anterior", labels=True)


def test_what_is_not_there_is_told_and_the_rest_restored() -> None:
    address = Address.read("?show=view/gone&camera=left", PLACES)
    assert address.state == ViewState(camera="left")
    assert len(address.notices) == 1
    assert "view/gone" in address.notices[0]


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "camera": st.sampled_from(["anterior", "left", "posterior"]),
        "selection": st.lists(st.sampled_from(["a-right", "b-left"]), unique=True),
        "layers": st.just(DEFAULT_LAYERS),
        "skin": st.sampled_from([0.18, 0.5, 1.0]),
        "labels": st.booleans(),
        "clip": st.sampled_from([[], [["x", 3]]]),
        "spot": st.sampled_from([None, (1, 2, 3, 50)]),
        "nerve": st.sampled_from(["", "n:left"]),
    },
)


@given(CHANGES)
@settings(max_examples=120, deadline=None)
def test_only_what_differs_is_told_and_all_of_it(changes: dict[str, object]) -> None:
    wanted = LONG.changed(**changes)
    query = shortest(wanted, [("view/long", LONG)])
    assert Address.read(query, PLACES).state == wanted
    assert Address.read(told_from(wanted, "view/long", LONG), PLACES).state == wanted
    assert len(query) <= len(wanted.to_query())


@pytest.mark.parametrize("body", ["own", "other"])
def test_a_base_on_another_body_is_none(body: str) -> None:
    state = LONG.changed(body=body)
    assert ("show" in shortest(state, [("view/long", LONG)])) == (body == "own")
