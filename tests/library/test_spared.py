"""One broken question does not take its lesson down: it is left out, told, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nmt_atlas.library import DataPaths, load_library
from nmt_atlas.library.offering import offered

LESSON = "lessons/hip.json"


def broken(paths: DataPaths, **changes: Any) -> None:
    file = Path(paths.root) / LESSON
    data = json.loads(file.read_text("utf-8"))
    data["steps"][1]["question"].update(changes)
    file.write_text(json.dumps(data), encoding="utf-8")


def kept(library: Any) -> list[tuple[bool, bool]]:
    return [(step.question is not None, step.broken) for step in library.lessons["hip"].steps]


def test_a_question_that_cannot_be_read_is_left_out(paths: DataPaths) -> None:
    broken(paths, accept=[], kind="click-structure", prompt="")
    library, problems = load_library(paths)
    assert kept(library) == [(False, False), (False, True), (True, False)]
    assert {one.pointer.split("/")[3] for one in problems} == {"question"}


def test_a_question_of_an_unknown_kind_is_left_out(paths: DataPaths) -> None:
    broken(paths, kind="guess-structure")
    library, problems = load_library(paths)
    assert kept(library)[1] == (False, True)
    assert len(problems) == 1


def test_a_question_that_breaks_a_rule_is_left_out(paths: DataPaths, tmp_path: Path) -> None:
    broken(paths, accept=["femur"])
    found = offered(paths, cache=tmp_path / "cache")
    assert kept(found.library)[1] == (False, True)
    assert any(one.pointer.endswith("/question/accept/0") for one in found.problems)
    assert found.left_out == ()


def test_a_lesson_with_other_faults_is_left_out_whole(paths: DataPaths) -> None:
    file = Path(paths.root) / LESSON
    data = json.loads(file.read_text("utf-8"))
    data["minutes"] = 0
    data["steps"][1]["question"]["accept"] = []
    file.write_text(json.dumps(data), encoding="utf-8")
    assert "hip" not in load_library(paths).library.lessons
