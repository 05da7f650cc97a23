"""The small library on a body of balls."""

from __future__ import annotations

from typing import Any

import pytest
from body_samples import some_body
from skin_shapes import TRUNK

from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths, load_library


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    """The small library with a trunk, so that all of its zones can be painted."""
    files["meshes/skin_map.json"]["segments"].append(TRUNK)
    return files


@pytest.fixture
def atlas(paths: DataPaths) -> Atlas:
    body = some_body(paths.pack)
    library, problems = load_library(paths)
    assert problems == ()
    return Atlas(paths, library, (), {"own": body})
