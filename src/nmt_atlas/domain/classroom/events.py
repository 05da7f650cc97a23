"""What happens in a class, as a log that is only added to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from nmt_atlas.domain.base import Frozen, Point, Text
from nmt_atlas.domain.questions import Question
from nmt_atlas.domain.view_state import ViewState

Naming = Literal["names", "nicknames", "anonymous"]
"""How students are called: by their names, by names that they make up, by numbers."""

LONGEST_TIMER = 3600
MOST_TEAMS = 8
Seconds = Annotated[int, Field(ge=0, le=LONGEST_TIMER)]
Round = Annotated[int, Field(ge=1)]


class Opened(Frozen):
    """The room is open; always the first event."""

    kind: Literal["opened"] = "opened"
    title: Text
    naming: Naming = "names"


class Shown(Frozen):
    """The instructor looks at something: everybody who follows sees it."""

    kind: Literal["shown"] = "shown"
    view: ViewState


class Led(Frozen):
    """Whether the screens follow the instructor."""

    kind: Literal["led"] = "led"
    on: bool


class Asked(Frozen):
    """A question is put to the class. The event's number is the round's.

    Attributes
    ----------
    view
        What the body shows beside it, as its lesson's step says.
    lesson
        The lesson that it is of; empty for one that was made on the spot.
    again
        The round that is voted on again; 0 for a question that was not asked before.
    """

    kind: Literal["asked"] = "asked"
    question: Question
    view: ViewState = ViewState()
    lesson: str = ""
    again: Annotated[int, Field(ge=0)] = 0


class Revealed(Frozen):
    """The round's answer is shown: it takes no answers any more."""

    kind: Literal["revealed"] = "revealed"
    round: Round


class Closed(Frozen):
    """The round is over, and the body is free again."""

    kind: Literal["closed"] = "closed"
    round: Round


class Timed(Frozen):
    """A clock that everybody sees runs for so long; 0 takes it away."""

    kind: Literal["timed"] = "timed"
    seconds: Seconds


class Blanked(Frozen):
    """Whether the screens are dark: look at me, not at the screen."""

    kind: Literal["blanked"] = "blanked"
    on: bool


class Pressed(Frozen):
    """A button of the remote control: it is the instructor's page that goes on or back."""

    kind: Literal["pressed"] = "pressed"
    what: Literal["next", "back"]


class Named(Frozen):
    """Whether the screens tell names."""

    kind: Literal["named"] = "named"
    on: bool


class Pointed(Frozen):
    """The instructor points at a place of the body (mm), at none where it is None.

    Where ``spot`` is on all but that place is dimmed.
    """

    kind: Literal["pointed"] = "pointed"
    at: Point | None = None
    spot: bool = False


class Stepped(Frozen):
    """The class goes through a lesson and is at a step of it, counted from 0; -1 before the first.

    An empty ``lesson`` ends that.
    """

    kind: Literal["stepped"] = "stepped"
    lesson: Annotated[str, Field(max_length=200)] = ""
    at: Annotated[int, Field(ge=-1, le=1_000)] = -1


class Played(Frozen):
    """Whether it is played: in so many teams (0 for none), with a ranking or without one."""

    kind: Literal["played"] = "played"
    teams: Annotated[int, Field(ge=0, le=MOST_TEAMS)] = 0
    ranked: bool = False


class Ended(Frozen):
    """The class is over; always the last event that counts."""

    kind: Literal["ended"] = "ended"


Event = (
    Opened
    | Shown
    | Led
    | Asked
    | Revealed
    | Closed
    | Timed
    | Blanked
    | Named
    | Pointed
    | Stepped
    | Played
    | Pressed
    | Ended
)
Told = Annotated[Event, Field(discriminator="kind")]
"""Any event, told apart by ``kind``."""

_READS: TypeAdapter[Event] = TypeAdapter(Told)


def read_event(kept: object) -> Event | None:
    """An event as the log keeps it; None where it cannot be read (any more)."""
    try:
        return _READS.validate_python(kept)
    except (ValidationError, RecursionError):
        return None


def written(event: Event) -> dict[str, object]:
    """An event as the log keeps it; a view is kept without what is left at its default."""
    data: dict[str, object] = event.model_dump(mode="json", exclude_defaults=True)
    return {"kind": event.kind, **data, **_whole_question(event)}


def _whole_question(event: Event) -> dict[str, object]:
    """A question tells its kind, which is a default and would be left out."""
    if not isinstance(event, Asked):
        return {}
    asked = event.question.model_dump(mode="json", exclude_defaults=True)
    return {"question": {"kind": event.question.kind, **asked}}  # type: ignore[attr-defined]
