"""The file of a pack's weights: small, because what can be worked out is left out.

Deflated; inside, after a heading of JSON stand runs of bytes, a run for each kind of number, so
that equal things lie beside each other. Only the right side and the midline are told: the left is
the mirror image. Of the spine, whose segments stand in a row, only the mean place in that row is
told and how much of it the others leave. Neighbours of the skin lie beside each other in its order,
so its numbers are told as what each differs from the one before.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.packs.weights import FULL, Skinning, Strand, Weights, skinning, spined
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.pack import PackIndex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_FORMAT = 1
_BENDS = 255
"""Instead of a segment: a part that bends, or the skin."""
_ROW_STEPS = 10
"""Steps of a mean place on the spine, from one segment to the next."""


@dataclass(frozen=True, slots=True)
class SkinShares:
    """What the skin moves with: shares of segments off the spine, and its mean place on it.

    ``shares (n, segments)``, ``row (n,)``.
    """

    shares: Floats
    row: Floats


def told(index: PackIndex) -> list[Part]:
    """The parts that a file of weights tells of, in its order: left ones follow from the right."""
    ids = {part.id for part in index.parts}
    return [part for part in index.parts if _twin(part) not in ids]


def _twin(part: Part) -> str:
    """The right part that a left one is the mirror image of; "" for others."""
    return f"{part.structure}-right" if part.side == "left" else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a body: as in :class:`Weights`, ``spine`` segments in a row first."""

    segments: tuple[str, ...]
    spine: int
    rigid: Mapping[str, int]
    strands: Mapping[str, tuple[Strand, ...]]
    skin: SkinShares


def write_weights(index: PackIndex, found: Found) -> bytes:
    """The file of a body's weights; the same for the same weights on every machine."""
    parts, strands, skin = told(index), found.strands, found.skin
    whole = [found.rigid.get(part.id, _BENDS) for part in parts]
    lines = [(part, strand) for part in parts for strand in strands.get(part.id, ())]
    counts = [len(strands.get(part.id, ())) for part in parts]
    nodes = [_nodes(part, strand, found.spine) for part, strand in lines]
    columns = np.concatenate(nodes).T if nodes else np.zeros((8, 0), dtype=np.uint8)
    others = [int(k) for k in np.flatnonzero(skin.shares.max(axis=0) >= 0.5 / FULL)]
    heading = {
        "format": _FORMAT,
        "segments": found.segments,
        "spine": found.spine,
        "parts": len(parts),
        "strands": len(lines),
        "nodes": columns.shape[1],
        "skin": len(skin.row),
        "others": others,
    }
    text = json.dumps(heading, separators=(",", ":")).encode()
    runs = [
        bytes(whole),
        bytes(counts),
        bytes(len(strand.points) for _, strand in lines),
        np.ascontiguousarray(columns).tobytes(),
        _skin_runs(skin, others),
    ]
    return zlib.compress(struct.pack("<I", len(text)) + text + b"".join(runs), 9)


def _nodes(part: Part, strand: Strand, spine: int) -> NDArray[np.uint8]:
    """A strand's nodes, eight bytes each: place, place on the spine, two others, their shares."""
    low, high = (np.asarray(corner) for corner in part.bounds)
    place = np.clip((strand.points - low) / np.maximum(high - low, 1e-6), 0, 1)
    full = np.zeros((len(strand.points), FULL + 1))
    np.add.at(full, (np.arange(len(full))[:, None], strand.segments.astype(int)), strand.weights)
    backbone = full[:, :spine]
    total = backbone.sum(axis=1)
    row = backbone @ np.arange(spine) / np.maximum(total, 1e-9)
    off = full.copy()
    off[:, :spine] = 0
    order = np.argsort(-off, axis=1, kind="stable")[:, :2]
    shares = np.take_along_axis(off, order, axis=1)
    scaled = shares / np.maximum(shares.sum(axis=1) + total, 1e-9)[:, None]
    amount = np.floor(scaled * FULL + 0.5).astype(int)
    amount[:, 0] = np.where(total < 1e-9, FULL - amount[:, 1], amount[:, 0])
    order = np.where(amount > 0, order, 0)
    columns = [place * FULL, row[:, None] * _ROW_STEPS, order, amount]
    found: NDArray[np.uint8] = np.rint(np.column_stack(columns)).astype(np.uint8)
    return found


def _skin_runs(skin: SkinShares, others: list[int]) -> bytes:
    """Of each segment off the spine how much every vertex has, then the places on the spine."""
    values = np.column_stack([skin.shares[:, others] * FULL, skin.row * _ROW_STEPS])
    rounded = np.rint(values).astype(np.int64)
    return np.diff(rounded, axis=0, prepend=0).astype(np.uint8).T.tobytes()


def read_weights(data: bytes, index: PackIndex, skin: int, where: str) -> Weights:
    """The weights of a body.

    Parameters
    ----------
    data
        The file.
    index
        Of the body.
    skin
        How many vertices its skin has.
    where
        The file's name, for error messages.

    Raises
    ------
    PackError
        Where it is damaged or belongs to another body.
    """
    try:
        return _read(data, index, skin)
    except (ValueError, KeyError, IndexError, struct.error, zlib.error) as error:
        raise PackError(
            "the weights are damaged, or belong to another body.",
            where=where,
            remedy="Make them again with `nmt-atlas meshes weights`.",
        ) from error


def _read(data: bytes, index: PackIndex, skin: int) -> Weights:
    body = memoryview(zlib.decompress(data))
    (length,) = struct.unpack_from("<I", body)
    heading = json.loads(bytes(body[4 : 4 + length]))
    parts = told(index)
    if heading["format"] != _FORMAT or heading["parts"] != len(parts):
        raise ValueError("another body")
    run = _Runs(body[4 + length :])
    whole, counts = run.take(len(parts)), run.take(len(parts))
    lengths = run.take(heading["strands"])
    nodes = run.take(8 * heading["nodes"]).reshape(8, -1).T
    shares = _read_skin(run, heading, skin)
    segments = tuple(heading["segments"])
    rigid = {part.id: int(n) for part, n in zip(parts, whole, strict=True) if n != _BENDS}
    strands: dict[str, tuple[Strand, ...]] = {}
    ends = iter(np.split(nodes, np.cumsum(lengths)[:-1]))
    for part, count in zip(parts, counts, strict=True):
        if count:
            rows = [next(ends) for _ in range(int(count))]
            strands[part.id] = tuple(_strand(part, one, heading["spine"]) for one in rows)
    mirror(index, segments, rigid, strands)
    return Weights(segments, rigid, strands, shares)


class _Runs:
    """Bytes taken from the front, run by run."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> NDArray[np.int64]:
        found = np.frombuffer(self._data[self._at : self._at + count], dtype=np.uint8)
        if len(found) != count:
            raise ValueError("too short")
        self._at += count
        return found.astype(np.int64)


def _strand(part: Part, rows: Ints, spine: int) -> Strand:
    low, high = (np.asarray(corner) for corner in part.bounds)
    points = low + rows[:, :3] / FULL * (high - low)
    amount = rows[:, 6:8] / FULL
    lower, upper, share = spined(rows[:, 3] / _ROW_STEPS, spine)
    rest = 1.0 - amount.sum(axis=1)
    segments = np.column_stack([rows[:, 4:6], lower, upper])
    weights = np.column_stack([amount, rest * (1 - share), rest * share])
    return Strand(points, segments.astype(np.uint8), weights)


def _read_skin(run: _Runs, heading: Mapping[str, Any], count: int) -> Skinning:
    others, spine = np.array(heading["others"], dtype=np.int64), int(heading["spine"])
    if heading["skin"] != count:
        raise ValueError("another skin")
    steps = run.take(count * (len(others) + 1)).reshape(len(others) + 1, count)
    values = (steps.cumsum(axis=1) % 256).T
    full = np.zeros((count, len(heading["segments"])))
    full[:, others] = values[:, :-1] / FULL
    lower, upper, share = spined(values[:, -1] / _ROW_STEPS, spine)
    rest = np.maximum(1.0 - full.sum(axis=1), 0.0)
    rows = np.arange(count)
    full[rows, lower] = rest * (1 - share)
    full[rows, upper] = rest * share
    return skinning(full)


def mirror(
    index: PackIndex,
    segments: tuple[str, ...],
    rigid: dict[str, int],
    strands: dict[str, tuple[Strand, ...]],
) -> None:
    """Add the left parts, each as the mirror image of the right one."""
    other = np.array([segments.index(_other_side(name)) for name in segments])
    for part in index.parts:
        twin = _twin(part)
        if twin in rigid:
            rigid[part.id] = int(other[rigid[twin]])
        elif twin in strands:
            strands[part.id] = tuple(_flipped(one, other) for one in strands[twin])


def _flipped(strand: Strand, other: NDArray[np.intp]) -> Strand:
    points = strand.points * [-1.0, 1.0, 1.0]
    return Strand(points, other[strand.segments].astype(np.uint8), strand.weights)


def _other_side(name: str) -> str:
    for one, two in ((":left", ":right"), (":right", ":left")):
        if name.endswith(one):
            return name.removesuffix(one) + two
    return name
