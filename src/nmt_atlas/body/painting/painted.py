"""Painted strokes of one body, each painted once: in the pack, in memory, or in a cache folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from nmt_atlas.body.painting.stored import NOTHING, StoredPaint, skin_map_key, strokes_key
from nmt_atlas.body.painting.surface import SkinSurface, keep
from nmt_atlas.body.painting.zones import SparseWeights, paint, union
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.referral import Stroke, Zone, sides_of
from nmt_atlas.domain.region import SkinMap


class PaintedZones:
    """Paints strokes and zones, or finds them painted.

    Parameters
    ----------
    skin
        Gives the skin when it is needed: what the pack has painted needs none.
    skin_map
        What the anchors name.
    stored
        What was painted when the pack was built.
    folder
        Where to keep what is painted now; None keeps it in memory only. Files are named by the
        hash of skin, skin map, side and strokes, so none is ever stale.
    """

    def __init__(
        self,
        skin: Callable[[], SkinSurface],
        skin_map: SkinMap,
        stored: StoredPaint = NOTHING,
        folder: Path | None = None,
    ) -> None:
        self._skin = skin
        self.skin_map = skin_map
        self.folder = folder
        self._map_key = skin_map_key(skin_map)
        self._stored: Mapping[str, SparseWeights] = stored.for_skin_map(skin_map)
        self._held: dict[tuple[tuple[Stroke, ...], SideName], SparseWeights] = {}

    def paint(self, strokes: tuple[Stroke, ...], side: SideName) -> SparseWeights:
        """As :func:`nmt_atlas.body.painting.zones.paint`, once for each stroke list and side."""
        key = (strokes, side)
        if key not in self._held:
            self._held[key] = self._found(strokes, side)
        return self._held[key]

    def zone(self, zone: Zone, side: SideName) -> SparseWeights:
        """A zone on the side, or sides, that it is charted on for a point of ``side``."""
        return union([self.paint(zone.strokes, one) for one in sides_of(zone.side, side)])

    def has(self, strokes: tuple[Stroke, ...], side: SideName) -> bool:
        """True where these strokes need no painting any more."""
        if (strokes, side) in self._held or strokes_key(strokes, side) in self._stored:
            return True
        return self.folder is not None and self._file(strokes, side).exists()

    def _found(self, strokes: tuple[Stroke, ...], side: SideName) -> SparseWeights:
        stored = self._stored.get(strokes_key(strokes, side))
        if stored is not None:
            return stored
        kept = None if self.folder is None else _read(self._file(strokes, side))
        return kept or self._painted(strokes, side)

    def _painted(self, strokes: tuple[Stroke, ...], side: SideName) -> SparseWeights:
        painted = paint(strokes, side, self._skin(), self.skin_map)
        if self.folder is not None:
            body = painted.vertices.astype("<u4").tobytes() + painted.weights.tobytes()
            keep(self._file(strokes, side), body)
        return painted

    def _file(self, strokes: tuple[Stroke, ...], side: SideName) -> Path:
        skin = self._skin().key
        folder = self.folder or Path()
        return folder / f"{skin[:16]}-{self._map_key[:12]}-{strokes_key(strokes, side)}.zone"


def _read(path: Path) -> SparseWeights | None:
    """A kept painting; None where there is none, or it is not whole."""
    if not path.exists():
        return None
    body = path.read_bytes()
    count, rest = divmod(len(body), 5)
    if rest:
        return None
    return SparseWeights(
        np.frombuffer(body, "<u4", count).astype(np.uint32),
        np.frombuffer(body, np.uint8, count, offset=4 * count),
    )
