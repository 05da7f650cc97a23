"""What every vertex moves with, found on a body: strands, bones, skin, and their file."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nmt_atlas.body.making.weights_bones import Bones, way_between
from nmt_atlas.body.making.weights_parts import gathered, part_strands
from nmt_atlas.body.making.weights_skin import few, skin_shares
from nmt_atlas.body.making.weights_strands import strands_of
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.segments import NUMBER, segment_of, table
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.packs.weights import Strand
from nmt_atlas.body.packs.weights_file import (
    Found,
    SkinShares,
    read_weights,
    told,
    write_weights,
)
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.segments import PAIRED, PARENTS, SEGMENTS
from nmt_atlas.library.paths import data_paths


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


@pytest.fixture(scope="module")
def bones(body: Body) -> Bones:
    return Bones(body)


def sheet(width: float, length: float) -> Mesh:
    """A flat piece along z, u along it and v across."""
    across, along = 13, 21
    u, v = np.meshgrid(np.linspace(0, 1, along), np.linspace(0, 1, across), indexing="ij")
    points = np.column_stack([v.ravel() * width, np.zeros(u.size), u.ravel() * length])
    faces = []
    for row, column in itertools.product(range(along - 1), range(across - 1)):
        a = row * across + column
        faces += [[a, a + 1, a + across], [a + 1, a + across + 1, a + across]]
    return Mesh(points, np.array(faces, np.int32), np.column_stack([u.ravel(), v.ravel()]))


def test_a_narrow_part_has_one_strand_and_a_sheet_several() -> None:
    (strand,) = strands_of(sheet(20, 200))
    assert strand[0] == pytest.approx([10, 0, 0], abs=2.0)
    assert strand[-1] == pytest.approx([10, 0, 200], abs=2.0)
    assert (np.diff(strand[:, 2]) > 0).all()
    many = strands_of(sheet(140, 200))
    assert len(many) == 4
    assert sorted(line[:, 0].mean() for line in many) == pytest.approx([18, 53, 87, 122], abs=8)
    assert strands_of(Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]], np.int32))) == []


def test_a_long_tendon_of_one_u_is_followed_to_its_end() -> None:
    """Some parts tell u = 1 of all of a tendon: the way over the surface counts."""
    mesh = sheet(16, 200)
    assert mesh.uv is not None
    uv = np.column_stack([np.minimum(mesh.uv[:, 0] * 2, 1.0), mesh.uv[:, 1]])
    (strand,) = strands_of(Mesh(mesh.points, mesh.faces, uv))
    assert strand[-1] == pytest.approx([8, 0, 200], abs=6.0)


def test_finger_tendons_end_at_fingers(body: Body, bones: Bones) -> None:
    found = part_strands(body, body.part("flexor-digitorum-superficialis-right"), bones)
    ends = {SEGMENTS[strand.segments[-1, 0]].partition(":")[0] for strand in found}
    assert {f"finger-{number}-2" for number in (2, 3, 5)} <= ends


def test_every_bone_moves_with_a_segment_that_there_is(body: Body) -> None:
    for part in body.index.parts:
        if part.group == "bones":
            assert segment_of(part) is not None, part.id
    known = PAIRED | {name for name in SEGMENTS if ":" not in name}
    named = {*table().whole.values(), *itertools.chain(*table().never.values())}
    named |= {name for pair in table().ends.values() for name in pair if name}
    assert named <= known
    structures = {part.structure for part in body.index.parts}
    told = {*table().whole, *table().ends, *table().never, *table().even, *table().folds}
    assert told <= structures


def test_the_way_between_segments_follows_what_hangs_on_what() -> None:
    way = way_between(NUMBER["scapula:left"], NUMBER["t2"])
    assert [SEGMENTS[one] for one in way] == ["scapula:left", "clavicle:left", "t4", "t3", "t2"]
    assert way_between(NUMBER["jaw"], NUMBER["jaw"]) == (NUMBER["jaw"],)
    assert PARENTS["clavicle:left"] == "t4"


def test_no_hand_moves_the_thigh_beside_it(body: Body, bones: Bones) -> None:
    for structure in ("vastus-lateralis", "iliotibial-tract", "lateral-femoral-cutaneous-nerve"):
        for strand in part_strands(body, body.part(f"{structure}-right"), bones):
            names = {SEGMENTS[one] for one in np.unique(strand.segments[strand.weights > 0])}
            assert not any(name.startswith(("hand", "finger", "radius")) for name in names)


@pytest.mark.parametrize(
    ("part", "ends"),
    [
        ("biceps-brachii-long-head-right", ("scapula:right", "radius:right")),
        ("rectus-femoris-left", ("pelvis", "patella:left")),
        ("masseter-superficial-right", ("head", "jaw:")),
        ("disc-l4-l5", ("l4", "l5")),
    ],
)
def test_ends_are_fixed_to_their_bones(
    body: Body, bones: Bones, part: str, ends: tuple[str, str]
) -> None:
    for strand in part_strands(body, body.part(part), bones):
        found = {SEGMENTS[strand.segments[row, 0]] for row in (0, -1)}
        assert found == {name.rstrip(":") for name in ends}
        assert strand.weights[[0, -1], 0] == pytest.approx([1.0, 1.0])


def test_short_muscles_go_over_evenly(body: Body, bones: Bones) -> None:
    (strand,) = part_strands(body, body.part("quadratus-femoris-right"), bones)
    way = np.linalg.norm(np.diff(strand.points, axis=0), axis=1).cumsum()
    thigh = np.where(strand.segments == NUMBER["femur:right"], strand.weights, 0.0).sum(axis=1)
    assert thigh == pytest.approx([0.0, *(way / way[-1])], abs=0.05)


def test_what_lies_between_many_vertebrae_goes_with_their_middle() -> None:
    shares = np.zeros((1, len(SEGMENTS)))
    shares[0, [2, 4, 30]] = [0.4, 0.4, 0.2]
    found = gathered(shares)
    assert found[0, [3, 30]] == pytest.approx([0.8, 0.2])
    assert found.sum() == pytest.approx(1.0)


def test_the_skin_goes_with_what_lies_beneath_and_not_across_a_gap() -> None:
    """Two tubes side by side; what fills the one does not move the other."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rings = np.linspace(0, 100, 26)
    tube = np.array([[10 * np.cos(a), 10 * np.sin(a), z] for z in rings for a in angles])
    faces = []
    for ring, k in itertools.product(range(25), range(24)):
        a, b = ring * 24 + k, ring * 24 + (k + 1) % 24
        faces += [[a, b, a + 24], [b, b + 24, a + 24]]
    away = np.array([23.0, 0.0, 0.0])
    other = tube + away
    skin = Mesh(
        np.concatenate([tube, other]), np.array([*faces, *(np.array(faces) + len(tube))], np.int32)
    )
    within = np.array([[0.0, 0.0, z] for z in rings])
    beneath = np.concatenate([within, within + away])
    shares = np.zeros((len(beneath), 3))
    shares[:13, 0] = shares[13:26, 1] = shares[26:, 2] = 1.0
    found = skin_shares(skin, beneath, shares, np.full(len(skin.points), 10.0))
    assert found.sum(axis=1) == pytest.approx(np.ones(len(skin.points)))
    assert found[: len(tube), 2].max() < 0.02
    assert found[len(tube) :, 2].min() > 0.98
    low, high = found[:24, 0].mean(), found[len(tube) - 24 : len(tube), 0].mean()
    assert low > 0.95
    assert high < 0.05
    middle = found[12 * 24 : 13 * 24, 0].mean()
    assert 0.2 < middle < 0.8


def test_no_more_than_four_segments_move_a_place_of_the_skin() -> None:
    before, after = few(np.array([[0.4, 0.3, 0.15, 0.08, 0.07], [0.4, 0.3, 0.15, 0.07, 0.08]]))
    assert before.sum() == pytest.approx(1.0)
    assert (before > 0).sum() == 4
    assert before == pytest.approx(after, abs=0.03)


def small(body: Body) -> Found:
    parts = told(body.index)
    rigid = {part.id: 3 for part in parts[::2] if part.group != "skin"}
    line = np.array([[-20.0, 0.0, 100.0], [-10.0, 5.0, 300.0]])
    strands = {}
    for part in parts[1::2]:
        if part.group != "skin":
            low, high = (np.asarray(corner) for corner in part.bounds)
            strands[part.id] = (
                Strand(
                    np.clip(line, low, high),
                    np.array([[0, 1], [40, 41]], np.uint8),
                    np.array([[0.4, 0.6], [0.5, 0.5]]),
                ),
            )
    shares = np.zeros((5, len(SEGMENTS)))
    shares[:, 40] = [0, 0.2, 0.4, 0.6, 1.0]
    skin = SkinShares(shares, np.array([0.0, 3.3, 25.0, 24.9, 7.0]))
    return Found(SEGMENTS, 26, rigid, strands, skin)


def test_the_file_gives_back_what_was_written(body: Body) -> None:
    found = small(body)
    data = write_weights(body.index, found)
    read = read_weights(data, body.index, 5, "x")
    assert read.segments == SEGMENTS
    for part in body.index.parts:
        twin = part.id.replace("-left", "-right") if part.side == "left" else part.id
        if twin in found.rigid:
            assert part.id in read.rigid
        for one, other in zip(
            found.strands.get(part.id, ()), read.strands.get(part.id, ()), strict=False
        ):
            size = float(np.ptp(np.array(part.bounds), axis=0).max())
            assert other.points == pytest.approx(one.points, abs=size / 250)
            full = np.zeros((2, len(SEGMENTS)))
            np.add.at(full, (np.arange(2)[:, None], other.segments.astype(int)), other.weights)
            assert full[0, [0, 1]] == pytest.approx([0.4, 0.6], abs=0.06)
            assert full[1, [40, 41]] == pytest.approx([0.5, 0.5], abs=0.01)
    dense = np.zeros((5, len(SEGMENTS)))
    rows = np.arange(5)[:, None]
    np.add.at(dense, (rows, read.skin.joints.astype(int)), read.skin.weights / 255)
    assert dense[:, 40] == pytest.approx([0, 0.2, 0.4, 0.6, 1.0], abs=0.01)
    assert dense[1, [3, 4]] == pytest.approx([0.8 * 0.7, 0.8 * 0.3], abs=0.01)


@pytest.mark.parametrize("fault", ["short", "empty", "other skin", "noise"])
def test_a_damaged_file_says_so(body: Body, fault: str) -> None:
    data = write_weights(body.index, small(body))
    broken = {"short": data[:-40], "empty": b"", "other skin": data, "noise": b"\x00" * 99}[fault]
    with pytest.raises(PackError, match="weights"):
        read_weights(broken, body.index, 6 if fault == "other skin" else 5, "weights.bin")


def test_the_pack_is_small_enough(body: Body) -> None:
    """What moves with what is fetched when something moves: 1.2 MB at most."""
    assert body.index.weights is not None
    assert body.index.weights.bytes < 300_000
