"""Checks every document against its schema and every rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.loading import load_library, load_skin, read_recipes
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.rules import NEED_GEOMETRY, RULES
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.rules.recipes import RULE as RECIPES
from nmt_atlas.library.rules.recipes import check_recipes


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes
    ----------
    documents
        How many documents were read without fault of form.
    rules
        The ids of the rules that ran.
    problems
        Every fault, in the order of files and rules.
    """

    documents: int
    rules: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_documents(paths: DataPaths, geometry: Geometry | None = None) -> Report:
    """Check every document, the recipes too.

    Parameters
    ----------
    paths
        Where the documents are.
    geometry
        A built body for the rules that measure; None leaves those rules out.
    """
    library, problems = load_library(paths)
    found = found_by_rules(paths, library, geometry)
    rules = tuple(rule for rule in RULES if geometry is not None or rule not in NEED_GEOMETRY)
    return Report(
        documents=len(library.files) + found.recipes,
        rules=("schema", *rules, RECIPES),
        problems=(*problems, *found.problems),
    )


class Found(NamedTuple):
    """What :func:`found_by_rules` gives: problems, and how many recipes could be read."""

    problems: tuple[Problem, ...]
    recipes: int


def found_by_rules(paths: DataPaths, library: Library, geometry: Geometry | None = None) -> Found:
    """What rules and recipes say against a library that was read from these folders.

    Links to structures are held against the recipes, so that a pack that is behind them is
    told once and not once for every link.
    """
    recipes, files, recipe_problems = read_recipes(paths)
    skin, skin_problems = load_skin(paths)
    named = {ident: recipe.structure() for ident, recipe in recipes.items()}
    library = replace(library, structures={**library.structures, **named})
    problems = (
        *recipe_problems,
        *skin_problems,
        *broken_rules(library, geometry),
        *check_recipes(recipes, files, library),
    )
    return Found(problems, len(recipes) + (skin is not None))


def broken_rules(library: Library, geometry: Geometry | None = None) -> tuple[Problem, ...]:
    """What the rules find in a library."""
    return tuple(problem for rule in RULES.values() for problem in rule(library, geometry))
