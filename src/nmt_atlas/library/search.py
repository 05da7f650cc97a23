"""Search by name in every language and by synonyms; accents folded; typing errors forgiven."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import Indel

from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Kind, Named
from nmt_atlas.library.words import fold

_TYPO = 0.75
_SYNONYM = 0.03
"""What a match with another name than the first one loses."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One suggestion.

    Attributes
    ----------
    kind, id
        What it is and its id.
    name
        The name to show.
    matched
        The name, Latin name or synonym that the text matched.
    score
        0..1; only the order matters.
    """

    kind: str
    id: str
    name: str
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    id: str
    name: str
    matched: str
    folded: str
    words: tuple[str, ...]
    bonus: float


@dataclass(frozen=True)
class SearchIndex:
    """Folded names of everything that can be looked up."""

    entries: tuple[_Entry, ...]

    @classmethod
    def over(cls, library: Documents, kinds: Iterable[Kind]) -> SearchIndex:
        """Index every document and every structure without a document of its own."""
        return cls(tuple(_entries(library, kinds)))

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, ...]]:
        """Word -> the entries that it stands in, by number; words in order."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for word in dict.fromkeys(entry.words):
                found.setdefault(word, []).append(number)
        return {word: tuple(found[word]) for word in sorted(found)}

    @cached_property
    def _words(self) -> list[str]:
        return list(self._places)

    def search(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Ranked hits, at most one per document.

        Parameters
        ----------
        text
            What the person typed.
        limit
            The largest number of hits.
        """
        wanted = fold(text)
        if not wanted:
            return ()
        best: dict[tuple[str, str], Hit] = {}
        for number, score in sorted(self._scores(wanted)):
            entry = self.entries[number]
            key = (entry.kind, entry.id)
            if score > 0 and (key not in best or best[key].score < score):
                best[key] = Hit(entry.kind, entry.id, entry.name, entry.matched, round(score, 4))
        order = sorted(best.values(), key=lambda hit: (-hit.score, len(hit.name), hit.name))
        return tuple(order[:limit])

    def _scores(self, wanted: str) -> Iterator[tuple[int, float]]:
        """The entries that fit in any way, by number, with how well."""
        parts = wanted.split()
        begun = self._in_all(self._beginning(part) for part in parts)
        alike = self._alike(parts)
        for number, entry in enumerate(self.entries):
            if number in begun or wanted in entry.folded:
                yield number, _score(entry, wanted, begun=number in begun)
            elif number in alike:
                yield number, 0.5 * alike[number] + entry.bonus

    def _beginning(self, part: str) -> Iterable[int]:
        """The entries with a word that begins so."""
        start = bisect_left(self._words, part)
        for word in islice(self._words, start, None):
            if not word.startswith(part):
                return
            yield from self._places[word]

    @staticmethod
    def _in_all(found: Iterable[Iterable[int]]) -> frozenset[int]:
        sets = [frozenset(one) for one in found]
        return frozenset.intersection(*sets) if sets else frozenset()

    def _alike(self, parts: list[str]) -> Mapping[int, float]:
        """The entries whose words are like every part, with the least likeness of a part."""
        closeness: dict[int, float] = {}
        for first, part in enumerate(parts):
            if len(part) < 4:
                return {}
            found: dict[int, float] = {}
            for word, likeness in _like(part, self._words):
                for number in self._places[word]:
                    found[number] = max(likeness, found.get(number, 0.0))
            closeness = {
                number: min(likeness, closeness.get(number, 1.0))
                for number, likeness in found.items()
                if not first or number in closeness
            }
        return closeness


def _score(entry: _Entry, wanted: str, *, begun: bool) -> float:
    folded, bonus = entry.folded, entry.bonus
    if folded == wanted:
        return 0.94 + bonus
    if folded.startswith(wanted):
        return 0.82 + bonus + 0.06 * len(wanted) / len(folded)
    if begun:
        return 0.7 + bonus + 0.06 * len(wanted) / len(folded)
    return 0.55 + bonus if len(wanted) >= 3 else 0.0


def _like(part: str, words: list[str]) -> Iterator[tuple[str, float]]:
    """The words that a typing error may have made the part of, with their likeness (0..1).

    Of a longer word its beginning is compared: people stop typing before the end.
    """
    most = max(len(part), 4) + 1
    starts = [word[:most] if len(word) > len(part) + 2 else word for word in words]
    for _, likeness, number in process.extract_iter(
        part, starts, scorer=Indel.normalized_similarity, score_cutoff=_TYPO
    ):
        yield words[number], likeness


def _entries(library: Documents, kinds: Iterable[Kind]) -> Iterator[_Entry]:
    for kind in kinds:
        for one in kind.names(library):
            yield from _named(kind, one)


def _named(kind: Kind, one: Named) -> Iterator[_Entry]:
    for number, text in enumerate((one.name, one.id, *one.others)):
        folded = fold(text)
        if folded and not (number == 1 and folded == fold(one.name)):
            bonus = kind.weight - (_SYNONYM if number else 0.0)
            words = tuple(folded.split())
            yield _Entry(kind.name, one.id, one.name, text, folded, words, bonus)
