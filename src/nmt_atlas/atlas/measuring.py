"""The built body as the content rules measure on it, and whether its files are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from nmt_atlas.domain.errors import PackError, Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths

if TYPE_CHECKING:
    from nmt_atlas.library.rules.geometry import Geometry

PACK_RULE = "pack-whole"


def geometry_of(paths: DataPaths, library: Library | None = None) -> Geometry | None:
    """The built body for the rules that measure; None where none is built.

    Parameters
    ----------
    paths
        Where the documents are.
    library
        The documents that are measured; None reads them.
    """
    if not paths.pack_index.exists() or not paths.skin_map.exists():
        return None
    from nmt_atlas.atlas.body_view import BodyView
    from nmt_atlas.atlas.sighting import Measured
    from nmt_atlas.body.packs.sources import own_body

    cache = user_cache_path("nmt-atlas", appauthor=False) / "zones"
    library = library or load_library(paths).library
    view = BodyView(library, paths, own_body(paths), cache)
    return Measured(view.painter, view.context)


def faults_of_pack(paths: DataPaths) -> tuple[Problem, ...]:
    """A problem where a file of the built pack is missing, cut short or changed."""
    if not paths.pack_index.exists():
        return ()
    from nmt_atlas.body.packs.reading import verify

    try:
        verify(paths.pack)
    except PackError as error:
        file = paths.relative(paths.pack_index)
        found = error.what.rstrip(".")
        name = error.where.replace(str(paths.pack), "").strip("/\\")
        return (Problem(file, "", f"{name}: {found}" if name else found, _WHOLE, PACK_RULE),)
    return ()


_WHOLE = "a pack that is whole: run `nmt-atlas meshes build`, or install again"
