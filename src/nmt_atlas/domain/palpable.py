"""Palpable landmarks: places that a hand finds through the skin."""

from __future__ import annotations

from types import MappingProxyType

from pydantic import Field

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, Point, RegionId, Text


class Feel(Frozen):
    """How a landmark is found: position of the person, way of the fingers, what they meet.

    ``passage`` tells which of the sources says it where, as far as it was read.
    """

    SILENT = frozenset({"passage"})

    position: Text
    direction: Text
    felt: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    passage: str = ""


class Palpable(Frozen):
    """A palpable landmark.

    ``place`` is a bone landmark of ``meshes/landmarks.json`` or a point in the body frame, right
    side or midline, on or near ``structure``. ``attaches`` names the muscles (or ligaments) that
    begin or end there; ``alike`` the landmarks that it is taken for, and ``apart`` how to tell
    them apart.
    """

    LINKS = MappingProxyType(
        {
            "structure": ("structure",),
            "region": ("region",),
            "attaches": ON_BODY,
            "alike": ("landmark",),
        }
    )
    SILENT = frozenset({"place"})

    id: Id
    name: Text
    latin: str = ""
    synonyms: tuple[str, ...] = ()
    region: RegionId
    structure: Id
    place: Id | Point
    paired: bool = True
    what: Fact
    feel: Feel
    attaches: tuple[Id, ...] = ()
    caution: Fact | None = None
    alike: tuple[Id, ...] = ()
    apart: Fact | None = None
    client: str = ""
