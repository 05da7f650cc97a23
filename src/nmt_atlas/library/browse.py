"""The shelves of the library: everything that can be read, by kind, and a search over all of it.

Names are searched first (typing errors forgiven); then the documents' own words, so that
“dizziness” finds the muscles whose points may bring it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import BaseModel

from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import Muscle, TriggerPoint
from nmt_atlas.library.search import fold
from nmt_atlas.library.walk import prose

if TYPE_CHECKING:
    from nmt_atlas.library.catalogue import Library

SHELVES: Mapping[str, str] = {
    "muscle": mark("Muscles"),
    "trigger-point": mark("Trigger points"),
    "nerve": mark("Nerves"),
    "entrapment": mark("Narrow places of nerves"),
    "dermatome": mark("Skin of the spinal roots"),
    "condition": mark("Conditions"),
    "posture": mark("Postures and imbalances"),
    "technique": mark("Techniques"),
    "safety": mark("Safety"),
    "self-care": mark("Self-care"),
    "evidence": mark("How sure is this?"),
    "region": mark("Regions of the body"),
    "structure": mark("Bones, ligaments and vessels"),
    "source": mark("Sources"),
}
"""Shelf -> its heading, in the order in which they are shown."""

_URGENT = {"emergency": mark("Emergency"), "soon": mark("See a physician soon")}
_LINKED = ("bone", "cartilage", "ligament", "vessel", "nerve")
_OF_TOPIC = {"self-care": "self-care", "evidence": "evidence"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One document on a shelf.

    Attributes
    ----------
    kind, id
        What :func:`nmt_atlas.library.article.article` opens.
    shelf
        A key of :data:`SHELVES`.
    name
        The name to show.
    hint
        What tells it from others of a like name.
    """

    kind: str
    id: str
    shelf: str
    name: str
    hint: str = ""

    @property
    def key(self) -> str:
        """``kind/id``, as addresses name it."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True)
class Shelves:
    """Every document that can be read, with its words.

    Attributes
    ----------
    library
        The documents.
    """

    library: Library

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, by shelf and name."""
        order = {shelf: number for number, shelf in enumerate(SHELVES)}
        return tuple(
            sorted(
                (entry for entry, _ in _documents(self.library)),
                key=lambda entry: (order[entry.shelf], fold(entry.name), entry.id),
            )
        )

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """Key -> every word of the document, folded, each after a space."""
        return {
            entry.key: " " + fold(" ".join(str(value.value) for value in prose(document)))
            for entry, document in _documents(self.library)
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
        hits = self.library.search(text, limit=len(self.library.index.entries))
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
        order = {name: (best.get(name, last), number) for number, name in enumerate(SHELVES)}
        found.sort(key=lambda pair: (order[pair[1].shelf], pair[0]))
        return tuple(entry for _, entry in found)


def point_title(muscle: Muscle, point: TriggerPoint) -> str:
    """A trigger point's name with its muscle's, which it may begin with already."""
    if fold(point.name).startswith(fold(muscle.name)):
        return point.name
    return f"{muscle.name}: {point.name}"


def shelf_of(condition: Condition) -> str:
    """The shelf on which a condition document stands."""
    if condition.kind != "safety":
        return condition.kind
    return _OF_TOPIC.get(condition.topic or "", "safety")


def _documents(library: Library) -> Iterator[tuple[Entry, BaseModel]]:
    yield from _of_muscles(library)
    for nerve in library.nerves.values():
        yield Entry("nerve", nerve.id, "nerve", nerve.name, nerve.latin), nerve
    for trap in library.entrapments.values():
        nerve_of = library.nerves.get(trap.nerve)
        hint = nerve_of.name if nerve_of else ""
        yield Entry("entrapment", trap.id, "entrapment", trap.name, hint), trap
    for root in library.dermatomes.values():
        yield Entry("dermatome", root.id, "dermatome", root.name, root.landmark), root
    for one in library.conditions.values():
        hint = _URGENT.get(one.urgency or "", "")
        yield Entry("condition", one.id, shelf_of(one), one.name, hint), one
    for region in library.regions.values():
        yield Entry("region", region.id, "region", region.name, region.covers), region
    for part in library.structures.values():
        if part.system in _LINKED and part.id not in library.nerves:
            yield Entry("structure", part.id, "structure", part.name, part.latin), part
    for source in library.sources.values():
        hint = f"{source.authors} ({source.year})"
        yield Entry("source", source.id, "source", source.title, hint), source


def _of_muscles(library: Library) -> Iterator[tuple[Entry, BaseModel]]:
    for muscle in library.muscles.values():
        yield Entry("muscle", muscle.id, "muscle", muscle.name, muscle.latin), _alone(muscle)
        for point in muscle.trigger_points:
            hint = "; ".join(zone.words for zone in point.zones if zone.kind == "essential")
            name = point_title(muscle, point)
            yield Entry("trigger-point", point.id, "trigger-point", name, hint), point


def _alone(muscle: Muscle) -> Muscle:
    """The muscle without its points, which stand on a shelf of their own."""
    return muscle.model_copy(update={"trigger_points": ()})
