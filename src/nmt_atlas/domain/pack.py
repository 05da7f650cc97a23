"""The index of a mesh pack: what its glTF files hold."""

from __future__ import annotations

from typing import Literal

from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.base import Frozen

Detail = Literal["phone", "standard", "fine"]


class PackFile(Frozen):
    """One binary glTF of one group at one level of detail.

    ``path`` is relative to the index; its file name carries the first 12 digits of
    ``sha256``, so that it can be cached for ever.
    """

    group: str
    detail: Detail
    path: str
    sha256: str
    bytes: int
    triangles: int


class DataFile(Frozen):
    """A file that stands beside a pack's meshes."""

    path: str
    sha256: str
    bytes: int


class BodyInfo(Frozen):
    """Which body this is and under which terms."""

    id: str
    name: str
    licence: str
    attribution: str
    source_url: str = ""
    recipe_hash: str
    changes: str = ""


class PackIndex(Frozen):
    """``index.json`` of a pack."""

    format: int = 1
    body: BodyInfo
    files: tuple[PackFile, ...]
    structures: tuple[Structure, ...]
    parts: tuple[Part, ...]
    colors: dict[str, str]
    """Group -> hex colour (sRGB)."""
    paint: DataFile | None = None
    """Painted zones, trigger points and body chart of the skin."""
    views: DataFile | None = None
    """What is seen from where (:class:`nmt_atlas.domain.viewpoint.Viewpoints`)."""
    weights: DataFile | None = None
    """What every vertex moves with (:mod:`nmt_atlas.body.packs.weights`); None: it cannot move."""
