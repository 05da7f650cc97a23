"""What the window shows as data: frozen types of what goes to it and of what it tells.

The browser writes all of it as text. Ids are told back as they are; words are in the reader's
language already.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.picks import Event

Pattern = Literal["", "dotted", "hatched", "line"]
Look = Literal["", "muscle", "pain", "both"]
PAIN: Look = "pain"


class Place(Frozen):
    """One page on the rail; ``on`` is the open one."""

    id: str
    title: str
    icon: str
    on: bool = False


class Tool(Frozen):
    """Something to do: on the strip where it is ``strip``, by its key, on the sheet of shortcuts.

    One that is ``skip`` stands beside the link that skips to the body, before everything else.
    One that is ``bar`` stands on the bar below the body now, with a dot of a ``color`` (hex) or of
    so many ``px`` where it chooses that.
    ``why`` says why it cannot be done now; ``on`` is None for what is done and over. One that is
    ``over`` has its key before a class alone, and there before every other. ``short`` is its word
    on the strip; ``fold`` the icon of the menu that stands there for its whole group.
    """

    id: str
    title: str
    group: str
    icon: str = ""
    key: str = ""
    why: str = ""
    on: bool | None = None
    strip: bool = False
    skip: bool = False
    over: bool = False
    short: str = ""
    fold: str = ""
    bar: bool = False
    color: str = ""
    px: float = 0.0


class LegendLine(Frozen):
    """What one colour on the body means; pressing it takes that off the body, and back."""

    id: str
    label: str
    color: str
    pattern: Pattern = ""
    off: bool = False


class Legend(Frozen):
    """What is said below the body: its colours, what is looked at, and which layers are off."""

    lines: tuple[LegendLine, ...] = ()
    look: Look = ""
    taken: str = ""


class CourseStop(Frozen):
    """One stop on a way: its number and name, whether it is narrow; ``on`` where one is there."""

    number: int
    title: str
    narrow: bool = False
    on: bool = False


class Course(Frozen):
    """A way with stops, as a strip below the body; ``told`` says where one stands, in words."""

    label: str = ""
    stops: tuple[CourseStop, ...] = ()
    told: str = ""
    playing: bool = False


class Depth(Frozen):
    """How deep the body is peeled (0 skin .. 1 bone), as a slider beside it; ``told`` in words."""

    value: float = 0.0
    label: str = ""
    told: str = ""
    top: str = ""
    bottom: str = ""


class Stage(Frozen):
    """The window before a class: no bars, a large caption, and which view of how many."""

    on: bool = False
    caption: str = ""
    count: str = ""
    spotlight: bool = False
    pointer: bool = False
    black: bool = False


class Door(Frozen):
    """One way in on the first screen."""

    id: str
    title: str
    text: str
    icon: str


class Setting(Frozen):
    """One of several that a person chooses for the whole atlas."""

    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


class FoundLine(Frozen):
    """One thing that was found; ``hint`` says what it is."""

    id: str
    label: str
    hint: str = ""
    icon: str = ""


class FoundGroup(Frozen):
    """What was found of one kind."""

    title: str
    lines: tuple[FoundLine, ...]


class Found(Frozen):
    """What was found for what is typed; ``note`` says so where that is not quite it."""

    query: str = ""
    note: str = ""
    groups: tuple[FoundGroup, ...] = ()


class ShellPress(Event):
    """Something on the window that was pressed or typed."""

    parameter = "pressed"

    n: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    id: Annotated[str, StringConstraints(strict=True, max_length=200)]
    value: Annotated[str, StringConstraints(strict=True, max_length=200)] = ""


class Commanded(Event):
    """A command that was asked for by its button or its key."""

    parameter = "commanded"

    n: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    id: Annotated[str, StringConstraints(strict=True, max_length=200)]


def sent(data: Frozen) -> dict[str, Any]:
    """Data as it goes to the browser, without what is left at its default."""
    return data.model_dump(mode="json", exclude_defaults=True)
