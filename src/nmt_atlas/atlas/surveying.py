"""Asks a body what is seen from where of everything that the atlas shows on it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from nmt_atlas.atlas.following import beside_nerve, nerve_parts
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import add_views
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.precompute import painter_of
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.body.seeing.survey import Following, Questions, Survey
from nmt_atlas.domain import actions
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.referral import Stroke
from nmt_atlas.domain.viewpoint import Kind
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import DataPaths

_LOG = logging.getLogger(__name__)
_SPILLOVER = 0.35
"""So much counts what is painted as spillover, beside the essential zone."""
_GROUND = frozenset({"bones", "cartilage", "ligaments"})


def survey_pack(
    directory: Path, library: Library, paths: DataPaths, progress: Progress = silent
) -> PackIndex:
    """Count what is seen from where on a pack's body, and write it into the pack.

    Parameters
    ----------
    directory
        The pack; its meshes stay as they are.
    library, paths
        The documents and the recipes.
    progress
        Told of each way.

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
    found = Survey(body, questions_of(body, painter_of(body, library, paths, None))).run(progress)
    progress("looked from every way", 1.0)
    colors = {group: look.color for group, look in LOOK.groups.items()}
    written = found.model_dump_json(indent=None) + "\n"
    return add_views(directory, written.encode(), {**body.index.colors, **colors})


def questions_of(body: Body, painter: Painter) -> Questions:
    """What is shown of a body, each thing as the atlas's own actions show it."""
    library = painter.library
    painted, rows = _painted(painter)
    following = {ident: _following(body, library, ident) for ident in library.nerves}
    return Questions(
        layers={
            part.id: frozenset(actions.layers_to_see(body.structures[part.structure]))
            for part in body.index.parts
            if part.side != "left" and part.group != "skin"
        },
        unseen=frozenset(part.id for part in body.index.parts if "-variant-" in part.id),
        ground=_GROUND,
        nerves={ident: one for ident, one in following.items() if one.parts},
        places={ident: (trap.at, trap.nerve) for ident, trap in library.entrapments.items()},
        painted=painted,
        paint=_stacked(rows, len(body.skin().points)),
    )


def _following(body: Body, library: Library, ident: str) -> Following:
    parts = nerve_parts(library, f"{ident}:right")
    return Following(
        parts=tuple(part for part in parts if part in body.parts),
        beside=beside_nerve(library, body.structures, body.parts, ident, "right"),
    )


def _painted(
    painter: Painter,
) -> tuple[tuple[tuple[Kind, str], ...], list[list[tuple[SparseWeights, float]]]]:
    keys: list[tuple[Kind, str]] = []
    rows = []
    library = painter.library
    for ident, (_, point) in library.trigger_points.items():
        keys.append(("pain", ident))
        weights = [1.0 if zone.kind == "essential" else _SPILLOVER for zone in point.zones]
        zones = [zone.strokes for zone in point.zones]
        rows.append(_tried(painter, ident, list(zip(zones, weights, strict=True))))
    for documents in (library.nerves, library.entrapments, library.dermatomes, library.conditions):
        for ident in documents:
            strokes = library.territory(ident)
            if strokes:
                keys.append(("territory", ident))
                rows.append(_tried(painter, ident, [(strokes, 1.0)]))
    return tuple(keys), rows


def _tried(
    painter: Painter, ident: str, zones: Sequence[tuple[tuple[Stroke, ...], float]]
) -> list[tuple[SparseWeights, float]]:
    found = []
    for strokes, weight in zones:
        try:
            found.append((painter.zones.paint(strokes, "right"), weight))
        except AtlasError as error:
            _LOG.warning("“%s” is not painted: %s", ident, error)
    return found


def _stacked(rows: list[list[tuple[SparseWeights, float]]], vertices: int) -> sparse.csr_array:
    numbers, columns, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for number, row in enumerate(rows):
        for zone, weight in row:
            numbers.append(np.full(len(zone.vertices), number, np.int64))
            columns.append(zone.vertices.astype(np.int64))
            values.append(zone.weights / 255.0 * weight)
    place = (np.concatenate(numbers), np.concatenate(columns))
    shape = (len(rows), vertices)
    return sparse.csr_array((np.concatenate(values), place), shape=shape)
