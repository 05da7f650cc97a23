"""A class that goes through a lesson: where it is, what comes next, what its leader reads."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from nmt_atlas.domain.classroom.room import Room
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson

Deed = Literal["reveal", "ask", "show", "end"]
"""What the next press does: reveal the open question, ask a step's, show a step, end at the end."""

DEEDS: dict[Deed, str] = {
    "reveal": mark("Next: reveal the answer"),
    "ask": mark("Next, a question: {title}"),
    "show": mark("Next: {title}"),
    "end": mark("That was the last step."),
}
_EMPHASIS = re.compile(r"\*{1,2}(?=\S)(.+?)(?<=\S)\*{1,2}")


class Next(NamedTuple):
    """What the next press does, and the step (from 0) where the class is then."""

    deed: Deed
    at: int


class Notes(NamedTuple):
    """What whoever leads reads: where the class is, words to say, what comes next."""

    where: str = ""
    words: str = ""
    ahead: str = ""


def next_of(room: Room, lesson: Lesson) -> Next:
    """What the next press does: an open question is revealed before the class goes on."""
    if room.live is not None and room.live.phase == "open":
        return Next("reveal", room.at)
    to = room.at + 1
    if to >= len(lesson.steps):
        return Next("end", room.at)
    return Next("show" if lesson.steps[to].question is None else "ask", to)


def before(room: Room) -> Next | None:
    """The step before, which is shown and not asked again; None at the beginning."""
    return Next("show", room.at - 1) if room.at > 0 else None


def notes_of(room: Room, lesson: Lesson, say: Say) -> Notes:
    """What whoever leads reads beside the class."""
    following = next_of(room, lesson)
    title = "" if following.deed == "end" else _title(lesson, following.at)
    ahead = say(DEEDS[following.deed], title=title)
    if not 0 <= room.at < len(lesson.steps):
        return Notes(lesson.title, lesson.summary, ahead)
    step = lesson.steps[room.at]
    where = say("Step {number} of {count}: {title}", number=room.at + 1,
                count=len(lesson.steps), title=_title(lesson, room.at))  # fmt: skip
    explained = step.question.explanation if step.question else ""
    words = "\n".join(filter(None, (step.words, explained)))
    return Notes(where, _EMPHASIS.sub(r"\1", words), ahead)


def _title(lesson: Lesson, at: int) -> str:
    """A step as whoever leads knows it again: its question, else its title."""
    step = lesson.steps[at]
    return step.question.prompt if step.question is not None else step.title
