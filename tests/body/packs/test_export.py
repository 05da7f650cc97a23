"""Export: other programs read the same shape in the same place."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import some_body

from nmt_atlas.body.packs.export import export_parts
from nmt_atlas.domain.errors import AtlasError, UnknownIdError


@pytest.mark.parametrize("kind", ["stl", "ply", "obj"])
def test_round_trip_by_another_reader(tmp_path, kind):
    trimesh = pytest.importorskip("trimesh")
    body = some_body(tmp_path / "pack")
    target = export_parts(body, ["piriformis-right"], tmp_path / f"one.{kind}")
    found = trimesh.load(target)
    mesh = body.mesh("piriformis-right")
    assert np.allclose(found.bounds, mesh.bounds, atol=0.01)
    assert found.volume == pytest.approx(mesh.volume, rel=1e-3)


def test_several_parts_become_one_file(tmp_path):
    trimesh = pytest.importorskip("trimesh")
    body = some_body(tmp_path / "pack")
    target = export_parts(body, ["piriformis-right", "piriformis-left"], tmp_path / "two.STL")
    assert trimesh.load(target).body_count == 2


def test_faults_are_said_plainly(tmp_path):
    body = some_body(tmp_path / "pack")
    with pytest.raises(AtlasError, match="no format"):
        export_parts(body, ["sacrum"], tmp_path / "one.fbx")
    with pytest.raises(AtlasError, match="no part"):
        export_parts(body, [], tmp_path / "one.stl")
    with pytest.raises(UnknownIdError):
        export_parts(body, ["femur-right"], tmp_path / "one.stl")
    with pytest.raises(AtlasError, match="cannot be written"):
        export_parts(body, ["sacrum"], tmp_path / "none" / "one.stl")
