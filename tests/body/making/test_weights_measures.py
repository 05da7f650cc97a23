"""In the middle of their ranges nothing collapses: muscles keep their volume, bones their skin."""

from __future__ import annotations

import pytest

from nmt_atlas.body.making.weights_measures import (
    LEAST,
    MOST_OF_THEM,
    PIERCED_MM,
    kept,
    outside,
    pierced,
    volumes,
)
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.domain.dual import Dual, duals_of
from nmt_atlas.domain.pack import Detail
from nmt_atlas.domain.pose import SEGMENTS, Joints, Pose, transforms
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import data_paths


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


@pytest.fixture(scope="module")
def joints() -> Joints:
    found: Joints = load_library(data_paths()).library.of("joint")
    return found


def posed(joints: Joints, told: str) -> dict[str, Dual]:
    read, unknown = Pose.read(told)
    assert not unknown
    return duals_of(SEGMENTS, transforms(joints, read))


@pytest.fixture(scope="module")
def pose(joints: Joints) -> dict[str, Dual]:
    told = (
        "elbow-right:flexion=110,knee-left:flexion=90,hip-left:flexion=70,forearm-left:pronation=90"
    )
    return posed(joints, told)


@pytest.mark.slow
def test_muscles_keep_their_volume(body: Body, pose: dict[str, Dual]) -> None:
    ratios = volumes(body, pose)
    assert len(ratios) > 40
    assert kept(ratios) >= MOST_OF_THEM
    assert kept({"one": 0.1, "other": 1.0}) == 0.5


@pytest.mark.slow
def test_no_muscle_is_squeezed_flat_at_the_ends(body: Body, joints: Joints) -> None:
    """The short ones between two bones: quadratus femoris, pectineus, pronator quadratus."""
    ratios = volumes(body, posed(joints, "hip-right:flexion=120,forearm-right:pronation=160"))
    assert {"pectineus-right", "quadratus-femoris-right", "pronator-quadratus-right"} <= set(ratios)
    assert min(ratios.values()) >= LEAST


@pytest.mark.slow
def test_no_bone_comes_through_the_skin(body: Body, pose: dict[str, Dual]) -> None:
    out = pierced(body, pose)
    assert max(out.values(), default=0.0) <= PIERCED_MM


class Shifted(Body):
    """A body with one bone before it."""

    def mesh(self, part: str, detail: Detail = "standard") -> Mesh:
        mesh = super().mesh(part, detail)
        if part != "patella-right":
            return mesh
        return Mesh(mesh.points - [0.0, 60.0, 0.0], mesh.faces)


@pytest.mark.slow
def test_a_bone_that_does_is_found(body: Body) -> None:
    assert outside(Shifted(body.directory))["patella-right"] > PIERCED_MM
    assert outside(body).get("patella-right", 0.0) < 1.0
