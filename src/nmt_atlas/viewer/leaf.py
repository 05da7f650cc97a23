"""A leaf: text with buttons and switches, as data; the browser writes it as text, never as markup.

It knows no document and no page. A leaf is changed as a whole: a few kilobytes in one message,
where as many components of their own would cost a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import param
from pydantic import ConfigDict, Field, StringConstraints

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.picks import Event
from nmt_atlas.viewer.bundle import Bundled

Tone = Literal["plain", "quiet", "info", "success", "caution", "emergency"]


class Run(Frozen):
    """Some words in one style; ``color`` (hex) is that of a dot before them."""

    model_config = ConfigDict(str_strip_whitespace=False)  # runs stand beside each other

    text: str = ""
    style: Literal["", "strong", "em", "small"] = ""
    color: Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6})?$")] = ""


class Text(Frozen):
    """A paragraph; all tones but ``plain`` and ``quiet`` stand in a box."""

    kind: Literal["text"] = "text"
    runs: tuple[Run, ...]
    tone: Tone = "plain"
    inset: bool = False


class Heading(Frozen):
    """A heading; ``level`` is its place in the outline (2 to 6)."""

    kind: Literal["heading"] = "heading"
    text: str
    level: Annotated[int, Field(ge=2, le=6)] = 3


class Button(Frozen):
    """A button; ``id`` is told when it is pressed."""

    id: str
    label: str
    main: bool = False


class Buttons(Frozen):
    """Buttons beside each other; ``stacked`` ones below each other, as links."""

    kind: Literal["buttons"] = "buttons"
    buttons: tuple[Button, ...]
    stacked: bool = False


class Switch(Frozen):
    """Something that is on or off."""

    kind: Literal["switch"] = "switch"
    id: str
    label: str
    on: bool = False


class Choice(Frozen):
    """One of several: ``options`` are values with their labels."""

    kind: Literal["choice"] = "choice"
    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


class Fold(Frozen):
    """What is seen when it is unfolded; it stays open while the leaf is about the same."""

    kind: Literal["fold"] = "fold"
    title: str
    blocks: tuple[Block, ...]


Block = Text | Heading | Buttons | Switch | Choice | Fold
Fold.model_rebuild()


class Pressed(Event):
    """A button that was pressed, a switch that was turned, a choice that was made."""

    parameter = "pressed"

    n: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    id: Annotated[str, StringConstraints(strict=True, max_length=200)]
    value: bool | Annotated[str, StringConstraints(strict=True, max_length=200)] = True


class Leaf(Bundled):
    """Writes blocks of text in the browser and reports what is pressed on them."""

    blocks = param.List(default=[], item_type=dict, doc="The blocks as plain data.")
    topic = param.String(default="", doc="What it is about; another one folds everything again.")
    live = param.Boolean(default=False, doc="Whether what is written is read aloud at once.")
    pressed = param.Dict(
        default={}, doc="`{n, id, value}`: what was pressed last; `n` grows with each."
    )

    browser_sets: ClassVar[frozenset[str]] = frozenset({"pressed"})

    _bundle: ClassVar[Any] = Path(__file__).with_name("leaf.js")

    def __init__(self, **params: Any) -> None:
        params.setdefault("sizing_mode", "stretch_width")
        super().__init__(**params)

    def write(self, blocks: Iterable[Block], topic: str = "") -> None:
        """Show other blocks, where they are others."""
        self.param.update(blocks=[wire(block) for block in blocks], topic=topic)


def wire(block: Block) -> dict[str, Any]:
    """A block as plain data for the browser, without what is left at its default."""
    data = block.model_dump(mode="json", exclude_defaults=True)
    if isinstance(block, Fold):
        data["blocks"] = [wire(one) for one in block.blocks]
    return {"kind": block.kind, **data}
