"""Paints everything that the documents paint, and writes it beside a pack's meshes."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from nmt_atlas.body.packs.reading import skin_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import add_paint
from nmt_atlas.body.painting.painter import Painter, every_painting
from nmt_atlas.body.painting.stored import (
    NOTHING,
    StoredPaint,
    chart_key,
    read,
    skin_map_key,
    strokes_key,
    written,
)
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.base import Point, SideName
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import DataPaths

_LOG = logging.getLogger(__name__)
_SIDES: tuple[SideName, ...] = ("right", "left")


def stored_paint(body: Body) -> StoredPaint:
    """What a body's pack holds painted for its skin; nothing where it was painted for another.

    Raises
    ------
    PackError
        Where the file is missing or damaged.
    """
    data = body.paint()
    if data is None:
        return NOTHING
    found = read(data, str(body.directory))
    return found if found.skin == skin_file(body.index).sha256 else NOTHING


def painter_of(body: Body, library: Library, paths: DataPaths, cache: Path | None) -> Painter:
    """A painter that knows what the body's pack has painted."""
    return Painter(body, library, paths, cache, stored_paint(body))


def paint_pack(
    directory: Path,
    library: Library,
    paths: DataPaths,
    progress: Progress = silent,
    cache: Path | None = None,
) -> PackIndex:
    """Paint all that the documents paint on a pack's skin, and write it into the pack.

    Parameters
    ----------
    directory
        The pack; its meshes stay as they are.
    library, paths
        The documents and the recipes.
    progress
        Told of each document.
    cache
        Folder to keep the skin's graph in.

    Returns
    -------
    PackIndex
        What ``index.json`` now says.

    Raises
    ------
    PackError
        Where the pack is damaged or cannot be written.
    """
    body = Body(directory)
    if library.skin_map is None:
        return body.index
    painter = Painter(body, library, paths, cache)
    paint = StoredPaint(
        skin=skin_file(body.index).sha256,
        skin_map=skin_map_key(library.skin_map),
        chart=chart_key(painter.regions),
        zones=_zones(painter, progress),
        places=_places(painter),
        labels=_labels(painter),
    )
    progress("painted", 1.0)
    return add_paint(directory, written(paint))


def _zones(painter: Painter, progress: Progress) -> dict[str, SparseWeights]:
    found = {}
    every = list(every_painting(painter.library))
    for number, (ident, strokes) in enumerate(every):
        progress(f"painting {ident}", number / len(every))
        for side in _SIDES:
            try:
                found[strokes_key(strokes, side)] = painter.zones.paint(strokes, side)
            except AtlasError as error:
                _LOG.warning("“%s” is not painted: %s", ident, error)
    return found


def _places(painter: Painter) -> dict[str, Point]:
    found = {}
    for ident, (_, point) in painter.library.trigger_points.items():
        try:
            place = painter.locator.measured(point.part, point.place)
            found[painter.locator.key(point.part, point.place)] = place
        except AtlasError as error:
            _LOG.warning("“%s” is not placed: %s", ident, error)
    return found


def _labels(painter: Painter) -> np.ndarray:
    try:
        return painter.chart.label
    except AtlasError as error:
        _LOG.warning("the body chart is not drawn: %s", error)
        return np.zeros(0, np.int16)
