from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.domain.errors import AtlasError, Problem, UnknownIdError
from nmt_atlas.library import DataPaths, Library, data_paths, load_library, load_recipes


def problems_of(paths: DataPaths, name: str, text: str) -> tuple[Problem, ...]:
    file = paths.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load_library(paths).problems


def test_everything_of_a_good_folder_is_there(library: Library) -> None:
    assert set(library.muscles) == {"piriformis", "gluteus-medius"}
    assert set(library.trigger_points) == {"piriformis-1", "gluteus-medius-1"}
    assert library.structure("sacrum").paired is False
    assert library.muscle_of("piriformis") is library.muscle("piriformis")
    assert library.entrapments_of("sciatic-nerve") == (library.entrapment("piriformis-sciatic"),)
    assert library.file_of("muscle", "piriformis") == "referral_patterns/piriformis.json"


def test_recipes_are_read_only_when_asked(paths: DataPaths) -> None:
    recipes, problems = load_recipes(paths)
    assert problems == ()
    assert recipes["piriformis"].shape.kind == "loft"


def test_broken_json_names_line_and_column_and_leaves_the_document_out(paths: DataPaths) -> None:
    loaded_problems = problems_of(paths, "lessons/hip.json", '{\n  "id": "hip"\n  "title": 1}')
    (problem,) = loaded_problems
    assert problem.file == "lessons/hip.json"
    assert "line 3, column 3" in problem.found
    assert "comma" in problem.expected
    assert "hip" not in load_library(paths).library.lessons
    assert "piriformis" in load_library(paths).library.muscles


@pytest.mark.parametrize(
    "case",
    [
        ("sources/gray-2020.json", "/year", "soon", ('"soon"', "a whole number")),
        ("sources/gray-2020.json", "/id", "Gray 2020", ('"Gray 2020"', "small letters")),
        ("sources/gray-2020.json", "/kind", "film", ('"film"', "one of 'book'")),
        ("sources/gray-2020.json", "/autors", "A", ("unknown key", "did you mean “authors”")),
        (
            "referral_patterns/piriformis.json",
            "/trigger_points/0/place/along",
            1.5,
            ("1.5", "a number of 1 or less"),
        ),
        ("referral_patterns/piriformis.json", "/parts", [], ("[]", "a list of at least 1")),
        ("lessons/hip.json", "/steps/1/question/accept", [], ("[]", "a list of at least 1")),
        ("lessons/hip.json", "/steps/1/question/kind", "sing", ("", "“kind” to be one of")),
    ],
)
def test_each_fault_is_told_in_words(
    tmp_path: Path, files: dict[str, Any], case: tuple[str, str, object, tuple[str, str]]
) -> None:
    name, pointer, value, words = case
    here = files[name]
    *steps, last = pointer.strip("/").split("/")
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[last] = value
    for file, data in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(json.dumps(data))
    (problem,) = load_library(DataPaths(tmp_path)).problems
    assert problem.file == name
    assert pointer.startswith(problem.pointer)
    assert words[0] in problem.found
    assert words[1] in problem.expected


def test_a_missing_key_is_pointed_at(paths: DataPaths) -> None:
    problems = problems_of(paths, "sources/x-2000.json", '{"id": "x-2000", "kind": "book"}')
    assert {problem.pointer for problem in problems} == {
        "/authors",
        "/year",
        "/title",
        "/used_for",
    }


def test_a_schema_key_is_allowed_and_a_key_twice_is_not(paths: DataPaths) -> None:
    source = '"id": "x-2000", "kind": "book", "authors": "A", "year": 2000, "used_for": "x"'
    file = "sources/x-2000.json"
    assert problems_of(paths, file, f'{{"$schema": "s.json", {source}, "title": "T"}}') == ()
    (problem,) = problems_of(paths, file, f'{{{source}, "title": "T", "title": "U"}}')
    assert "“title” twice" in problem.found


def test_two_documents_with_one_id_are_told(paths: DataPaths) -> None:
    text = (paths.root / "sources/gray-2020.json").read_text()
    (problem,) = problems_of(paths, "sources/grey.json", text)
    assert problem.pointer == "/id"
    assert "sources/gray-2020.json" in problem.found


def test_bytes_that_are_no_text_are_told(paths: DataPaths) -> None:
    (paths.root / "sources/gray-2020.json").write_bytes(b"\xff\xfe{}")
    (problem,) = load_library(paths).problems
    assert "no text" in problem.found


def test_an_unknown_folder_of_conditions_is_told(paths: DataPaths) -> None:
    problems = problems_of(paths, "conditions/nervs/x.json", "{}")
    assert [problem.file for problem in problems] == ["conditions/nervs"]


def test_an_unknown_id_offers_close_ones(library: Library) -> None:
    with pytest.raises(UnknownIdError, match="Did you mean “piriformis”"):
        library.muscle("pirifornis")
    with pytest.raises(UnknownIdError, match="no trigger point “x”"):
        library.trigger_point("x")


def test_the_environment_names_another_folder(paths: DataPaths, tmp_path: Path) -> None:
    assert data_paths({"NMT_ATLAS_DATA": str(paths.root)}).root == paths.root.resolve()
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(AtlasError, match="NMT_ATLAS_DATA"):
        data_paths({"NMT_ATLAS_DATA": str(empty)})


def test_the_checkout_is_found_without_help() -> None:
    assert (data_paths({}).sources / "gray-2020.json").is_file()
