"""The import: verified, sided by position, mended, divided, gaps filled; faults said once."""

from __future__ import annotations

import hashlib
import io
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import numpy as np
import pytest
from body_samples import INFO, ball, some_structure

from nmt_atlas.body.bodyparts3d import archive as archives
from nmt_atlas.body.bodyparts3d import install
from nmt_atlas.body.bodyparts3d.archive import Element
from nmt_atlas.body.bodyparts3d.convert import cleaned, divided, with_uv
from nmt_atlas.body.bodyparts3d.mapping import plain_name, structures_of, table
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.packs.reading import verify
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.errors import ImportArchiveError

REFERENCE = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "bodyparts3d"
PARTIAL = REFERENCE / "isa_BP3D_4.0_obj_99.zip"
PARTIAL_SHA256 = "fd86e60bb97b38b51a869a2043f26876f05cd4f2b2bbdb30667ba082526f53c4"


def obj(mesh: Mesh, name: str) -> bytes:
    lines = [f"# Concept ID : FMA1\n# English name : {name}"]
    lines += [f"v {x:.4f} {y:.4f} {z:.4f}" for x, y, z in mesh.points]
    lines += [f"f {a + 1}//{a + 1} {b + 1}//{b + 1} {c + 1}//{c + 1}" for a, b, c in mesh.faces]
    return "\n".join(lines).encode()


def zipped(path: Path, files: dict[str, bytes]) -> str:
    """Write an archive; its SHA-256."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(f"isa_BP3D_4.0_obj_99/{name}.obj", data)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def own_body(folder: Path) -> Body:
    soleus = ball(centre=(-90, -50, 200), radius=30, uv=True)
    sternal = ball(centre=(-30, -100, 1350), radius=20, uv=True)
    clavicular = ball(centre=(-60, -100, 1350), radius=20, uv=True)
    colli = ball(centre=(-8, -90, 1420), radius=8, uv=True)
    parts = [PackPart(some_structure("sacrum", "bone", paired=False), "midline", ball())]
    for name, mesh, system in (
        ("soleus", soleus, "muscle"),
        ("sternocleidomastoid-sternal", sternal, "muscle"),
        ("sternocleidomastoid-clavicular", clavicular, "muscle"),
        ("longus-colli", colli, "muscle"),
        ("sciatic-nerve", ball(centre=(-60, 0, 700), radius=5), "nerve"),
    ):
        structure = some_structure(name, system)
        parts.append(PackPart(structure, "right", mesh))
        parts.append(PackPart(structure, "left", mesh.mirrored()))
    write_pack(folder, INFO, parts)
    return Body(folder)


def sample_files() -> dict[str, bytes]:
    soleus = ball(centre=(-92, -50, 200), radius=31)
    neck = ball(centre=(-45, -100, 1350), radius=33)
    return {
        "FJ1437": obj(soleus, "Left soleus"),  # named for the wrong side, like FJ1469
        "FJ1437M": obj(soleus.mirrored(), "Right soleus"),
        "FJ1595": obj(neck, "Right sternocleidomastoid"),
        "FJ1573": obj(neck.mirrored(), "Left sternocleidomastoid"),
        "FJ1601": obj(
            ball(centre=(8, -90, 1420)), "Left vertical intermediate part of longus colli"
        ),
        "FJ3393": obj(ball(radius=44), "Sacrum"),
        "FJ9999": obj(ball(), "Left renal artery"),
    }


@pytest.fixture
def own(tmp_path):
    return own_body(tmp_path / "own")


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.zip"
    return path, zipped(path, sample_files())


def test_install(tmp_path, own, sample):
    path, checksum = sample
    index = install(path, checksum, tmp_path / "bodies" / "bodyparts3d", own)
    body = Body(tmp_path / "bodies" / "bodyparts3d")
    assert index == verify(body.directory)
    assert set(body.parts) == set(own.parts)
    lent = {part.structure for part in index.parts if part.stand_in}
    assert lent == {"sciatic-nerve"}
    assert "CC Attribution 4.0" in index.body.attribution
    assert "CC BY-SA 2.1" in index.body.licence


def test_sides_are_told_by_position_and_twins_are_mirrored(tmp_path, own, sample):
    install(sample[0], sample[1], tmp_path / "bp", own)
    body = Body(tmp_path / "bp")
    right = body.mesh("soleus-right")
    assert right.points[:, 0].mean() == pytest.approx(-92, abs=1)
    assert np.allclose(body.mesh("soleus-left").points, right.points * [-1, 1, 1])
    assert body.mesh("longus-colli-right").points[:, 0].mean() == pytest.approx(-8, abs=1)


def test_an_element_that_shows_two_heads_is_divided(tmp_path, own, sample):
    install(sample[0], sample[1], tmp_path / "bp", own)
    body = Body(tmp_path / "bp")
    sternal = body.mesh("sternocleidomastoid-sternal-right").points[:, 0]
    clavicular = body.mesh("sternocleidomastoid-clavicular-right").points[:, 0]
    assert sternal.mean() > -45 > clavicular.mean()
    assert abs(sternal.min() - clavicular.max()) < 8


def test_imported_muscles_carry_the_own_fibre_coordinates(tmp_path, own, sample):
    install(sample[0], sample[1], tmp_path / "bp", own)
    mesh = Body(tmp_path / "bp").mesh("soleus-right")
    expected = (mesh.points[:, 2] - 170) / 60
    assert np.abs(mesh.uv[:, 0] - expected.clip(0, 1)).max() < 0.12


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Right fifth rib", {"rib-5"}, ("rib-5",)),
        ("Seventh cervical vertebra", {"vertebra-c7"}, ("vertebra-c7",)),
        ("Intervertebral disk of seventh cervical vertebra", {"disc-c7-t1"}, ("disc-c7-t1",)),
        ("Intervertebral disk of fifth lumbar vertebra", {"disc-l5-s1"}, ("disc-l5-s1",)),
        ("Distal phalanx of right thumb", {"hand-distal-phalanx-1"}, ("hand-distal-phalanx-1",)),
        ("Middle phalanx of little toe", {"foot-middle-phalanx-5"}, ("foot-middle-phalanx-5",)),
        ("Left upper first secondary molar tooth", {"cranium", "mandible"}, ("cranium",)),
        ("Left lower first secondary molar tooth", {"cranium", "mandible"}, ("mandible",)),
        ("Set of dorsal interossei of right hand", {"dorsal-interossei-hand"},
         ("dorsal-interossei-hand",)),
        ("Right infraspinatus muscle", {"infraspinatus"}, ("infraspinatus",)),
        ("Right gluteus medius", {"gluteus-medius"}, ("gluteus-medius",)),
        ("Right gluteus medius", set(), ()),
        ("Sacrum", {"sacrum", "coccyx"}, ("sacrum", "coccyx")),
        ("Sacrum", {"sacrum"}, ("sacrum",)),
        ("Right inferior oblique", {"inferior-oblique"}, ()),
    ],
)  # fmt: skip
def test_mapping(name, known, found):
    assert structures_of(Element("FJ1", "FJ1.obj", name, ""), known) == found


def test_unnamed_elements_and_duplicates():
    thoracic = Element("FJ1525M", "FJ1525M.obj", "", "")
    assert structures_of(thoracic, {"rotatores-thoracis"}) == ("rotatores-thoracis",)
    twice = Element("FJ3201", "FJ3201.obj", "Hyoid bone", "")
    assert structures_of(twice, {"hyoid"}) == ()
    assert plain_name("Second lumbrical of  right foot") == "second lumbrical of foot"
    assert all(name == plain_name(name) for name in table().names)


def test_cleaning_welds_and_drops_slivers_and_inner_shells():
    outer, inner = ball(radius=40), ball(radius=30)
    sliver = Mesh(
        np.array([[9.0, 9, 99], [9, 9, 98], [9, 10, 99]]), np.array([[0, 1, 2]], np.int32)
    )
    turned = Mesh(inner.points, inner.faces[:, ::-1])
    split = Mesh(
        outer.points[outer.faces].reshape(-1, 3), np.arange(outer.faces.size).reshape(-1, 3)
    )
    found = cleaned(join([split, turned, sliver]))
    assert found.is_closed()
    assert len(found.points) == len(outer.points)
    assert found.volume == pytest.approx(outer.volume, rel=1e-4)


def test_cleaning_keeps_real_pieces_and_turns_them_outward():
    pair = join([ball(), ball(centre=(200, 0, 0), radius=30)])
    found = cleaned(Mesh(pair.points, pair.faces[:, ::-1]))
    assert found.volume == pytest.approx(pair.volume, rel=1e-4)


def test_dividing_loses_no_triangle():
    mesh = ball()
    pieces = divided(mesh, [ball(centre=(0, 0, 30)), ball(centre=(0, 0, -30))])
    assert sum(len(piece.faces) for piece in pieces) == len(mesh.faces)
    assert pieces[0].points[:, 2].min() > -12


def test_without_own_coordinates_nothing_is_invented():
    assert with_uv(ball(), ball()).uv is None


def _install(tmp_path, own, path, checksum=None):
    return install(path, checksum, tmp_path / "bodies" / "bp", own)


def test_a_wrong_checksum_shows_the_one_found(tmp_path, own, sample):
    with pytest.raises(ImportArchiveError, match=sample[1]) as caught:
        _install(tmp_path, own, sample[0])
    assert f"--accept-checksum {sample[1]}" in caught.value.remedy
    assert not (tmp_path / "bodies").exists()


def test_a_truncated_zip(tmp_path, own, sample):
    data = sample[0].read_bytes()[:-400]
    path = tmp_path / "cut.zip"
    path.write_bytes(data)
    with pytest.raises(ImportArchiveError, match="truncated or damaged"):
        _install(tmp_path, own, path, hashlib.sha256(data).hexdigest())
    assert not (tmp_path / "bodies").exists()


def test_a_damaged_member(tmp_path, own, sample):
    with zipfile.ZipFile(sample[0]) as file:
        start = file.infolist()[2].header_offset
    data = bytearray(sample[0].read_bytes())
    for k in range(start + 200, start + 900):
        data[k] ^= 0x5A
    path = tmp_path / "bad.zip"
    path.write_bytes(data)
    with pytest.raises(ImportArchiveError, match="truncated or damaged"):
        _install(tmp_path, own, path, hashlib.sha256(data).hexdigest())


def test_a_zip_without_the_folder(tmp_path, own):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("holiday.jpg", b"x")
    with pytest.raises(ImportArchiveError, match="no BodyParts3D OBJ files"):
        _install(tmp_path, own, path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_missing_archive_and_a_folder(tmp_path, own):
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(ImportArchiveError, match="cannot be read"):
            _install(tmp_path, own, path)


def test_an_unwritable_target(tmp_path, own, sample):
    (tmp_path / "bodies").write_text("in the way")
    with pytest.raises(ImportArchiveError, match="cannot be written"):
        _install(tmp_path, own, *sample)


def test_a_faulty_obj_is_named(tmp_path, own):
    path = tmp_path / "faulty.zip"
    files = sample_files() | {"FJ3393": b"# English name : Sacrum\nv 0 0 0\nf 1 2 3\n"}
    with pytest.raises(ImportArchiveError, match="FJ3393"):
        _install(tmp_path, own, path, zipped(path, files))
    assert not (tmp_path / "bodies").exists()


def test_an_encrypted_element_is_refused(tmp_path, own, sample):
    data = bytearray(sample[0].read_bytes())
    with zipfile.ZipFile(sample[0]) as file:
        first = file.infolist()[0].header_offset
    entry = data.find(b"PK\x01\x02")
    data[first + 6] |= 1
    data[entry + 8] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    with pytest.raises(ImportArchiveError, match="encrypted"):
        _install(tmp_path, own, path, hashlib.sha256(data).hexdigest())
    assert not (tmp_path / "bodies").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, own, monkeypatch):
    path = tmp_path / "bomb.zip"
    bomb = sample_files() | {"FJ3393": b"v 0 0 0\n" * (1 << 18)}
    checksum = zipped(path, bomb)
    with pytest.raises(ImportArchiveError, match=r"FJ3393.* to one"):
        _install(tmp_path, own, path, checksum)
    monkeypatch.setattr(archives, "_LARGEST", 1 << 20)
    with pytest.raises(ImportArchiveError, match=r"FJ3393.* bytes unpacked"):
        _install(tmp_path, own, path, checksum)
    assert not (tmp_path / "bodies").exists()


@pytest.mark.parametrize("line", [b"f 1 1 %d" % 2**70, b"v 1e308 0 0", b"v nan 0 0"])
def test_impossible_numbers_are_told_and_install_nothing(tmp_path, own, line):
    path = tmp_path / "numbers.zip"
    bad = b"# English name : Sacrum\nv 0 0 0\n" + line + b"\n"
    with pytest.raises(ImportArchiveError, match=r"FJ3393.* vertex"):
        _install(tmp_path, own, path, zipped(path, sample_files() | {"FJ3393": bad}))
    assert not (tmp_path / "bodies").exists()


def test_without_a_network_the_remedy_is_named(tmp_path, own, monkeypatch):
    def offline(*_, **__):
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr(urllib.request, "urlopen", offline)
    with pytest.raises(ImportArchiveError, match="no route to host") as caught:
        _install(tmp_path, own, None)
    assert "--archive" in caught.value.remedy
    assert not list((tmp_path / "bodies").iterdir())


class _Answer(io.BytesIO):
    def __init__(self, data: bytes, length: int) -> None:
        super().__init__(data)
        self.headers = {"Content-Length": str(length)}


def test_download_installs_and_leaves_no_archive(tmp_path, own, sample, monkeypatch):
    data = sample[0].read_bytes()
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: _Answer(data, len(data)))
    monkeypatch.setattr(archives, "ARCHIVE_SHA256", sample[1])
    said = []
    install(None, None, tmp_path / "bodies" / "bp", own, lambda words, share: said.append(words))
    assert [path.name for path in (tmp_path / "bodies").iterdir()] == ["bp"]
    assert any("downloading" in words for words in said)


def test_a_broken_transfer(tmp_path, own, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: _Answer(b"x" * 10, 99))
    with pytest.raises(ImportArchiveError, match="10 of 99"):
        _install(tmp_path, own, None)
    assert not list((tmp_path / "bodies").iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not PARTIAL.exists(), reason="the BodyParts3D archive is not on this machine")
def test_the_real_archive(tmp_path):
    pack = Path(__file__).resolve().parents[3] / "meshes" / "pack"
    if not (pack / "index.json").exists():
        pytest.skip("the own body is not built")
    start = time.monotonic()
    index = install(PARTIAL, PARTIAL_SHA256, tmp_path / "bp", Body(pack))
    assert time.monotonic() - start < 180
    verify(tmp_path / "bp")
    lent = {part.structure for part in index.parts if part.stand_in}
    assert {"skin", "sciatic-nerve", "latissimus-dorsi"} <= lent
    assert not {"femur", "soleus", "biceps-brachii-long-head", "cranium"} & lent
    femur = next(part for part in index.parts if part.id == "femur-right")
    assert femur.bounds[0][0] == pytest.approx(-150.2, abs=0.5)
