"""Search by name in every language and by synonyms; accents folded; typing errors forgiven."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nmt_atlas.library.catalogue import Library

HitKind = Literal[
    "muscle",
    "structure",
    "nerve",
    "entrapment",
    "trigger-point",
    "region",
    "lesson",
    "condition",
    "dermatome",
    "source",
]

_KIND_BONUS: dict[str, float] = {
    "muscle": 0.06,
    "nerve": 0.05,
    "entrapment": 0.04,
    "structure": 0.03,
    "condition": 0.03,
    "dermatome": 0.02,
    "lesson": 0.02,
    "region": 0.01,
    "trigger-point": 0.0,
    "source": -0.04,
}
_TYPO = 0.75


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

    kind: HitKind
    id: str
    name: str
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: HitKind
    id: str
    name: str
    matched: str
    folded: str
    words: tuple[str, ...]
    synonym: bool


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Folded names of everything that can be looked up."""

    entries: tuple[_Entry, ...]

    @classmethod
    def over(cls, library: Library) -> SearchIndex:
        """Index every document and every structure without a document of its own."""
        return cls(tuple(_entries(library)))

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
        for entry in self.entries:
            score = _score(entry, wanted)
            key = (entry.kind, entry.id)
            if score > 0 and (key not in best or best[key].score < score):
                best[key] = Hit(entry.kind, entry.id, entry.name, entry.matched, round(score, 4))
        order = sorted(best.values(), key=lambda hit: (-hit.score, len(hit.name), hit.name))
        return tuple(order[:limit])


def fold(text: str) -> str:
    """Small letters without accents; hyphens, underscores and punctuation become spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)
    )
    return " ".join(kept.split())


def _score(entry: _Entry, wanted: str) -> float:
    folded = entry.folded
    bonus = _KIND_BONUS[entry.kind] - (0.03 if entry.synonym else 0.0)
    if folded == wanted:
        return 0.94 + bonus
    if folded.startswith(wanted):
        return 0.82 + bonus + 0.06 * len(wanted) / len(folded)
    parts = wanted.split()
    if all(any(word.startswith(part) for word in entry.words) for part in parts):
        return 0.7 + bonus + 0.06 * len(wanted) / len(folded)
    if len(wanted) >= 3 and wanted in folded:
        return 0.55 + bonus
    return _typo_score(entry.words, parts, bonus)


def _typo_score(words: tuple[str, ...], parts: list[str], bonus: float) -> float:
    closeness = 1.0
    for part in parts:
        if len(part) < 4:
            return 0.0
        ratio = max((_likeness(part, word) for word in words), default=0.0)
        if ratio < _TYPO:
            return 0.0
        closeness = min(closeness, ratio)
    return 0.5 * closeness + bonus


def _likeness(part: str, word: str) -> float:
    start = word[: max(len(part), 4) + 1] if len(word) > len(part) + 2 else word
    matcher = difflib.SequenceMatcher(None, part, start, autojunk=False)
    if matcher.real_quick_ratio() < _TYPO or matcher.quick_ratio() < _TYPO:
        return 0.0
    return matcher.ratio()


def _entries(library: Library) -> Iterator[_Entry]:
    def foreign(ident: str) -> list[str]:
        return [one.structures.get(ident, "") for one in library.languages.values()]

    for muscle in library.muscles.values():
        others = (muscle.latin, *muscle.synonyms, *foreign(muscle.id))
        yield from _named("muscle", muscle.id, muscle.name, others)
        for point in muscle.trigger_points:
            yield from _named("trigger-point", point.id, point.name, ())
    for nerve in library.nerves.values():
        yield from _named("nerve", nerve.id, nerve.name, (nerve.latin, *foreign(nerve.id)))
    for entrapment in library.entrapments.values():
        yield from _named("entrapment", entrapment.id, entrapment.name, ())
    for condition in library.conditions.values():
        yield from _named("condition", condition.id, condition.name, condition.synonyms)
    for dermatome in library.dermatomes.values():
        yield from _named("dermatome", dermatome.id, dermatome.name, (dermatome.root,))
    for lesson in library.lessons.values():
        yield from _named("lesson", lesson.id, lesson.title, ())
    for source in library.sources.values():
        yield from _named("source", source.id, source.title, (source.authors, source.container))
    for region in library.regions.values():
        yield from _named("region", region.id, region.name, (region.name_es, region.covers))
    for structure in library.structures.values():
        if structure.id not in library.muscles and structure.id not in library.nerves:
            others = (structure.latin, *structure.synonyms, *foreign(structure.id))
            yield from _named("structure", structure.id, structure.name, others)


def _named(kind: HitKind, ident: str, name: str, others: Iterable[str]) -> Iterator[_Entry]:
    for number, text in enumerate((name, ident, *others)):
        folded = fold(text)
        if folded and not (number == 1 and folded == fold(name)):
            yield _Entry(kind, ident, name, text, folded, tuple(folded.split()), number > 0)
