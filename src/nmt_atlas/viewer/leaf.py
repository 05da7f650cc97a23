"""A leaf: text and controls as data; the browser writes it as text, never as markup.

It knows no document and no page. A leaf is changed as a whole: a few kilobytes in one message,
where as many components of their own would cost a hundred, and 9 ms of the server each. The browser
writes anew only the blocks that differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

import param
from pydantic import Field, StringConstraints

from nmt_atlas.domain.picks import Event
from nmt_atlas.viewer.blocks import (
    Block,
    Button,
    Buttons,
    Capture,
    Chips,
    Choice,
    Code,
    Copy,
    File,
    Fold,
    Heading,
    Lang,
    Line,
    Picture,
    Pictures,
    Ranked,
    Ranking,
    Run,
    Select,
    Shelf,
    Slider,
    Switch,
    Tab,
    Table,
    TableRow,
    Tabs,
    Text,
    Tone,
    Typed,
)
from nmt_atlas.viewer.bundle import LEAF_BUNDLE, Bundled, require_bundle
from nmt_atlas.viewer.leaf_measures import Bar, Bars, Clock
from nmt_atlas.viewer.leaf_plot import Plot

__all__ = [
    "Bar",
    "Bars",
    "Block",
    "Button",
    "Buttons",
    "Capture",
    "Chips",
    "Choice",
    "Clock",
    "Code",
    "Copy",
    "File",
    "Fold",
    "Heading",
    "Lang",
    "Leaf",
    "Line",
    "Picture",
    "Pictures",
    "Plot",
    "Pressed",
    "Ranked",
    "Ranking",
    "Run",
    "Select",
    "Shelf",
    "Slider",
    "Switch",
    "Tab",
    "Table",
    "TableRow",
    "Tabs",
    "Text",
    "Tone",
    "Typed",
    "wire",
]


TOPIC = 200
"""So many letters of its topic come back with what is pressed on a leaf."""


class Pressed(Event):
    """A button that was pressed, a switch that was turned, a choice that was made.

    ``of`` is the topic of the leaf as it stood in the browser then.
    """

    parameter = "pressed"

    n: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    id: Annotated[str, StringConstraints(strict=True, max_length=200)]
    value: bool | Annotated[str, StringConstraints(strict=True, max_length=200)] = True
    of: Annotated[str, StringConstraints(strict=True, max_length=TOPIC)] = ""

    def late(self, topic: str) -> bool:
        """Whether the leaf was about something else when this was pressed."""
        return bool(self.of) and self.of != topic[:TOPIC]


class Leaf(Bundled):
    """Writes blocks of text in the browser and reports what is pressed on them."""

    text = param.String(
        default="[]",
        doc="The blocks as JSON: half of what they take as the wire's own dictionaries.",
    )
    topic = param.String(default="", doc="What it is about; another one folds everything again.")
    live = param.Boolean(default=False, doc="Whether what is written is read aloud at once.")
    large = param.Boolean(default=False, doc="Larger letters and targets, as for clients.")
    focus = param.Dict(
        default={}, doc="`{n, id}`: what is given the focus, anew with each greater `n`."
    )
    pressed = param.Dict(
        default={}, doc="`{n, id, value, of}`: what was pressed last; `n` grows with each."
    )

    written = param.Dict(
        default={}, doc="`{n, id, text, name}`: what was written last; `n` grows with each."
    )

    browser_sets: ClassVar[frozenset[str]] = frozenset({"pressed", "written"})

    _priority_changes: ClassVar[list[str]] = ["pressed", "written"]  # Panel waits 50 ms with others
    _bundle: ClassVar[Any] = LEAF_BUNDLE

    def __init__(self, **params: Any) -> None:
        require_bundle(LEAF_BUNDLE)
        params.setdefault("sizing_mode", "stretch_width")
        super().__init__(**params)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks as plain data."""
        return list(json.loads(self.text))

    def write(self, blocks: Iterable[Block], topic: str = "") -> None:
        """Show other blocks, where they are others."""
        found = [wire(block) for block in blocks]
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if text != self.text or topic != self.topic:
            self.param.update(text=text, topic=topic)

    def attend(self, ident: str) -> None:
        """Give the focus to what has this id, once it is written."""
        self.focus = {"n": int(self.focus.get("n", 0)) + 1, "id": ident}


def wire(block: Block | Tab) -> dict[str, Any]:
    """A block as plain data for the browser, without what is left at its default."""
    data = block.model_dump(mode="json", exclude_defaults=True)
    if isinstance(block, Fold | Tab | Tabs):
        data["blocks"] = [wire(one) for one in block.blocks]
    return {"kind": block.kind, **data}
