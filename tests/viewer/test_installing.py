"""The atlas as an app: manifest, icons, what is kept, and the page for when the server is away."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser_samples import free_port
from PIL import Image
from tornado.httpclient import AsyncHTTPClient, HTTPResponse

from nmt_atlas.viewer import icons
from nmt_atlas.viewer.head_start import head_start
from nmt_atlas.viewer.installing import AWAY, ICONS, manifest, worker_script
from nmt_atlas.viewer.page import FirstLook
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.shell import Shell

TITLE = "NMT Atlas"
GIVEN = re.compile(r"self\.NMT_ATLAS = (\{.*\});\n")


def look(_search: str) -> FirstLook:
    """What the page shows first."""
    return FirstLook(head=head_start("pack/own/index.json", {"groups": {}}))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of three files."""
    files = [
        {"group": "skin", "detail": detail, "path": f"skin-{detail}-0123456789ab.glb"}
        for detail in ("phone", "standard", "fine")
    ]
    for one in files:
        (tmp_path / one["path"]).write_bytes(b"glTF")
    (tmp_path / "index.json").write_text(json.dumps({"files": files}))
    return tmp_path


def given(script: str) -> dict[str, Any]:
    """What a worker's script keeps."""
    found = GIVEN.match(script)
    assert found
    return dict(json.loads(found[1]))


def test_what_is_kept_has_its_hash_in_its_address(pack: Path) -> None:
    kept = given(worker_script(look, TITLE, pack))
    assert kept["away"] == AWAY
    assert "pack/own/skin-phone-0123456789ab.glb" in kept["files"]
    assert not [one for one in kept["files"] if "fine" in one]
    assert [one for one in kept["files"] if one.startswith("fonts/")]
    for one in kept["files"]:
        assert re.search(r"\?v=[0-9a-f]{8,}$|-[0-9a-f]{12}\.glb$", one), one
        assert "://" not in one
        assert not one.startswith("/")


def test_the_version_changes_with_the_body_the_page_and_nothing_else(pack: Path) -> None:
    one = given(worker_script(look, TITLE, pack))["version"]
    assert given(worker_script(look, TITLE, pack))["version"] == one
    other = given(worker_script(lambda _: FirstLook(head="<script async >"), TITLE, pack))
    assert other["version"] != one
    index = json.loads((pack / "index.json").read_text())
    (pack / "index.json").write_text(json.dumps({**index, "more": 1}))
    assert given(worker_script(look, TITLE, pack))["version"] != one


def test_the_icons_are_those_that_are_drawn() -> None:
    named = {one["src"].removeprefix("icons/") for one in manifest(TITLE)["icons"]}
    assert named < set(icons.FILES)
    for name, how in icons.FILES.items():
        kept, made = (
            Image.open(io.BytesIO(data)).convert("RGBA")
            for data in ((ICONS / name).read_bytes(), icons.drawn(*how))
        )
        assert kept.size == (how[0], how[0])
        assert kept.tobytes() == made.tobytes(), f"{name}: python -m nmt_atlas.viewer.icons"
    assert sum((ICONS / name).stat().st_size for name in icons.FILES) < 40_000


Ask = Callable[[str], Awaitable[HTTPResponse]]


@contextmanager
def site(packs: dict[str, Path]) -> Iterator[Callable[[Callable[[Ask], Awaitable[None]]], None]]:
    """A running server that is asked."""
    port = free_port()

    def run(tell: Callable[[Ask], Awaitable[None]]) -> None:
        async def told() -> None:
            server = build_server(Shell, look, packs, port=port, title=TITLE)
            server.start()

            async def ask(path: str) -> HTTPResponse:
                url = f"http://localhost:{port}/{path}"
                return await AsyncHTTPClient().fetch(url, raise_error=False)

            try:
                await tell(ask)
            finally:
                server.stop()

        asyncio.run(told())

    yield run


def test_the_server_tells_it_all(pack: Path) -> None:
    async def tell(ask: Ask) -> None:
        page = (await ask("")).body.decode()
        assert 'rel="manifest" href="app.webmanifest"' in page
        described = json.loads((await ask("app.webmanifest")).body)
        assert described["display"] == "standalone"
        for icon in described["icons"]:
            assert (await ask(icon["src"])).headers["Content-Type"] == "image/png"
        script = await ask("worker.js")
        assert script.headers["Cache-Control"] == "no-cache"
        assert "javascript" in script.headers["Content-Type"]
        for name in given(script.body.decode())["files"]:
            if not name.startswith("components/"):
                assert (await ask(name)).code == 200, name
        away = await ask(AWAY)
        assert "script-src 'self'" in away.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in away.headers["Content-Security-Policy"]
        assert 'data-nmt-alone=""' in away.body.decode()
        assert "does not answer" in away.body.decode()
        assert (await ask("icons/none-1.png")).code == 404

    with site({"own": pack}) as run:
        run(tell)


def test_without_a_body_nothing_is_installed() -> None:
    async def tell(ask: Ask) -> None:
        assert (await ask("worker.js")).code == 404

    with site({}) as run:
        run(tell)
