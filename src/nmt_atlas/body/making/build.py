"""Build the own body's pack from the recipes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from nmt_atlas.body import shapes
from nmt_atlas.body.making.cache import SolidCache, canonical, key_of, print_of_mesh
from nmt_atlas.body.making.faults import FaultReport, RelationCheck, wrong_with
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.making.settling import HARD, Settling
from nmt_atlas.body.making.skin import build_skin
from nmt_atlas.body.making.skin.finishing import finished
from nmt_atlas.body.making.skin.wanted import below_skin
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import OWN
from nmt_atlas.body.painting.precompute import paint_pack
from nmt_atlas.body.progress import Progress, portion, silent
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.errors import DocumentError, RecipeError
from nmt_atlas.domain.pack import BodyInfo, Detail, PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library import Library
from nmt_atlas.library.loading import load_library, load_skin, read_recipes
from nmt_atlas.library.paths import DataPaths

ENGINE = "2"
"""Raised whenever the same recipes must be built anew."""

_SKIN = ("making/skin", "shapes", "mesh.py")


def recipe_hash(recipes: Iterable[Recipe], skin: SkinRecipe | None = None) -> str:
    """SHA-256 over the canonical JSON of all recipes and the engine's version."""
    total = hashlib.sha256(ENGINE.encode())
    for recipe in sorted(recipes, key=lambda one: one.id):
        total.update(canonical(recipe).encode() + b"\n")
    if skin is not None:
        total.update(canonical(skin).encode())
    return total.hexdigest()


def signed(index: PackIndex, recipes: Mapping[str, Recipe], skin: SkinRecipe | None) -> PackIndex:
    """The index of a pack that says of which recipes it was made."""
    made_of = {"recipe_hash": recipe_hash(recipes.values(), skin)}
    return index.model_copy(update={"body": index.body.model_copy(update=made_of)})


def build_pack(
    paths: DataPaths,
    out: Path | None = None,
    progress: Progress = silent,
    cache_dir: Path | None = None,
    details: tuple[Detail, ...] = ("phone", "standard"),
) -> PackIndex:
    """Build every recipe and write the pack of the own body.

    Parameters
    ----------
    paths
        Where the recipes are.
    out
        The pack's folder; None means the one beside the recipes.
    progress
        Told of each structure.
    cache_dir
        Where built shapes are kept from one build to the next; None keeps nothing.
    details
        Levels of detail to write.

    Returns
    -------
    PackIndex
        What was written. The same recipes give the same bytes.

    Raises
    ------
    DocumentError
        Every fault of every recipe that cannot be read.
    RecipeError
        A recipe that makes an impossible shape, with a picture of it where one can be drawn.
    PackError
        Where the pack cannot be written. The old pack stays in place in all three cases.
    """
    recipes, skin, files = sound_recipes(paths)
    cache = SolidCache(cache_dir)
    workshop = Workshop(recipes, cache, progress, cache_dir, files)
    library = load_library(paths).library
    parts = workshop.parts(skin)
    if skin is not None:
        parts[-1] = _at_cover(parts, skin, library)
    info = BodyInfo(
        id=OWN,
        name="NMT Atlas body",
        licence="CC BY 4.0",
        attribution=(
            "NMT Atlas body, the NMT Atlas developers, CC BY 4.0. Measured on BodyParts3D, "
            "(c) The Database Center for Life Science, CC BY 4.0."
        ),
        recipe_hash=recipe_hash(recipes.values(), skin),
    )
    write_pack(
        out or paths.pack,
        info,
        parts,
        details=details,
        progress=portion(progress, 0.9, 1.0),
        cache=cache,
    )
    cache.prune()
    return paint_pack(out or paths.pack, library, paths)


def _at_cover(parts: Sequence[PackPart], recipe: SkinRecipe, library: Library) -> PackPart:
    """The skin, last of the parts, finished over the others."""
    tissue = below_skin((part.structure, part.side, part.mesh) for part in parts[:-1])
    mesh, tints = finished(parts[-1].mesh, tissue, recipe, library)
    return replace(parts[-1], mesh=mesh, tints=tints)


def sound_recipes(
    paths: DataPaths,
) -> tuple[dict[str, Recipe], SkinRecipe | None, dict[str, str]]:
    """Every recipe by id, the skin's, and the file of each.

    Raises
    ------
    DocumentError
        Every fault of every recipe that cannot be read.
    RecipeError
        Where there is none.
    """
    recipes, files, problems = read_recipes(paths)
    skin, skin_problems = load_skin(paths)
    if problems or skin_problems:
        raise DocumentError((*problems, *skin_problems))
    if not recipes:
        raise RecipeError(
            "there is no recipe to build.",
            where=str(paths.meshes),
            remedy="Recipes belong into meshes/bones, meshes/muscles, …",
        )
    if skin is not None:
        files = {**files, skin.id: paths.skin.relative_to(paths.root).as_posix()}
    return dict(recipes), skin, dict(files)


class Workshop:
    """Recipes in, settled and mirrored parts out.

    Parameters
    ----------
    recipes
        Valid recipes by id.
    cache
        Keeps solids between builds.
    progress
        Told of each structure.
    faults
        Folder for pictures of impossible shapes; None draws none.
    files
        Recipe id -> its document, for error messages.
    """

    def __init__(
        self,
        recipes: Mapping[str, Recipe],
        cache: SolidCache,
        progress: Progress = silent,
        faults: Path | None = None,
        files: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.recipes = recipes
        self.cache = cache
        self.progress = progress
        self.report = FaultReport(files, faults)
        self._keys: dict[str, str] = {}

    def parts(self, skin: SkinRecipe | None = None) -> list[PackPart]:
        """Every part of the body, right, left and midline, the skin last."""
        solids = {name: self.built(recipe) for name, recipe in self.recipes.items()}
        meshes = {name: solid.mesh for name, solid in solids.items()}
        meshes |= self._settled(solids)
        self.progress("holding the stated relations against it", 0.8)
        RelationCheck(self.recipes, meshes, self.cache, self.report).run()
        found = [
            part for name, mesh in meshes.items() for part in sides_of(self.recipes[name], mesh)
        ]
        if skin is not None:
            found.append(self._skin(skin, found))
        return found

    def built(self, recipe: Recipe) -> Solid:
        """The raw shape of a recipe, as it is before anything gives way."""
        shape = recipe.shape.model_dump_json()
        key = key_of("solid", shape)
        self._keys[recipe.id] = key
        self.progress(f"shaping {recipe.name}", 0.4 * (len(self._keys) / len(self.recipes)))
        return self.cache.get(key, lambda: self._checked(recipe))

    def _checked(self, recipe: Recipe) -> Solid:
        try:
            solid = shapes.build_solid(recipe.shape)
        except (ValueError, ArithmeticError, IndexError) as error:
            what = f"the shape cannot be made ({error})"
            raise self.report.error(recipe.id, "/shape", what) from error
        except RecipeError as error:
            raise self.report.error(recipe.id, "/shape", error.what, error.remedy) from error
        wrong = wrong_with(solid.mesh)
        if wrong:
            raise self.report.error(recipe.id, "/shape", wrong, shown=(solid.mesh,))
        return solid

    def _settled(self, solids: Mapping[str, Solid]) -> dict[str, Mesh]:
        """Muscles drawn out of the bones and back from each other."""
        return Settling(
            self.recipes,
            solids,
            self._keys,
            self.cache,
            progress=portion(self.progress, 0.4, 0.8),
            report=self.report,
        ).meshes()

    def _skin(self, recipe: SkinRecipe, parts: list[PackPart]) -> PackPart:
        """The skin over the finished parts; variants do not bulge it."""
        self.progress("drawing the skin", 0.82)
        under = {part.id: part.mesh for part in parts if not part.structure.variant_of}
        key = key_of(
            "skin", canonical(recipe), *(print_of_mesh(mesh) for mesh in under.values()), code=_SKIN
        )
        try:
            mesh = self.cache.get(key, lambda: Solid(build_skin(under, recipe, self.cache))).mesh
        except RecipeError as error:
            pointer = error.where if error.where.startswith("/") else ""
            raise self.report.error(recipe.id, pointer, error.what, error.remedy) from error
        structure = Structure(
            id=recipe.id,
            name="Skin",
            latin="Cutis",
            fma="FMA7163",
            system="skin",
            region="whole-body",
            paired=False,
            whole=recipe.id,
        )
        return PackPart(structure, "midline", mesh, source_ids=recipe.sources)


def sides_of(recipe: Recipe, mesh: Mesh) -> list[PackPart]:
    """The part of a midline structure, or both sides of a paired one."""
    structure = recipe.structure()
    if recipe.system in HARD:
        mesh = Mesh(mesh.points, mesh.faces)  # nothing runs along a bone
    tendon = recipe.tendon if recipe.system == "muscle" else None
    if not recipe.paired:
        return [PackPart(structure, "midline", mesh, tendon, source_ids=recipe.sources)]
    return [
        PackPart(structure, "right", mesh, tendon, source_ids=recipe.sources),
        PackPart(structure, "left", mesh.mirrored(), tendon, source_ids=recipe.sources),
    ]
