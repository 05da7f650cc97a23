"""What the tests of making share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nmt_atlas.library.paths import DataPaths


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> DataPaths:
    """A copy of a module's built body, to change."""
    shutil.copytree(built, tmp_path / "copy")
    return DataPaths(tmp_path / "copy")
