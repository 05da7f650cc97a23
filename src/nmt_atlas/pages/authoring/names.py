"""What documents and choices are called on a form, and which documents a typed name may mean."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.library.words import fold
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.lesson_list import LEVELS, TOPICS
from nmt_atlas.pages.visit import Visit

_MOST = 12

OPTIONS: Mapping[str, str] = {
    **LEVELS,
    **{str(topic): name for topic, name in TOPICS.items()},
    "right": mark("Right"),
    "left": mark("Left"),
    "midline": mark("In the middle"),
    "origin": mark("Origin"),
    "insertion": mark("Insertion"),
    "anterior": mark("From the front"),
    "posterior": mark("From behind"),
    "": mark("Does not matter"),
}
"""Words of choices (marked); one that is not here stands for itself."""


def option_told(option: str, say: Say) -> str:
    """A choice in words."""
    return say(OPTIONS.get(option, option.replace("-", " ").capitalize()))


class Known:
    """The documents that fields may name.

    Parameters
    ----------
    visit
        The visitor, in whose language they are named.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._held: dict[tuple[object, ...], dict[str, str]] = {}

    def all(self, kinds: tuple[str, ...]) -> Mapping[str, str]:
        """Id -> name of every document of some kinds."""
        visit = self._visit
        key = (kinds, visit.taste.language, visit.atlas.edition)
        if key not in self._held:
            self._held[key] = {
                ident: self._name(kind, ident) for kind in kinds for ident in visit.library.of(kind)
            }
        return self._held[key]

    def name(self, kinds: tuple[str, ...], ident: str) -> str:
        """The name of a document; its id where there is none."""
        return self.all(kinds).get(ident, ident)

    def meant(self, kinds: tuple[str, ...], text: str) -> tuple[tuple[str, str], ...]:
        """The documents (id, name) that a text may mean, those that begin so first."""
        wanted = fold(text)
        found = [one for one in self.all(kinds).items() if wanted and wanted in fold(one[1])]
        found.sort(key=lambda one: (not fold(one[1]).startswith(wanted), one[1]))
        return tuple(found[:_MOST])

    def taken(self, kinds: tuple[str, ...], text: str) -> str:
        """The id that was chosen, or whose name was typed whole; "" where it is none."""
        every = self.all(kinds)
        if text in every:
            return text
        wanted = fold(text)
        return next((ident for ident, name in every.items() if fold(name) == wanted), "")

    def _name(self, kind: str, ident: str) -> str:
        names, library = InWords(self._visit), self._visit.library
        match kind:
            case "structure":
                return names.structure(ident)
            case "trigger-point":
                return names.point(ident)
            case "region":
                return names.region(ident)
            case "source":
                one = library.sources[ident]
                return f"{one.authors} ({one.year}). {one.title}"
            case _:
                one = library.of(kind)[ident]
                return str(getattr(one, "name", getattr(one, "title", ident)))
