"""Reads and checks the documents; the only room that knows where they lie."""

from nmt_atlas.library.library import Library
from nmt_atlas.library.loading import Loaded, load_library, load_recipes
from nmt_atlas.library.offering import LeftOut, Offered, offered
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.search import Hit
from nmt_atlas.library.stamps import changed, stamp

__all__ = [
    "DataPaths",
    "Hit",
    "LeftOut",
    "Library",
    "Loaded",
    "Offered",
    "changed",
    "data_paths",
    "load_library",
    "load_recipes",
    "offered",
    "stamp",
]
