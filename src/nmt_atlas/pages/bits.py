"""Small pieces that pages are put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import panel as pn
import panel_material_ui as pmui

from nmt_atlas.domain.language import ENGLISH, Say, mark

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


def heading(text: str, level: int = 2, **options: Any) -> pmui.Typography:
    """A heading; ``level`` is its place in the outline (1 to 6)."""
    sizes = {1: "h5", 2: "h6", 3: "subtitle1", 4: "subtitle2"}
    return pmui.Typography(
        object=text,
        variant=sizes.get(level, "subtitle2"),
        sx={"fontWeight": 600, "lineHeight": 1.25},
        margin=(8, 10, 2, 10),
        **options,
    )


def words(text: str, *, quiet: bool = False, **options: Any) -> pmui.Typography:
    """A paragraph."""
    options.setdefault("margin", (2, 10))
    sx = {"color": "text.secondary"} if quiet else {}
    return pmui.Typography(object=text, variant="body2", sx=sx | options.pop("sx", {}), **options)


def fact(label: str, text: str) -> pmui.Typography:
    """A labelled line."""
    return words(f"<b>{label}</b>  {text}")


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


def row(*items: Any, **options: Any) -> pn.Row:
    """Items beside each other, wrapping where the space is narrow."""
    options.setdefault("sizing_mode", "stretch_width")
    options.setdefault("margin", 0)
    return pmui.FlexBox(*items, align_items="center", **options)


def column(*items: Any, **options: Any) -> pmui.Column:
    """Items below each other."""
    options.setdefault("sizing_mode", "stretch_width")
    options.setdefault("margin", 0)
    return pmui.Column(*items, **options)


def alert(text: str, severity: str = "info", **options: Any) -> pmui.Alert:
    """A message that stands out."""
    options.setdefault("margin", (6, 10))
    return pmui.Alert(object=text, severity=severity, variant="outlined", **options)


def listed(items: Iterable[str], say: Say = ENGLISH.say) -> str:
    """Items with commas, the last with *and*."""
    found = [item for item in items if item]
    if len(found) < 2:
        return "".join(found)
    return say("{items} and {last}", items=", ".join(found[:-1]), last=found[-1])
