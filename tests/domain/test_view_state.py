"""The view state: short links, round trips, falling back key by key."""

import pytest

from nmt_atlas.domain.view_state import Camera, ViewState, read_dict, read_query

FREE = Camera(position=(1.0, 2.0, 3.0), target=(0.0, 0.0, 900.0))
STATES = [
    ViewState(),
    ViewState(selection=("piriformis-right", "soleus-left"), overlay=("piriformis-tp1:right",)),
    ViewState(camera=FREE, skin=0.5, clip=("x", 12.5), labels=False),
    ViewState(layers=(), nerve="sciatic-nerve:left", territory=("median-nerve:right",)),
]


def test_the_default_state_is_an_empty_link():
    assert ViewState().to_query() == ""


@pytest.mark.parametrize("state", STATES)
def test_a_link_restores_what_it_was_made_of(state):
    again, said = read_query("?" + state.to_query())
    assert again == state
    assert said == ()


@pytest.mark.parametrize("state", STATES)
def test_plain_data_restores_too(state):
    assert read_dict(state.to_dict())[0] == state


def test_unknown_parts_are_dropped_and_named_once():
    state, said = read_query("selection=a-right,gone-left&camera=left", {"a-right"})
    assert state.selection == ("a-right",)
    assert state.camera == "left"
    assert len(said) == 1
    assert "gone-left" in said[0]


def test_a_value_that_cannot_be_read_falls_back_alone():
    state, said = read_query("skin=7&camera=posterior&clip=nonsense")
    assert (state.skin, state.clip, state.camera) == (ViewState().skin, (), "posterior")
    assert len(said) == 2


def test_keys_of_the_page_are_not_the_views():
    assert read_query("page=lessons&lesson=x") == (ViewState(), ())


def test_an_unknown_layer_is_named():
    state, said = read_query("layers=bones,aura")
    assert state.layers == ("bones",)
    assert "aura" in said[0]


def test_a_link_of_another_version_says_so():
    assert "version" in read_query("version=99")[1][0]
