"""Every valid document by kind and id, and what follows from them; it searches and reads nothing.

What needs documents and nothing more (writers, tables, targets, languages, search) knows this
module; :mod:`nmt_atlas.library.library` adds what needs all of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.clue import Clue
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.everyday import NOTHING_SAID, Everyday
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.language import Catalogue
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.origin import Origin
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.palpable import Palpable
from nmt_atlas.domain.referral import Muscle, Stroke, TriggerPoint, Zone
from nmt_atlas.domain.region import Region, SkinMap
from nmt_atlas.domain.source import Source
from nmt_atlas.domain.viewpoint import NOTHING_COUNTED, Viewpoints

_NONE: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return _NONE


class Replaced(NamedTuple):
    """A built-in document whose place one of the person's own takes."""

    file: str
    document: Frozen


@dataclass(frozen=True)
class Documents:
    """Every document that could be read.

    Attributes
    ----------
    kept
        Name of a kind -> its documents by id: the kinds that have files of their own.
    structures
        What the body consists of (from the pack's index, else from the recipes).
    regions
        The body chart.
    skin_map
        What skin anchors can name; None where it could not be read.
    pack
        The index of the own body's built pack; None where there is none.
    viewpoints
        What is seen from where on that body.
    files
        ``kind/id`` -> the file that the document came from, as problems name it.
    replaced
        ``kind/id`` of a document of one's own -> the built-in one whose place it takes.
    languages
        The message catalogues by language code; English needs none.
    own_languages
        The texts of one's own among them.
    landmarks
        The bone landmarks by id.
    joints
        Where joints turn; None where it could not be read.
    everyday
        What people type for things that have other names.
    kept_texts
        Texts of documents that the program reads, so that they stay English -> what they are
        called in the language of these documents.
    """

    kept: Mapping[str, Mapping[str, Frozen]] = field(default_factory=_nothing)
    structures: Mapping[str, Structure] = field(default_factory=_nothing)
    regions: Mapping[str, Region] = field(default_factory=_nothing)
    skin_map: SkinMap | None = None
    pack: PackIndex | None = None
    viewpoints: Viewpoints = NOTHING_COUNTED
    files: Mapping[str, str] = field(default_factory=_nothing)
    replaced: Mapping[str, Replaced] = field(default_factory=_nothing)
    languages: Mapping[str, Catalogue] = field(default_factory=_nothing)
    own_languages: Mapping[str, Catalogue] = field(default_factory=_nothing)
    landmarks: Mapping[str, Landmark] = field(default_factory=_nothing)
    joints: Joints | None = None
    everyday: Everyday = NOTHING_SAID
    kept_texts: Mapping[str, str] = field(default_factory=_nothing)

    def told(self, text: str) -> str:
        """How a text that the program reads is shown in the language of these documents."""
        return self.kept_texts.get(text, text)

    def of(self, kind: str) -> Mapping[str, Any]:
        """The documents of a kind by id; empty for a kind that is not known.

        ``trigger-point`` gives pairs of a muscle and its point, ``whole`` the structures of a
        whole.
        """
        if kind in self.kept:
            return self.kept[kind]
        held: Mapping[str, Mapping[str, Any]] = {
            "structure": self.structures,
            "whole": self.wholes,
            "region": self.regions,
            "trigger-point": self.trigger_points,
        }
        return held.get(kind, _NONE)

    def having(self, kind: str, documents: Mapping[str, Frozen]) -> Self:
        """The same with other documents of a kind."""
        kept = {**self.kept, kind: MappingProxyType(dict(documents))}
        return replace(self, kept=MappingProxyType(kept))

    @property
    def muscles(self) -> Mapping[str, Muscle]:
        """Muscle documents by id."""
        return self.of("muscle")

    @property
    def nerves(self) -> Mapping[str, Nerve]:
        """Nerve documents by id."""
        return self.of("nerve")

    @property
    def entrapments(self) -> Mapping[str, Entrapment]:
        """Narrow places of nerves by id."""
        return self.of("entrapment")

    @property
    def dermatomes(self) -> Mapping[str, Dermatome]:
        """The skin of spinal roots by id."""
        return self.of("dermatome")

    @property
    def origins(self) -> Mapping[str, Origin]:
        """Joints that refer pain and organs that are felt on the skin, by id."""
        return self.of("origin")

    @property
    def clues(self) -> Mapping[str, Clue]:
        """Questions that tell sources of pain apart, by id."""
        return self.of("clue")

    @property
    def palpable(self) -> Mapping[str, Palpable]:
        """Palpable landmarks by id; ``landmarks`` are the bone points that recipes begin from."""
        return self.of("landmark")

    def point_of(self, place: str | Point) -> Point | None:
        """A place in the body frame: itself, or the bone landmark of that id; None without it."""
        if not isinstance(place, str):
            return place
        found = self.landmarks.get(place)
        return found.at if found else None

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """Conditions, postures, techniques and safety matters by id."""
        return self.of("condition")

    @property
    def tests(self) -> Mapping[str, ClinicalTest]:
        """Tests of the examination by id."""
        return self.of("test")

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """Lessons by id."""
        return self.of("lesson")

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.of("source")

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

    @property
    def zones(self) -> Iterator[tuple[str, str, TriggerPoint, Zone]]:
        """Every zone of every trigger point, with its file and its JSON pointer."""
        for muscle, point in self.trigger_points.values():
            start = f"/trigger_points/{muscle.trigger_points.index(point)}/zones"
            file = self.file_of("muscle", muscle.id)
            for number, zone in enumerate(point.zones):
                yield file, f"{start}/{number}", point, zone

    def territory(self, document_id: str) -> tuple[Stroke, ...]:
        """What a nerve, a narrow place, a root, a joint, an organ or a safety matter paints.

        Empty where there is no such document, or where it paints nothing.
        """
        for documents in (self.nerves, self.entrapments, self.dermatomes):
            if document_id in documents:
                return documents[document_id].territory
        if document_id in self.origins:
            zones = self.origins[document_id].zones
            return tuple(stroke for zone in zones for stroke in zone.strokes)
        condition = self.conditions.get(document_id)
        return tuple(one for site in condition.sites for one in site.strokes) if condition else ()

    def entrapments_of(self, nerve_id: str) -> tuple[Entrapment, ...]:
        """The narrow places of a nerve."""
        return tuple(one for one in self.entrapments.values() if one.nerve == nerve_id)

    def file_of(self, kind: str, document_id: str) -> str:
        """The file of a document, for problems; ``kind/id`` where it has none."""
        key = f"{kind}/{document_id}"
        return self.files.get(key, key)

    def all(self) -> Iterator[tuple[str, Frozen]]:
        """Every document with the file that it came from: built-in ones first, then one's own."""
        found = [
            (self.file_of(kind, ident), document)
            for kind, documents in self.kept.items()
            for ident, document in documents.items()
        ]
        yield from sorted(found, key=lambda pair: is_own(pair[0]))


OWN = "own"
"""What stands before the name of a file in the person's own folder."""


def is_own(file: str) -> bool:
    """Whether a file, as problems name it, lies in the person's own folder."""
    return file.startswith(f"{OWN}/")


def built_in_name(file: str) -> str:
    """The file without the mark of the person's own folder: where a built-in one would lie."""
    return file.removeprefix(f"{OWN}/")
