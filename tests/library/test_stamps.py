from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from nmt_atlas.library import DataPaths, changed, stamp


@pytest.fixture
def layered(paths: DataPaths, tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    return DataPaths(paths.root, tmp_path_factory.mktemp("mine"))


def test_nothing_changed(layered: DataPaths) -> None:
    assert not changed(layered, stamp(layered))


@pytest.mark.parametrize(
    "name", ["lessons/hip.json", "sources/gray-2020.json", "languages/es/structures.json"]
)
def test_a_document_that_was_written_is_noticed(layered: DataPaths, name: str) -> None:
    before = stamp(layered)
    file = layered.root / name
    file.write_text(json.dumps(json.loads(file.read_text()), indent=1))
    assert changed(layered, before)


def test_a_document_that_comes_or_goes_is_noticed(layered: DataPaths) -> None:
    before = stamp(layered)
    file = Path(str(layered.own)) / "lessons" / "new.json"
    file.parent.mkdir()
    file.write_text("{}")
    assert changed(layered, before)
    file.unlink()
    assert not changed(layered, before)


def test_the_same_length_at_another_time_is_noticed(layered: DataPaths) -> None:
    before = stamp(layered)
    file = layered.root / "lessons/hip.json"
    os.utime(file, ns=(0, 0))
    assert changed(layered, before)


def test_odd_files_stop_nothing(layered: DataPaths) -> None:
    (layered.root / "lessons" / "gone.json").symlink_to("nowhere.json")
    os.mkfifo(layered.root / "lessons" / "pipe.json")
    assert stamp(layered) == stamp(layered)
