"""What an atlas offers follows the documents, without a restart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths, data_paths

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"


@pytest.fixture
def lesson() -> dict[str, Any]:
    """The lesson of the authoring guide."""
    text = GUIDE.read_text(encoding="utf-8")
    block = text[text.index('{\n  "id": "calf-and-heel"') :]
    found: dict[str, Any] = json.loads(block[: block.index("```")])
    return found


@pytest.mark.slow
def test_own_documents_come_change_and_go(tmp_path: Path, lesson: dict[str, Any]) -> None:
    own = tmp_path / "own"
    (own / "lessons").mkdir(parents=True)
    paths = DataPaths(data_paths({}).root, own)
    atlas = Atlas.open(paths, bodies=tmp_path / "none", cache=tmp_path / "cache")
    try:
        assert not atlas.changed()
        assert "calf-and-heel" not in atlas.library.lessons
        file = own / "lessons" / "calf-and-heel.json"
        file.write_text(json.dumps(lesson), encoding="utf-8")
        assert atlas.changed()
        assert atlas.reread() == ()
        assert not atlas.changed()
        assert "calf-and-heel" in atlas.library.lessons
        lesson["sources"] = ["nobody-1900"]
        file.write_text(json.dumps(lesson), encoding="utf-8")
        (problem,) = atlas.reread()
        assert problem.file == "own/lessons/calf-and-heel.json"
        assert "calf-and-heel" not in atlas.library.lessons
        file.unlink()
        assert atlas.reread() == ()
    finally:
        atlas.close()
