"""A model of a body that moves has a skeleton that any program can pose."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pytest
from javascript_samples import workshop

from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.pictures.formats import glb
from nmt_atlas.body.pictures.formats.base import Shot
from nmt_atlas.body.pictures.formats.skeleton import pivots_of
from nmt_atlas.body.posing import PosedBody
from nmt_atlas.domain.dual import Dual, duals_of
from nmt_atlas.domain.rigid import STILL, about
from nmt_atlas.domain.scene import GroupLook, PartLook, Scene
from nmt_atlas.domain.segments import PARENTS, SEGMENTS
from nmt_atlas.library.paths import data_paths

SHOWN = ("humerus-right", "ulna-right", "radius-right", "brachialis-right")


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


def bent_elbow() -> dict[str, Dual]:
    move = about((-215.0, -85.0, 1035.0), (1, 0, 0), 70.0)
    below = ("ulna", "radius", "hand", "finger")
    chosen = [name.startswith(below) and name.endswith(":right") for name in SEGMENTS]
    return duals_of(SEGMENTS, [move if one else STILL for one in chosen])


def model(body: Body, pose: dict[str, Dual]) -> bytes:
    groups = dict.fromkeys(body.index.colors, GroupLook(visible=False))
    parts = {name: PartLook(visible=True) for name in SHOWN}
    return glb.write(Shot(body, Scene(groups=groups, parts=parts, pose=pose)))


class Read:
    """A binary glTF as a program reads it that poses by its skin."""

    def __init__(self, data: bytes) -> None:
        length = struct.unpack_from("<I", data, 12)[0]
        self.tree: dict[str, Any] = json.loads(data[20 : 20 + length])
        self.bin = data[28 + length :]

    def array(self, number: int) -> np.ndarray[Any, Any]:
        one = self.tree["accessors"][number]
        kind = {5126: "<f4", 5121: "u1", 5125: "<u4"}[one["componentType"]]
        width = {"SCALAR": 1, "VEC3": 3, "VEC4": 4, "MAT4": 16}[one["type"]]
        start = self.tree["bufferViews"][one["bufferView"]]["byteOffset"]
        flat = np.frombuffer(self.bin, kind, one["count"] * width, start)
        return flat.reshape(-1, width)

    def joints(self) -> np.ndarray[Any, Any]:
        """Each joint's matrix times its inverse bind matrix, in the body's millimetres."""
        skin, nodes = self.tree["skins"][0], self.tree["nodes"]
        above = {child: n for n, node in enumerate(nodes) for child in node.get("children", ())}
        binds = self.array(skin["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
        found = []
        for bind, joint in zip(binds, skin["joints"], strict=True):
            matrix, at = np.eye(4), joint
            while nodes[at]["name"] != "body":
                matrix, at = local(nodes[at]) @ matrix, above[at]
            found.append(matrix @ bind)
        return np.array(found)

    def vertices(self, name: str) -> np.ndarray[Any, Any]:
        """Where linear blending takes a part."""
        node = next(one for one in self.tree["nodes"] if one["name"] == name)
        attributes = self.tree["meshes"][node["mesh"]]["primitives"][0]["attributes"]
        points = self.array(attributes["POSITION"])
        weights = self.array(attributes["WEIGHTS_0"]) / 255
        each = self.joints()[self.array(attributes["JOINTS_0"])]
        matrices = np.einsum("nk,nkij->nij", weights, each)
        return np.einsum("nij,nj->ni", matrices[:, :3, :3], points) + matrices[:, :3, 3]


def local(node: dict[str, Any]) -> np.ndarray[Any, Any]:
    x, y, z, w = node["rotation"]
    matrix = np.eye(4)
    matrix[:3, :3] = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    matrix[:3, 3] = node["translation"]
    return matrix


def test_other_programs_pose_it_as_the_atlas_does(body: Body) -> None:
    pose = bent_elbow()
    read, posed = Read(model(body, pose)), PosedBody(body, pose)
    for name in ("humerus-right", "ulna-right", "radius-right"):
        assert read.vertices(name) == pytest.approx(posed.mesh(name).points, abs=0.05)
    away = np.linalg.norm(read.vertices(SHOWN[3]) - posed.mesh(SHOWN[3]).points, axis=1)
    assert np.median(away) < 1.0
    at_rest = Read(model(body, {}))
    for name in SHOWN:
        assert at_rest.vertices(name) == pytest.approx(body.mesh(name).points, abs=0.01)


def test_every_joint_hangs_on_its_own(body: Body) -> None:
    tree = Read(model(body, {})).tree
    names = [tree["nodes"][number]["name"] for number in tree["skins"][0]["joints"]]
    assert tuple(names) == SEGMENTS
    for node in tree["nodes"]:
        if node["name"] in SEGMENTS:
            hung = [tree["nodes"][number]["name"] for number in node.get("children", ())]
            assert hung == [name for name in SEGMENTS if PARENTS.get(name) == node["name"]]


def test_joints_lie_where_bones_meet(body: Body) -> None:
    assert body.weights is not None
    pivots = dict(zip(SEGMENTS, pivots_of(body, body.weights), strict=True))
    elbow = pivots["ulna:right"]
    assert -235 < elbow[0] < -190
    assert 1000 < elbow[2] < 1060
    hip = pivots["femur:left"]
    assert 60 < hip[0] < 110
    assert 790 < hip[2] < 840


def test_the_khronos_validator_finds_no_error(body: Body) -> None:
    data = model(body, bent_elbow())
    with workshop() as shop:
        (shop.folder / "model.glb").write_bytes(data)
        told = json.loads(shop.run("test/validate.js", "model.glb"))
        broken = data[:4] + data[4:].replace(b'"JOINTS_0"', b'"JOINTS_9"')
        (shop.folder / "broken.glb").write_bytes(broken)
        faulty = json.loads(shop.run("test/validate.js", "broken.glb"))
    worst = [issue for issue in told["issues"]["messages"] if issue["severity"] < 2]
    kinds = {issue["code"] for issue in worst}
    assert told["issues"]["numErrors"] == 0, worst
    assert kinds <= {"NODE_SKINNED_MESH_NON_ROOT"}, worst
    assert told["info"]["maxInfluences"] == 4
    assert faulty["issues"]["numErrors"] > 0
