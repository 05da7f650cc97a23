"""What people may call things: names of every language, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.library.library import Library
from nmt_atlas.library.search import LIKELY, Hit
from nmt_atlas.library.words import fold

Meaning = tuple[str, str]
"""A kind, ``structure`` or ``nerve``, and an id."""


class Names:
    """The names of what one body shows.

    Parameters
    ----------
    library
        The documents.
    structures
        The body's structures by id.
    """

    def __init__(self, library: Library, structures: Mapping[str, Structure]) -> None:
        self.library = library
        self.structures = structures
        self._offered: dict[str, tuple[str, ...]] = {}
        self._folded: dict[str, tuple[tuple[str, str], ...]] = {}

    def offered(self, language: str = "en") -> tuple[str, ...]:
        """Every name that a search field suggests, without repeats, in order.

        The Latin names, and those of the language that is read.
        """
        if language not in self._offered:
            self._offered[language] = self._in_order(language)
        return self._offered[language]

    def suggest(self, text: str, language: str = "en", limit: int = 20) -> tuple[str, ...]:
        """The offered names that what is typed may be the beginning of, the best first.

        Names that begin so come before those with a word that does, and these before those that
        hold it anywhere; where there is none, those that it may be a typing error for.
        """
        wanted = fold(text)
        if not wanted:
            return ()
        ranked: list[tuple[int, int, str]] = []
        for folded, name in self._by_fold(language):
            if wanted in folded:
                ranked.append((_rank(folded, wanted), len(name), name))
        if ranked:
            return tuple(name for _, _, name in sorted(ranked)[:limit])
        hits = self.library.search(text, limit)
        return tuple(dict.fromkeys(hit.name for hit in hits if self._goal(hit)))

    def meaning(self, text: str) -> Meaning | None:
        """What a typed name means; None where nothing is called so."""
        if text in self._meanings:
            return self._meanings[text]
        return next(filter(None, map(self._goal, self._likely(text))), None)

    @cached_property
    def _meanings(self) -> Mapping[str, Meaning]:
        """Name in any language -> meaning."""
        names = self._own()
        for language in self.library.languages:
            names = {**self._of(language), **names}
        return names

    def _by_fold(self, language: str) -> tuple[tuple[str, str], ...]:
        """Every offered name, folded and as it is."""
        if language not in self._folded:
            self._folded[language] = tuple((fold(name), name) for name in self.offered(language))
        return self._folded[language]

    def _in_order(self, language: str) -> tuple[str, ...]:
        if language == "la":
            return self.offered()
        names = {**(self._own() if language == "en" else {}), **self._of(language)}
        if language != "en":
            shown = self.structures.values()
            latin = [one.latin for one in shown if one.latin and one.system != "skin"]
            names |= dict.fromkeys(latin, ("", ""))
        return tuple(sorted(names, key=str.casefold))

    def _of(self, language: str) -> dict[str, Meaning]:
        """Name in a language's catalogue -> meaning, of what this body has."""
        found: dict[str, Meaning] = {}
        for ident, name in self.library.catalogue(language).structures.items():
            if ident in self.library.nerves:
                found[name] = ("nerve", ident)
            elif ident in self.structures and self.structures[ident].system != "skin":
                found.setdefault(name, ("structure", ident))
            elif ident in self.library.muscles:
                found.setdefault(name, ("structure", self.library.muscles[ident].parts[0]))
        return found

    def _own(self) -> dict[str, Meaning]:
        """English or Latin name or synonym -> meaning, of structures and nerves."""
        found: dict[str, Meaning] = {}
        for structure in self.structures.values():
            if structure.system == "skin":
                continue
            for name in (structure.name, structure.latin, *structure.synonyms):
                if name:
                    found.setdefault(name, ("structure", structure.id))
        for muscle in self.library.muscles.values():
            for name in (muscle.name, muscle.latin, *muscle.synonyms):
                found.setdefault(name, ("structure", muscle.parts[0]))
        for nerve in self.library.nerves.values():
            found[nerve.name] = ("nerve", nerve.id)
        return found

    def _likely(self, text: str) -> Iterator[Hit]:
        """What is called so; nothing that only speaks of it."""
        return (hit for hit in self.library.search(text) if hit.score >= LIKELY)

    def _goal(self, hit: Hit) -> Meaning | None:
        """What a search hit leads to."""
        library = self.library
        if hit.kind in {"nerve", "structure"}:
            return (hit.kind, hit.id)
        if hit.kind == "muscle":
            return ("structure", library.muscles[hit.id].parts[0])
        if hit.kind == "trigger-point":
            return ("structure", library.trigger_point(hit.id).part)
        if hit.kind == "entrapment":
            return ("nerve", library.entrapments[hit.id].nerve)
        return None


def _rank(folded: str, wanted: str) -> int:
    """How well a name fits that holds what is wanted: the less the better."""
    if folded.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in folded else 2
