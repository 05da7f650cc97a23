"""Bodies in a pose: what moves with what, and muscles that keep their volume."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.packs.weights import FULL, Skinning, Strand, skinning, spread
from nmt_atlas.body.posing import PosedBody, belly_of, bent, blended, in_pose, moved, turned
from nmt_atlas.domain.dual import AT_REST, dual_of, duals_of
from nmt_atlas.domain.rigid import STILL, about, after, along, applied, swung
from nmt_atlas.domain.scene import Label, Marker, Scene
from nmt_atlas.domain.segments import SEGMENTS
from nmt_atlas.library.paths import data_paths

TURN = after(along((3.0, -7.0, 11.0)), about((10.0, 20.0, 30.0), (1.0, 2.0, -1.0), 140.0))


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


def tube(length: float = 100.0, radius: float = 10.0) -> Mesh:
    """A closed tube along z with u along it."""
    rings, around = 21, 16
    angles = np.linspace(0, 2 * np.pi, around, endpoint=False)
    z = np.linspace(0, length, rings)
    points = [[radius * np.cos(a), radius * np.sin(a), h] for h in z for a in angles]
    faces = []
    for ring in range(rings - 1):
        for k in range(around):
            a, b = ring * around + k, ring * around + (k + 1) % around
            faces += [[a, b, a + around], [b, b + around, a + around]]
    points += [[0, 0, 0], [0, 0, length]]
    low, high = len(points) - 2, len(points) - 1
    for k in range(around):
        faces.append([low, (k + 1) % around, k])
        top = (rings - 1) * around
        faces.append([high, top + k, top + (k + 1) % around])
    placed = np.array(points, dtype=np.float64)
    uv = np.column_stack([placed[:, 2] / length, np.full(len(placed), 0.5)])
    return Mesh(placed, np.array(faces, dtype=np.int32), uv)


def halves(mesh: Mesh) -> Skinning:
    """The lower end goes with segment 0, the upper with segment 1."""
    share = mesh.points[:, 2] / mesh.points[:, 2].max()
    return skinning(np.column_stack([1 - share, share]))


@pytest.mark.parametrize(
    "move", [STILL, TURN, about((0, 0, 0), (1, 0, 0), 180.0), about((5, 0, 0), (0, 1, 0), 179.0)]
)
def test_a_dual_quaternion_is_the_movement(move: tuple[float, ...]) -> None:
    one = np.array([dual_of(move)])  # type: ignore[arg-type]
    point = (12.0, -30.0, 400.0)
    assert moved(np.array([point]), one)[0] == pytest.approx(applied(move, point))  # type: ignore[arg-type]
    assert turned(np.array([point]), one)[0] == pytest.approx(swung(move, point))  # type: ignore[arg-type]


def test_what_does_not_move_is_not_told() -> None:
    moves = [TURN if name == "jaw" else STILL for name in SEGMENTS]
    assert list(duals_of(SEGMENTS, moves)) == ["jaw"]


def test_half_way_keeps_its_distance_from_the_axis() -> None:
    """A vertex between two segments turns half as far about the joint, it does not sink into it."""
    duals = np.array([AT_REST, dual_of(about((0, 0, 50), (1, 0, 0), 120.0))])
    point = np.array([[0.0, -20.0, 50.0]])
    half = Skinning(np.array([[0, 1, 0, 0]], np.uint8), np.array([[128, 127, 0, 0]], np.uint8))
    found = moved(point, blended(half, duals))[0]
    assert np.linalg.norm(found - [0, 0, 50]) == pytest.approx(20.0, abs=0.01)
    assert found == pytest.approx(
        applied(about((0, 0, 50), (1, 0, 0), 60.0), (0, -20, 50)), abs=0.2
    )


@pytest.mark.parametrize("by", [-25.0, 20.0])
def test_a_muscle_that_shortens_thickens(by: float) -> None:
    mesh = tube()
    duals = np.array([AT_REST, dual_of(along((0.0, 0.0, by)))])
    plain = Mesh(bent(mesh, halves(mesh), duals), mesh.faces)
    kept = Mesh(bent(mesh, halves(mesh), duals, (0.1, 0.1)), mesh.faces)
    assert plain.volume / mesh.volume == pytest.approx(1 + by / 100, abs=0.01)
    assert kept.volume / mesh.volume == pytest.approx(1.0, abs=0.05)
    middle = np.abs(mesh.points[:, 2] - 50) < 3
    wider = np.linalg.norm(kept.points[middle, :2], axis=1).mean() > 10.0
    assert wider == (by < 0)
    assert kept.points[mesh.points[:, 2] < 1] == pytest.approx(mesh.points[mesh.points[:, 2] < 1])


def test_tendons_do_not_swell() -> None:
    assert belly_of(np.array([0.0, 0.5, 1.0]), (0.3, 0.2)).tolist() == [0.0, 1.0, 0.0]


def test_strands_share_what_lies_between_them() -> None:
    one, other = (
        Strand(
            np.array([[x, 0.0, 0.0], [x, 0.0, 100.0]]),
            np.full((2, 1), segment, np.uint8),
            np.ones((2, 1)),
        )
        for x, segment in ((0.0, 0), (40.0, 1))
    )
    found = spread(np.array([[0.0, 0, 50], [20.0, 0, 50], [40.0, 0, 50]]), (one, other), 2)
    assert found[:, 0] == pytest.approx([1.0, 0.5, 0.0], abs=1e-5)


def test_weights_are_bytes_with_the_sum_255() -> None:
    rng = np.random.default_rng(3)
    found = skinning(rng.random((50, 9)) ** 4)
    assert (found.weights.astype(int).sum(axis=1) == FULL).all()
    assert (np.diff(found.weights.astype(int), axis=1) <= 1).all()


def test_bones_stay_stiff_and_the_left_mirrors_the_right(body: Body) -> None:
    moves = {
        f"radius:{side}": about((sign * 220, -80, 1030), (0, 0, 1), sign * 60.0)
        for side, sign in (("left", 1), ("right", -1))
    }
    pose = duals_of(SEGMENTS, [moves.get(name, STILL) for name in SEGMENTS])
    posed = PosedBody(body, pose)
    for part in ("radius", "pronator-teres", "biceps-brachii-short-head"):
        right, left = (posed.mesh(f"{part}-{side}", "phone") for side in ("right", "left"))
        assert left.points == pytest.approx(right.points * [-1, 1, 1], abs=0.3)
    rest, now = body.mesh("radius-right").points, posed.mesh("radius-right").points
    size = np.linalg.norm(rest[::7, None] - rest[None, ::7], axis=2)
    assert np.linalg.norm(now[::7, None] - now[None, ::7], axis=2) == pytest.approx(size, abs=1e-3)
    assert np.abs(now - rest).max() > 5.0
    still = posed.mesh("femur-right").points
    assert still == pytest.approx(body.mesh("femur-right").points, abs=1e-9)


def test_every_part_has_weights(body: Body) -> None:
    for part in body.index.parts:
        found = body.skinning(part.id, "phone")
        assert found is not None, part.id
        assert (found.weights.astype(int).sum(axis=1) == FULL).all(), part.id
    for bone in ("hip-bone-left", "rib-7-right", "hyoid"):
        found = body.skinning(bone)
        assert found is not None
        assert len(np.unique(found.joints[:, 0])) == 1


def test_marks_and_names_go_along(body: Body) -> None:
    low, high = (np.asarray(corner) for corner in body.part("tibia-left").bounds)
    at = tuple(float(value) for value in (low + high) / 2)
    move = about((100, -80, 450), (1, 0, 0), 90.0)
    pose = duals_of(SEGMENTS, [move if name == "tibia:left" else STILL for name in SEGMENTS])
    scene = Scene(
        groups={},
        parts={},
        pose=pose,
        labels=(Label(text="Tibia", at=at, part="tibia-left"),),
        markers=(Marker(id="x", at=at, radius=3.0, color="#ffffff", part="femur-left"),),
    )
    posed, shown = in_pose(body, scene)
    assert shown.labels[0].at == pytest.approx(applied(move, at), abs=0.01)
    assert shown.markers[0].at == at
    assert np.asarray(posed.part("tibia-left").bounds)[1, 1] > high[1] + 100
    assert in_pose(body, Scene(groups={}, parts={}))[0] is body


def test_a_limb_that_turns_half_round_goes_on_the_way_it_came() -> None:
    """Of a turn's two dual quaternions each segment has the one nearer to what it hangs on."""
    for degrees in (170.0, 180.0, 190.0):
        blade = about((0.0, 0.0, 0.0), (1, 0, 0), degrees / 3)
        arm = about((0.0, 0.0, 0.0), (1, 0, 0), degrees)
        moves = {"scapula:right": blade, "humerus:right": arm}
        pose = duals_of(SEGMENTS, [moves.get(name, STILL) for name in SEGMENTS])
        one, other = (np.array(pose[name][:4]) for name in moves)
        assert one @ other > 0.4
        assert other[0] > 0.9
