"""A pain drawing: where it hurts, how deep, how strongly and of what kind.

A drawing is a document (schema ``drawing``): it names the body that it was made on and that
body's skin by hash, because skin vertices mean nothing on another skin. Regions of the body chart
mean the same on every body, so a drawing by words alone needs neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import Field, ValidationError

from nmt_atlas.domain.base import Frozen, Id, RegionId
from nmt_atlas.domain.errors import StateError

VERSION = 1
"""The version of drawings that this atlas writes, and the newest that it reads."""

Quality = Literal["ache", "burn", "sharp", "tingle", "numb", "pressure"]
Depth = Literal["surface", "deep"]
Strength = Literal[1, 2, 3]
DrawnSide = Literal["right", "left", "both"]

QUALITIES: tuple[Quality, ...] = get_args(Quality)
SIGNS_OF_NERVE: frozenset[Quality] = frozenset({"numb", "tingle"})
"""What points to a nerve before anything else."""


class PainArea(Frozen):
    """One area of a drawing: regions of the body chart, painted skin vertices, or both.

    ``side`` is that of the regions; vertices have their side from where they lie. ``strength`` is
    1 (mild), 2 (moderate) or 3 (strong). ``time`` says when it hurts, in the person's words.
    """

    LINKS = MappingProxyType({"regions": ("region",)})
    SILENT = frozenset({"side", "depth", "quality", "time"})

    regions: tuple[RegionId, ...] = ()
    vertices: tuple[int, ...] = ()
    side: DrawnSide = "both"
    strength: Strength = 2
    depth: Depth | None = None
    quality: tuple[Quality, ...] = ()
    time: str = ""

    @property
    def empty(self) -> bool:
        """True where nothing is painted or named."""
        return not self.regions and not self.vertices


class PainDrawing(Frozen):
    """Where somebody says that it hurts.

    ``body`` and ``skin`` (the hash of the body's skin at the detail ``standard``) say what the
    vertices belong to; both may stay as they are where only regions are named. ``time`` is when
    it was drawn (ISO 8601), as whoever keeps it says.
    """

    SILENT = frozenset({"time", "skin"})

    version: int = Field(default=VERSION, ge=1)
    body: Id = "own"
    skin: str = ""
    time: str = ""
    areas: tuple[PainArea, ...] = ()

    @property
    def drawn(self) -> tuple[PainArea, ...]:
        """The areas in which anything is painted or named."""
        return tuple(area for area in self.areas if not area.empty)

    @property
    def has_vertices(self) -> bool:
        """True where skin was painted."""
        return any(area.vertices for area in self.areas)


def drawing_of(
    *regions: str, side: DrawnSide = "both", quality: Iterable[Quality] = ()
) -> PainDrawing:
    """A drawing by words alone: each region is an area."""
    told = tuple(quality)
    return PainDrawing(
        areas=tuple(PainArea(regions=(one,), side=side, quality=told) for one in regions)
    )


def read_drawing(data: object, where: str = "") -> PainDrawing:
    """A drawing from parsed JSON.

    Raises
    ------
    StateError
        Where it is no drawing, or one that a newer atlas made; the message says which.
    """
    if not isinstance(data, Mapping):
        raise StateError("this is no pain drawing.", where=where, remedy=_EXPECTED)
    version = data.get("version", VERSION)
    if isinstance(version, int) and version > VERSION:
        raise StateError(
            f"this drawing was made by a newer atlas (version {version}; this one reads "
            f"{VERSION}), and half of it would be worse than none.",
            where=where,
            remedy="Update the atlas, or name the regions instead.",
        )
    told = {key: value for key, value in data.items() if key != "$schema"}
    try:
        return PainDrawing.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        pointer = "/".join(str(step) for step in first["loc"])
        raise StateError(
            f"this drawing cannot be read: at “{pointer}”, {first['msg'].lower()}.",
            where=where,
            remedy=_EXPECTED,
        ) from error


_EXPECTED = "A drawing is a JSON object with “areas”; `docs/ranking.md` shows one."
