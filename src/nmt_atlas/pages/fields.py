"""Text fields: how they are made, what stands in them now, and how they are filled and emptied.

A button can be told before the field that was left for it: a field tells ``value`` when it is left,
and ``value_input`` with every key. So no page reads the ``value`` of a field itself.
"""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui

_EDGE = (6, 16)
"""What is left around a field (px): it stands in the column of the words around it."""


def line(label: str, most: int, **options: Any) -> Any:
    """A field for one line, as wide as its sheet."""
    wide = {"sizing_mode": "stretch_width", "margin": _EDGE, "max_length": most}
    return pmui.TextInput(label=label, **(wide | options))


def lines(label: str, most: int, rows: int, **options: Any) -> Any:
    """A field for several lines, as wide as its sheet."""
    wide = {"sizing_mode": "stretch_width", "margin": _EDGE, "max_length": most}
    return pmui.TextAreaInput(label=label, rows=rows, **(wide | options))


def secret(label: str, most: int) -> Any:
    """A field for a passphrase, as wide as its sheet."""
    wide = {"sizing_mode": "stretch_width", "margin": _EDGE, "max_length": most}
    return pmui.PasswordInput(label=label, **wide)


def typed(field: Any) -> str:
    """What stands in a field at this moment."""
    return str(field.value_input or "")


def fill(field: Any, text: str) -> None:
    """Have a text stand in a field."""
    field.param.update(value=text, value_input=text)


def empty(*fields: Any) -> None:
    """Have nothing stand in fields, even where one still tells that it was left with a text."""
    for field in fields:
        left = typed(field)
        fill(field, "")
        if left:
            _without_echo(field, left)


def _without_echo(field: Any, left: str) -> None:
    """Empty a field again where what it was left with comes late; what is typed anew stays."""

    def told(event: Any) -> None:
        field.param.unwatch(watcher)
        if event.new == left == field.value:
            fill(field, "")

    watcher = field.param.watch(told, "value_input")
