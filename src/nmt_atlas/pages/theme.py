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


_BAR = {"light": "#8c1d2c", "dark": "#3d1219"}

LIGHT = _theme("#8c1d2c", "#2f5d73", background={"default": "#f6f4f1", "paper": "#ffffff"})
DARK = _theme("#e58a92", "#8fb7c9", background={"default": "#15171b", "paper": "#1d2025"})
for _name, _look in (("light", LIGHT), ("dark", DARK)):
    _bar = {"backgroundColor": _BAR[_name], "color": "#fff", "backgroundImage": "none"}
    _look["components"] = {"MuiAppBar": {"styleOverrides": {"root": _bar}}}

ON_BAR = {
    "palette": {"primary": {"main": "#ffffff", "light": "#ffffff", "contrastText": "#8c1d2c"}},
    "typography": {"fontFamily": _FONT, "button": {"textTransform": "none"}},
    "components": {
        "MuiToggleButton": {
            "styleOverrides": {
                "root": {
                    "borderColor": "rgba(255,255,255,.35)",
                    "&:not(.Mui-selected)": {"color": "rgba(255,255,255,.9)"},
                }
            }
        },
        "MuiInputLabel": {"styleOverrides": {"root": {"display": "none"}}},  # read aloud, not seen
        "MuiFilledInput": {
            "styleOverrides": {
                "root": {"color": "#fff", "backgroundColor": "rgba(255,255,255,.12)"},
                "input": {"paddingTop": 8, "paddingBottom": 8},
            }
        },
        "MuiSelect": {"styleOverrides": {"icon": {"color": "rgba(255,255,255,.88)"}}},
    },
}
"""Controls on the coloured bar at the top."""
