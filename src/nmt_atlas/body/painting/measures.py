"""What the geometry rules measure on a body: where points lie and where zones are painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from nmt_atlas.body.painting.nerve_line import along_line
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zone_shares import (
    covered,
    digits_of,
    neighbours,
    region_shares,
    share_where,
)
from nmt_atlas.body.painting.zones import SparseWeights, zone_centre
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.referral import MusclePlace, Zone, sides_of
from nmt_atlas.library.rules.geometry import DIGITS, OnCourse, ZoneShares


class BodyMeasures:
    """A built body as :class:`nmt_atlas.library.rules.geometry.Geometry` asks for it.

    Parameters
    ----------
    painter
        The body's places and paint.
    """

    def __init__(self, painter: Painter) -> None:
        self.painter = painter

    def locate(self, structure: str, place: MusclePlace) -> Point | None:
        """Where a place is (mm, right side); None where the body has no mesh of the structure."""
        return self.painter.locator.locate(structure, place)

    def outside(self, structure: str, point: Point) -> float:
        """How far (mm) a point lies outside a structure's right or midline mesh."""
        return self.painter.locator.outside(structure, point)

    def fibres(self, structure: str) -> tuple[tuple[Point, ...], ...]:
        """The fibre lines of a structure, each from origin to insertion (right side, mm)."""
        return self.painter.locator.fibres(structure)

    def on_course(
        self, parts: Sequence[str], places: Sequence[Point], at: Point
    ) -> OnCourse | None:
        """Where a place lies on the course that a nerve's parts draw; None where none is drawn."""
        line = self.painter.locator.course(parts, places)
        return OnCourse(*along_line(line, at)) if len(line) else None

    def centre_region(self, zone: Zone) -> str | None:
        """The region of the weight centre of a zone's heaviest patch, for a point on the right.

        A zone in several patches (temple and cheek) has no middle of its own between them.
        """
        painted = self._first_half(zone)
        if not len(painted.vertices):
            return None
        skin = self.painter.skin
        middle = zone_centre(heaviest_patch(painted, skin), skin)
        return self.painter.chart.region_at(middle.vertex).id

    def shares(self, zone: Zone) -> ZoneShares:
        """Where a zone lies that is painted for a point on the right."""
        painted = self._first_half(zone)
        on_digits = {
            name: share_where(painted, self._digits == number) for number, name in enumerate(DIGITS)
        }
        x = self.painter.skin.mesh.points[:, 0]
        right = sides_of(zone.side, "right")[0] == "right"
        return ZoneShares(
            regions=region_shares(painted, self.painter.chart),
            digits={name: share for name, share in on_digits.items() if share},
            other_side=share_where(painted, x > 0 if right else x < 0),
        )

    def covered(self, zone: Zone, others: Sequence[Zone]) -> float:
        """Share of a zone's weight that others of the same point paint at least as strongly."""
        zones = self.painter.zones
        over = [zones.zone(one, "right") for one in others]
        return covered(zones.zone(zone, "right"), over, len(self.painter.skin.mesh.points))

    def borders(self) -> Mapping[str, frozenset[str]]:
        """Region -> the finest regions that border on it."""
        return self._borders

    def _first_half(self, zone: Zone) -> SparseWeights:
        """A zone for a point on the right; of one on both sides the right half."""
        return self.painter.zones.paint(zone.strokes, sides_of(zone.side, "right")[0])

    @cached_property
    def _digits(self) -> NDArray[np.int8]:
        return digits_of(self.painter.skin, self.painter.skin_map)

    @cached_property
    def _borders(self) -> Mapping[str, frozenset[str]]:
        return neighbours(self.painter.chart, self.painter.skin)


def heaviest_patch(painted: SparseWeights, skin: SkinSurface) -> SparseWeights:
    """Of a painting in several patches that do not touch, the one of the greatest weight."""
    links = skin.graph[painted.vertices][:, painted.vertices]
    count, patch = csgraph.connected_components(links, directed=False)
    if count < 2:
        return painted
    weight = np.bincount(patch, weights=painted.weights)
    kept = patch == int(weight.argmax())
    return SparseWeights(painted.vertices[kept], painted.weights[kept])
