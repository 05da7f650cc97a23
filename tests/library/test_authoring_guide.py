"""The examples of docs/authoring.md are true: they validate, and their anchors can be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.anchors import parse_anchor
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.referral import MusclePlace, Zone
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.kinds import KINDS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, flags=re.DOTALL)]


def test_the_lesson_and_the_zone_validate() -> None:
    (lesson,) = [block for block in BLOCKS if "steps" in block]
    assert Lesson.model_validate(lesson).questions
    (zone,) = [block for block in BLOCKS if "strokes" in block]
    for stroke in Zone.model_validate(zone).strokes:
        assert [parse_anchor(anchor) for anchor in stroke.through]


def test_the_place_is_one() -> None:
    (place,) = re.findall(r'`"place": (\{.*?\})`', GUIDE)
    assert MusclePlace.model_validate(json.loads(place)).along == 0.3


def test_the_anchors_of_the_examples_can_be_read() -> None:
    (block,) = re.findall(r"```\n(thigh back.*?)```", GUIDE, flags=re.DOTALL)
    anchors = [line.split("  ")[0] for line in block.splitlines()]
    anchors += re.findall(r"`((?:[TL]\d+|L4/L5) [a-z]+[^`]*)`", GUIDE)
    assert len(anchors) >= 8
    assert all(parse_anchor(anchor) for anchor in anchors)


def test_the_keys_of_the_view_exist() -> None:
    rows = re.findall(r"^\| (`[a-z`, ]+`) \| `(.+?)` \|", GUIDE, flags=re.MULTILINE)
    assert len(rows) >= 8
    for keys, example in rows:
        for key in re.findall(r"`([a-z]+)`", keys):
            assert ViewState.model_validate({key: json.loads(example)}) != ViewState()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`nmt-atlas ([a-z]+)", GUIDE))))
def test_the_commands_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_the_schema_named_first_is_there() -> None:
    (named,) = [block["$schema"] for block in BLOCKS if "$schema" in block]
    assert (Path(__file__).resolve().parents[2] / "lessons" / named).resolve().is_file()


def lesson_of_the_guide(**changes: object) -> str:
    (lesson,) = [block for block in BLOCKS if "steps" in block]
    return json.dumps(lesson | changes)


@pytest.mark.slow
def test_a_lesson_written_as_told_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The guide, step by step: the file in one's own folder, `check`, `list`."""
    monkeypatch.setenv("NMT_ATLAS_DOCUMENTS", str(tmp_path))
    (tmp_path / "lessons").mkdir()
    file = tmp_path / "lessons" / "calf-and-heel.json"
    file.write_text(lesson_of_the_guide(), encoding="utf-8")
    code = main(["check", "--documents-only"])
    told = capsys.readouterr().out
    assert code == 0, told
    assert str(tmp_path) in told
    assert main(["list", "lessons"]) == 0
    (first,) = [one for one in capsys.readouterr().out.splitlines() if "calf-and-heel" in one]
    file.write_text(lesson_of_the_guide().replace('["soleus"]', '["solues"]'), encoding="utf-8")
    assert main(["check", "--documents-only"]) == 1
    example = " ".join(re.findall(r"```\n(own/lessons.*?)```", GUIDE, flags=re.DOTALL)[0].split())
    assert example in " ".join(capsys.readouterr().out.split())
    assert main(["list", "lessons"]) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "calf-and-heel" in one]
    assert line.split("\t")[-1] != first.split("\t")[-1], "the broken question is left out"


def test_the_folders_of_the_guide_are_those_that_are_read() -> None:
    told = re.findall(r"^\| ((?:`[a-z_/-]+`(?:, )?)+) \|", GUIDE, flags=re.MULTILINE)
    named = {folder for row in told for folder in re.findall(r"`([a-z_/-]+)`", row)}
    read = {folder for kind in KINDS for folder in kind.folders} | {"languages"}
    assert read <= named
