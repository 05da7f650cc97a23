"""A visitor without a browser: the small library on a body of balls."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from skin_shapes import TRUNK
from trimesh.creation import icosphere

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.pictures import Pictures
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.errors import ServeError
from nmt_atlas.domain.pack import BodyInfo
from nmt_atlas.library import DataPaths, Library, load_library
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle

INFO = BodyInfo(id="own", name="Own", licence="CC BY 4.0", attribution="x", recipe_hash="abc")


def ball(centre: tuple[float, float, float], radius: float, fine: int = 2) -> Mesh:
    found = icosphere(subdivisions=fine, radius=radius)
    points = np.asarray(found.vertices) + centre
    along = (points[:, :1] - points[:, 0].min()) / (2 * radius)
    uv = np.hstack([along, np.full_like(along, 0.5)]).astype(np.float32)
    return Mesh(points.astype(np.float64), np.asarray(found.faces, np.int32), uv)


def parts_of(library: Library) -> list[PackPart]:
    places = {
        "piriformis": (-70.0, 20.0, 905.0),
        "gluteus-medius": (-95.0, 5.0, 960.0),
        "sciatic-nerve": (-75.0, 15.0, 700.0),
    }
    found = []
    for name, place in places.items():
        mesh = ball(place, 18.0)
        for side, one in (("right", mesh), ("left", mesh.mirrored())):
            found.append(PackPart(library.structure(name), side, one, (0.05, 0.2)))
    found.append(PackPart(library.structure("sacrum"), "midline", ball((0, 60, 950), 30.0)))
    skin = library.structure("sacrum").model_copy(
        update={"id": "skin", "name": "Skin", "system": "skin", "whole": "skin"}
    )
    found.append(PackPart(skin, "midline", ball((0, 0, 850), 330.0, fine=4)))
    return found


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    """The small library with a trunk, so that all of its zones can be painted."""
    files["meshes/skin_map.json"]["segments"].append(TRUNK)
    files["referral_patterns/piriformis.json"]["entraps"] = ["piriformis-sciatic"]
    return files


_made: dict[str, tuple[Library, dict[str, bytes]]] = {}
"""The documents of a test, as text -> the library and the pack that they give: most tests have the
same ones, and all of it is frozen."""


@pytest.fixture
def small_atlas(paths: DataPaths, files: dict[str, Any]) -> Atlas:
    key = json.dumps(files, sort_keys=True)
    if key in _made:
        library, pack = _made[key]
        paths.pack.mkdir(parents=True)
        for name, content in pack.items():
            (paths.pack / name).write_bytes(content)
    else:
        write_pack(paths.pack, INFO, parts_of(load_library(paths).library))
        library, problems = load_library(paths)
        assert problems == ()
        _made[key] = library, {one.name: one.read_bytes() for one in paths.pack.iterdir()}
    return Atlas(paths, library, (), {"own": own_body(paths)})


@pytest.fixture
def make_visit() -> Callable[..., Visit]:
    """Open a visit on an atlas."""
    try:
        require_bundle()
    except ServeError as error:
        pytest.skip(str(error))

    def make(atlas: Atlas, **options: Any) -> Visit:
        return Visit(atlas, AtlasView(), lambda body: f"pack/{body}/index.json", **options)

    return make


@pytest.fixture
def visit(small_atlas: Atlas, make_visit: Callable[..., Visit]) -> Visit:
    return make_visit(small_atlas)


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of patterns come at once and show nothing: no worker is started to draw them."""
    came: Future[bytes] = Future()
    came.set_result(b"a picture")
    monkeypatch.setattr(Pictures, "pattern", lambda *_: came)


@pytest.fixture(scope="session")
def whole_library() -> Library:
    """The repository's own documents, read once."""
    return load_library(DataPaths(Path(__file__).resolve().parents[2])).library


@pytest.fixture(scope="session")
def documents_on_balls(whole_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The repository's own documents on the body of balls."""
    paths = DataPaths(tmp_path_factory.mktemp("balls"))
    write_pack(paths.pack, INFO, parts_of(whole_library))
    return Atlas(paths, whole_library, (), {"own": own_body(paths)})


@pytest.fixture(scope="session")
def whole_atlas() -> Atlas:
    """The repository's own documents and body; skipped where the body is not built."""
    paths = DataPaths(Path(__file__).resolve().parents[2])
    if not paths.pack_index.exists():
        pytest.skip("the own body is not built: run `nmt-atlas meshes build`")
    return Atlas(paths, load_library(paths).library, (), {"own": own_body(paths)})
