"""The library: every valid document with its search, its shelves and its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.generating import Kit
from nmt_atlas.domain.language import ENGLISH, Catalogue
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.referral import Muscle, TriggerPoint
from nmt_atlas.domain.region import Region
from nmt_atlas.domain.source import Source
from nmt_atlas.library.browse import Shelves
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.ids import by_id
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Kind
from nmt_atlas.library.languages import in_language, latin
from nmt_atlas.library.made import Lessons
from nmt_atlas.library.search import Hit, SearchIndex
from nmt_atlas.library.words import fold


@dataclass(frozen=True)
class Library(Documents):
    """Every document that could be read, with look-ups that help where an id is wrong.

    Attributes
    ----------
    kinds
        The kinds of documents that there are.
    said
        The texts of the interface in the language that the documents are in.
    """

    kinds: tuple[Kind, ...] = KINDS
    said: Catalogue = ENGLISH

    def say(self, text: str, /, **values: object) -> str:
        """A text of the interface in the language that these documents tell."""
        return self.said.say(text, **values)

    def catalogue(self, language: str) -> Catalogue:
        """The texts of a language; the English ones where there is no such catalogue.

        ``la`` has the Latin names and the English interface.
        """
        return self._catalogues.get(language, ENGLISH)

    @cached_property
    def _catalogues(self) -> Mapping[str, Catalogue]:
        return {**self.languages, "la": latin(self, self.kinds)}

    def in_language(self, language: str) -> Library:
        """The library as a language tells it; what has no text there stays English."""
        if language not in self._catalogues:
            return self
        if language not in self._told:
            told = in_language(self, self._catalogues[language], self.kinds)
            self._told[language] = replace(told, said=self._catalogues[language])
        return self._told[language]

    @cached_property
    def _told(self) -> dict[str, Library]:
        return {}

    @cached_property
    def kit(self) -> Kit:
        """What questions are made of, in this library's language."""
        return Kit(self, self.say)

    @property
    def lessons(self) -> Lessons:
        """Lessons by id: those written, and on asking those that are made from the documents."""
        return self._lessons

    @cached_property
    def _lessons(self) -> Lessons:
        return Lessons(self.of("lesson"), self.kit)

    @cached_property
    def index(self) -> SearchIndex:
        """The search index over every name."""
        return SearchIndex.over(self, self.kinds)

    @cached_property
    def shelves(self) -> Shelves:
        """Every document that can be read, by kind, searchable by its words."""
        return Shelves(self, self.kinds, self.index)

    def search(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Ranked suggestions for what a person typed (names, Latin, synonyms; typos too)."""
        return self.index.search(text, limit)

    def structure(self, structure_id: str) -> Structure:
        """The structure with this id."""
        return by_id(self.structures, structure_id, "structure")

    def muscle(self, muscle_id: str) -> Muscle:
        """The muscle document with this id."""
        return by_id(self.muscles, muscle_id, "muscle document")

    def muscle_of(self, structure_id: str) -> Muscle | None:
        """The muscle document that treats a structure (a head, a part), if there is one."""
        structure = self.structure(structure_id)
        return self.muscles.get(structure.whole) or self.muscles.get(structure.id)

    def trigger_point(self, point_id: str) -> TriggerPoint:
        """The trigger point with this id."""
        return by_id(self.trigger_points, point_id, "trigger point")[1]

    def muscle_with_point(self, point_id: str) -> Muscle:
        """The muscle document that a trigger point belongs to."""
        return by_id(self.trigger_points, point_id, "trigger point")[0]

    def nerve(self, nerve_id: str) -> Nerve:
        """The nerve document with this id."""
        return by_id(self.nerves, nerve_id, "nerve document")

    def entrapment(self, entrapment_id: str) -> Entrapment:
        """The entrapment document with this id."""
        return by_id(self.entrapments, entrapment_id, "entrapment")

    def dermatome(self, dermatome_id: str) -> Dermatome:
        """The dermatome document with this id."""
        return by_id(self.dermatomes, dermatome_id, "dermatome")

    def condition(self, condition_id: str) -> Condition:
        """The condition document with this id."""
        return by_id(self.conditions, condition_id, "condition")

    def lesson(self, lesson_id: str) -> Lesson:
        """The lesson with this id."""
        return by_id(self.lessons, lesson_id, "lesson")

    def source(self, source_id: str) -> Source:
        """The source with this id."""
        return by_id(self.sources, source_id, "source")

    def region_called(self, name: str) -> Region:
        """The region or group that people call so, in English or Spanish, or that has the id.

        Raises
        ------
        UnknownIdError
            With the closest ids and names.
        """
        called: dict[str, Region] = {}
        for at in range(3):
            for one in self.regions.values():
                names = ((one.id,), (one.name, one.name_es), (*one.synonyms, *one.synonyms_es))[at]
                for text in names:
                    called.setdefault(fold(text), one)
        return by_id(called, fold(name), "region")

    def region(self, region_id: str) -> Region:
        """The body-chart region with this id."""
        return by_id(self.regions, region_id, "region")
