"""The atlas as an app of its own: its manifest, its icons, and what is kept for when it is away.

A browser that has been here once, over an encrypted connection or on the same machine, starts
without the server: the body can be turned, and a sentence says that the rest is away. What it keeps
has its hash in its address; the page and the pack's index are asked of the server first
(``js/src/offline.js``), so that nothing is stale after an upgrade.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from panel.io.resources import component_resource_path
from tornado.web import RequestHandler

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import (
    BUNDLE,
    LEAF_BUNDLE,
    SHELL_BUNDLE,
    WORKER_BUNDLE,
    require_bundle,
    stamped,
)
from nmt_atlas.viewer.leaf import Leaf
from nmt_atlas.viewer.page import Look, face_rules, face_urls, security_policy
from nmt_atlas.viewer.serving import REVALIDATE, Route
from nmt_atlas.viewer.shell import Shell

ICONS = Path(__file__).parent / "icons"
"""Pictures of the app, drawn by :mod:`nmt_atlas.viewer.icons`."""
AWAY = "away.html"
_DETAILS = ("phone", "standard")
_WORDS = {
    "en": "The atlas’s server does not answer. The body can be turned; everything else comes back "
    "by itself once the server is there again.",
    "es": "El servidor del atlas no responde. El cuerpo se puede girar; lo demás vuelve por sí "
    "solo cuando el servidor esté de nuevo.",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="manifest" href="app.webmanifest">
<style>
html, body {{ height: 100%; margin: 0; overflow: hidden; background: #f3f2ef;
 font: 16px/24px Inter, system-ui, sans-serif; color: #2a2000; }}
{faces}
main {{ position: fixed; inset: 0 0 auto; z-index: 1; padding: 12px 16px; background: #ffe08a;
 text-align: center; }}
h1 {{ font-size: 16px; margin: 0; }} p {{ margin: 4px auto 0; max-width: 76ch; }}
</style>
{head}
</head>
<body>
<main role="alert"><h1>{title}</h1>{words}</main>
</body>
</html>
"""


def manifest(title: str) -> dict[str, Any]:
    """The web app manifest; its addresses are below its own, so a prefix needs nothing."""
    sizes = {"icon-192.png": (192, "any"), "icon-512.png": (512, "any")}
    sizes["maskable-512.png"] = (512, "maskable")
    return {
        "name": title,
        "short_name": title,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#f3f2ef",
        "theme_color": "#1f6f78",
        "icons": [
            {"src": f"icons/{name}", "sizes": f"{px}x{px}", "type": "image/png", "purpose": kind}
            for name, (px, kind) in sizes.items()
        ],
    }


def away_page(look: Look, title: str) -> str:
    """The page for when the server is away: the body, and two sentences."""
    head = look("").head.replace("<script async ", '<script async data-nmt-alone="" ', 1)
    words = "".join(f'<p lang="{code}">{escape(text)}</p>' for code, text in _WORDS.items())
    return _PAGE.format(title=escape(title), faces=face_rules(), head=head, words=words)


def kept_files(pack: Path) -> list[str]:
    """The addresses, all with their hash, that a browser keeps: bundles, typeface, the body."""
    parts = ((AtlasView, BUNDLE), (Shell, SHELL_BUNDLE), (Leaf, LEAF_BUNDLE))
    bundles = [
        stamped(component_resource_path(kind, "_bundle_path", file), file) for kind, file in parts
    ]
    files = json.loads((pack / "index.json").read_bytes())["files"]
    return [
        *bundles,
        *face_urls(),
        *(f"pack/own/{one['path']}" for one in files if one["detail"] in _DETAILS),
    ]


def worker_script(look: Look, title: str, pack: Path) -> str:
    """The service worker, with what it keeps and a version that changes with any of it."""
    files = kept_files(pack)
    about = (
        json.dumps([files, away_page(look, title)]).encode() + (pack / "index.json").read_bytes()
    )
    code = require_bundle(WORKER_BUNDLE).read_text(encoding="utf-8")
    version = hashlib.sha256(about + code.encode()).hexdigest()[:16]
    given = {"version": version, "away": AWAY, "index": "pack/own/index.json", "files": files}
    return f"self.NMT_ATLAS = {json.dumps(given)};\n{code}"


class _TextHandler(RequestHandler):
    """Sends a text that is asked for anew each time."""

    def initialize(self, make: Callable[[], str], media: str, policy: str = "") -> None:
        """Take who makes the text."""
        self._make, self._media, self._policy = make, media, policy

    async def get(self) -> None:
        """Send it."""
        text = await asyncio.get_running_loop().run_in_executor(None, self._make)
        self.set_header("Content-Type", f"{self._media}; charset=utf-8")
        self.set_header("Cache-Control", REVALIDATE)
        if self._policy:
            self.set_header("Content-Security-Policy", self._policy)
        self.finish(text)


class _IconHandler(RequestHandler):
    """Serves ``/icons/<name>``."""

    async def get(self, name: str) -> None:
        """Send a picture."""
        file = ICONS / name
        if not file.is_file():
            self.set_status(404)
            self.finish("There is no such picture here.\n")
            return
        self.set_header("Content-Type", "image/png")
        self.set_header("Cache-Control", REVALIDATE)
        self.write(await asyncio.get_running_loop().run_in_executor(None, file.read_bytes))


def install_routes(look: Look, title: str, packs: Mapping[str, Path]) -> list[Route]:
    """Routes that make the atlas installable; none where there is no own body.

    Parameters
    ----------
    look
        What the page shows first.
    title
        The app's name.
    packs
        Body id -> folder of its pack.
    """
    if "own" not in packs:
        return []
    page, script = partial(away_page, look, title), partial(_script, look, title, packs)
    described = partial(json.dumps, manifest(title))
    return [
        (
            r"/app\.webmanifest",
            _TextHandler,
            {"make": described, "media": "application/manifest+json"},
        ),
        (r"/worker\.js", _TextHandler, {"make": script, "media": "text/javascript"}),
        (
            r"/away\.html",
            _TextHandler,
            {"make": page, "media": "text/html", "policy": security_policy("")},
        ),
        (r"/icons/([a-z]+-[0-9]+\.png)", _IconHandler, {}),
    ]


def _script(look: Look, title: str, packs: Mapping[str, Path]) -> str:
    return worker_script(look, title, Path(packs["own"]))
