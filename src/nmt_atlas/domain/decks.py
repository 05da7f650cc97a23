"""What a deck of cards is about: lists of documents as the structures that can be asked about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

MOST = 40
"""So many structures a deck is about."""


class Shelved(Protocol):
    """Looks up which structures of the body a document is about."""

    def __call__(self, kind: str, ident: str, /) -> tuple[str, ...]:
        """The structures (ids), in order; none for what shows nothing."""
        ...


def structures_of(documents: Iterable[tuple[str, str]], look_up: Shelved) -> tuple[str, ...]:
    """The structures that documents (kind and id) are about, each once, up to :data:`MOST`."""
    found: dict[str, None] = {}
    for kind, ident in documents:
        for one in look_up(kind, ident):
            found.setdefault(one)
    return tuple(found)[:MOST]
