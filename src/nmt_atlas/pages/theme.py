"""Colours and type of the pages, light and dark; no font is fetched from outside."""

from __future__ import annotations

from typing import Any

_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

_SHAPE = {"shape": {"borderRadius": 8}}


def _theme(primary: str, secondary: str, **palette: Any) -> dict[str, Any]:
    return {
        "palette": {"primary": {"main": primary}, "secondary": {"main": secondary}, **palette},
        "typography": {"fontFamily": _FONT, "button": {"textTransform": "none"}},
        **_SHAPE,
    }


LIGHT = _theme("#8c1d2c", "#2f5d73", background={"default": "#f6f4f1", "paper": "#ffffff"})
DARK = _theme("#e58a92", "#8fb7c9", background={"default": "#15171b", "paper": "#1d2025"})
