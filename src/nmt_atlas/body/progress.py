"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Told what is being done and which share (0..1) is behind."""


def silent(message: str, share: float) -> None:
    """Progress that nobody watches."""


def portion(progress: Progress, start: float, end: float) -> Progress:
    """The progress of one step of longer work, which lasts from ``start`` to ``end``."""
    return lambda message, share: progress(message, start + share * (end - start))
