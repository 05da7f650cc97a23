"""GLB: what is shown as one model for other programs, in its colours and upright.

Lengths are metres and y is up, as glTF has it: a root node turns and scales the body's
millimetres. Whose it is stands in ``asset.copyright`` and, whole, in ``asset.extras``. A body that
can move has a skeleton, which stands in the pose that is shown.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.weights import Skinning, Weights
from nmt_atlas.body.pictures.formats.base import PictureFormat, Shot
from nmt_atlas.body.pictures.formats.skeleton import inverse_binds, joint_nodes, pivots_of
from nmt_atlas.body.pictures.skin_actor import skin_color
from nmt_atlas.body.pictures.tint import rgb_of, skin_colors
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.dual import Dual
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import GroupLook, PartLook

_TURN = [-(0.5**0.5), 0.0, 0.0, 0.5**0.5]
"""A quarter turn about x, as a quaternion: z up becomes y up."""
_FLOAT, _UINT, _BYTE = 5126, 5125, 5121
_VERTICES, _CORNERS = 34962, 34963
_HIDDEN = GroupLook(visible=False)


def write(shot: Shot) -> bytes:
    """What is shown, each part a node of its own; of a divided view the first half.

    Raises
    ------
    RenderError
        Where nothing is shown.
    """
    shot = replace(shot, paint=tuple(layer for layer in shot.paint if not layer.half))
    model = _Model()
    for part, look in _shown(shot):
        _add(model, shot, part, look)
    if not model.nodes:
        raise RenderError("nothing is shown that could be written.", remedy="Show a layer first.")
    if shot.body.weights is not None:
        model.stand(shot.body, shot.body.weights, shot.scene.pose)
    return model.packed(shot)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part is drawn: its opacity and its colour."""

    opacity: float
    color: str


def _shown(shot: Shot) -> Iterator[tuple[Part, _Look]]:
    """Every part that is drawn, with its opacity and its colour."""
    for part in shot.body.index.parts:
        group = shot.scene.groups.get(part.group, _HIDDEN)
        own = shot.scene.parts.get(part.id, PartLook())
        visible = group.visible if own.visible is None else own.visible
        opacity = group.opacity if own.opacity is None else own.opacity
        if part.group == "skin" and shot.paint:
            visible = True
        elif not visible or opacity <= LOOK.drawn_from:
            continue
        if visible:
            color = own.color or shot.body.index.colors.get(part.group, LOOK.unknown)
            if part.group == "skin":
                color = skin_color(shot.body, shot.scene, part)
            yield part, _Look(opacity, color)


def _add(model: _Model, shot: Shot, part: Part, look: _Look) -> None:
    mesh = shot.body.mesh(part.id, shot.body.finest)
    rgba, color, opacity = None, look.color, look.opacity
    if part.group == "skin" and shot.paint:
        rgba = skin_colors(len(mesh.points), rgb_of(color), opacity, shot.paint)
        color, opacity = "#ffffff", 1.0 if opacity >= LOOK.solid_from else opacity
    kept = _kept(shot, mesh)
    if len(kept):
        clear = rgba is not None and bool((rgba[:, 3] < LOOK.solid_from).any())
        material = model.material(color, 1.0 if rgba is not None else opacity, clear)
        model.add(part, mesh, kept, material, rgba)
        model.bind(shot.body.skinning(part.id, shot.body.finest), np.unique(kept))


def _kept(shot: Shot, mesh: Mesh) -> NDArray[np.int32]:
    """The triangles that no cut takes away; those that a cut meets stay whole."""
    faces = mesh.faces
    for plane in shot.planes:
        beyond = mesh.points @ np.asarray(plane.normal) > plane.distance
        faces = faces[~beyond[faces].all(axis=1)]
    return faces


@dataclass
class _Model:
    """A glTF that grows."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    meshes: list[dict[str, Any]] = field(default_factory=list)
    materials: list[dict[str, Any]] = field(default_factory=list)
    accessors: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    chunks: list[bytes] = field(default_factory=list)
    skins: list[dict[str, Any]] = field(default_factory=list)
    bare: int = 0
    """So many nodes come before those of the skeleton."""
    length: int = 0
    _known: dict[tuple[str, float, bool], int] = field(default_factory=dict)

    def material(self, color: str, opacity: float, clear: bool) -> int:
        """A material by its number."""
        key = (color, round(opacity, 3), clear)
        if key not in self._known:
            self._known[key] = len(self.materials)
            red, green, blue = _linear(rgb_of(color)).tolist()
            see_through = clear or opacity < LOOK.solid_from
            self.materials.append(
                {
                    "pbrMetallicRoughness": {
                        "baseColorFactor": [red, green, blue, opacity],
                        "metallicFactor": 0.0,
                        "roughnessFactor": 0.65,
                    },
                    **({"alphaMode": "BLEND"} if see_through else {}),
                }
            )
        return self._known[key]

    def add(
        self,
        part: Part,
        mesh: Mesh,
        faces: NDArray[np.int32],
        material: int,
        rgba: NDArray[np.float64] | None,
    ) -> None:
        """Add a part."""
        used, corners = np.unique(faces, return_inverse=True)
        points = mesh.points[used].astype("<f4")
        attributes = {
            "POSITION": self._accessor(points, _FLOAT, "VEC3", _VERTICES, bounds=True),
            "NORMAL": self._accessor(_unit(mesh.normals()[used]), _FLOAT, "VEC3", _VERTICES),
        }
        if rgba is not None:
            told = np.column_stack([_linear(rgba[used, :3]), rgba[used, 3]])
            colors = (np.clip(told, 0, 1) * 255).round().astype("u1")
            attributes["COLOR_0"] = self._accessor(
                colors, _BYTE, "VEC4", _VERTICES, normalized=True
            )
        indices = self._accessor(
            corners.reshape(-1).astype("<u4"), _UINT, "SCALAR", _CORNERS, bounds=False
        )
        primitive = {"attributes": attributes, "indices": indices, "material": material}
        self.nodes.append({"name": part.id, "mesh": len(self.meshes)})
        self.meshes.append({"name": part.id, "primitives": [primitive]})

    def bind(self, skinning: Skinning | None, used: NDArray[np.int64]) -> None:
        """Have the part that was added last go with the skeleton."""
        if skinning is None:
            return
        attributes = self.meshes[-1]["primitives"][0]["attributes"]
        joints, weights = (np.ascontiguousarray(values[used]) for values in skinning)
        attributes["JOINTS_0"] = self._accessor(joints, _BYTE, "VEC4", _VERTICES)
        attributes["WEIGHTS_0"] = self._accessor(weights, _BYTE, "VEC4", _VERTICES, normalized=True)
        self.nodes[-1]["skin"] = 0

    def stand(self, body: Body, weights: Weights, pose: Mapping[str, Dual]) -> None:
        """Add the skeleton, in a pose."""
        self.bare = first = len(self.nodes)
        pivots = pivots_of(body, weights)
        self.nodes.extend(joint_nodes(weights, pivots, pose, first))
        binds = self._accessor(inverse_binds(pivots), _FLOAT, "MAT4", None)
        joints = list(range(first, len(self.nodes)))
        self.skins.append({"inverseBindMatrices": binds, "joints": joints})

    def _accessor(
        self,
        values: NDArray[Any],
        kind: int,
        shape: str,
        target: int | None,
        *,
        bounds: bool = False,
        normalized: bool = False,
    ) -> int:
        data = values.tobytes()
        data += b"\0" * (-len(data) % 4)
        size = values.nbytes
        view = {"buffer": 0, "byteOffset": self.length, "byteLength": size}
        self.views.append(view if target is None else view | {"target": target})
        self.chunks.append(data)
        self.length += len(data)
        found: dict[str, Any] = {
            "bufferView": len(self.views) - 1,
            "componentType": kind,
            "count": len(values),
            "type": shape,
        }
        if bounds:
            found |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        if normalized:
            found["normalized"] = True
        self.accessors.append(found)
        return len(self.accessors) - 1

    def packed(self, shot: Shot) -> bytes:
        """The whole file."""
        info = shot.body.index.body
        root = {"name": "body", "rotation": _TURN, "scale": [0.001] * 3}
        below = list(range(self.bare + 1 if self.skins else len(self.nodes)))
        data = {
            "asset": {
                "version": "2.0",
                "generator": "NMT Atlas",
                "copyright": shot.credit or f"{info.attribution}, {info.licence}",
                "extras": {
                    "title": shot.title,
                    "body": info.name,
                    "licence": info.licence,
                    "attribution": info.attribution,
                    "source": info.source_url,
                    "changes": info.changes,
                },
            },
            "scene": 0,
            "scenes": [{"nodes": [len(self.nodes)]}],
            "nodes": [*self.nodes, {**root, "children": below}],
            **({"skins": self.skins} if self.skins else {}),
            "meshes": self.meshes,
            "materials": self.materials,
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": self.length}],
        }
        text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        body = b"".join(self.chunks)
        heads = struct.pack("<II", len(text), 0x4E4F534A), struct.pack("<II", len(body), 0x4E4942)
        whole = 12 + 16 + len(text) + len(body)
        return struct.pack("<III", 0x46546C67, 2, whole) + heads[0] + text + heads[1] + body


def _unit(normals: NDArray[np.float64]) -> NDArray[np.float32]:
    """Normals of length 1 (those of vertices without a surface look up)."""
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    sound = np.where(length > 1e-9, normals / np.maximum(length, 1e-9), [[0.0, 0.0, 1.0]])
    return sound.astype("<f4")


def _linear(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of sRGB as linear light."""
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


FORMAT = PictureFormat(
    id="glb",
    media_type="model/gltf-binary",
    about=mark("3D model of what is shown (GLB)"),
    write=write,
)
