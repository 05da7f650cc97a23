"""What the browser tells: frozen types of everything that comes over the wire.

Whatever a browser sends is read here and nowhere else. What does not fit (a missing number, one
that is not finite, a text without end, an unknown key) is no event at all: ``read`` gives None,
and nothing is done about it.

``viewer/js/src/events.json`` is :func:`described`, so that JavaScript makes what Python reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError, model_validator

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.bounds import (
    MOST_LINES,
    MOST_POINTS,
    Amount,
    Count,
    Direction,
    Flat,
    InkColor,
    InkWidth,
    Millimetres,
    Name,
    Sentence,
    Share,
    Where,
    Width,
)
from nmt_atlas.domain.ways import sees

Tool = Literal["pick", "orbit", "brush", "section", "pen"]
"""What the pointer does on the canvas; each is one file of ``viewer/js/src/tools``."""

Modifier = Literal["shift", "ctrl", "alt", "meta"]

MOST_BENEATH = 3
"""A click tells no more parts behind the one that it meets."""


class Event(Frozen):
    """One thing that the browser tells.

    Attributes
    ----------
    parameter
        The parameter of ``AtlasView`` that it comes in.
    plain
        True where that parameter is the only field's bare value, not a dictionary.
    """

    parameter: ClassVar[str]
    plain: ClassVar[bool] = False

    @classmethod
    def read(cls, raw: object) -> Self | None:
        """The event that was sent, or None where what was sent is none.

        Parameters
        ----------
        raw
            Anything at all, as it came over the wire.
        """
        if cls.plain:
            raw = {next(iter(cls.model_fields)): raw}
        if not isinstance(raw, Mapping):
            return None
        try:
            return cls.model_validate(dict(raw))
        except (ValidationError, RecursionError):
            return None


class Pick(Event):
    """A click or a tap.

    Attributes
    ----------
    n
        Grows with every click, so that two equal ones are two.
    part
        The part under the pointer; empty for the background and for a marker.
    point, normal
        Where (mm) and how the surface lies there; None for the background.
    marker
        The id of the marker that was pressed, or empty.
    skin_vertex, skin_point
        The vertex of the pack's skin nearest to the pointer's way, or -1; and where (mm).
    beneath
        What the same line of sight meets behind the part, and where (mm): the next few parts.
    modifiers
        Keys that were held.
    half
        Which half of a divided picture was pressed: 0 or 1.
    button
        0 for the left button and for a finger, 1 middle, 2 right.
    """

    parameter = "picked"

    n: Count
    part: Name = ""
    point: Where | None = None
    normal: Direction | None = None
    marker: Name = ""
    skin_vertex: Annotated[int, Field(strict=True, ge=-1, le=2**32)] = -1
    skin_point: Where | None = None
    beneath: Annotated[tuple[tuple[Name, Where], ...], Field(max_length=MOST_BENEATH)] = ()
    modifiers: Annotated[tuple[Modifier, ...], Field(max_length=4)] = ()
    button: Annotated[int, Field(strict=True, ge=0, le=4)] = 0
    half: Annotated[int, Field(strict=True, ge=0, le=1)] = 0


MOST_PAINTED = 60_000
"""A stroke paints no more skin vertices than so many."""


def through(pick: Pick, covers: Callable[[str], bool]) -> Pick:
    """A click as if what merely covers others were not there.

    Parameters
    ----------
    covers
        Whether a part (id) only lies over others: a tendon, a retinaculum, a fascia, a nerve.

    Returns
    -------
    Pick
        With the first part on the line of sight that does not; the same where there is none.
    """
    if not pick.part or not covers(pick.part):
        return pick
    for number, (part, point) in enumerate(pick.beneath, 1):
        if not covers(part):
            beneath = pick.beneath[number:]
            changes = {"part": part, "point": point, "normal": None, "beneath": beneath}
            return pick.model_copy(update=changes)
    return pick


class Stroked(Event):
    """A stroke of the brush on the skin.

    Attributes
    ----------
    n
        Grows with every stroke.
    vertices
        The skin vertices that it painted, or took paint from.
    erase
        True for the eraser.
    """

    parameter = "stroked"

    n: Count
    vertices: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=0, le=2**32)], ...],
        Field(max_length=MOST_PAINTED),
    ] = ()
    erase: Annotated[bool, Field(strict=True)] = False


class Penned(Event):
    """A stroke of the pen: its lines on the body (mm), and those on the screen beside it."""

    parameter = "penned"

    n: Count
    color: InkColor
    width: InkWidth
    body: Annotated[
        tuple[Annotated[tuple[Where, ...], Field(max_length=MOST_POINTS)], ...],
        Field(max_length=MOST_LINES),
    ] = ()
    screen: Annotated[
        tuple[Annotated[tuple[Flat, ...], Field(max_length=MOST_POINTS)], ...],
        Field(max_length=MOST_LINES),
    ] = ()


class Rubbed(Event):
    """Strokes of the pen, by their numbers, that the eraser went over."""

    parameter = "rubbed"

    n: Count
    ids: Annotated[tuple[Count, ...], Field(max_length=200)] = ()


class Enclosed(Event):
    """A rectangle that was drawn over the body, with the parts that are seen in it."""

    parameter = "enclosed"

    n: Count
    parts: Annotated[tuple[Name, ...], Field(max_length=200)] = ()


class MenuChosen(Event):
    """What was chosen on the canvas: in the menu of a part, on the cube, among the regions.

    Attributes
    ----------
    n
        Grows with every choice.
    id
        The item's id.
    part
        The part whose menu it was; empty for none.
    skin_vertex
        The vertex of the skin over the place where it was opened, or -1.
    """

    parameter = "menu_chosen"

    n: Count
    id: Name
    part: Name = ""
    skin_vertex: Annotated[int, Field(strict=True, ge=-1, le=2**32)] = -1


class CameraNow(Event):
    """Where the camera came to rest; always one that sees something."""

    parameter = "camera_now"

    position: Where
    target: Where
    up: Where = (0.0, 0.0, 1.0)

    @model_validator(mode="after")
    def _sees_something(self) -> Self:
        if not sees(self.position, self.target, self.up):
            raise ValueError("a camera that sees nothing")
        return self


class Sectioned(Event):
    """Where a cut was let go.

    Attributes
    ----------
    n
        Grows with each.
    number
        Which of the planes.
    normal, distance
        As :class:`nmt_atlas.domain.sections.Plane`.
    """

    parameter = "sectioned"

    n: Count
    number: Annotated[int, Field(strict=True, ge=0, le=1)]
    normal: Direction
    distance: Millimetres


class StillClick(Event):
    """Where the picture that stands in for the canvas was clicked, as shares of its size."""

    parameter = "still_clicked"

    n: Count
    x: Share
    y: Share


class Ready(Event):
    """The body whose first picture is drawn; empty while none is."""

    parameter = "ready"
    plain = True

    body: Name


class Failure(Event):
    """Why nothing can be drawn; empty while all is well."""

    parameter = "failure"
    plain = True

    reason: Sentence


class WindowWidth(Event):
    """How wide the browser's window is, CSS pixels."""

    parameter = "window_width"
    plain = True

    pixels: Width


class Stats(Event):
    """What drawing costs in this browser.

    Attributes
    ----------
    triangles, draw_calls, frames, bytes
        Shown; of the last frame; drawn so far; loaded.
    frame_ms, first_picture_ms, paint_ms
        Milliseconds: of a light frame, until the first picture, of the last painting.
    renderer
        The graphics card as WebGL names it.
    """

    parameter = "stats"

    triangles: Count = 0
    frame_ms: Amount = 0
    first_picture_ms: Amount = 0
    bytes: Count = 0
    paint_ms: Amount = 0
    frames: Count = 0
    draw_calls: Count = 0
    renderer: Sentence = ""


EVENTS: tuple[type[Event], ...] = (
    Pick,
    Stroked,
    Penned,
    Rubbed,
    Enclosed,
    MenuChosen,
    CameraNow,
    Sectioned,
    StillClick,
    Ready,
    Failure,
    WindowWidth,
    Stats,
)
"""Everything that a browser may tell; whatever else it sets is refused."""


def read_event(parameter: str, raw: object) -> Event | None:
    """The event that came in a parameter, or None where it is none that is known."""
    kind = next((kind for kind in EVENTS if kind.parameter == parameter), None)
    return kind.read(raw) if kind else None


def described(events: Iterable[type[Event]] = EVENTS) -> dict[str, Any]:
    """The events as plain data for the browser's side.

    Returns
    -------
    dict
        Parameter -> ``{type, plain, fields}``; a field is its JSON Schema, with ``default``
        where it may be left out.
    """
    return {
        kind.parameter: {
            "type": kind.__name__,
            "plain": kind.plain,
            "fields": {
                name: _bare(value) for name, value in kind.model_json_schema()["properties"].items()
            },
        }
        for kind in events
    }


def _bare(schema: object) -> object:
    """A schema without its titles."""
    if isinstance(schema, Mapping):
        return {key: _bare(value) for key, value in schema.items() if key != "title"}
    return [_bare(value) for value in schema] if isinstance(schema, list) else schema
