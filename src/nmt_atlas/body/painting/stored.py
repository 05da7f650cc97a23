"""What is painted on a body's skin by the documents, worked out when its pack was built.

One compressed file of numpy arrays (``paint-<hash>.npz``) stands beside the meshes. Everything
in it is found by a key that hashes what it depends on, so that one edited document leaves the
rest of the file good: a document's strokes are painted anew, the others are read.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.base import Point, SideName
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.referral import MusclePlace, Stroke
from nmt_atlas.domain.region import Regions, SkinMap

Labels = NDArray[np.int16]
Scalar = TypeVar("Scalar", np.uint8, np.uint32)

_KEY = 16
"""Hex digits of a key."""


def _hash(*words: str) -> str:
    """The first 8 bytes of a hash, in hex: enough to tell a million things apart."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_KEY]


def skin_map_key(skin_map: SkinMap) -> str:
    """Hash of what anchors can name."""
    return _hash(skin_map.model_dump_json())


def chart_key(regions: Regions) -> str:
    """Hash of the body chart's seeds."""
    return _hash(*(" ".join((one.id, *one.seeds)) for one in regions.regions))


@lru_cache(maxsize=8192)
def strokes_key(strokes: tuple[Stroke, ...], side: SideName) -> str:
    """Hash of strokes on a side."""
    told = json.dumps([stroke.model_dump(mode="json") for stroke in strokes], sort_keys=True)
    return _hash(side, told)


def place_key(structure: str, place: MusclePlace, recipe: bytes) -> str:
    """Hash of a place in a muscle's coordinates and of the recipe that they belong to."""
    return _hash(structure, place.model_dump_json(), hashlib.sha256(recipe).hexdigest())


@dataclass(frozen=True, eq=False)
class StoredPaint:
    """The paint of one skin.

    Attributes
    ----------
    skin
        SHA-256 of the skin's file at the detail ``standard``.
    skin_map, chart
        Keys of the skin map and of the body chart that it was painted with.
    zones
        Key of strokes -> painted vertices.
    places
        Key of a place -> millimetres on the right side.
    labels
        Region number of every vertex; empty where there was no chart.
    """

    skin: str
    skin_map: str
    chart: str
    zones: Mapping[str, SparseWeights]
    places: Mapping[str, Point]
    labels: Labels

    def for_skin_map(self, skin_map: SkinMap) -> Mapping[str, SparseWeights]:
        """The zones, where they were painted with this skin map; else none."""
        return self.zones if skin_map_key(skin_map) == self.skin_map else {}

    def labels_for(self, regions: Regions, skin_map: SkinMap) -> Labels | None:
        """The chart's labels, where regions and skin map are still the same."""
        same = chart_key(regions) == self.chart and skin_map_key(skin_map) == self.skin_map
        return self.labels if same and len(self.labels) else None


NOTHING = StoredPaint("", "", "", {}, {}, np.zeros(0, np.int16))
"""The paint of a body whose pack has none."""


def written(paint: StoredPaint) -> bytes:
    """The paint as a file; the same paint gives the same bytes.

    Vertices are written as steps from one to the next, each of their four bytes by itself;
    weights as one bit for what is fully painted and a byte for the rest. So the file packs to a
    sixth.
    """
    keys, zones = sorted(paint.zones), [paint.zones[key] for key in sorted(paint.zones)]
    steps = [np.diff(one.vertices, prepend=np.uint32(0)).astype("<u4") for one in zones]
    planes = _joined(steps, np.dtype("<u4")).view(np.uint8).reshape(-1, 4).T
    about = {"format": 1, "skin": paint.skin, "skin_map": paint.skin_map, "chart": paint.chart}
    weights = _joined([one.weights for one in zones], np.dtype(np.uint8))
    spots = sorted(paint.places)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        about=np.frombuffer(json.dumps(about, sort_keys=True).encode(), np.uint8),
        keys=_as_bytes(keys),
        counts=np.array([len(one.vertices) for one in zones], "<u4"),
        vertices=np.ascontiguousarray(planes),
        full=np.packbits(weights == 255),
        edges=weights[weights != 255],
        place_keys=_as_bytes(spots),
        places=np.array([paint.places[key] for key in spots], "<f8").reshape(-1, 3),
        labels=paint.labels.astype("<i2"),
    )
    return buffer.getvalue()


def read(data: bytes, where: str) -> StoredPaint:
    """The paint in a file's bytes.

    Raises
    ------
    PackError
        Where it is damaged.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            about = json.loads(held["about"].tobytes())
            places = (tuple(float(value) for value in row) for row in held["places"])
            return StoredPaint(
                about["skin"],
                about["skin_map"],
                about["chart"],
                dict(zip(_texts(held["keys"]), _zones(held), strict=True)),
                dict(zip(_texts(held["place_keys"]), map(_point, places), strict=True)),
                held["labels"].astype(np.int16),
            )
    except (OSError, ValueError, KeyError, BadZipFile, EOFError) as error:
        raise PackError(
            f"the painted zones are damaged ({error}).",
            where=where,
            remedy="Run `nmt-atlas meshes paint`, or install the body again.",
        ) from error


def _zones(held: Mapping[str, NDArray[np.generic]]) -> Iterable[SparseWeights]:
    """Slices of two long arrays, so that a thousand zones cost as little as one."""
    counts = held["counts"].astype(np.int64)
    ends = np.cumsum(counts)
    steps = np.ascontiguousarray(held["vertices"].T).view("<u4").reshape(-1).astype(np.int64)
    total = np.cumsum(steps)
    before = np.concatenate([[0], total])[ends - counts] if len(counts) else total
    vertices = (total - np.repeat(before, counts)).astype(np.uint32)
    full = np.unpackbits(held["full"].astype(np.uint8), count=len(steps)).astype(bool)
    weights = np.full(len(steps), 255, np.uint8)
    weights[~full] = held["edges"]
    for count, end in zip(counts, ends, strict=True):
        yield SparseWeights(vertices[end - count : end], weights[end - count : end])


def _joined(arrays: Sequence[NDArray[np.generic]], kind: np.dtype[Scalar]) -> NDArray[Scalar]:
    return np.concatenate([np.zeros(0, kind), *arrays]).astype(kind)


def _as_bytes(keys: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(bytes.fromhex("".join(keys)), np.uint8)


def _texts(keys: NDArray[np.generic]) -> list[str]:
    whole = keys.tobytes().hex()
    return [whole[k : k + _KEY] for k in range(0, len(whole), _KEY)]


def _point(row: tuple[float, ...]) -> Point:
    return (row[0], row[1], row[2])
