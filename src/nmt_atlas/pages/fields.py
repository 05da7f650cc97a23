"""Text fields: what stands in them now, and how they are filled and emptied.

A button can be told before the field that was left for it: a field tells ``value`` when it is left,
and ``value_input`` with every key. So no page reads the ``value`` of a field itself.
"""

from __future__ import annotations

from typing import Any


def typed(field: Any) -> str:
    """What stands in a field at this moment."""
    return str(field.value_input or "")


def fill(field: Any, text: str) -> None:
    """Have a text stand in a field."""
    field.param.update(value=text, value_input=text)


def empty(*fields: Any) -> None:
    """Have nothing stand in fields."""
    for field in fields:
        fill(field, "")
