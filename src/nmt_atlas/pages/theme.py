"""Colours and type of the pages, light and dark; no font is fetched from outside."""

from __future__ import annotations

from typing import Any

_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

NARROW = 1000
"""Narrower windows (CSS pixels) show the body alone; the panels slide over it when asked for."""

_SHAPE = {
    "shape": {"borderRadius": 8},
    "breakpoints": {"values": {"xs": 0, "sm": NARROW, "md": 1100, "lg": 1200, "xl": 1536}},
}


def _theme(primary: str, secondary: str, **palette: Any) -> dict[str, Any]:
    return {
        "palette": {"primary": {"main": primary}, "secondary": {"main": secondary}, **palette},
        "typography": {"fontFamily": _FONT, "button": {"textTransform": "none"}},
        **_SHAPE,
    }


_BAR = {
    "light": {"backgroundColor": "#fbfaf8", "color": "#1f2428"},
    "dark": {"backgroundColor": "#262d33", "color": "#e8e6e1"},
}

LIGHT = _theme("#0f766e", "#2f5d73", background={"default": "#f3f2ef", "paper": "#fbfaf8"})
DARK = _theme("#5cc4b8", "#8fb7c9", background={"default": "#20262b", "paper": "#262d33"})
for _name, _look in (("light", LIGHT), ("dark", DARK)):
    _look["components"] = {
        "MuiAppBar": {"styleOverrides": {"root": {**_BAR[_name], "backgroundImage": "none"}}}
    }
"""One calm accent on nearly neutral ground: red means pain and nothing else."""
