"""Blocks of a leaf that are written in, and what the browser tells of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.picks import Event

LONGEST = 900_000
"""Characters that may be written at once: what a browser may send is 1 MB."""


class Writing(Frozen):
    """A field to write in; what is written is told as :class:`Written` when a hand rests.

    ``value`` is what stands there at first; ``lines`` are how many are seen at once.
    ``fault`` is what is wrong with it.
    """

    kind: Literal["writing"] = "writing"
    id: str
    label: str
    value: str = ""
    lines: Annotated[int, Field(ge=1, le=30)] = 1
    hint: str = ""
    fault: str = ""


class Upload(Frozen):
    """A button that takes a text file (``accept``: its endings); told as :class:`Written`.

    ``failed`` is what is said of one that is too large.
    """

    kind: Literal["upload"] = "upload"
    id: str
    label: str
    accept: str = ""
    failed: str = ""


class Written(Event):
    """What was written in a field, or what a file says that was taken; ``name`` is the file's."""

    parameter = "written"

    n: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    id: Annotated[str, StringConstraints(strict=True, max_length=200)]
    text: Annotated[str, StringConstraints(strict=True, max_length=LONGEST, strip_whitespace=False)]
    name: Annotated[str, StringConstraints(max_length=200)] = ""
