"""The shelves of the library: everything that can be read, by kind, and a search over all of it.

Names are searched first (typing errors forgiven); then the documents' own words, so that
“dizziness” finds the muscles whose points may bring it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Entry, Kind
from nmt_atlas.library.search import SearchIndex
from nmt_atlas.library.walk import prose
from nmt_atlas.library.words import fold

__all__ = ["SHELVES", "Entry", "Shelves"]

SHELVES: Mapping[str, str] = {
    shelf: heading for kind in KINDS for shelf, heading in kind.shelves.items()
}
"""Shelf -> its heading, in the order in which they are shown."""


@dataclass(frozen=True)
class Shelves:
    """Every document that can be read, with its words.

    Attributes
    ----------
    library
        The documents.
    kinds
        The kinds of documents.
    index
        The search by name.
    """

    library: Documents
    kinds: tuple[Kind, ...]
    index: SearchIndex

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """Shelf -> its heading, in the order in which they are shown."""
        return {shelf: name for kind in self.kinds for shelf, name in kind.shelves.items()}

    @property
    def _documents(self) -> Iterator[tuple[Entry, BaseModel]]:
        for kind in self.kinds:
            yield from kind.entries(self.library)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, by shelf and name."""
        order = {shelf: number for number, shelf in enumerate(self.headings)}
        return tuple(
            sorted(
                (entry for entry, _ in self._documents),
                key=lambda entry: (order[entry.shelf], fold(entry.name), entry.id),
            )
        )

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """Key -> every word of the document, folded, each after a space."""
        return {
            entry.key: " " + fold(" ".join(str(value.value) for value in prose(document)))
            for entry, document in self._documents
        }

    def find(self, text: str = "", shelf: str = "") -> tuple[Entry, ...]:
        """What a person looks for.

        Parameters
        ----------
        text
            What was typed; empty gives everything.
        shelf
            One shelf, or empty for all.

        Returns
        -------
        tuple of Entry
            Shelf after shelf, the one with the best name first; on each, best names first, then
            documents whose text holds every word. Without text: by shelf and name.
        """
        here = [entry for entry in self.entries if shelf in ("", entry.shelf)]
        wanted = fold(text).split()
        if not wanted:
            return tuple(here)
        hits = self.index.search(text, limit=len(self.index.entries))
        ranks = {f"{hit.kind}/{hit.id}": number for number, hit in enumerate(hits)}
        last = len(hits)
        found = [
            (ranks.get(entry.key, last), entry)
            for entry in here
            if entry.key in ranks
            or all(f" {word}" in self._words.get(entry.key, "") for word in wanted)
        ]
        best: dict[str, int] = {}
        for rank, entry in found:
            best[entry.shelf] = min(rank, best.get(entry.shelf, last))
        order = {name: (best.get(name, last), number) for number, name in enumerate(self.headings)}
        found.sort(key=lambda pair: (order[pair[1].shelf], pair[0]))
        return tuple(entry for _, entry in found)
