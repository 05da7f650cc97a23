from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.mark.structures import ParameterSet
from body_samples import some_body
from PIL import Image

from nmt_atlas.atlas import handing
from nmt_atlas.body.packs import sources
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures import stills
from nmt_atlas.cli import main
from nmt_atlas.cli.render import in_pose
from nmt_atlas.cli.rows import LISTS
from nmt_atlas.cli.show import find_document, resolved
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import load_library
from nmt_atlas.library.facts import BEGIN, END
from nmt_atlas.library.paths import data_paths

CHECKOUT = Path(__file__).resolve().parents[1]
BASE = {"id", "name", "latin", "fma", "side", "region"}


@pytest.fixture(autouse=True)
def small_library(paths: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NMT_ATLAS_DATA", str(paths.root))


@pytest.fixture
def out(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command with --json and read what it prints."""

    def run(*arguments: str) -> Any:
        assert main([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_info_keeps_its_keys(out: Callable[..., Any]) -> None:
    facts = out("info")
    assert set(facts) == {"version", "body", "counts", "documents"}
    assert {"source", "licence", "triangles", "recipe_hash"} <= set(facts["body"])
    assert facts["counts"] == {
        "bones": 1,
        "muscles": 4,
        "nerves": 2,
        "ligaments": 0,
        "parts": 7,
        "trigger-points": 2,
        "patterns": 2,
        "entrapments": 1,
        "conditions": 3,
        "tests": 1,
        "dermatomes": 1,
        "origins": 2,
        "motions": 1,
        "joints": 1,
        "positions": 1,
        "clues": 1,
        "landmarks": 1,
        "lessons": 5,
        "lessons_written": 1,
        "lessons_generated": 4,
        "questions": 2,
        "question_kinds": 19,
        "stories": 1,
        "prepared views": 1,
        "quantities": 1,
        "sources": 2,
    }


@pytest.mark.parametrize("what", LISTS)
def test_every_list_keeps_its_keys(out: Callable[..., Any], what: str) -> None:
    rows = out("list", what)
    assert all(set(row) >= BASE for row in rows)
    assert rows


def test_a_lot_of_documents_is_the_same_for_the_same_seed(out: Callable[..., Any]) -> None:
    every = out("list", "documents")
    assert {"muscle", "nerve", "condition", "test"} <= {row["kind"] for row in every}
    assert "source" not in {row["kind"] for row in every}
    some = out("list", "documents", "--draw", "3", "--seed", "7")
    assert some == out("list", "documents", "--draw", "3", "--seed", "7")
    assert len(some) == 3
    assert all(row in every for row in some)
    assert some != out("list", "documents", "--draw", "3", "--seed", "8")


def test_muscle_rows_name_synonyms_and_meshes(out: Callable[..., Any]) -> None:
    (row,) = [row for row in out("list", "muscles") if row["id"] == "piriformis"]
    assert row["synonyms"] == ["the piriformis muscle"]
    assert row["parts"] == ["piriformis-right", "piriformis-left"]
    assert row["side"] == "both"


def test_a_muscle_without_a_document_is_listed(paths: Any, out: Callable[..., Any]) -> None:
    (paths.referral_patterns / "piriformis.json").unlink()
    (row,) = [row for row in out("list", "muscles") if row["id"] == "piriformis"]
    assert row["trigger_points"] == []
    assert row["latin"] == "Musculus piriformis"


@pytest.mark.parametrize(
    ("ident", "kind", "linked"),
    [
        ("piriformis", "muscle", "gluteus-medius"),
        ("piriformis-1", "trigger-point", "buttock"),
        ("sciatic-nerve", "nerve", "piriformis-sciatic"),
        ("piriformis-sciatic", "entrapment", "gluteus-medius-1"),
        ("hip", "lesson", "piriformis-1"),
        ("buttock", "region", "buttock"),
    ],
)
def test_show_resolves_links(out: Callable[..., Any], ident: str, kind: str, linked: str) -> None:
    document = out("show", ident)
    assert (document["id"], document["document_kind"]) == (ident, kind)
    assert document["links"][linked]["name"]


def test_show_takes_parts_and_kinds(out: Callable[..., Any]) -> None:
    assert out("show", "sacrum")["document_kind"] == "structure"
    assert out("show", "piriformis-left")["id"] == "piriformis"
    assert out("show", "piriformis", "--kind", "structure")["system"] == "muscle"


def test_show_takes_a_whole_without_a_document(
    files: Any, tmp_path: Path, make_structure: Any, write_documents: Any
) -> None:
    for head in ("long", "short"):
        name = f"biceps-femoris-{head}-head"
        files[f"meshes/muscles/hip/{name}.json"] = make_structure(name, whole="biceps-femoris")
    library = load_library(write_documents(tmp_path / "more", files)).library
    kind, whole = find_document(library, "biceps-femoris", None)
    assert kind == "whole"
    assert [one["id"] for one in resolved(library, kind, whole)["structures"]] == [
        "biceps-femoris-long-head",
        "biceps-femoris-short-head",
    ]


@pytest.mark.slow
def test_every_listed_id_can_be_shown(out: Callable[..., Any]) -> None:
    for what in LISTS:
        for row in out("list", what):
            assert out("show", row["id"])["id"]


def test_find_ranks(out: Callable[..., Any]) -> None:
    rows = out("find", "--region", "thigh_back", "--side", "left")
    assert [row["trigger_point"] for row in rows] == ["piriformis-1", "gluteus-medius-1"]
    told = {"muscle", "trigger_point", "side", "kind", "evidence", "rarity", "match", "sources"}
    assert set(rows[0]) == told
    assert (rows[0]["evidence"], rows[0]["rarity"]) == ("anatomy", "common")
    assert rows[0]["side"] == "left"


def test_find_takes_everyday_names(out: Callable[..., Any]) -> None:
    assert out("find", "--region", "Back of Thigh") == out("find", "--region", "thigh_back")
    assert out("find", "--region", "glúteo") == out("find", "--region", "buttock")


def test_search_prints_hits_best_first(out: Callable[..., Any]) -> None:
    rows = out("search", "wallet", "pain")
    assert rows[0] == {"kind": "muscle", "id": "piriformis", "name": "Piriformis"}
    assert len(out("search", "piriformis", "--limit", "2")) == 2
    assert out("search", "xyzzyxx") == []


def test_find_prints_red_flags_above_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--region", "buttock"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith("! EMERGENCY: Numb saddle. Numbness of the saddle")
    assert told[3].split("\t")[0] == "match"
    assert main(["find", "--region", "thigh_back"]) == 0
    assert capsys.readouterr().out.startswith("match\t")


def test_a_region_shows_its_red_flags(out: Callable[..., Any]) -> None:
    (flag,) = out("show", "buttock")["red_flags"]
    assert (flag["id"], flag["urgency"]) == ("flag-saddle", "emergency")
    assert out("show", "thigh_back")["red_flags"] == []


def test_facts_have_sources_passages_and_numbers(out: Callable[..., Any]) -> None:
    rows = out("facts")
    assert list(rows[0]) == [
        *("document", "field", "text", "sources", "passage", "numbers", "basis")
    ]
    (reading,) = out("facts", "--document", "quantity/nerve-below-muscle", "--source", "gray-2020")[
        :1
    ]
    assert reading["field"] == "/text"
    words = [row for row in rows if row["document"] == "entrapment/piriformis-sciatic"]
    assert {"/words/text", "/evidence/note"} <= {row["field"] for row in words}
    assert all(row["sources"] or row["numbers"] for row in rows)
    counted = out("facts", "--figures")
    assert counted["facts"] == len(rows)
    assert counted["documents: nerve"] == 1


def test_figures_are_written_into_a_file(out: Callable[..., Any], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert main(["facts", "--figures", "--into", str(page)]) == 1, "there is no such file"
    page.write_text(f"{BEGIN}\n{END}\n")
    assert main(["facts", "--figures", "--into", str(page)]) == 0
    assert f"| facts | {len(out('facts'))} |" in page.read_text()
    assert len(out("facts", "--draw", "3", "--seed", "1")) == 3


def test_figures_are_a_table_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--figures"]) == 0
    assert "sources that facts cite\t2" in capsys.readouterr().out
    assert main(["facts", "--document", "nerve/sciatic-nerve"]) == 0
    assert "It leaves the pelvis." in capsys.readouterr().out


def test_credits_name_every_source(out: Callable[..., Any]) -> None:
    credits = out("credits")
    assert credits["licences"]["code"] == "MIT"
    assert {source["id"] for source in credits["sources"]} == {"gray-2020", "travell-1992"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "pirifornis"), "Did you mean “piriformis”"),
        (("find", "--region", "butock"), "Did you mean “buttock”"),
        (("render", "sacrum", "-o", "x.png"), "meshes build"),
        (("meshes", "export", "sacrum", "-o", "x.stl"), "meshes build"),
        (("meshes", "export", "sacrum", "-o", "x.stl", "--body", "nobody"), "no body “nobody”"),
    ],
)
def test_an_error_is_one_line_with_a_remedy(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert told.startswith("nmt-atlas: ")
    assert told.count("\n") == 1
    assert words in told


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("serve", "--port", "99999"),
        ("find",),
        ("render", "-o", "x.png", "--size", "big"),
        ("render", "-o", "x.png", "--bones", "2"),
        ("list", "clothes"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_check_is_green_then_red(paths: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    (paths.lessons / "bad.json").write_text('{"id": "bad",}')
    capsys.readouterr()
    assert main(["check", "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert set(problem) == {"file", "pointer", "found", "expected", "rule"}
    assert problem["file"] == "lessons/bad.json"
    assert main(["list", "lessons"]) == 0
    told = capsys.readouterr()
    assert "1 problem(s)" in told.err
    assert told.out.splitlines()[0].split("\t")[:2] == ["id", "name"]


def run_apart(paths: Any, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line with ``$ATLAS`` as the program, on the small library."""
    more = {"ATLAS": f"{sys.executable} -m nmt_atlas.cli", "NMT_ATLAS_DATA": str(paths.root)}
    return subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
        env={**os.environ, **more, **environment},
    )


def long(*values: object) -> ParameterSet:
    """A case that is looked at where there are minutes."""
    return pytest.param(*values, marks=pytest.mark.slow)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "environment"),
    [
        long("$ATLAS check >&-", {}),
        long("$ATLAS check | true", {}),
        ("$ATLAS check", {"PYTHONIOENCODING": "ascii"}),
        long("$ATLAS check", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        long("$ATLAS check", {"XDG_CACHE_HOME": "/dev/null"}),
        ("$ATLAS list lessons", {"XDG_CACHE_HOME": "/dev/null"}),
        long("$ATLAS check >/dev/full", {}),
    ],
)
def test_odd_surroundings_give_no_traceback(
    paths: Any, command: str, environment: dict[str, str]
) -> None:
    (paths.lessons / "bad.json").write_text('{"id": "“schlecht”"}')
    done = run_apart(paths, command, **environment)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_document_is_shown_as_it_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "piriformis"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Piriformis\nMusculus piriformis\n")
    assert "Origin: Where Piriformis begins. [gray-2020]" in told
    assert "teaches" in told
    assert main(["show", "piriformis-sciatic", "--plain"]) == 0
    told = capsys.readouterr().out
    assert "A tight muscle in the buttock can press on a nerve." in told
    assert "! Weakness of the foot" in told


def test_a_cut_mesh_file_is_a_problem(
    paths: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copytree(CHECKOUT / "meshes" / "pack", paths.pack)
    index = json.loads(paths.pack_index.read_text())
    file = paths.pack / f"{index['files'][0]['path']}.gz"
    file.write_bytes(file.read_bytes()[:-10])
    assert main(["check", "--documents-only", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    (cut,) = [one for one in problems if one["rule"] == "pack-whole"]
    assert file.stem in cut["found"]
    file.unlink()
    assert main(["check", "--documents-only", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert "missing" in next(one["found"] for one in problems if one["rule"] == "pack-whole")


@pytest.mark.slow
def test_the_documents_of_the_project_are_without_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NMT_ATLAS_DATA")
    code = main(["check"])
    assert code == 0, capsys.readouterr().out


@pytest.mark.slow
def test_listing_imports_no_web_and_no_vtk() -> None:
    program = (
        "import sys; from nmt_atlas.cli import main; main(['info']); "
        "print([m for m in ('panel', 'vtkmodules', 'pyvista', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture
def drawn(paths: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """What the still is asked to show, instead of the still; on a body of balls."""
    some_body(paths.pack)
    asked: dict[str, Any] = {"file": tmp_path / "still.png"}

    def render(body: Any, scene: Any, paint: Any, **more: Any) -> Any:
        asked.update(body=body.id, scene=scene, paint=paint, **more)
        return np.zeros((4, 4, 3), np.uint8)

    monkeypatch.setattr(stills, "render", render)
    return asked


def test_a_link_is_drawn_with_all_that_it_shows(
    drawn: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    link = (
        "http://localhost:5006/?selection=piriformis-right,nothing-left&camera=posterior"
        "&overlay=piriformis-1:right&clip=[%22x%22,0]&theme=dark&size=ignored"
    )
    assert main(["render", "--link", link, "-o", str(drawn["file"])]) == 0
    scene = drawn["scene"]
    assert scene.selected == ("piriformis-right",)
    assert scene.theme == "dark"
    assert scene.clips[0].normal[0] == 1
    assert {layer.kind for layer in drawn["paint"]} >= {"essential"}
    assert [label.text for label in scene.labels]
    assert drawn["file"].read_bytes().startswith(b"\x89PNG")
    assert "nothing-left" in capsys.readouterr().err


def test_named_parts_stand_alone_among_pale_bones(drawn: dict[str, Any]) -> None:
    arguments = ["render", "sacrum", "piriformis-left", "--bones", "0.2", "--size", "200x100"]
    assert main([*arguments, "--view", "left", "-o", str(drawn["file"])]) == 0
    scene = drawn["scene"]
    assert scene.groups["bones"].opacity == 0.2
    assert not scene.groups["muscles-deep"].visible
    assert scene.parts["sacrum"].opacity == 1
    assert scene.parts["piriformis-left"].visible
    assert "piriformis-right" not in scene.parts or not scene.parts["piriformis-right"].visible
    assert scene.labels == ()
    assert drawn["size"] == (200, 100)
    assert scene.camera.position[0] > 0
    assert main(["render", "-o", str(drawn["file"])]) == 0
    assert drawn["scene"].groups["bones"].opacity == 1


def test_a_view_is_written_in_the_format_of_its_file(
    drawn: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = drawn["file"].parent
    shown = ["render", "--link", "?show=muscle/piriformis:left", "--legend"]
    for ending, start in (("html", b"<!doctype"), ("glb", b"glTF"), ("stl", b"")):
        assert main([*shown, "-o", str(folder / f"view.{ending}")]) == 0
        assert (folder / f"view.{ending}").read_bytes().startswith(start)
    assert main([*shown, "-o", str(folder / "view.mp4")]) == 1
    assert ".gif" in capsys.readouterr().err
    assert main(["render", "-o", str(folder / "view.gif"), "--size", "4000x400"]) == 1
    assert "pixels" in capsys.readouterr().err


def test_a_full_disk_leaves_no_half_of_a_file(
    drawn: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn["file"].write_bytes(b"before")

    def full(_file: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["render", "sacrum", "-o", str(drawn["file"])]) == 1
    assert "disk is full" in capsys.readouterr().err
    assert drawn["file"].read_bytes() == b"before"
    assert [one.name for one in drawn["file"].parent.glob(".still*")] == []


def test_a_link_is_short_and_leads_there(
    drawn: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["link", "muscle/piriformis:left", "--at", "http://atlas.test/"]) == 0
    assert capsys.readouterr().out == "http://atlas.test/?show=muscle/piriformis:left\n"
    assert main(["link", "http://x/?camera=left", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["query"] == "camera=left"
    assert main(["link", "view/unicorn"]) == 1
    assert "list views" in capsys.readouterr().err
    assert main(["link", "view/piriformis-pain", "--qr"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 10


def test_bodies_are_proved_whole_when_listed(
    paths: Any,
    out: Callable[..., Any],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(sources, "bodies_dir", lambda: tmp_path / "bodies")
    some_body(paths.pack)
    assert [row["id"] for row in out("meshes", "list")] == ["own"]
    (tmp_path / "bodies" / "hurt").mkdir(parents=True)
    (tmp_path / "bodies" / "hurt" / "index.json").write_text("{")
    (paths.pack / f"{Body(paths.pack).index.files[0].path}.gz").unlink()
    assert main(["meshes", "list", "--json"]) == 1
    told = capsys.readouterr()
    assert [row["id"] for row in json.loads(told.out)] == ["own"]
    assert told.err.count("nmt-atlas: ") == 2
    assert "missing" in told.err


def test_zones_are_painted_anew_on_a_standing_body(
    paths: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before = some_body(paths.pack).index
    assert main(["meshes", "paint"]) == 0
    index = Body(paths.pack).index
    assert index.paint is not None
    assert index.paint.path in capsys.readouterr().out
    assert index.files == before.files


def test_a_command_whose_package_was_left_out_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_arguments: Any) -> int:
        raise ModuleNotFoundError("No module named 'trimesh.base'", name="trimesh.base")

    monkeypatch.setattr("nmt_atlas.cli.info.run", run)
    assert main(["info"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "needs the package trimesh" in line
    assert "pip install nmt-atlas" in line


def test_a_package_that_everybody_needs_is_no_matter_of_installing_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(_arguments: Any) -> int:
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr("nmt_atlas.cli.info.run", run)
    with pytest.raises(ModuleNotFoundError, match="numpy"):
        main(["info"])


def test_a_handout_is_written_as_pdf_and_as_png(
    paths: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_body(paths.pack)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    monkeypatch.setattr(handing, "view_for", lambda *_: ViewState())
    monkeypatch.setattr(handing, "felt_on", lambda *_: ())
    monkeypatch.setattr(handing, "_drawn", lambda *_: picture.getvalue())
    for name, start in (("x.pdf", b"%PDF-"), ("x.png", b"\x89PNG")):
        assert main(["handout", "piriformis", "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert main(["handout", "piriformis", "-o", str(tmp_path / "x.doc")]) == 1
    assert main(["handout", "piriformis", "-o", str(tmp_path / "none" / "x.pdf")]) == 1


def test_a_view_is_drawn_in_a_pose_that_is_told_by_terms_or_by_a_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = load_library(data_paths()).library
    assert in_pose(library, ViewState(), "hip-right:flexion=400").pose == ("hip-right:flexion=120",)
    assert "held" in capsys.readouterr().err
    position = library.of("position")["kneeling-up"]
    assert in_pose(library, ViewState(), position.id).pose == position.pose
    with pytest.raises(UnknownIdError, match="no joint moves as") as caught:
        in_pose(library, ViewState(), "hip-rigt:flexion=9")
    assert "hip-right:flexion" in (caught.value.remedy or "")
