"""Loads the library. A faulty document is left out and its faults are listed; nothing dies.

The person's own documents are read over the built-in ones: where both have an id, theirs is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.everyday import NOTHING_SAID, Everyday
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.landmark import Landmarks
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.region import Region, Regions, SkinMap
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.domain.viewpoint import NOTHING_COUNTED, WAYS, Viewpoints
from nmt_atlas.library.documents import Replaced
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Kind
from nmt_atlas.library.languages import read_languages
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import FOLDERS, DataPaths, data_paths
from nmt_atlas.library.reading import read_document, read_json, validate

Single = TypeVar(
    "Single", PackIndex, SkinMap, Regions, SkinRecipe, Landmarks, Joints, Everyday, Viewpoints
)
Model = TypeVar("Model", bound=Frozen)


class Loaded(NamedTuple):
    """What :func:`load_library` gives."""

    library: Library
    problems: tuple[Problem, ...]


@dataclass
class _Reading:
    """What has been found so far."""

    paths: DataPaths
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, Replaced] = field(default_factory=dict)

    def tell(self, path: Path, pointer: str, found: str, expected: str, rule: str) -> None:
        """Note a fault that no schema finds."""
        self.problems.append(Problem(self.paths.relative(path), pointer, found, expected, rule))

    def kind(self, kind: Kind) -> Mapping[str, Frozen]:
        """Read every document of a kind, layer by layer."""
        found: dict[str, Frozen] = {}
        for layer in self.paths.layers:
            files = (path for folder in kind.folders for path in _documents_in(layer / folder))
            here, names = self.folder(kind.type, files, layer)
            for ident in here:
                key = f"{kind.name}/{ident}"
                if ident in found:
                    self.replaced[key] = Replaced(self.files[key], found[ident])
                self.files[key] = names[ident]
            found.update(here)
        return MappingProxyType(found)

    def folder(
        self, model: type[Model], files: Iterable[Path], layer: Path
    ) -> tuple[dict[str, Model], dict[str, str]]:
        """The documents of some files by id, and the file of each."""
        found: dict[str, Model] = {}
        names: dict[str, str] = {}
        for path in files:
            name = self.paths.relative(path)
            document, faults = read_document(model, path, name, layer)
            self.problems.extend(faults)
            if document is None:
                continue
            ident = str(getattr(document, "id", ""))
            if ident in found:
                again = f"the id “{ident}” of {names[ident]}"
                self.tell(path, "/id", again, "an id of its own", "ids")
                continue
            found[ident], names[ident] = document, name
        return found, names

    def single(self, model: type[Single], path: Path) -> Single | None:
        """Read a document that exists once, if it is there."""
        if not path.exists():
            return None
        name = self.paths.relative(path)
        document, faults = read_document(model, path, name, self.paths.root)
        self.problems.extend(faults)
        return document


def _viewpoints(reading: _Reading, pack: PackIndex | None) -> Viewpoints:
    """What is seen from where on the own body; of older packs nothing was counted."""
    if pack is None or pack.views is None:
        return NOTHING_COUNTED
    found = reading.single(Viewpoints, reading.paths.pack_index.parent / pack.views.path)
    return found if found is not None and found.ways == WAYS else NOTHING_COUNTED


def load_library(paths: DataPaths | None = None, kinds: Sequence[Kind] = KINDS) -> Loaded:
    """Load every document but the recipes.

    Parameters
    ----------
    paths
        Where the documents are; None finds them.
    kinds
        The kinds of documents to read.

    Returns
    -------
    library, problems
        Every document that is valid, and every fault of those that are not.
    """
    paths = paths or data_paths()
    reading = _Reading(paths)
    _misplaced(reading, kinds)
    pack = reading.single(PackIndex, paths.pack_index)
    languages = read_languages(paths)
    reading.problems.extend(languages.problems)
    landmarks = reading.single(Landmarks, paths.landmarks)
    points = landmarks.landmarks if landmarks else ()
    library = Library(
        kinds=tuple(kinds),
        kept=MappingProxyType({one.name: reading.kind(one) for one in kinds if one.folders}),
        structures=_structures(reading, pack),
        regions=_regions(reading),
        skin_map=reading.single(SkinMap, paths.skin_map),
        pack=pack,
        viewpoints=_viewpoints(reading, pack),
        files=MappingProxyType(reading.files),
        replaced=MappingProxyType(reading.replaced),
        languages=languages.all,
        own_languages=languages.own,
        landmarks=MappingProxyType({one.id: one for one in points}),
        joints=reading.single(Joints, paths.joints),
        everyday=reading.single(Everyday, paths.everyday) or NOTHING_SAID,
    )
    return Loaded(library, tuple(reading.problems))


class LoadedRecipes(NamedTuple):
    """What :func:`read_recipes` gives; ``files`` is recipe id -> its file."""

    recipes: Mapping[str, Recipe]
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_recipes(paths: DataPaths) -> LoadedRecipes:
    """Read every recipe but the skin's, with the file of each."""
    reading = _Reading(paths)
    found, files = reading.folder(Recipe, paths.recipes(), paths.root)
    return LoadedRecipes(MappingProxyType(found), files, tuple(reading.problems))


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
    reading = _Reading(paths)
    return reading.single(SkinRecipe, paths.skin), tuple(reading.problems)


def _documents_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))


def _misplaced(reading: _Reading, kinds: Sequence[Kind]) -> None:
    """Tell of folders that are missing, and of files and folders that nothing reads."""
    paths = reading.paths
    for name in FOLDERS:
        if not (paths.root / name).is_dir():
            reading.tell(paths.root / name, "", "no folder", f"the folder {name}", "folders")
    if (paths.root / "meshes").is_dir() and not paths.skin_map.exists():
        expected = "the document that skin anchors are held against"
        reading.tell(paths.skin_map, "", "no file", expected, "folders")
    folders = [folder for kind in kinds for folder in kind.folders]
    nested = {folder.partition("/")[0] for folder in folders if "/" in folder}
    for layer in paths.layers:
        for name in sorted(nested):
            allowed = [one.partition("/")[2] for one in folders if one.startswith(f"{name}/")]
            _only(reading, layer / name, allowed)
    for layer in paths.layers[1:]:
        _only(reading, layer, dict.fromkeys([one.partition("/")[0] for one in folders]))
        for path in (one for folder in folders for one in _seen(layer / folder)):
            if path.suffix != ".json":
                reading.tell(path, "", f"“{path.name}”", "a name that ends in .json", "folders")


def _only(reading: _Reading, folder: Path, allowed: Iterable[str]) -> None:
    """Tell of what a folder of folders holds beside those."""
    names = [*allowed, *(["languages"] if folder in reading.paths.layers else [])]
    for path in _seen(folder):
        if path.name not in names or not path.is_dir():
            where = "" if folder in reading.paths.layers else f" in {folder.name}"
            expected = f"only the folders {', '.join(names)}{where}"
            reading.tell(path, "", f"“{path.name}”", expected, "folders")


def _seen(folder: Path) -> Iterator[Path]:
    """What lies in a folder, but hidden files and notes (``.md``, ``.txt``) to people."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        note = path.suffix == ".md" or path.name.lower().startswith("readme")
        if not path.name.startswith(".") and not note:
            yield path


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
        data, faults = read_json(path, paths.relative(path), paths.root)
        if faults or not isinstance(data, dict):
            continue
        heading = {key: value for key, value in data.items() if key in wanted}
        structure, _ = validate(Structure, heading, paths.relative(path))
        if structure is not None:
            yield structure


def _regions(reading: _Reading) -> Mapping[str, Region]:
    path = reading.paths.regions
    chart = reading.single(Regions, path)
    found: dict[str, Region] = {}
    for number, region in enumerate(chart.regions if chart else ()):
        if region.id in found:
            again = f"the id “{region.id}” again"
            reading.tell(path, f"/regions/{number}/id", again, "an id of its own", "ids")
            continue
        found[region.id] = region
    return MappingProxyType(found)
