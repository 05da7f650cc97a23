"""The documents and the built body as they are shipped."""

from __future__ import annotations

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.library import data_paths, load_library


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    paths = data_paths()
    return Atlas(paths, load_library(paths).library, (), {"own": own_body(paths)})
