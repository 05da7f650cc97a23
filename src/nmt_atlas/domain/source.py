"""Where a fact comes from."""

from __future__ import annotations

from typing import Literal

from nmt_atlas.domain.base import Frozen, Id, Text


class Source(Frozen):
    """A book, paper, data set or consensus that documents cite by ``id``.

    ``seen`` tells where its entry was compared with a record or the work itself; it is empty
    where the entry was written from knowledge and nobody has compared it yet. The kind ``own`` is
    the atlas itself: what cites it is its own care, for which no work was found.
    """

    id: Id
    kind: Literal["book", "paper", "dataset", "guideline", "web", "own"]
    authors: Text
    year: int
    title: Text
    container: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    licence: str = ""
    used_for: Text
    seen: str = ""
    note: str = ""
