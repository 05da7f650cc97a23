"""What travels between a class's screens and the server: frozen types, bounded in every field.

Whatever a browser sends is read by :func:`read_said` and nowhere else; what does not fit is none.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.picks import MOST_PAINTED, Pick

LARGEST = 256 * 1024
"""Bytes of a message: the largest is a painted skin."""
_MOST_DRAFT = 400

Short = Annotated[str, StringConstraints(strict=True, max_length=80)]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Line = Annotated[str, StringConstraints(strict=True, max_length=300)]
RoundNumber = Annotated[int, Field(strict=True, ge=1, le=2**31)]
Count = Annotated[int, Field(strict=True, ge=1, le=10_000)]
Step = Annotated[int, Field(strict=True, ge=0, lt=2**32)]


class Hello(Frozen):
    """Somebody comes, or comes back.

    Attributes
    ----------
    code
        The room's code, as it was typed.
    key
        The browser's own secret: by it a member is known who comes back.
    name
        How they want to be called; None while they were not asked.
    role, word
        What the screen is, and the word that allows it to be more than a student's.
    """

    say: Literal["hello"] = "hello"
    code: Short
    key: Key
    name: Line | None = None
    language: Literal["en", "es", "la"] = "en"
    role: Literal["student", "screen", "remote"] = "student"
    word: Short = ""


class Held(Frozen):
    """What the controls of a question hold in a browser."""

    draft: Annotated[dict[Line, Line], Field(max_length=_MOST_DRAFT)] = Field(default_factory=dict)
    query: Line = ""
    hand: Literal["paint", "erase", "turn"] = "paint"
    size: Annotated[int, Field(strict=True, ge=6, le=60)] = 18
    strokes: Annotated[int, Field(strict=True, ge=0, le=100_000)] = 0


class Press(Frozen):
    """A control of a question was pressed.

    ``uid`` and ``n`` name the answer, where it becomes one; ``painted`` are the skin's vertices
    that are painted, each as its distance from the one before.
    """

    say: Literal["press"] = "press"
    round: RoundNumber
    id: Line
    value: bool | Line = True
    held: Held = Held()
    painted: Annotated[tuple[Step, ...], Field(max_length=MOST_PAINTED)] = ()
    uid: Key
    n: Count


class Tap(Frozen):
    """A click on the body while a question is open."""

    say: Literal["tap"] = "tap"
    round: RoundNumber
    pick: Pick
    uid: Key
    n: Count


class Do(Frozen):
    """A button of the remote control."""

    say: Literal["do"] = "do"
    what: Literal["next", "back", "reveal", "close", "blank", "light", "timer", "hush", "name"]


class Ping(Frozen):
    """A question whether anybody is there."""

    say: Literal["ping"] = "ping"


Said = Hello | Press | Tap | Do | Ping
_READS: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="say")])


def read_said(text: object) -> Said | None:
    """What a browser said; None where it is nothing that can be understood."""
    if not isinstance(text, str) or len(text) > LARGEST:
        return None
    try:
        return _READS.validate_python(json.loads(text))
    except (ValidationError, ValueError, RecursionError):
        return None


def vertices_of(steps: tuple[int, ...]) -> frozenset[int]:
    """Painted vertices, of which each came as its distance from the one before."""
    found, last = set(), 0
    for step in steps:
        last += step
        found.add(last)
    return frozenset(one for one in found if one < 2**32)
