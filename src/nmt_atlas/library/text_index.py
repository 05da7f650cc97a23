"""Which documents have all the words of a question somewhere in their text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Kind
from nmt_atlas.library.walk import prose
from nmt_atlas.library.words import fold

_LEAST = 3
"""Letters that a word needs to be looked for in texts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document whose text has the words: how much of it they are is its score."""

    kind: str
    id: str
    name: str
    score: float


@dataclass(frozen=True)
class TextIndex:
    """Words of documents' texts -> the documents, by number, with how often."""

    documents: tuple[tuple[str, str, str, float], ...] = ()
    words: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @classmethod
    def over(cls, library: Documents, kinds: Iterable[Kind]) -> TextIndex:
        """Read every text of every document that can be opened."""
        documents: list[tuple[str, str, str, float]] = []
        words: dict[str, dict[int, int]] = {}
        for kind in kinds:
            for entry, document in kind.entries(library):
                number = len(documents)
                documents.append((entry.kind, entry.id, entry.name, kind.weight))
                for one in prose(document):
                    for word in fold(str(one.value)).split():
                        counts = words.setdefault(word, {})
                        counts[number] = counts.get(number, 0) + 1
        return cls(tuple(documents), MappingProxyType(words))

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.words)

    def search(self, parts: list[str]) -> Iterator[Told]:
        """The documents that have every part as a word or as its beginning."""
        if not parts or max(map(len, parts)) < _LEAST:
            return
        counts: dict[int, int] | None = None
        for part in parts:
            found = self._having(part)
            if counts is None:
                counts = found
            else:
                counts = {
                    one: min(count, found[one]) for one, count in counts.items() if one in found
                }
            if not counts:
                return
        for number, count in (counts or {}).items():
            kind, ident, name, weight = self.documents[number]
            yield Told(kind, ident, name, round(0.2 + weight + 0.02 * min(count, 5), 4))

    def _having(self, part: str) -> dict[int, int]:
        found: dict[int, int] = {}
        start = bisect_left(self._ordered, part)
        for word in islice(self._ordered, start, None):
            if not word.startswith(part):
                break
            for number, count in self.words[word].items():
                found[number] = found.get(number, 0) + count
        return found
