"""A person's own documents: read over the built-in ones, checked alike, told by file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library import DataPaths, data_paths, load_library, offered
from nmt_atlas.library.checking import check_documents

Write = Callable[[str, Any], DataPaths]


@pytest.fixture
def own(paths: DataPaths, tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    """The small library with an empty folder of one's own, elsewhere."""
    return DataPaths(paths.root, tmp_path_factory.mktemp("mine"))


@pytest.fixture
def write(own: DataPaths) -> Write:
    """Write one document of one's own."""

    def put(name: str, data: Any) -> DataPaths:
        assert own.own is not None
        file = own.own / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return own

    return put


@pytest.fixture
def lesson(files: dict[str, Any]) -> dict[str, Any]:
    """A lesson that is like the built-in one, in other words."""
    text = json.dumps(files["lessons/hip.json"]).replace("hip-", "calf-")
    found: dict[str, Any] = json.loads(text)
    return found | {"id": "calf", "title": "The calf"}


def offer(paths: DataPaths, tmp_path: Path, **more: Any) -> Any:
    return offered(paths, cache=tmp_path / "cache", **more)


def test_an_own_lesson_stands_beside_the_built_in_ones(write: Write, lesson: Any) -> None:
    library, problems = load_library(write("lessons/calf.json", lesson))
    assert problems == ()
    assert set(library.lessons) == {"hip", "calf"}
    assert library.file_of("lesson", "calf") == "own/lessons/calf.json"
    assert library.replaced == {}


def test_an_own_document_replaces_the_built_in_one_with_its_id(write: Write, files: Any) -> None:
    hip = files["lessons/hip.json"] | {"title": "My hip"}
    library, problems = load_library(write("lessons/hip.json", hip))
    assert problems == ()
    assert library.lesson("hip").title == "My hip"
    assert library.replaced["lesson/hip"].file == "lessons/hip.json"


def test_faults_name_the_file_in_its_own_folder(write: Write, lesson: Any) -> None:
    lesson["steps"][1]["question"]["accept"] = ["pirifornis"]
    found = check_documents(write("lessons/calf.json", lesson)).problems
    assert [(one.file, one.pointer, one.rule) for one in found] == [
        ("own/lessons/calf.json", "/steps/1/question/accept/0", "links-resolve")
    ]
    assert "piriformis" in found[0].expected
    write("lessons/calf.json", '{"id": "calf"')
    assert check_documents(write("lessons/x.json", lesson | {"id": "x"})).problems[0].file == (
        "own/lessons/calf.json"
    )


def test_a_copy_is_told_of_the_copy_and_not_of_the_original(write: Write, files: Any) -> None:
    text = "One sentence of more than ten words that somebody wrote for its place."
    hip = files["lessons/hip.json"] | {"summary": text}
    own = write("lessons/a-copy.json", hip | {"id": "a-copy", "steps": hip["steps"][:1]})
    (own.root / "lessons/hip.json").write_text(json.dumps(hip))
    found = [one for one in check_documents(own).problems if one.rule == "text-once"]
    assert {one.file for one in found} == {"own/lessons/a-copy.json"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lesson/calf.json", "own/lesson"),
        ("calf.json", "own/calf.json"),
        ("lessons/calf.json.txt", "own/lessons/calf.json.txt"),
        ("conditions/nervs/x.json", "own/conditions/nervs"),
        ("languages/xx/interface.json", "own/languages/xx"),
        ("meshes/regions.json", "own/meshes"),
    ],
)
def test_what_nothing_reads_is_told(write: Write, name: str, told: str) -> None:
    (problem,) = load_library(write(name, "{}")).problems
    assert (problem.file, problem.rule) == (told, "folders")


def test_notes_to_people_are_left_alone(write: Write) -> None:
    write("README", "Mine.")
    write("lessons/notes.md", "To do.")
    assert load_library(write("lessons/.draft.json", "{")).problems == ()


def test_own_translations_lie_over_the_built_in_ones(write: Write, lesson: Any) -> None:
    write("lessons/calf.json", lesson)
    write("languages/es/structures.json", {"sacrum": "El sacro"})
    write("languages/es/documents/lessons/calf.json", {"The calf": "La pantorrilla"})
    paths = write("languages/es/documents/lessons/hip.json", {"Look": "Mire"})
    assert check_documents(paths).problems == ()
    told = load_library(paths).library.in_language("es")
    assert told.structure("sacrum").name == "El sacro"
    assert told.muscle("piriformis").name == "Piriforme"
    assert told.lesson("calf").title == "La pantorrilla"
    assert (told.lesson("hip").title, told.lesson("hip").steps[0].title) == ("La cadera", "Mire")


def test_faults_of_own_translations_are_told_in_their_file(write: Write) -> None:
    write("languages/es/interface.json", {"{count} structures": "{counts} cosas", "Hidee": "x"})
    paths = write("languages/es/documents/lessons/hip.json", {"The knee": "La rodilla"})
    found = check_documents(paths).problems
    assert sorted((one.file, one.pointer) for one in found) == [
        ("own/languages/es/documents/lessons/hip.json", "/The knee"),
        ("own/languages/es/interface.json", "/Hidee"),
        ("own/languages/es/interface.json", "/{count} structures"),
    ]


def test_a_replaced_document_needs_no_words_of_the_former_one(write: Write, files: Any) -> None:
    hip = files["lessons/hip.json"] | {"title": "My hip"}
    assert check_documents(write("lessons/hip.json", hip)).problems == ()


# What is offered


def test_a_document_that_breaks_a_rule_is_not_offered(
    write: Write, lesson: Any, tmp_path: Path
) -> None:
    lesson["sources"] = ["nobody-1900"]
    paths = write("lessons/calf.json", lesson)
    found = offer(paths, tmp_path)
    assert set(found.library.lessons) == {"hip"}
    assert [(one.kind, one.id, one.file) for one in found.left_out] == [
        ("lesson", "calf", "own/lessons/calf.json")
    ]
    assert found.problems == check_documents(paths).problems, "counted as `check` counts"
    assert "lesson/calf" not in found.library.files


def test_a_broken_question_does_not_take_its_lesson_down(
    write: Write, lesson: Any, tmp_path: Path
) -> None:
    whole = offer(write("lessons/calf.json", lesson), tmp_path).library.lessons["calf"]
    lesson["steps"][1]["question"]["accept"] = ["pirifornis"]
    found = offer(write("lessons/calf.json", lesson), tmp_path)
    assert not found.left_out
    assert [one.file for one in found.problems] == ["own/lessons/calf.json"]
    kept = found.library.lessons["calf"]
    assert len(kept.steps) == len(whole.steps)
    assert len(kept.questions) == len(whole.questions) - 1


def test_the_built_in_one_comes_back_for_a_faulty_one(
    write: Write, files: Any, tmp_path: Path
) -> None:
    mine = files["referral_patterns/piriformis.json"] | {"client": "This cures the pain."}
    found = offer(write("referral_patterns/piriformis.json", mine), tmp_path)
    assert found.library.muscle("piriformis").client == "The piriformis lies at the hip."
    assert found.library.replaced == {}
    assert [one.instead for one in found.left_out] == ["referral_patterns/piriformis.json"]


def test_a_lesson_that_needs_what_is_left_out_is_left_out_too(
    write: Write, files: Any, lesson: Any, tmp_path: Path
) -> None:
    soleus = json.loads(
        json.dumps(files["referral_patterns/piriformis.json"]).replace("piriformis", "soleus")
    )
    write("referral_patterns/soleus.json", soleus)
    lesson["steps"][0]["view"] = {"overlay": ["soleus-1:right"]}
    found = offer(write("lessons/calf.json", lesson), tmp_path)
    assert {one.id for one in found.left_out} == {"soleus", "calf"}
    assert set(found.library.muscles) == {"piriformis", "gluteus-medius"}


def test_an_own_document_never_puts_a_built_in_one_to_blame(
    write: Write, files: Any, tmp_path: Path
) -> None:
    """An antagonist has to say so too; it is not the built-in one that is left out."""
    mine = files["referral_patterns/piriformis.json"] | {"antagonists": []}
    found = offer(write("referral_patterns/piriformis.json", mine), tmp_path)
    assert found.problems
    assert "gluteus-medius" in found.library.muscles


def test_a_faulty_document_of_a_checkout_is_not_offered(paths: DataPaths, tmp_path: Path) -> None:
    file = paths.root / "conditions/dermatomes/dermatome-s1.json"
    file.write_text(file.read_text().replace("thigh back 60%", "tigh back 60%"))
    found = offer(paths, tmp_path)
    assert found.library.dermatomes == {}
    assert found.library.lessons


def test_what_was_found_is_kept_until_something_changes(
    write: Write, lesson: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson["steps"][1]["question"]["accept"] = ["pirifornis"]
    paths = write("lessons/calf.json", lesson)
    first = offer(paths, tmp_path)

    def fail(*_: object) -> None:
        raise AssertionError("nothing has changed: no rule runs")

    with monkeypatch.context() as patched:
        patched.setattr("nmt_atlas.library.offering.found_by_rules", fail)
        again = offer(paths, tmp_path)
        assert (again.problems, again.left_out) == (first.problems, first.left_out)
    lesson["steps"][1]["question"]["accept"] = ["piriformis"]
    mended = offer(write("lessons/calf.json", lesson), tmp_path)
    assert mended.problems == ()
    assert "calf" in mended.library.lessons


@pytest.mark.parametrize("kept", ["{", "[1]", '[{"file": 1}]', ""])
def test_a_spoilt_or_unwritable_cache_is_done_without(
    write: Write, lesson: Any, tmp_path: Path, kept: str
) -> None:
    paths = write("lessons/calf.json", lesson | {"summary": "This cures."})
    first = offer(paths, tmp_path)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text(kept)
    assert offer(paths, tmp_path).left_out == first.left_out
    (tmp_path / "no-folder").write_text("")
    assert offered(paths, cache=tmp_path / "no-folder").left_out == first.left_out


def test_own_points_are_measured_where_a_body_is_at_hand(
    write: Write, files: Any, tmp_path: Path
) -> None:
    seen: list[str] = []

    class Body:
        def locate(self, structure: str, place: object) -> tuple[float, float, float]:
            seen.append(structure)
            return (0.0, 0.0, 0.0)

        def outside(self, structure: str, point: object) -> float:
            return 40.0

        def centre_region(self, zone: Any) -> str:
            return str(zone.regions[0])

        def shares(self, zone: Any) -> Any:
            from nmt_atlas.library.rules.geometry import ZoneShares

            return ZoneShares(dict.fromkeys(zone.regions, 1.0), {}, 0.0)

        def covered(self, zone: object, others: object) -> float:
            return 0.0

        def borders(self) -> dict[str, frozenset[str]]:
            return {}

    mine = files["referral_patterns/piriformis.json"] | {"variable": "Sometimes split."}
    paths = write("referral_patterns/piriformis.json", mine)
    found = offer(paths, tmp_path, geometry=lambda _library: Body())
    assert seen == ["piriformis"], "the built-in ones were measured when they were made"
    assert [one.because.rule for one in found.left_out] == ["point-in-muscle"]
    assert found.library.muscle("piriformis").variable == ""
    assert offer(paths, tmp_path).left_out == (), "what was measured is kept apart"


# Where the folder is


def test_the_environment_or_an_option_names_the_folder(paths: DataPaths, tmp_path: Path) -> None:
    data = {"NMT_ATLAS_DATA": str(paths.root)}
    assert data_paths(data).layers == (paths.root.resolve(),)
    mine = tmp_path / "mine"
    with pytest.raises(AtlasError, match="no such folder"):
        data_paths({**data, "NMT_ATLAS_DOCUMENTS": str(mine)})
    with pytest.raises(AtlasError, match="no such folder"):
        data_paths(data, own=mine)
    mine.mkdir()
    assert data_paths({**data, "NMT_ATLAS_DOCUMENTS": str(mine)}).own == mine
    assert data_paths(data, own=mine).own == mine
    assert data_paths({**data, "NMT_ATLAS_DOCUMENTS": ""}).own is None


def test_the_users_own_folder_is_read_without_being_named(
    paths: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NMT_ATLAS_DATA", str(paths.root))
    monkeypatch.delenv("NMT_ATLAS_DOCUMENTS")
    monkeypatch.setattr("nmt_atlas.library.paths.user_data_path", lambda *_a, **_k: tmp_path / "u")
    found = data_paths()
    assert found.own == tmp_path / "u" / "documents"
    assert len(found.layers) == 1
    found.own.mkdir(parents=True)
    assert found.layers[1] == found.own


def test_check_and_info_say_which_folders_they_read(
    write: Write, files: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = write("lessons/hip.json", files["lessons/hip.json"] | {"title": "My hip"})
    monkeypatch.setenv("NMT_ATLAS_DATA", str(paths.root))
    assert main(["check", "--json", "--documents", str(paths.own)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folders"] == {
        "built_in": str(paths.root),
        "own": str(paths.own),
        "own_found": True,
    }
    assert told["replaced"] == [
        {
            "document": "lesson/hip",
            "file": "own/lessons/hip.json",
            "instead_of": "lessons/hip.json",
        }
    ]
    assert main(["check", "--documents", str(paths.own)]) == 0
    out = capsys.readouterr().out
    assert str(paths.own) in out
    assert "own/lessons/hip.json is read instead of lessons/hip.json" in out
    monkeypatch.setenv("NMT_ATLAS_DOCUMENTS", str(paths.own))
    assert main(["info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"]["folders"]["own"] == str(paths.own)
