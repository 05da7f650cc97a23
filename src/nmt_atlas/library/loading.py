"""Loads the library. A faulty document is left out and its faults are listed; nothing dies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.landmark import Landmarks
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.domain.region import Region, Regions, SkinMap
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.domain.source import Source
from nmt_atlas.library.catalogue import Library
from nmt_atlas.library.languages import read_languages
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.reading import read_document, read_json, validate

Document = TypeVar(
    "Document", Muscle, Nerve, Entrapment, Dermatome, Condition, Lesson, Source, Recipe
)
Single = TypeVar("Single", PackIndex, SkinMap, Regions, SkinRecipe, Landmarks, Joints)

CONDITION_KINDS = (
    "nerves",
    "entrapments",
    "dermatomes",
    "conditions",
    "postures",
    "techniques",
    "safety",
)
"""The folders that ``conditions`` may hold."""


class Loaded(NamedTuple):
    """What :func:`load_library` gives."""

    library: Library
    problems: tuple[Problem, ...]


@dataclass
class _Reading:
    """What has been found so far."""

    paths: DataPaths
    problems: list[Problem]
    files: dict[str, str]

    def folder(
        self, model: type[Document], kind: str, files: Iterable[Path]
    ) -> Mapping[str, Document]:
        """Read every document of one kind."""
        found: dict[str, Document] = {}
        for path in files:
            name = self.paths.relative(path)
            document, faults = read_document(model, path, name)
            self.problems.extend(faults)
            if document is None:
                continue
            if document.id in found:
                first = self.files[f"{kind}/{document.id}"]
                self.problems.append(
                    Problem(
                        name, "/id", f"the id “{document.id}” of {first}", "an id of its own", "ids"
                    )
                )
                continue
            found[document.id] = document
            self.files[f"{kind}/{document.id}"] = name
        return MappingProxyType(found)

    def single(self, model: type[Single], path: Path) -> Single | None:
        """Read a document that exists once, if it is there."""
        if not path.exists():
            return None
        document, faults = read_document(model, path, self.paths.relative(path))
        self.problems.extend(faults)
        return document


def load_library(paths: DataPaths | None = None) -> Loaded:
    """Load every document but the recipes.

    Parameters
    ----------
    paths
        Where the documents are; None finds them.

    Returns
    -------
    library, problems
        Every document that is valid, and every fault of those that are not.
    """
    paths = paths or data_paths()
    reading = _Reading(paths, [], {})
    pack = reading.single(PackIndex, paths.pack_index)
    languages, faults = read_languages(paths)
    reading.problems.extend(faults)
    landmarks = reading.single(Landmarks, paths.landmarks)
    points = landmarks.landmarks if landmarks else ()
    library = Library(
        structures=_structures(reading, pack),
        muscles=reading.folder(Muscle, "muscle", sorted(paths.referral_patterns.glob("*.json"))),
        nerves=reading.folder(Nerve, "nerve", sorted((paths.conditions / "nerves").glob("*.json"))),
        entrapments=reading.folder(
            Entrapment, "entrapment", sorted((paths.conditions / "entrapments").glob("*.json"))
        ),
        dermatomes=reading.folder(
            Dermatome, "dermatome", sorted((paths.conditions / "dermatomes").glob("*.json"))
        ),
        conditions=reading.folder(Condition, "condition", _condition_files(reading)),
        lessons=reading.folder(Lesson, "lesson", sorted(paths.lessons.glob("*.json"))),
        sources=reading.folder(Source, "source", sorted(paths.sources.glob("*.json"))),
        regions=_regions(reading),
        skin_map=reading.single(SkinMap, paths.skin_map),
        pack=pack,
        files=MappingProxyType(reading.files),
        languages=languages,
        landmarks=MappingProxyType({one.id: one for one in points}),
        joints=reading.single(Joints, paths.joints),
    )
    return Loaded(library, tuple(reading.problems))


class LoadedRecipes(NamedTuple):
    """What :func:`read_recipes` gives; ``files`` is recipe id -> its file."""

    recipes: Mapping[str, Recipe]
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_recipes(paths: DataPaths) -> LoadedRecipes:
    """Read every recipe but the skin's, with the file of each."""
    reading = _Reading(paths, [], {})
    found = reading.folder(Recipe, "recipe", paths.recipes())
    files = {name: reading.files[f"recipe/{name}"] for name in found}
    return LoadedRecipes(found, files, tuple(reading.problems))


def load_recipes(paths: DataPaths) -> tuple[Mapping[str, Recipe], tuple[Problem, ...]]:
    """Load every recipe (only building the body and ``check`` need them).

    Returns
    -------
    recipes, problems
        Valid recipes by id in file order, and every fault of the others.
    """
    recipes, _, problems = read_recipes(paths)
    return recipes, problems


def load_skin(paths: DataPaths) -> tuple[SkinRecipe | None, tuple[Problem, ...]]:
    """Load the skin's recipe; None where there is none or it is faulty."""
    reading = _Reading(paths, [], {})
    return reading.single(SkinRecipe, paths.skin), tuple(reading.problems)


def _structures(reading: _Reading, pack: PackIndex | None) -> Mapping[str, Structure]:
    if pack is not None:
        return MappingProxyType({one.id: one for one in pack.structures})
    return MappingProxyType({one.id: one for one in _structures_of_recipes(reading.paths)})


def _structures_of_recipes(paths: DataPaths) -> Iterable[Structure]:
    """The structures that the recipes name, without validating their shapes.

    Faults are left to :func:`load_recipes`, which reads every recipe in full.
    """
    wanted = set(Structure.model_fields)
    for path in paths.recipes():
        data, faults = read_json(path, paths.relative(path))
        if faults or not isinstance(data, dict):
            continue
        heading = {key: value for key, value in data.items() if key in wanted}
        structure, _ = validate(Structure, heading, paths.relative(path))
        if structure is not None:
            yield structure


def _condition_files(reading: _Reading) -> list[Path]:
    folder = reading.paths.conditions
    if not folder.is_dir():
        return []
    files: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name in CONDITION_KINDS:
            if path.name not in ("nerves", "entrapments", "dermatomes"):
                files.extend(sorted(path.glob("*.json")))
        elif not path.name.startswith("."):
            reading.problems.append(
                Problem(
                    reading.paths.relative(path),
                    "",
                    f"“{path.name}”",
                    f"only the folders {', '.join(CONDITION_KINDS)} in conditions",
                    "folders",
                )
            )
    return files


def _regions(reading: _Reading) -> Mapping[str, Region]:
    chart = reading.single(Regions, reading.paths.regions)
    found: dict[str, Region] = {}
    name = reading.paths.relative(reading.paths.regions)
    for number, region in enumerate(chart.regions if chart else ()):
        if region.id in found:
            reading.problems.append(
                Problem(
                    name,
                    f"/regions/{number}/id",
                    f"the id “{region.id}” again",
                    "an id of its own",
                    "ids",
                )
            )
            continue
        found[region.id] = region
    return MappingProxyType(found)


def all_documents(library: Library) -> Iterable[tuple[str, Frozen]]:
    """Every document with the file that it came from, in a stable order."""
    for kind, documents in (
        ("muscle", library.muscles),
        ("nerve", library.nerves),
        ("entrapment", library.entrapments),
        ("dermatome", library.dermatomes),
        ("condition", library.conditions),
        ("lesson", library.lessons),
        ("source", library.sources),
    ):
        for ident, document in documents.items():
            yield library.file_of(kind, ident), document
