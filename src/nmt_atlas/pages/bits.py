"""Small pieces that pages are put together from. Every text is escaped but what is `Rich`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from nmt_atlas.domain.language import ENGLISH, Say, mark
from nmt_atlas.pages.rich import Rich, rich, titled

ESSENTIAL = "#c8102e"
SPILLOVER = "#f08a4b"

GROUP_NAMES = {
    "skin": mark("Skin"),
    "muscles-superficial": mark("Superficial muscles"),
    "muscles-intermediate": mark("Intermediate muscles"),
    "muscles-deep": mark("Deep muscles"),
    "bones": mark("Bones"),
    "cartilage": mark("Cartilage and discs"),
    "ligaments": mark("Ligaments and fascia"),
    "nerves": mark("Nerves"),
    "vessels": mark("Vessels"),
}


def heading(text: str | Rich, level: int = 2, **options: Any) -> pmui.Typography:
    """A heading; ``level`` is its place in the outline (1 to 6)."""
    sizes = {1: "h5", 2: "h6", 3: "subtitle1", 4: "subtitle2"}
    return pmui.Typography(
        object=rich(text).markup(),
        variant=sizes.get(level, "subtitle2"),
        sx={"fontWeight": 600, "lineHeight": 1.25},
        margin=(8, 10, 2, 10),
        **options,
    )


def words(text: str | Rich, *, quiet: bool = False, **options: Any) -> pmui.Typography:
    """A paragraph."""
    options.setdefault("margin", (2, 10))
    sx = {"color": "text.secondary"} if quiet else {}
    return pmui.Typography(
        object=rich(text).markup(), variant="body2", sx=sx | options.pop("sx", {}), **options
    )


def fact(label: str, text: str | Rich) -> pmui.Typography:
    """A labelled line."""
    return words(Rich.bold(label) + "  " + text)


def action(
    label: str, icon: str, on_click: Callable[[], None], *, variant: str = "text", **options: Any
) -> pmui.Button:
    """A button that does one thing."""
    options.setdefault("margin", (2, 3))
    options.setdefault("size", "small")
    button = pmui.Button(label=label, icon=icon, variant=variant, **options)
    button.on_click(lambda _event: on_click())
    return button


def icon_action(label: str, icon: str, on_click: Callable[[], None], **options: Any) -> Any:
    """An icon button; ``label`` is told to screen readers and on hovering."""
    button = pmui.IconButton(
        label="", icon=icon, description=label, size="small", margin=2, **options
    )
    button.on_click(lambda _event: on_click())
    return button


def row(*items: Any, **options: Any) -> pmui.FlexBox:
    """Items beside each other, wrapping where the space is narrow."""
    options.setdefault("sizing_mode", "stretch_width")
    options.setdefault("margin", 0)
    return pmui.FlexBox(*items, align_items="center", flex_wrap="wrap", **options)


def column(*items: Any, **options: Any) -> pmui.Column:
    """Items below each other."""
    options.setdefault("sizing_mode", "stretch_width")
    options.setdefault("margin", 0)
    return pmui.Column(*items, **options)


def card(title: str, *items: Any, **options: Any) -> pmui.Card:
    """Items in a frame with a title."""
    options.setdefault("margin", (6, 8))
    return pmui.Card(
        *items, title=titled(title), sizing_mode="stretch_width", outlined=True, **options
    )


def fold(title: str, *items: Any, **options: Any) -> pmui.Details:
    """Items that are seen when they are unfolded."""
    options.setdefault("margin", (4, 8))
    return pmui.Details(*items, title=titled(title), sizing_mode="stretch_width", **options)


def alert(text: str | Rich, severity: str = "info", **options: Any) -> pmui.Alert:
    """A message that stands out."""
    options.setdefault("margin", (6, 10))
    return pmui.Alert(object=rich(text).markup(), severity=severity, variant="outlined", **options)


def listed(items: Iterable[str], say: Say = ENGLISH.say) -> str:
    """Items with commas, the last with *and*."""
    found = [item for item in items if item]
    if len(found) < 2:
        return "".join(found)
    return say("{items} and {last}", items=", ".join(found[:-1]), last=found[-1])


def link(url: str = "", text: str = "") -> pn.pane.HTML:
    """A link that opens beside the page; its ``object`` is what :func:`anchor` gives."""
    return pn.pane.HTML(anchor(url, text), margin=0)


def anchor(url: str, text: str) -> str:
    """A link as HTML, escaped; nothing where there is no address."""
    if not url:
        return ""
    return f'<p><a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a></p>'
