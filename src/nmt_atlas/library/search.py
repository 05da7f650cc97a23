"""Search by name in every language, by everyday words and by what is written.

Names come first: accents are folded, order and small words do not matter, typing errors are
forgiven where no name begins with what was typed. What people call a thing otherwise
(:mod:`nmt_atlas.library.spoken`) counts as a name. Where names are few, documents follow whose
text has every word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from nmt_atlas.library.documents import Documents, built_in_name
from nmt_atlas.library.kinds.kind import Kind, Named
from nmt_atlas.library.spoken import phrases
from nmt_atlas.library.text_index import TextIndex
from nmt_atlas.library.words import fold

_SYNONYM = 0.03
"""What a match with another name than the first one loses."""
_SPOKEN = 0.05
"""What everyday words gain over a name: somebody has said what is meant by them."""
LIKELY = 0.38
"""A hit below it is not called so: its text has the words, or its name has some of them."""
_HALF = 0.34
"""The share of what was typed that a name has to have at least, where none has all of it."""
_LATER = 0.012
"""What each document loses that is meant by the same words after the first."""


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
        The name, Latin name or synonym that the text matched; empty where only its text did.
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
    meant: frozenset[str]
    bonus: float


@dataclass(frozen=True)
class SearchIndex:
    """Folded names of everything that can be looked up.

    Attributes
    ----------
    entries
        One for each name.
    fillers, weak
        Words that never matter, and words that may be left out where nothing is found with them.
    texts
        Makes the index of what is written, when it is first needed.
    """

    entries: tuple[_Entry, ...]
    fillers: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    texts: Callable[[], TextIndex] = TextIndex

    @classmethod
    def over(cls, library: Documents, kinds: Iterable[Kind]) -> SearchIndex:
        """Index every document and every structure without a document of its own."""
        kinds = tuple(kinds)
        fillers = frozenset(map(fold, library.everyday.fillers))
        weak = frozenset(map(fold, library.everyday.weak))
        entries = tuple(_entries(library, kinds, fillers))
        return cls(entries, fillers, weak, lambda: TextIndex.over(library, kinds))

    @cached_property
    def _text(self) -> TextIndex:
        return self.texts()

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

    @cached_property
    def _starts(self) -> dict[int, list[str]]:
        return {}

    def search(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Ranked hits, at most one per document.

        Parameters
        ----------
        text
            What the person typed.
        limit
            The largest number of hits.
        """
        wanted = typed(text)
        if not wanted:
            return ()
        best = self._called(wanted)
        parts = [one for one in wanted.split() if one not in self.fillers]
        if len(best) < limit:
            for hit in self._text.search(parts):
                best.setdefault((hit.kind, hit.id), Hit(hit.kind, hit.id, hit.name, "", hit.score))
        if all(not hit.matched for hit in best.values()):
            for key, partly in self._best(self._some(self._strong(parts))).items():
                if key not in best or best[key].score < partly.score:
                    best[key] = partly
        return tuple(
            nsmallest(limit, best.values(), key=lambda hit: (-hit.score, len(hit.name), hit.name))
        )

    def nearest(self, text: str, limit: int = 3) -> tuple[Hit, ...]:
        """The documents whose names look most like what was typed, however little that is."""
        wanted = typed(text)
        if not wanted:
            return ()
        scores = process.cdist([wanted], [one.folded for one in self.entries], scorer=ratio)[0]
        ranked = sorted(range(len(self.entries)), key=lambda one: (-scores[one], one))
        best = self._best((self.entries[one], float(scores[one]) / 100) for one in ranked[:40])
        return tuple(nsmallest(limit, best.values(), key=lambda hit: (-hit.score, hit.name)))

    def _called(self, wanted: str) -> dict[tuple[str, str], Hit]:
        """The documents that are called so: as it stands, without weak words, or in one word."""
        parts = wanted.split()
        strong = " ".join(self._strong(parts))
        for text in dict.fromkeys((wanted, strong, "".join(parts))):
            if text and (best := self._named(text)):
                return best
        return {}

    def _strong(self, parts: Iterable[str]) -> list[str]:
        """The words that say something."""
        return [one for one in parts if one not in self.weak and one not in self.fillers]

    def _named(self, wanted: str) -> dict[tuple[str, str], Hit]:
        """The documents that are called so, each with its best name."""
        return self._best((self.entries[number], score) for number, score in self._scores(wanted))

    @staticmethod
    def _best(scored: Iterable[tuple[_Entry, float]]) -> dict[tuple[str, str], Hit]:
        best: dict[tuple[str, str], Hit] = {}
        for entry, score in scored:
            key = (entry.kind, entry.id)
            if key not in best or best[key].score < score:
                best[key] = Hit(entry.kind, entry.id, entry.name, entry.matched, round(score, 4))
        return best

    def _scores(self, wanted: str) -> Iterator[tuple[int, float]]:
        """The entries that fit in any way, by number, with how well."""
        parts = wanted.split()
        meant = frozenset(parts) - self.fillers
        asked = [one for one in parts if one in meant] or parts
        fits = self._fits(asked) or self._fits(asked, forgiving=True)
        for number in sorted(fits):
            entry = self.entries[number]
            yield number, _score(entry, wanted, meant, fits[number]) + entry.bonus
        if not fits and len(wanted) >= 3:
            for number, entry in enumerate(self.entries):
                if wanted in entry.folded:
                    yield number, 0.5 + entry.bonus

    def _fits(self, parts: list[str], *, forgiving: bool = False) -> Mapping[int, float]:
        """The entries that have every part, with how well they have them on average (0..1)."""
        sums: dict[int, float] = {}
        for first, part in enumerate(parts):
            found = self._having(part, forgiving=forgiving)
            sums = {
                number: fit + sums.get(number, 0.0)
                for number, fit in found.items()
                if not first or number in sums
            }
            if not sums:
                return {}
        return {number: total / len(parts) for number, total in sums.items()}

    def _some(self, parts: list[str]) -> Iterator[tuple[_Entry, float]]:
        """Where no entry has every part: those that have at least half of them."""
        sums: dict[int, float] = {}
        for part in parts:
            for number, fit in self._having(part, forgiving=True).items():
                sums[number] = fit + sums.get(number, 0.0)
        for number, total in sums.items():
            share = total / len(parts)
            if len(parts) > 1 and share >= _HALF:
                entry = self.entries[number]
                told = len(entry.meant.intersection(parts)) / len(entry.meant)
                yield entry, 0.05 + 0.15 * share + 0.1 * told + entry.bonus

    def _having(self, part: str, *, forgiving: bool) -> Mapping[int, float]:
        """The entries with a word that begins so; else, or ``forgiving``, with one like it."""
        found: dict[int, float] = {}
        for word in self._beginning(part):
            fit = 1.0 if word == part else 0.9
            for number in self._places[word]:
                found[number] = max(fit, found.get(number, 0.0))
        if len(part) < 4 or (found and not forgiving):
            return found
        for word, fit in self._alike(part):
            for number in self._places[word]:
                found[number] = max(fit, found.get(number, 0.0))
        return found

    def _beginning(self, part: str) -> Iterator[str]:
        """The words that begin so."""
        start = bisect_left(self._words, part)
        for word in islice(self._words, start, None):
            if not word.startswith(part):
                return
            yield word

    def _alike(self, part: str) -> Iterator[tuple[str, float]]:
        """The words that a typing error may have made the part of, with their likeness (0..1).

        Of a longer word its beginning is compared: people stop typing before the end.
        """
        most = len(part) + 1
        if most not in self._starts:
            self._starts[most] = [w[:most] if len(w) > most + 1 else w for w in self._words]
        errors = 1 if len(part) < 6 else 2 if len(part) < 10 else 3
        near = process.extract(
            part, self._starts[most], scorer=OSA.distance, score_cutoff=errors, limit=None
        )
        for _, distance, number in near:
            yield self._words[number], 0.8 - distance / len(part)


def typed(text: str) -> str:
    """What was typed, made alike: ``golfer's`` and ``golfers`` are one word."""
    return fold(text.replace("’", "").replace("'", ""))


def _score(entry: _Entry, wanted: str, meant: frozenset[str], fit: float) -> float:
    """How well an entry fits that has every part, without its bonus."""
    if entry.folded == wanted:
        return 0.94
    if entry.meant == meant:
        return 0.925
    if entry.folded.startswith(wanted):
        return 0.82 + 0.06 * len(wanted) / len(entry.folded)
    share = min(1.0, len(meant) / max(1, len(entry.meant)))
    return 0.35 + 0.35 * fit + 0.12 * share


def _entries(
    library: Documents, kinds: Iterable[Kind], fillers: frozenset[str]
) -> Iterator[_Entry]:
    shown: dict[tuple[str, str], tuple[str, float]] = {}
    for kind in kinds:
        for one in kind.names(library):
            shown[kind.name, one.id] = (one.name, kind.weight)
            yield from _named(kind, one, _translated(library, kind.name, one), fillers)
    for said in phrases(library):
        if (said.kind, said.id) in shown:
            name, _ = shown[said.kind, said.id]
            bonus = _SPOKEN - _LATER * said.place
            yield _entry((said.kind, said.id), name, said.text, bonus, fillers)


def _translated(library: Documents, kind: str, one: Named) -> tuple[str, ...]:
    """What a document is called in the catalogues of its file."""
    file = built_in_name(library.file_of(kind, one.id))
    texts = (found.documents.get(file, {}) for found in library.languages.values())
    return tuple(found[one.name] for found in texts if one.name in found)


def _named(
    kind: Kind, one: Named, translated: tuple[str, ...], fillers: frozenset[str]
) -> Iterator[_Entry]:
    for number, text in enumerate((one.name, one.id, *one.others, *translated)):
        folded = typed(text)
        if folded and not (number == 1 and folded == typed(one.name)):
            bonus = kind.weight - (_SYNONYM if number else 0.0)
            yield _entry((kind.name, one.id), one.name, text, bonus, fillers)


def _entry(
    key: tuple[str, str], name: str, matched: str, bonus: float, fillers: frozenset[str]
) -> _Entry:
    folded = typed(matched)
    words = tuple(folded.split())
    meant = frozenset(words) - fillers or frozenset(words)
    return _Entry(*key, name, matched, folded, words, meant, bonus)
