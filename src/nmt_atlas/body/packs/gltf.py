"""Write and read the binary glTF 2.0 files of a mesh pack.

One file holds one group at one level of detail, one node per part. Buffers are quantised
(``KHR_mesh_quantization``): positions and texture coordinates as unsigned 16-bit normalised,
normals as signed 8-bit normalised. Every node of a file carries the same offset as translation
and the same uniform size as scale. A part that is the exact mirror image (x -> -x) of another
part of the file shares that part's buffers: its node has the scale ``(-s, s, s)``, which by the
glTF rules also turns the winding of its triangles.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.errors import PackError

_MAGIC, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942
_USHORT, _UINT, _BYTE, _UBYTE = 5123, 5125, 5120, 5121
_ARRAY, _ELEMENTS = 34962, 34963
_FULL = 65535
_POSITION_STEP = 4
"""Positions keep 14 of 16 bits (0.1 mm on a whole body): the rest is noise that gzip must keep."""
_UV_STEP = 16
_REBUILD = "Rebuild the pack with `nmt-atlas meshes build`, or install the body again."


@dataclass(frozen=True, slots=True)
class GlbPart:
    """One part of a file: its id, its mesh in the body frame (mm), and the node's extras.

    ``normals`` are ``(n, 3)`` unit vectors where they shall not be those of its own triangles.
    ``tints`` are ``(n, 4)`` bytes: how far inside lips, hair, pale skin and nails a vertex lies.
    """

    id: str
    mesh: Mesh
    extras: Mapping[str, Any] = field(default_factory=dict)
    normals: NDArray[np.float64] | None = None
    tints: NDArray[np.uint8] | None = None


def is_mirror(one: Mesh, other: Mesh) -> bool:
    """True where ``one`` is vertex by vertex the mirror image of ``other`` in x = 0."""
    return (
        one.points.shape == other.points.shape
        and one.faces.shape == other.faces.shape
        and np.array_equal(one.points * [-1.0, 1.0, 1.0], other.points)
        and np.array_equal(one.faces[:, ::-1], other.faces)
        and (one.uv is None) == (other.uv is None)
        and (one.uv is None or other.uv is None or np.array_equal(one.uv, other.uv))
    )


def ordered(mesh: Mesh) -> Mesh:
    """The same mesh with triangles in space-filling (Morton) order, vertices by first use.

    Neighbours lie beside each other, so gzip packs the buffers well and the GPU's vertex cache
    hits. Vertices that no triangle uses are dropped.
    """
    order = np.argsort(_morton(mesh.points[mesh.faces].mean(axis=1)), kind="stable")
    faces = mesh.faces[order]
    used, first = np.unique(faces.ravel(), return_index=True)
    kept = used[np.argsort(first)]
    number = np.zeros(len(mesh.points), dtype=np.int32)
    number[kept] = np.arange(len(kept), dtype=np.int32)
    uv = None if mesh.uv is None else mesh.uv[kept]
    return Mesh(mesh.points[kept], number[faces], uv)


Frame = tuple[NDArray[np.float64], float]
"""Offset and uniform size (mm) of the grid that a file's positions stand on."""


def write_glb(
    parts: Sequence[GlbPart], color: str = "#cccccc", frame: Frame | None = None
) -> bytes:
    """One group as a binary glTF.

    Parameters
    ----------
    parts
        In the order in which their nodes shall stand; vertex and triangle order is kept.
    color
        sRGB colour of the file's one material, ``#rrggbb``.
    frame
        The grid to keep to where all parts fit on it; None and what does not fit make a new one.

    Returns
    -------
    bytes
        The same for the same parts on every machine.
    """
    meshes = [part.mesh for part in parts]
    low, size = frame if frame is not None and _fits(meshes, frame) else _frame(meshes)
    writer = _Writer(low, size)
    shared: dict[str, tuple[int, Mesh]] = {}
    nodes = []
    for part in parts:
        twin = shared.get(part.id.removesuffix("-left")) if part.id.endswith("-left") else None
        scale, offset = [size] * 3, low.tolist()
        if twin is not None and is_mirror(part.mesh, twin[1]):
            number = twin[0]
            scale[0], offset[0] = -size, -offset[0]
        else:
            number = writer.add(part)
            shared[part.id.removesuffix("-right")] = (number, part.mesh)
        node = {"name": part.id, "mesh": number, "translation": offset, "scale": scale}
        nodes.append(node | ({"extras": dict(part.extras)} if part.extras else {}))
    return writer.finish(nodes, color)


class GlbFile:
    """A binary glTF that :func:`write_glb` wrote, decoded part by part.

    Parameters
    ----------
    data
        The whole file.
    where
        Its name, for error messages.

    Raises
    ------
    PackError
        Where the data is truncated or no binary glTF.
    """

    def __init__(self, data: bytes, where: str = "mesh file") -> None:
        self.where = where
        self._tree, self._bin = _split(data, where)
        self._nodes: dict[str, dict[str, Any]] = {n["name"]: n for n in self._tree["nodes"]}

    @property
    def ids(self) -> tuple[str, ...]:
        """The parts that the file holds."""
        return tuple(self._nodes)

    def extras(self, part: str) -> dict[str, Any]:
        """What the node carries besides its mesh."""
        return dict(self._node(part).get("extras", {}))

    @property
    def frame(self) -> Frame:
        """The grid of the file: that of a part that is not mirrored."""
        node = next(one for one in self._tree["nodes"] if one["scale"][0] > 0)
        return np.asarray(node["translation"], dtype=np.float64), float(node["scale"][1])

    def normals(self, part: str) -> NDArray[np.float64]:
        """The normals of one part as they were written, ``(n, 3)``."""
        node = self._node(part)
        attributes = self._tree["meshes"][node["mesh"]]["primitives"][0]["attributes"]
        found = self._array(attributes["NORMAL"]).astype(np.float64) / 127
        return found * np.sign(np.asarray(node["scale"], dtype=np.float64))

    def tints(self, part: str) -> NDArray[np.uint8] | None:
        """The tints of one part as they were written, ``(n, 4)``; None where it has none."""
        attributes = self._tree["meshes"][self._node(part)["mesh"]]["primitives"][0]["attributes"]
        return self._array(attributes["_TINT"]) if "_TINT" in attributes else None

    def mesh(self, part: str) -> Mesh:
        """One part in millimetres of the body frame, faces looking outward."""
        node = self._node(part)
        primitive = self._tree["meshes"][node["mesh"]]["primitives"][0]
        attributes = primitive["attributes"]
        scale = np.asarray(node["scale"], dtype=np.float64)
        unit = self._array(attributes["POSITION"]).astype(np.float64) / _FULL
        points = unit * scale + np.asarray(node["translation"], dtype=np.float64)
        faces = self._array(primitive["indices"]).reshape(-1, 3).astype(np.int32)
        uv = None
        if "TEXCOORD_0" in attributes:
            uv = self._array(attributes["TEXCOORD_0"]).astype(np.float64) / _FULL
        if scale[0] < 0:
            faces = faces[:, ::-1].copy()
        return Mesh(points, faces, uv)

    def _node(self, part: str) -> dict[str, Any]:
        try:
            return self._nodes[part]
        except KeyError:
            raise PackError(
                f"the part “{part}” is not in this file.", where=self.where, remedy=_REBUILD
            ) from None

    def _array(self, number: int) -> NDArray[Any]:
        accessor = self._tree["accessors"][number]
        view = self._tree["bufferViews"][accessor["bufferView"]]
        kind = {_USHORT: "<u2", _UINT: "<u4", _BYTE: "<i1", _UBYTE: "u1"}[accessor["componentType"]]
        width = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}[accessor["type"]]
        stride = view.get("byteStride", np.dtype(kind).itemsize * width)
        count = accessor["count"]
        start = view.get("byteOffset", 0)
        raw = np.frombuffer(self._bin, dtype=np.uint8, count=count * stride, offset=start)
        rows = raw.reshape(count, stride)[:, : np.dtype(kind).itemsize * width]
        return np.ascontiguousarray(rows).view(kind).reshape(count, width)


class _Writer:
    """Collects buffers and the accessors that describe them."""

    def __init__(self, low: NDArray[np.float64], size: float) -> None:
        self._low, self._size = low, size
        self._chunks: list[bytes] = []
        self._views: list[dict[str, Any]] = []
        self._accessors: list[dict[str, Any]] = []
        self._meshes: list[dict[str, Any]] = []
        self._length = 0

    def add(self, part: GlbPart) -> int:
        mesh, normals = part.mesh, part.normals
        share = (mesh.points - self._low) / self._size
        grid = np.rint(share * (_FULL / _POSITION_STEP)) * _POSITION_STEP
        position = np.clip(grid, 0, _FULL // _POSITION_STEP * _POSITION_STEP).astype("<u2")
        normal = np.rint((mesh.normals() if normals is None else normals) * 127).astype("<i1")
        attributes = {
            "POSITION": self._attribute(position, _USHORT, limits=True),
            "NORMAL": self._attribute(normal, _BYTE),
        }
        if mesh.uv is not None:
            steps = np.rint(np.clip(mesh.uv, 0, 1) * (_FULL / _UV_STEP)) * _UV_STEP
            uv = np.minimum(steps, _FULL).astype("<u2")
            attributes["TEXCOORD_0"] = self._attribute(uv, _USHORT)
        if part.tints is not None:
            attributes["_TINT"] = self._attribute(part.tints.astype(np.uint8), _UBYTE)
        kind = "<u2" if len(mesh.points) <= _FULL else "<u4"
        indices = self._store(mesh.faces.astype(kind).tobytes(), _ELEMENTS, None)
        self._accessors.append(
            {
                "bufferView": indices,
                "componentType": _USHORT if kind == "<u2" else _UINT,
                "count": int(mesh.faces.size),
                "type": "SCALAR",
            }
        )
        primitive = {
            "attributes": attributes,
            "indices": len(self._accessors) - 1,
            "material": 0,
        }
        self._meshes.append({"name": part.id, "primitives": [primitive]})
        return len(self._meshes) - 1

    def finish(self, nodes: list[dict[str, Any]], color: str) -> bytes:
        tree = {
            "asset": {
                "version": "2.0",
                "generator": "NMT Atlas",
                "extras": {"unit": "mm", "frame": "+x left, +y posterior, +z up"},
            },
            "extensionsUsed": ["KHR_mesh_quantization"],
            "extensionsRequired": ["KHR_mesh_quantization"],
            "scene": 0,
            "scenes": [{"nodes": list(range(len(nodes)))}],
            "nodes": nodes,
            "meshes": self._meshes,
            "materials": [_material(color)],
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": self._length}],
        }
        text = json.dumps(tree, separators=(",", ":"), ensure_ascii=True).encode()
        text += b" " * (-len(text) % 4)
        body = b"".join(self._chunks)
        head = struct.pack("<III", _MAGIC, 2, 12 + 8 + len(text) + 8 + len(body))
        return b"".join(
            (
                head,
                struct.pack("<II", len(text), _JSON),
                text,
                struct.pack("<II", len(body), _BIN),
                body,
            )
        )

    def _attribute(self, values: NDArray[Any], component: int, limits: bool = False) -> int:
        rows = np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)
        stride = -(-rows.shape[1] // 4) * 4
        padded = np.zeros((len(values), stride), dtype=np.uint8)
        padded[:, : rows.shape[1]] = rows
        accessor: dict[str, Any] = {
            "bufferView": self._store(padded.tobytes(), _ARRAY, stride),
            "componentType": component,
            "normalized": True,
            "count": len(values),
            "type": f"VEC{values.shape[1]}",
        }
        if limits:
            accessor["min"] = values.min(axis=0).tolist()
            accessor["max"] = values.max(axis=0).tolist()
        self._accessors.append(accessor)
        return len(self._accessors) - 1

    def _store(self, data: bytes, target: int, stride: int | None) -> int:
        view = {
            "buffer": 0,
            "byteOffset": self._length,
            "byteLength": len(data),
            "target": target,
        }
        self._views.append(view | ({"byteStride": stride} if stride else {}))
        padded = data + b"\0" * (-len(data) % 4)
        self._chunks.append(padded)
        self._length += len(padded)
        return len(self._views) - 1


def _fits(meshes: Sequence[Mesh], frame: Frame) -> bool:
    low, size = frame
    return all(
        bool((mesh.bounds[0] >= low).all() and (mesh.bounds[1] <= low + size).all())
        for mesh in meshes
    )


def _frame(meshes: Sequence[Mesh]) -> Frame:
    """Offset and uniform size (mm) of a file, symmetric in x.

    The offset's x is minus half the size, so the mirror image of a stored x is ``65535 - x``.
    """
    if not meshes:
        raise PackError("a mesh file needs at least one part.", remedy=_REBUILD)
    low = np.floor(np.min([mesh.bounds[0] for mesh in meshes], axis=0))
    high = np.max([mesh.bounds[1] for mesh in meshes], axis=0)
    across = 2 * max(-low[0], high[0])
    size = float(np.ceil(max(across, *(high - low)[1:]))) + 2.0
    return np.array([-size / 2, low[1], low[2]]), size


def _material(color: str) -> dict[str, Any]:
    srgb = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255.0
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    factor = [round(float(value), 5) for value in linear]
    return {
        "pbrMetallicRoughness": {
            "baseColorFactor": [*factor, 1.0],
            "metallicFactor": 0.0,
            "roughnessFactor": 0.6,
        }
    }


def _split(data: bytes, where: str) -> tuple[dict[str, Any], bytes]:
    try:
        magic, version, length = struct.unpack_from("<III", data)
        size, kind = struct.unpack_from("<II", data, 12)
        if (magic, version, kind) != (_MAGIC, 2, _JSON) or length != len(data):
            raise ValueError("header does not match")
        tree = json.loads(data[20 : 20 + size])
        return tree, data[20 + size + 8 :]
    except (struct.error, ValueError) as error:
        raise PackError(
            f"this is no whole binary glTF ({error}).", where=where, remedy=_REBUILD
        ) from error


def _morton(points: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Interleaved 10-bit grid coordinates of each point."""
    low = points.min(axis=0)
    size = max(float(np.ptp(points, axis=0).max()), 1e-9)
    grid = np.clip((points - low) / size * 1023, 0, 1023).astype(np.uint64)
    code = np.zeros(len(points), dtype=np.uint64)
    for bit in range(10):
        for axis in range(3):
            value = (grid[:, axis] >> np.uint64(bit)) & np.uint64(1)
            code |= value << np.uint64(3 * bit + axis)
    return code
