"""Neighbours share space; bones are not entered; nothing is torn."""

import numpy as np
import pytest

from nmt_atlas.body.neighbours import settle
from nmt_atlas.body.places import signed_distance
from nmt_atlas.body.shapes import build_solid
from nmt_atlas.domain.recipe import Chain, Loft, NodeMesh, NodePart


def rod(x, half=10.0):
    stations = tuple((x, 0.0, z, half, half, 0.0) for z in (0.0, 60.0, 120.0))
    return build_solid(Loft(stations=stations), edge=3.0)


@pytest.fixture(scope="module")
def settled():
    bone = NodeMesh(
        nodes={"top": (-30, 0, -10, 6), "end": (-30, 0, 130, 6)},
        parts=(NodePart(name="shaft", chains=(Chain(nodes=("top", "end")),)),),
    )
    solids = {"a": rod(-50.0), "b": rod(-62.0), "far": rod(-200.0)}
    done = settle(
        {**solids, "over": rod(-38.0, 8.0)},
        {"bone": build_solid(bone)},
        exempt=lambda a, b: "over" in (a, b),
    )
    return solids, done


def depth_share(mesh, other):
    """Share of the vertices that lie more than a millimetre inside the other."""
    inside = [signed_distance(point, other) < -1.0 for point in mesh.points[::5]]
    return float(np.mean(inside))


def test_overlapping_rods_part(settled):
    solids, done = settled
    assert depth_share(solids["a"].mesh, solids["b"].mesh) > 0.2
    assert depth_share(done["a"], done["b"]) < 0.03
    assert done["a"].volume > 0.6 * solids["a"].mesh.volume


def test_a_lone_rod_is_left_alone(settled):
    solids, done = settled
    assert np.array_equal(done["far"].points, solids["far"].mesh.points)


def test_a_muscle_keeps_out_of_bone(settled):
    _, done = settled
    axis = done["over"].points[:, [0, 1]] - [-30.0, 0.0]
    level = (done["over"].points[:, 2] > 0) & (done["over"].points[:, 2] < 120)
    assert np.linalg.norm(axis[level], axis=1).min() > 6 - 1.6


def test_meshes_stay_closed(settled):
    _, done = settled
    assert all(mesh.is_closed() and mesh.volume > 0 for mesh in done.values())


def test_a_paired_part_keeps_to_its_side():
    crossing = rod(-4.0)
    done = settle({"a": crossing}, {}, paired=("a",))["a"]
    assert crossing.mesh.points[:, 0].max() > 0
    assert done.points[:, 0].max() < 0
