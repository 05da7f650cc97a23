"""What tests of a browser need: a server, a watch on requests, a pack of a few balls."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import panel as pn
import pytest
import trimesh

from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.pack import BodyInfo, PackIndex
from nmt_atlas.viewer.serving import pack_routes, server_options

SLOWER = float(os.environ.get("NMT_SLOWER", "1"))
"""How many times longer than usual everything may take, on a machine that has much else to do."""
_LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1"}
SHOWN = ("muscles-superficial", "muscles-deep", "bones")


def free_port() -> int:
    """A TCP port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """True where something listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Site:
    """A running server."""

    url: str
    port: int


@dataclass
class Log:
    """What a page asked for and complained about."""

    urls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Requests that left this machine."""
        return [
            url
            for url in self.urls
            if urlsplit(url).scheme not in {"blob", "data", "about"}
            and urlsplit(url).hostname not in _LOCAL
        ]


@contextmanager
def serving(app: Any, packs: Mapping[str, Path], prefix: str = "") -> Iterator[Site]:
    """A Panel server, until the block ends."""
    port = free_port()
    server = pn.serve(
        app,
        port=port,
        address="127.0.0.1",
        show=False,
        threaded=True,
        verbose=False,
        prefix=prefix,
        extra_patterns=pack_routes(packs),
        **server_options(),
    )
    try:
        wait_until(lambda: answers(port), 20)
        yield Site(f"http://127.0.0.1:{port}{prefix}/", port)
    finally:
        server.stop()


def ball(centre: tuple[float, float, float], radius: float, fibres: bool = False) -> Mesh:
    made = trimesh.creation.icosphere(subdivisions=4, radius=radius)
    points = np.asarray(made.vertices, dtype=np.float64)
    uv = None
    if fibres:
        v = np.arctan2(points[:, 1], points[:, 0]) / (2 * np.pi) + 0.5
        uv = np.column_stack([points[:, 2] / (2 * radius) + 0.5, v])
    return Mesh(np.round(points + centre, 3), np.asarray(made.faces, dtype=np.int32), uv)


def structure(ident: str, system: str, layer: str | None = None, paired: bool = True) -> Structure:
    return Structure.model_validate(
        {
            "id": ident,
            "name": ident.title(),
            "system": system,
            "region": "sample",
            "layer": layer,
            "paired": paired,
            "whole": ident,
        }
    )


def sample_pack(folder: Path) -> PackIndex:
    """Two balls before a third one, a bone between them, a skin around all."""
    outer = ball((-90, 0, 900), 60, fibres=True)
    inner = ball((-90, 30, 900), 25, fibres=True)
    parts = [
        PackPart(structure("outer", "muscle", "superficial"), "right", outer),
        PackPart(structure("outer", "muscle", "superficial"), "left", outer.mirrored()),
        PackPart(structure("inner", "muscle", "deep"), "right", inner),
        PackPart(structure("rod", "bone", paired=False), "midline", ball((0, 0, 900), 20)),
        PackPart(structure("skin", "skin", paired=False), "midline", ball((0, 0, 900), 190)),
    ]
    body = BodyInfo(
        id="sample", name="Sample", licence="CC0", attribution="nobody", recipe_hash="0" * 12
    )
    return write_pack(folder, body, parts)


def sample_scene(**changes: object) -> dict[str, object]:
    """Everything but the skin, seen from the front."""
    scene: dict[str, object] = {
        "groups": {**{group: {} for group in SHOWN}, "skin": {"visible": False}},
        "parts": {},
        "camera": {"position": [0, -1300, 900], "target": [0, 0, 900]},
    }
    return scene | changes


def wait_until(check: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Poll a Python value until it is true; returns it, or fails.

    ``seconds`` are those of a quiet machine (:data:`SLOWER`).
    """
    end = time.monotonic() + seconds * SLOWER
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.05)
    pytest.fail(f"nothing came of it in {seconds:.0f} s")
