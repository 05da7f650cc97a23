"""Recipes name sources and structures that exist, and the pack knows every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.walk import links

RULE = "recipes"
_SKIN = "skin"
"""What fibres end on that run into no structure; it has no recipe of its own here."""


def check_recipes(
    recipes: Mapping[str, Recipe], files: Mapping[str, str], library: Library
) -> Iterator[Problem]:
    """Check every recipe against the sources, the other recipes and the built pack.

    Parameters
    ----------
    recipes
        Valid recipes by id.
    files
        Recipe id -> its file.
    library
        The library beside them.
    """
    for recipe in recipes.values():
        file = files[recipe.id]
        stem = PurePosixPath(file).stem
        if recipe.id != stem:
            yield Problem(file, "/id", f"“{recipe.id}”", f"“{stem}”, like the file", RULE)
        for link in links(recipe):
            if link.kinds == ("source",) and link.target not in library.sources:
                close = did_you_mean(link.target, library.sources)
                expected = f"the id of a source that exists. {close}".strip()
                yield Problem(file, link.pointer, f"“{link.target}”", expected, RULE)
        yield from _structures(recipe, file, recipes)
    if library.pack is not None:
        yield from _pack_is_behind(library.pack, recipes)


def _pack_is_behind(pack: PackIndex, recipes: Mapping[str, Recipe]) -> Iterator[Problem]:
    built = {structure.id for structure in pack.structures if structure.system != "skin"}
    missing, gone = sorted(set(recipes) - built), sorted(built - set(recipes))
    for names, what in ((missing, "without"), (gone, "with the former")):
        if names:
            shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
            found = f"a pack {what} {shown} ({len(names)} in all)"
            expected = "the recipes' structures: run `nmt-atlas meshes build`"
            yield Problem("meshes/pack/index.json", "/structures", found, expected, RULE)


def _structures(recipe: Recipe, file: str, recipes: Mapping[str, Recipe]) -> Iterator[Problem]:
    named = [
        (f"/relations/{number}/of/{at}", name)
        for number, relation in enumerate(recipe.relations)
        for at, name in enumerate(relation.of)
    ]
    named += [
        (f"/ends_on/{end}/{at}", name)
        for end, names in enumerate(recipe.ends_on)
        for at, name in enumerate(names)
        if name != _SKIN
    ]
    if recipe.variant_of:
        named.append(("/variant_of", recipe.variant_of))
    known = {*recipes, *(one.whole for one in recipes.values())}
    for pointer, name in named:
        if name not in known:
            expected = f"the id of a recipe that exists. {did_you_mean(name, known)}".strip()
            yield Problem(file, pointer, f"“{name}”", expected, RULE)
