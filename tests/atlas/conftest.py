"""The small library on a body of balls."""

from __future__ import annotations

from typing import Any

import pytest
from body_samples import some_body

from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths, load_library


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    """The small library with a trunk, so that all of its zones can be painted."""
    trunk = {
        "id": "trunk",
        "axis": [[0, 0, 1400], [0, 0, 900]],
        "front": [0, -1, 0],
        "lateral": [-1, 0, 0],
        "faces": {"front": 0, "lateral": 90, "back": 180},
    }
    files["meshes/skin_map.json"]["segments"].append(trunk)
    return files


@pytest.fixture
def atlas(paths: DataPaths) -> Atlas:
    body = some_body(paths.pack)
    library, problems = load_library(paths)
    assert problems == ()
    return Atlas(paths, library, (), {"own": body})
