"""Faces of cuts: closed, as large as they must be, the same in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest
from javascript_samples import Workshop, workshop

from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.pictures.attached import ends_of, patch_of
from nmt_atlas.body.pictures.caps import area_of, cap_of, filled, inset, loops_of
from nmt_atlas.domain.look import LOOK, CutLook
from nmt_atlas.domain.sections import Plane

ACROSS = Plane(normal=(0, 0, 1), distance=50.0)
FACES = [
    (0, 2, 1), (0, 3, 2), (4, 5, 6), (4, 6, 7), (0, 1, 5), (0, 5, 4),
    (1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7),
]  # fmt: skip


def box(low: tuple[float, ...], high: tuple[float, ...], *, inside: bool = False) -> Mesh:
    ends = np.array([low, high])
    bits = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)]
    points = np.array([[ends[bit[k], k] for k in range(3)] for bit in bits], dtype=float)
    faces = np.array(FACES, dtype=np.int32)
    return Mesh(points, faces[:, ::-1].copy() if inside else faces)


TUBE = join([box((10, 10, 10), (90, 90, 90)), box((40, 40, 5), (60, 60, 95), inside=True)])


def test_a_box_is_closed_straight_turned_and_oblique() -> None:
    one = box((20, 30, 10), (60, 80, 90))
    for plane, area in (
        (ACROSS, 2000.0),
        (Plane(normal=(0, 0, -1), distance=-50.0), 2000.0),
        (Plane(normal=(0.5**0.5, 0, 0.5**0.5), distance=0.5**0.5 * 100), 2000.0 * 2**0.5),
    ):
        (loop,) = loops_of(one, plane)
        assert area_of(loop, plane) == pytest.approx(area)
        flat = filled([loop], plane)
        assert surface_of(flat) == pytest.approx(area)
    assert loops_of(one, Plane(normal=(0, 0, 1), distance=95.0)) == ()


def surface_of(mesh: Mesh) -> float:
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def test_a_lumen_stays_open() -> None:
    loops = loops_of(TUBE, ACROSS)
    assert sorted(np.sign(area_of(loop, ACROSS)) for loop in loops) == [-1, 1]
    assert surface_of(filled(loops, ACROSS)) == pytest.approx(6000.0)


def test_a_rim_has_its_width_and_never_more_than_there_is_room_for() -> None:
    one = box((0, 0, 0), (40, 40, 100))
    cap = cap_of(one, ACROSS, CutLook(rim_mm=2.0, rim_share=0.5))
    assert cap is not None
    assert surface_of(filled(cap.core, ACROSS)) == pytest.approx(36.0**2, rel=0.02)
    thin = cap_of(box((0, 0, 0), (40, 1, 100)), ACROSS, CutLook(rim_mm=9.0, rim_share=0.3))
    assert thin is not None
    assert surface_of(filled(thin.core, ACROSS)) > 10
    ring = cap_of(one, ACROSS, CutLook(rim_mm=2.0, rim_share=0.5, hollow=True))
    assert ring is not None
    assert (ring.core, surface_of(filled(ring.ring, ACROSS))) == (
        (),
        pytest.approx(40.0**2 - 36.0**2, rel=0.05),
    )


def test_a_neck_without_room_is_left_out() -> None:
    narrow = np.array(
        [[0, 0], [20, 0], [40, 0], [40, 10], [24, 10], [20, 1], [16, 10], [0, 10]], dtype=float
    )
    loop = np.column_stack([narrow @ [[0, 1], [-1, 0]], np.full(8, 50.0)])
    moved = inset(loop, ACROSS, 2.0)
    assert len(moved) < len(loop)


def test_ends_of_a_muscle_paint_the_bone_that_they_come_near() -> None:
    bone = box((0, 0, 0), (100, 100, 20))
    strap = box((40, 40, 22), (60, 60, 80))
    along = (strap.points[:, 2] - 22) / 58
    muscle = Mesh(strap.points, strap.faces, np.column_stack([along, 0 * along]))
    ends = ends_of(muscle)
    assert ends["origin"][:, 2].max() < 23
    found = patch_of(bone, ends["origin"])
    assert found is not None
    mesh, away = found
    painted = mesh.points[away < LOOK.attached.near]
    assert painted[:, 2].min() > 15
    assert 36 < painted[:, 0].min() < 41
    assert 59 < painted[:, 0].max() < 65
    assert patch_of(bone, ends["insertion"]) is None


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop() as made:
        yield made


def test_the_browser_cuts_the_same_faces(shop: Workshop) -> None:
    """Loops, rims and areas of one mesh from both sides of the wire."""
    script = """
      import { areaOf, basisOf, faceOf, flatten, loopsOf } from "./src/contours.js";
      const { positions, index, plane, look } = JSON.parse(process.argv[2]);
      const [place, corners] = [new Uint16Array(positions), new Uint32Array(index)];
      const data = { positions: place, index: corners, scale: 65.535, offset: [0, 0, 0] };
      const loops = loopsOf(data, [{ start: 0, count: index.length }], plane);
      const face = faceOf(loops.map((loop) => flatten(loop, basisOf(plane))), look);
      console.log(JSON.stringify([face.ring.map(areaOf), face.core.map(areaOf)]));
    """
    (shop.folder / "compare.mjs").write_text(script)
    points = np.rint(TUBE.points * 0.6 * 1000).astype(int)
    mesh = Mesh(points / 1000, TUBE.faces)
    packed = np.column_stack([points, np.zeros(len(points), int)])
    look = CutLook(rim_mm=1.5, rim_share=0.5)
    for plane in (
        Plane(normal=(0, 0, 1), distance=30.0),
        Plane(normal=(0.6, 0, 0.8), distance=42.0),
    ):
        asked = {
            "positions": packed.ravel().tolist(),
            "index": TUBE.faces.ravel().tolist(),
            "plane": plane.model_dump(mode="json"),
            "look": look.model_dump(mode="json"),
        }
        told = json.loads(shop.run("compare.mjs", json.dumps(asked)))
        cap = cap_of(mesh, plane, look)
        assert cap is not None
        for ours, theirs in zip((cap.ring, cap.core), told, strict=True):
            areas = sorted(area_of(loop, plane) for loop in ours)
            assert areas == pytest.approx(sorted(theirs), abs=0.01)
