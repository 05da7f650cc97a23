"""Where bodies come from: the own one beside the code, imported ones in the data folder.

Pages and documents never know which body is shown: every one is a :class:`Body`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import (
    INDEX,
    find_file,
    open_file,
    read_index,
    read_paint,
    read_views,
    read_weights_data,
)
from nmt_atlas.body.packs.weights import Skinning, Weights
from nmt_atlas.body.packs.weights_file import read_weights
from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.errors import PackError, Problem, UnknownIdError
from nmt_atlas.domain.pack import Detail, PackIndex
from nmt_atlas.domain.viewpoint import Viewpoints
from nmt_atlas.library.paths import DataPaths

OWN = "own"
"""The id of the body that is built from the recipes."""


class Body:
    """A body read from a pack: nothing is read before it is asked for, and then only once.

    Parameters
    ----------
    directory
        The pack's folder.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._meshes: dict[tuple[str, Detail], Mesh] = {}
        self._skinnings: dict[tuple[str, Detail], Skinning | None] = {}

    def __repr__(self) -> str:
        return f"Body({str(self.directory)!r})"

    @cached_property
    def index(self) -> PackIndex:
        """What the pack holds.

        Raises
        ------
        PackError
            Where the pack is missing or damaged.
        """
        return read_index(self.directory)

    @property
    def id(self) -> str:
        """``own``, ``bodyparts3d``."""
        return self.index.body.id

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Every part by its id."""
        return MappingProxyType({part.id: part for part in self.index.parts})

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """Every structure by its id."""
        return MappingProxyType({one.id: one for one in self.index.structures})

    @cached_property
    def finest(self) -> Detail:
        """The level for stills: ``fine`` where it was built, else ``standard``."""
        return "fine" if any(file.detail == "fine" for file in self.index.files) else "standard"

    def part(self, part: str) -> Part:
        """One part's description.

        Raises
        ------
        UnknownIdError
            Where this body has no such part.
        """
        try:
            return self.parts[part]
        except KeyError:
            raise UnknownIdError(
                f"the body “{self.id}” has no part “{part}”.", remedy="`nmt-atlas info` lists them."
            ) from None

    def mesh(self, part: str, detail: Detail = "standard") -> Mesh:
        """One part in the body frame (mm).

        Raises
        ------
        UnknownIdError
            Where this body has no such part.
        PackError
            Where its file is missing or damaged, or the pack lacks the detail.
        """
        key = (part, detail)
        if key not in self._meshes:
            self.part(part)
            file = find_file(self.index, part, detail)
            self._meshes[key] = open_file(self.directory, file).mesh(part)
        return self._meshes[key]

    def tendon(self, part: str) -> tuple[float, float] | None:
        """The shares of a muscle's length that are tendon at origin and insertion."""
        file = find_file(self.index, self.part(part).id)
        found = open_file(self.directory, file).extras(part).get("tendon")
        return None if found is None else (float(found[0]), float(found[1]))

    def skin(self) -> Mesh:
        """The skin, in the vertex order that painted weights refer to.

        Raises
        ------
        PackError
            Where the body has none.
        """
        names = [part.id for part in self.index.parts if part.group == "skin"]
        if len(names) != 1:
            raise PackError(
                f"the body has {len(names)} skins; it needs one.",
                where=str(self.directory),
                remedy="Build it with `nmt-atlas meshes build`, or install the body again.",
            )
        return self.mesh(names[0])

    @property
    def at_rest(self) -> Body:
        """The body as it stands: itself, where it is in no pose."""
        return self

    def tints(self) -> NDArray[np.uint8] | None:
        """How far every vertex of the skin lies inside lips, hair, pale skin and nails, ``(n, 4)``.

        None where the skin has one colour.

        Raises
        ------
        PackError
            Where its file is missing or damaged.
        """
        part = next((one.id for one in self.index.parts if one.group == "skin"), "")
        file = find_file(self.index, part) if part else None
        return None if file is None else open_file(self.directory, file).tints(part)

    def paint(self) -> bytes | None:
        """What was painted on the skin when the pack was built; None where nothing was.

        Raises
        ------
        PackError
            Where its file is missing or damaged.
        """
        return read_paint(self.directory, self.index)

    @cached_property
    def weights(self) -> Weights | None:
        """What every vertex moves with; None where the body cannot move.

        Raises
        ------
        PackError
            Where its file is missing or damaged.
        """
        data = read_weights_data(self.directory, self.index)
        if data is None or self.index.weights is None:
            return None
        where = str(self.directory / self.index.weights.path)
        return read_weights(data, self.index, len(self.skin().points), where)

    def skinning(self, part: str, detail: Detail = "standard") -> Skinning | None:
        """``JOINTS_0`` and ``WEIGHTS_0`` of a part; None where the body cannot move.

        Raises
        ------
        PackError
            Where a file is missing or damaged.
        """
        if self.weights is None:
            return None
        key = (part, detail)
        if key not in self._skinnings:
            self._skinnings[key] = self.weights.of(part, self.mesh(part, detail).points)
        return self._skinnings[key]

    @cached_property
    def views(self) -> Viewpoints:
        """What is seen from where; nothing where it was not counted.

        Raises
        ------
        PackError
            Where its file is missing or damaged.
        """
        return read_views(self.directory, self.index)


def own_body(paths: DataPaths) -> Body:
    """The body that is built from the recipes and comes with the atlas."""
    return Body(paths.pack)


def bodies_dir() -> Path:
    """Where imported bodies are installed for this user."""
    from platformdirs import user_data_path

    return user_data_path("nmt-atlas", appauthor=False) / "bodies"


def installed_bodies(data_dir: Path) -> tuple[Body, ...]:
    """The bodies installed below ``data_dir``, one folder each; their packs are not read yet."""
    if not data_dir.is_dir():
        return ()
    folders = sorted(path.parent for path in data_dir.glob(f"*/{INDEX}"))
    return tuple(Body(folder) for folder in folders)


def readable_bodies(data_dir: Path) -> tuple[tuple[Body, ...], tuple[Problem, ...]]:
    """The bodies installed below ``data_dir`` whose index can be read.

    Returns
    -------
    bodies, problems
        The bodies, and one problem for each that is left out.
    """
    bodies, problems = [], []
    for body in installed_bodies(data_dir):
        try:
            _ = body.index
        except PackError as error:
            problems.append(
                Problem(
                    file=str(body.directory / INDEX),
                    pointer="",
                    found=f"a body that is left out: {error.what}",
                    expected=error.remedy,
                    rule="body",
                )
            )
        else:
            bodies.append(body)
    return tuple(bodies), tuple(problems)
