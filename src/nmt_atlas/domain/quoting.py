"""Foreign text that is fit to be quoted in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.foreign import isolated, legible


def short(value: object, most: int = 40) -> str:
    """Foreign text fit to be quoted: one line of at most ``most`` characters."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except (ValueError, RecursionError):
        return "…"
    line = legible(text[: 4 * most]).strip()
    whole = len(line) <= most and len(text) <= 4 * most
    return isolated(line if whole else f"{line[: most - 1]}…")


def short_list(items: Iterable[object], most: int = 3) -> str:
    """Foreign names fit to be quoted: the first few, each short."""
    found = [short(item) for item in items]
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")
