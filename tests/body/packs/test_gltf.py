"""Binary glTF: what is written is read back, in the frame, byte for byte the same."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.gltf import GlbFile, GlbPart, is_mirror, ordered, write_glb
from nmt_atlas.domain.errors import PackError


def tree(data: bytes) -> dict:
    (size,) = struct.unpack_from("<I", data, 12)
    return json.loads(data[20 : 20 + size])


def test_the_test_ball_is_sound():
    mesh = ball(centre=(5, 6, 7))
    assert mesh.is_closed()
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * 40**3, rel=0.02)


def test_round_trip_keeps_place_faces_uv_and_extras():
    mesh = ordered(ball(centre=(-120.5, -80.25, 900.0), uv=True))
    low = ordered(ball(centre=(-200.0, 0.0, -60.0), radius=10))
    data = write_glb(
        [
            GlbPart("piriformis-right", mesh, {"structure": "piriformis", "tendon": [0.1, 0.2]}),
            GlbPart("sacrum", low),
        ]
    )
    file = GlbFile(data)
    assert file.ids == ("piriformis-right", "sacrum")
    assert file.extras("piriformis-right") == {"structure": "piriformis", "tendon": [0.1, 0.2]}
    found = file.mesh("piriformis-right")
    assert np.abs(found.points - mesh.points).max() < 0.06
    assert np.array_equal(found.faces, mesh.faces)
    assert np.abs(found.uv - mesh.uv).max() < 0.0005
    assert file.mesh("sacrum").uv is None
    assert found.is_closed()
    assert found.volume > 0


def test_one_uniform_frame_for_all_nodes():
    parts = [GlbPart("a", ball()), GlbPart("b", ball(centre=(100, 0, 300)))]
    nodes = tree(write_glb(parts))["nodes"]
    assert nodes[0]["scale"] == nodes[1]["scale"]
    assert len(set(nodes[0]["scale"])) == 1
    assert nodes[0]["translation"][0] == -nodes[0]["scale"][0] / 2
    assert nodes[0]["translation"] == nodes[1]["translation"]


def test_a_mirror_twin_shares_buffers_and_comes_back_mirrored():
    right = ordered(ball(centre=(-120, -80, 900), uv=True))
    single = write_glb([GlbPart("soleus-right", right)])
    both = write_glb([GlbPart("soleus-right", right), GlbPart("soleus-left", right.mirrored())])
    assert len(both) < len(single) * 1.1
    file = GlbFile(both)
    left = file.mesh("soleus-left")
    assert np.allclose(left.points, file.mesh("soleus-right").points * [-1, 1, 1])
    assert left.volume == pytest.approx(file.mesh("soleus-right").volume)
    assert is_mirror(left, file.mesh("soleus-right"))


def test_an_uneven_twin_gets_buffers_of_its_own():
    right = ball(centre=(-120, -80, 900))
    left = ball(centre=(123, -80, 900))
    file = GlbFile(write_glb([GlbPart("liver-right", right), GlbPart("liver-left", left)]))
    assert file.mesh("liver-left").points[:, 0].mean() == pytest.approx(123, abs=0.1)


def test_alignment_and_limits_obey_the_quantisation_extension():
    parsed = tree(write_glb([GlbPart("a", ball(uv=True))]))
    assert parsed["extensionsRequired"] == ["KHR_mesh_quantization"]
    for view in parsed["bufferViews"]:
        assert view["byteOffset"] % 4 == 0
        assert view.get("byteStride", 4) % 4 == 0
    attributes = parsed["meshes"][0]["primitives"][0]["attributes"]
    kinds = {name: parsed["accessors"][n]["componentType"] for name, n in attributes.items()}
    assert kinds == {"POSITION": 5123, "NORMAL": 5120, "TEXCOORD_0": 5123}
    assert all(parsed["accessors"][n]["normalized"] for n in attributes.values())
    position = parsed["accessors"][attributes["POSITION"]]
    assert min(position["min"]) >= 0
    assert max(position["max"]) <= 65535


def test_another_reader_finds_the_same_structure_and_place():
    trimesh = pytest.importorskip("trimesh")
    mesh = ordered(ball(centre=(-120, -80, 900)))
    data = write_glb([GlbPart("soleus-right", mesh), GlbPart("soleus-left", mesh.mirrored())])
    scene = trimesh.load(trimesh.util.wrap_as_stream(data), file_type="glb", process=False)
    matrix, name = scene.graph["soleus-left"]
    raw = np.asarray(scene.geometry[name].vertices)
    # trimesh leaves normalised integers as integers: divide as the specification says
    unit = raw / 65535 if raw.max() > 1 else raw
    placed = unit @ matrix[:3, :3].T + matrix[:3, 3]
    assert np.abs(placed - mesh.points * [-1, 1, 1]).max() < 0.06


def test_normals_look_outward():
    file = write_glb([GlbPart("a", ordered(ball()))])
    parsed = tree(file)
    accessor = parsed["accessors"][parsed["meshes"][0]["primitives"][0]["attributes"]["NORMAL"]]
    view = parsed["bufferViews"][accessor["bufferView"]]
    start = file.rfind(b"BIN\0") + 4 + view["byteOffset"]
    raw = np.frombuffer(file, np.int8, accessor["count"] * 4, start).reshape(-1, 4)[:, :3]
    points = GlbFile(file).mesh("a").points
    cosine = (raw / 127 * points / 40).sum(axis=1)
    assert cosine.min() > 0.97


def test_large_meshes_get_32_bit_indices():
    mesh = ball(rings=190)
    assert len(mesh.points) > 65535
    file = GlbFile(write_glb([GlbPart("skin", mesh)]))
    assert np.array_equal(file.mesh("skin").faces, mesh.faces)


def test_ordering_keeps_the_shape_and_drops_unused_vertices():
    mesh = ball(uv=True)
    loose = Mesh(
        np.concatenate([mesh.points, [[0, 0, 0.0]]]),
        mesh.faces,
        np.concatenate([mesh.uv, [[0, 0]]]),
    )
    found = ordered(loose)
    assert len(found.points) == len(mesh.points)
    assert found.is_closed()
    assert found.volume == pytest.approx(mesh.volume)


def test_bytes_are_deterministic():
    parts = [GlbPart("a", ball(uv=True), {"side": "midline"})]
    assert write_glb(parts) == write_glb(parts)


@pytest.mark.parametrize("cut", [0, 10, 200, -1])
def test_a_truncated_file_is_one_clear_error(cut):
    data = write_glb([GlbPart("a", ball())])
    with pytest.raises(PackError, match=r"broken\.glb.*no whole binary glTF"):
        GlbFile(data[:cut], "broken.glb")


def test_an_unknown_part_is_named():
    with pytest.raises(PackError, match="femur-right"):
        GlbFile(write_glb([GlbPart("a", ball())])).mesh("femur-right")


def test_tints_come_back_as_they_were_and_other_parts_have_none():
    mesh = ordered(ball())
    tints = np.random.default_rng(3).integers(0, 256, (len(mesh.points), 4)).astype(np.uint8)
    data = write_glb([GlbPart("skin", mesh, tints=tints), GlbPart("sacrum", mesh)])
    file = GlbFile(data)
    found = file.tints("skin")
    assert found is not None
    assert np.array_equal(found, tints)
    assert file.tints("sacrum") is None
    accessors = tree(data)["meshes"][0]["primitives"][0]["attributes"]
    assert tree(data)["accessors"][accessors["_TINT"]]["normalized"]
