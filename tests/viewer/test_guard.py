"""What a browser may set: a list, and nothing else, whatever arrives."""

from __future__ import annotations

from typing import Any

import panel as pn
import panel_material_ui as pmui
import pytest
from bokeh.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.guard import guarded, may_set, refusal
from nmt_atlas.viewer.shell import Shell

TO_BROWSER = {
    AtlasView: {"index_url", "scene", "paint", "detail", "names", "texts", "still", "still_text"},
    Shell: {"title", "left_width", "narrow", "theme_config", "texts", "entry"},
}


@pytest.fixture(scope="module")
def document() -> Document:
    """A window with a control of each kind in it."""
    made = Document()
    button = pmui.Button(label="Press")
    typed = pmui.TextInput(label="Search")
    text = pmui.Typography("Words")
    shell = Shell(
        canvas=AtlasView(), left=pmui.Column(button, typed, text), notices=pn.pane.HTML("x")
    )
    made.add_root(shell.get_root(made))
    return made


def model(document: Document, kind: str) -> Any:
    return next(one for one in document.models if type(one).__name__.startswith(kind))


def change(one: Any, attribute: str, new: Any) -> dict[str, Any]:
    return {"kind": "ModelChanged", "model": {"id": one.id}, "attr": attribute, "new": new}


@pytest.mark.parametrize("component", [AtlasView, Shell])
def test_what_goes_to_the_browser_does_not_come_back(component: Any, document: Document) -> None:
    one = model(document, component._data_model.__name__)
    assert component.browser_sets <= set(component.param)
    for name in TO_BROWSER[component]:
        assert not may_set(one, name), name
    for name in component.browser_sets:
        assert may_set(one, name), name


def test_controls_take_values_and_clicks_but_no_words(document: Document) -> None:
    button, typed = model(document, "Button"), model(document, "TextInput")
    assert refusal(document, change(button, "clicks", 1)) == ""
    assert refusal(document, change(typed, "value_input", "pir")) == ""
    assert "label" in refusal(document, change(button, "label", "x"))
    assert refusal(document, change(model(document, "Typography"), "object", "<img>"))


def test_the_code_that_a_component_runs_is_not_the_browsers(document: Document) -> None:
    for name in ("esm", "bundle", "css_bundle", "stylesheets", "children", "data", "tags"):
        assert refusal(document, change(model(document, "ReactiveESM"), name, "x")), name


def test_models_and_other_changes_are_refused(document: Document) -> None:
    typed = model(document, "TextInput")
    made = {"type": "object", "name": "CustomJS", "id": "p9", "attributes": {}}
    assert refusal(document, change(typed, "value", [{"a": made}]))
    assert refusal(document, change(typed, "value", {"id": typed.id}))
    assert refusal(document, {"kind": "RootAdded", "model": made})
    assert refusal(document, {"kind": "TitleChanged", "title": "x"})
    assert refusal(document, {"kind": "ColumnsStreamed", "model": {"id": typed.id}})


def click(model: dict[str, Any]) -> dict[str, Any]:
    """The click of a button, as a browser tells it."""
    values = {"type": "map", "entries": [["model", model]]}
    data = {"type": "event", "name": "button_click", "values": values}
    return {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": data}


def test_an_event_names_its_model_and_brings_no_copy(document: Document) -> None:
    """BokehJS tells the whole model in the first event of one that the server has just sent."""
    ident = model(document, "Button").id
    inner = {"type": "object", "name": "CustomJS", "id": "p9", "attributes": {}}
    copy = {"type": "object", "name": "x", "id": ident, "attributes": {"children": [inner]}}
    assert guarded(document, [click(copy), click({"id": ident})]) == [click({"id": ident})] * 2


def test_an_event_of_a_model_that_is_gone_or_foreign_is_refused(document: Document) -> None:
    assert "not there" in refusal(document, click({"id": "p0"}))
    made = {"type": "object", "name": "CustomJS", "id": "p9", "attributes": {}}
    assert "not there" in refusal(document, click(made))
    assert "not there" in refusal(document, click({"type": "object", "name": "CustomJS"}))


def test_what_may_pass_passes_beside_what_may_not(
    document: Document, caplog: pytest.LogCaptureFixture
) -> None:
    typed = model(document, "TextInput")
    good, bad = change(typed, "value", "x"), change(typed, "label", "y")
    assert guarded(document, [bad, good, None]) == [good]
    assert "label" in caplog.text


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["kind", "model", "attr", "new", "id", "msg_type", "msg_data", "name", "events", "cols"]
)
KINDS = st.sampled_from(["ModelChanged", "MessageSent", "RootAdded", "TitleChanged", "x"])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, JUNK) | JUNK, KINDS)
def test_nothing_that_arrives_breaks_the_guard(document: Document, event: Any, kind: str) -> None:
    for sent in (event, {**event, "kind": kind} if isinstance(event, dict) else [event]):
        assert refusal(document, sent)
