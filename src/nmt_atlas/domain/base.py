"""The base of every document and value type: frozen, strict, compared by value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """An immutable value; unknown keys are errors.

    A type says of its own fields which ones name other documents (``LINKS``: field -> the kinds
    that its ids may be of), which texts nobody reads (``SILENT``: choices, codes, anchors), and
    which the program reads as well (``KEPT``: they stay as they are in every language).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    LINKS: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    SILENT: ClassVar[frozenset[str]] = frozenset()
    KEPT: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def spared(cls, data: Mapping[str, Any], pointers: Collection[str]) -> dict[str, Any] | None:
        """A document's data without the pieces that have faults; None where it is nothing then.

        Parameters
        ----------
        data
            The document.
        pointers
            Where its faults are.
        """
        del data, pointers
        return None


ON_BODY = ("muscle", "structure", "whole")
"""Kinds of links that name a muscle or another part of the body."""


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A kebab-case id that never changes."""

RegionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
"""A body-chart region id (these alone use underscores, after the body charts)."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""A sentence or a name; never empty."""

SideName = Literal["right", "left", "midline"]

Point = tuple[float, float, float]
"""Millimetres in the body frame: +x left, +y posterior, +z up."""


class Fact(Frozen):
    """A statement with the sources that it stands on.

    ``note`` says where sources disagree or the matter is disputed; ``passage`` where in the source
    it is said: a page, a chapter, a table, the abstract.
    """

    SILENT = frozenset({"passage"})

    text: Text
    sources: tuple[Id, ...] = ()
    passage: str = ""
    note: str = ""
