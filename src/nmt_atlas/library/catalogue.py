"""The library: every valid document, with look-ups that help where an id is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.language import ENGLISH, Catalogue
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.referral import Muscle, Stroke, TriggerPoint, Zone
from nmt_atlas.domain.region import Region, SkinMap
from nmt_atlas.domain.source import Source
from nmt_atlas.library.browse import Shelves
from nmt_atlas.library.languages import in_language
from nmt_atlas.library.search import Hit, SearchIndex

Value = TypeVar("Value")

_EMPTY: Mapping[str, str] = MappingProxyType({})
_NO_DERMATOMES: Mapping[str, Dermatome] = MappingProxyType({})
_NO_LANDMARKS: Mapping[str, Landmark] = MappingProxyType({})
_NO_LANGUAGES: Mapping[str, Catalogue] = MappingProxyType({})


@dataclass(frozen=True)
class Library:
    """Every document that could be read, by id.

    Attributes
    ----------
    structures
        What the body consists of (from the pack's index, else from the recipes).
    muscles, nerves, entrapments, conditions, lessons, sources, regions, dermatomes
        The documents.
    skin_map
        What skin anchors can name; None where it could not be read.
    pack
        The index of the own body's built pack; None where there is none.
    files
        ``kind/id`` -> the file that the document came from, relative to the data root.
    languages
        The message catalogues by language code; English needs none.
    landmarks
        The bone landmarks by id.
    joints
        Where joints turn; None where it could not be read.
    """

    structures: Mapping[str, Structure]
    muscles: Mapping[str, Muscle]
    nerves: Mapping[str, Nerve]
    entrapments: Mapping[str, Entrapment]
    conditions: Mapping[str, Condition]
    lessons: Mapping[str, Lesson]
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    skin_map: SkinMap | None = None
    pack: PackIndex | None = None
    files: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    dermatomes: Mapping[str, Dermatome] = field(default_factory=lambda: _NO_DERMATOMES)
    languages: Mapping[str, Catalogue] = field(default_factory=lambda: _NO_LANGUAGES)
    landmarks: Mapping[str, Landmark] = field(default_factory=lambda: _NO_LANDMARKS)
    joints: Joints | None = None

    @cached_property
    def trigger_points(self) -> Mapping[str, tuple[Muscle, TriggerPoint]]:
        """Trigger point id -> its muscle and itself."""
        return MappingProxyType(
            {
                point.id: (muscle, point)
                for muscle in self.muscles.values()
                for point in muscle.trigger_points
            }
        )

    @cached_property
    def wholes(self) -> Mapping[str, tuple[Structure, ...]]:
        """Whole id (the muscle document's id for muscles) -> its structures in order."""
        found: dict[str, list[Structure]] = {}
        for structure in self.structures.values():
            found.setdefault(structure.whole, []).append(structure)
        return MappingProxyType({whole: tuple(parts) for whole, parts in found.items()})

    def catalogue(self, language: str) -> Catalogue:
        """The texts of a language; the English ones where there is no such catalogue.

        ``la`` has the Latin names and the English interface.
        """
        return self._catalogues.get(language, ENGLISH)

    @cached_property
    def _catalogues(self) -> Mapping[str, Catalogue]:
        named: tuple[Structure | Muscle | Nerve, ...] = (
            *self.structures.values(),
            *self.muscles.values(),
            *self.nerves.values(),
        )
        latin = {one.id: one.latin for one in named if one.latin}
        return {**self.languages, "la": Catalogue(language="la", structures=latin)}

    def in_language(self, language: str) -> Library:
        """The library as a language tells it; what has no text there stays English."""
        if language not in self._catalogues:
            return self
        if language not in self._told:
            self._told[language] = in_language(self, self._catalogues[language])
        return self._told[language]

    @cached_property
    def _told(self) -> dict[str, Library]:
        return {}

    @cached_property
    def index(self) -> SearchIndex:
        """The search index over every name."""
        return SearchIndex.over(self)

    @cached_property
    def shelves(self) -> Shelves:
        """Every document that can be read, by kind, searchable by its words."""
        return Shelves(self)

    def search(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Ranked suggestions for what a person typed (names, Latin, synonyms; typos too)."""
        return self.index.search(text, limit)

    @property
    def zones(self) -> Iterator[tuple[str, str, TriggerPoint, Zone]]:
        """Every zone of every trigger point, with its file and its JSON pointer."""
        for muscle, point in self.trigger_points.values():
            start = f"/trigger_points/{muscle.trigger_points.index(point)}/zones"
            file = self.file_of("muscle", muscle.id)
            for number, zone in enumerate(point.zones):
                yield file, f"{start}/{number}", point, zone

    def structure(self, structure_id: str) -> Structure:
        """The structure with this id."""
        return look_up(self.structures, structure_id, "structure")

    def muscle(self, muscle_id: str) -> Muscle:
        """The muscle document with this id."""
        return look_up(self.muscles, muscle_id, "muscle document")

    def muscle_of(self, structure_id: str) -> Muscle | None:
        """The muscle document that treats a structure (a head, a part), if there is one."""
        structure = self.structure(structure_id)
        return self.muscles.get(structure.whole) or self.muscles.get(structure.id)

    def trigger_point(self, point_id: str) -> TriggerPoint:
        """The trigger point with this id."""
        return look_up(self.trigger_points, point_id, "trigger point")[1]

    def muscle_with_point(self, point_id: str) -> Muscle:
        """The muscle document that a trigger point belongs to."""
        return look_up(self.trigger_points, point_id, "trigger point")[0]

    def nerve(self, nerve_id: str) -> Nerve:
        """The nerve document with this id."""
        return look_up(self.nerves, nerve_id, "nerve document")

    def entrapment(self, entrapment_id: str) -> Entrapment:
        """The entrapment document with this id."""
        return look_up(self.entrapments, entrapment_id, "entrapment")

    def dermatome(self, dermatome_id: str) -> Dermatome:
        """The dermatome document with this id."""
        return look_up(self.dermatomes, dermatome_id, "dermatome")

    def territory(self, document_id: str) -> tuple[Stroke, ...]:
        """What a nerve, a narrow place, a dermatome or a safety matter paints on the skin.

        Empty where there is no such document, or where it paints nothing.
        """
        for documents in (self.nerves, self.entrapments, self.dermatomes):
            if document_id in documents:
                return documents[document_id].territory
        condition = self.conditions.get(document_id)
        return tuple(one for site in condition.sites for one in site.strokes) if condition else ()

    def condition(self, condition_id: str) -> Condition:
        """The condition document with this id."""
        return look_up(self.conditions, condition_id, "condition")

    def lesson(self, lesson_id: str) -> Lesson:
        """The lesson with this id."""
        return look_up(self.lessons, lesson_id, "lesson")

    def source(self, source_id: str) -> Source:
        """The source with this id."""
        return look_up(self.sources, source_id, "source")

    def region(self, region_id: str) -> Region:
        """The body-chart region with this id."""
        return look_up(self.regions, region_id, "region")

    def entrapments_of(self, nerve_id: str) -> tuple[Entrapment, ...]:
        """The narrow places of a nerve."""
        return tuple(one for one in self.entrapments.values() if one.nerve == nerve_id)

    def file_of(self, kind: str, document_id: str) -> str:
        """The file of a document, for problems; ``kind/id`` where it has none."""
        key = f"{kind}/{document_id}"
        return self.files.get(key, key)


def look_up(found: Mapping[str, Value], wanted: str, what: str) -> Value:
    """The value with an id.

    Raises
    ------
    UnknownIdError
        With the closest ids that exist.
    """
    try:
        return found[wanted]
    except KeyError:
        raise UnknownIdError(
            f"There is no {what} “{wanted}”.", remedy=did_you_mean(wanted, found)
        ) from None


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """A sentence that offers the closest known ids; empty where none is close."""
    close = difflib.get_close_matches(wanted, list(dict.fromkeys(known)), n=3, cutoff=0.6)
    return f"Did you mean {', '.join(f'“{one}”' for one in close)}?" if close else ""


def named(library: Library, kind: str) -> Mapping[str, object]:
    """The documents of a link kind by id (``whole`` gives the structures of a whole)."""
    return {
        "structure": library.structures,
        "whole": library.wholes,
        "muscle": library.muscles,
        "nerve": library.nerves,
        "entrapment": library.entrapments,
        "condition": library.conditions,
        "dermatome": library.dermatomes,
        "lesson": library.lessons,
        "source": library.sources,
        "region": library.regions,
        "trigger-point": library.trigger_points,
    }[kind]
