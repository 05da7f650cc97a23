"""Reads and checks the documents; the only room that knows where they lie."""

from nmt_atlas.library.catalogue import Library
from nmt_atlas.library.loading import Loaded, load_library, load_recipes
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.search import Hit

__all__ = [
    "DataPaths",
    "Hit",
    "Library",
    "Loaded",
    "data_paths",
    "load_library",
    "load_recipes",
]
