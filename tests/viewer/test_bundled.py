"""How our components send what has changed."""

from __future__ import annotations

from typing import Any

import panel as pn
import pytest
from bokeh.document import Document
from panel.custom import ReactiveESM

from nmt_atlas.viewer.leaf import Leaf
from nmt_atlas.viewer.shell import Shell


def modelled(component: Any) -> Any:
    """The model of a component on a page of its own."""
    return component.get_root(Document())


def test_plain_data_is_sent_without_a_search_for_models(monkeypatch: pytest.MonkeyPatch) -> None:
    leaf = Leaf(text="[]")
    model = modelled(leaf)

    def never(*_: Any) -> None:
        raise AssertionError("Panel's own way was taken")

    monkeypatch.setattr(ReactiveESM, "_update_model", never)
    leaf.param.update(text='[{"kind":"text","runs":[]}]', topic="one")
    assert (model.data.text, model.data.topic) == ('[{"kind":"text","runs":[]}]', "one")
    assert leaf._changing == {}, "what the browser sets next is not taken for an echo"
    with pytest.raises(AssertionError, match="own way"):
        leaf.margin = 3


def test_slots_are_filled_and_emptied() -> None:
    shell = Shell(left=pn.pane.HTML("one"))
    model = modelled(shell)
    before = model.data.left
    shell.left = pn.pane.HTML("two")
    assert model.data.left is not before
    shell.left = None
    assert model.data.left is None
    shell.left_open = True
    assert model.data.left_open is True


def test_every_parameter_is_plain_but_slots() -> None:
    assert Leaf._plain_data() >= {"text", "topic", "live", "pressed"}
    assert not Shell._plain_data() & {"left", "right", "bar", "canvas", "foot", "notices", "margin"}
    assert Shell._plain_data() >= {"left_open", "entry", "visited"}
