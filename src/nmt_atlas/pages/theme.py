"""Colours and type of the pages, light and dark; no font is fetched from outside."""

from __future__ import annotations

from typing import Any

_FONT = 'Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

_SHAPE = {
    "shape": {"borderRadius": 8},
}


def _theme(primary: str, secondary: str, **palette: Any) -> dict[str, Any]:
    return {
        "palette": {"primary": {"main": primary}, "secondary": {"main": secondary}, **palette},
        "typography": {"fontFamily": _FONT, "button": {"textTransform": "none"}},
        **_SHAPE,
    }


LIGHT = _theme("#0f766e", "#2f5d73", background={"default": "#f3f2ef", "paper": "#fbfaf8"})
DARK = _theme("#5cc4b8", "#8fb7c9", background={"default": "#20262b", "paper": "#262d33"})
"""One calm accent on nearly neutral ground: red means pain and nothing else."""
