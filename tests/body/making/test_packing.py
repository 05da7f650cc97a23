"""Packs: written whole or not at all, verified, read back."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest
from body_samples import INFO, ball, some_parts

from nmt_atlas.body.making import packing
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.making.simplify import budgets, simplify
from nmt_atlas.body.making.thin import thinned
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import find_file, read_index, verify
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.wrapping import unwrapped
from nmt_atlas.body.packs.writing import add_paint
from nmt_atlas.domain.errors import PackError


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    write_pack(tmp_path / "pack", INFO, some_parts())
    return tmp_path / "pack"


def test_round_trip(standing):
    index = read_index(standing)
    assert index == verify(standing)
    assert index.body == INFO
    assert {part.id for part in index.parts} == {
        "piriformis-right",
        "piriformis-left",
        "sacrum",
        "skin",
    }
    right = next(part for part in index.parts if part.id == "piriformis-right")
    assert right.group == "muscles-deep"
    assert right.centre == pytest.approx((-90, -70, 800), abs=0.5)
    assert right.length == pytest.approx(60, abs=1)
    mesh = Body(standing).mesh("piriformis-right")
    assert mesh.uv is not None
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * 30**3, rel=0.03)
    left = Body(standing).mesh("piriformis-left", "phone")
    assert np.allclose(
        left.points, Body(standing).mesh("piriformis-right", "phone").points * [-1, 1, 1]
    )


def test_file_names_carry_their_hash(standing):
    for file in read_index(standing).files:
        assert file.sha256[:12] in file.path
        data = unwrapped(standing / file.path)
        assert len(data) == file.bytes
        assert hashlib.sha256(data).hexdigest() == file.sha256


def test_meshes_lie_packed_on_the_disk_and_plain_ones_are_read_too(standing):
    files = read_index(standing).files
    assert {path.name for path in standing.glob("*.gz")} == {file.path + ".gz" for file in files}
    assert not list(standing.glob("*.glb"))
    before = Body(standing).mesh("sacrum")
    for packed in list(standing.glob("*.gz")):
        packed.with_suffix("").write_bytes(unwrapped(packed.with_suffix("")))
        packed.unlink()
    verify(standing)
    assert np.array_equal(Body(standing).mesh("sacrum").points, before.points)
    add_paint(standing, b"paint")
    assert len(list(standing.glob("*.glb"))) == len(files), (
        "plain files are kept until written anew"
    )
    write_pack(standing, INFO, some_parts())
    assert not list(standing.glob("*.glb"))


def test_the_skin_has_the_same_vertices_at_every_detail(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "PHONE_SKIN", 700)
    index = write_pack(tmp_path, INFO, some_parts())
    assert {f.detail for f in index.files if f.group == "skin"} == {"phone", "standard"}
    fine, coarse = (Body(tmp_path).mesh("skin", detail) for detail in ("standard", "phone"))
    assert np.array_equal(fine.points, coarse.points)
    assert len(coarse.faces) < 0.5 * len(fine.faces)
    assert coarse.is_closed()


def test_packs_are_deterministic(tmp_path):
    write_pack(tmp_path / "a", INFO, some_parts())
    write_pack(tmp_path / "b", INFO, reversed(some_parts()))
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_writing_again_leaves_no_stale_files(standing):
    smaller = [part for part in some_parts() if part.structure.id != "piriformis"]
    index = write_pack(standing, INFO, smaller)
    assert {path.stem for path in standing.glob("*.glb.gz")} == {file.path for file in index.files}
    assert not list(standing.glob(".*"))


def test_what_a_killed_writer_left_is_swept(standing):
    left, fresh = standing / ".index.json.77.new", standing / ".index.json.78.new"
    left.write_text("half")
    fresh.write_text("another program writes this now")
    os.utime(left, (0, 0))
    write_pack(standing, INFO, some_parts())
    assert not left.exists()
    assert fresh.exists()


def test_a_full_disk_leaves_the_old_pack_and_says_so(standing, monkeypatch):
    before = {path.name: path.read_bytes() for path in standing.iterdir()}
    real = Path.write_bytes
    written = []

    def full(self, data):
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(self)
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    moved = [
        PackPart(p.structure, p.side, Mesh(p.mesh.points + np.array([0, 1, 0]), p.mesh.faces))
        for p in some_parts()
    ]
    with pytest.raises(PackError, match=r"disk is full.*unchanged"):
        write_pack(standing, INFO, moved)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in standing.iterdir()} == before
    verify(standing)


def test_a_failed_first_write_leaves_nothing(tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PackError, match="disk is full"):
        write_pack(tmp_path / "pack", INFO, some_parts())
    assert not (tmp_path / "pack").exists()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PackError, match="cannot be written"):
        write_pack(tmp_path / "file" / "pack", INFO, some_parts())


def test_doubled_and_missing_parts_are_refused(tmp_path):
    with pytest.raises(PackError, match="piriformis-right"):
        write_pack(tmp_path / "pack", INFO, [some_parts()[1], some_parts()[1]])
    with pytest.raises(PackError, match="no parts"):
        write_pack(tmp_path / "pack", INFO, [])


def _missing(path: Path) -> None:
    path.unlink()


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _changed(path: Path) -> None:
    data = bytearray(gzip.decompress(path.read_bytes()))
    data[-5] ^= 1
    path.write_bytes(gzip.compress(bytes(data)))


def _shortened(path: Path) -> None:
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())[:-9]))


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_missing, "missing"),
        (_truncated, "not whole"),
        (_shortened, "not whole"),
        (_changed, "was changed"),
        (_flipped, "damaged"),
    ],
)
def test_verify_names_the_damaged_file_and_the_remedy(standing, harm, words):
    path = standing / read_index(standing).files[0].path
    harm(path.with_name(path.name + ".gz"))
    with pytest.raises(PackError, match=words) as caught:
        verify(standing)
    assert path.name in str(caught.value)
    assert "meshes build" in caught.value.remedy


def test_verify_finds_a_pack_of_other_recipes(standing):
    verify(standing, "abc")
    with pytest.raises(PackError, match="other recipes"):
        verify(standing, "def")


def test_a_missing_or_damaged_index(tmp_path, standing):
    with pytest.raises(PackError, match="no mesh pack"):
        read_index(tmp_path)
    data = json.loads((standing / "index.json").read_text())
    data["files"][0]["bytes"] = "many"
    (standing / "index.json").write_text(json.dumps(data))
    with pytest.raises(PackError, match="files/0/bytes"):
        read_index(standing)


def test_unknown_parts_and_details(standing):
    with pytest.raises(PackError, match="femur-right"):
        find_file(read_index(standing), "femur-right")
    with pytest.raises(PackError, match="fine"):
        Body(standing).mesh("sacrum", "fine")


def test_budgets_share_the_total_by_surface():
    shares = budgets([100.0, 400.0, 1.0], [9000, 9000, 30], 3000, floor=60)
    assert 0.96 * 3000 - 3 <= shares.sum() <= 3000
    assert shares[1] > 2 * shares[0]
    assert shares[2] == 30
    assert (budgets([1.0, 2.0], [10, 20], 100) == [10, 20]).all()


def test_simplified_meshes_stay_closed_in_place_and_keep_uv():
    mesh = ball(radius=50, rings=60, uv=True)
    less = simplify(mesh, 900)
    assert 700 <= len(less.faces) <= 1000
    assert less.is_closed()
    assert less.volume == pytest.approx(mesh.volume, rel=0.02)
    assert np.abs(less.uv[:, 0] - (less.points[:, 2] / 100 + 0.5)).max() < 0.05


def test_thinned_meshes_keep_vertices_and_shape():
    mesh = ball(radius=50, rings=60)
    less = thinned(mesh, 1500)
    assert less.points is mesh.points
    assert 900 < len(less.faces) <= 1600
    assert less.is_closed()
    assert less.volume == pytest.approx(mesh.volume, rel=0.03)
    assert thinned(less, 5000) is less


def test_levels_obey_their_budgets(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "BUDGETS", {"phone": (600, 40), "standard": (2000, 60)})
    index = write_pack(tmp_path / "pack", INFO, some_parts())
    for detail, total in (("phone", 600), ("standard", 2000)):
        inner = [f for f in index.files if f.detail == detail and f.group != "skin"]
        assert sum(file.triangles for file in inner) <= 1.12 * total


def test_very_fine_meshes_come_down_to_their_share():
    trimesh = pytest.importorskip("trimesh")
    fine = trimesh.creation.icosphere(subdivisions=7, radius=60)
    mesh = Mesh(np.asarray(fine.vertices, np.float64), np.asarray(fine.faces, np.int32))
    assert len(mesh.faces) > 200_000
    less = simplify(mesh, 300)
    assert len(less.faces) <= 340
    assert less.is_closed()
    assert less.volume == pytest.approx(mesh.volume, rel=0.08)
