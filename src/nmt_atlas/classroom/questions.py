"""How a class's questions are put, read and judged: what this room has to be given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from nmt_atlas.atlas.beside import Beside
from nmt_atlas.domain.classroom.plan import Notes
from nmt_atlas.domain.classroom.room import Live, Room
from nmt_atlas.domain.classroom.speech import Held, Press
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import Answer, Verdict
from nmt_atlas.domain.view_state import ViewState

Blocks = Sequence[Mapping[str, Any]]
"""Blocks of a leaf as plain data."""


class Pressed(NamedTuple):
    """What came of a press: what the controls hold now, the answer if it was one, what to tell."""

    held: Held
    answer: Answer | None = None
    told: str = ""


class Questions(Protocol):
    """Puts questions and judges answers; every method is quick, and none keeps anything."""

    def say(self, language: str) -> Say:
        """Texts of the interface in a language."""
        ...

    def put(self, live: Live, held: Held, language: str) -> Blocks:
        """The controls of an open question."""
        ...

    def press(self, live: Live, press: Press, language: str) -> Pressed:
        """What a press of a control comes to."""
        ...

    def tap(self, live: Live, pick: Pick) -> Answer | None:
        """The answer that a click on the body gives; None where it is none."""
        ...

    def grade(self, live: Live, answer: Answer) -> Verdict:
        """The verdict on an answer."""
        ...

    def spoken(self, live: Live, answer: Answer, language: str) -> str:
        """What was answered, in a sentence."""
        ...

    def verdict(self, live: Live, answer: Answer | None, language: str) -> Blocks:
        """What is told when the answer is revealed: how one's own was, what is right and why."""
        ...

    def counted(self, live: Live, answer: Answer, language: str) -> Sequence[str]:
        """What an answer is counted as."""
        ...

    def explained(self, live: Live) -> ViewState:
        """What the body shows when the answer is revealed."""
        ...

    def aside(self, live: Live) -> Beside:
        """What an open question lays over the body."""
        ...

    def notes(self, room: Room, language: str) -> Notes:
        """What whoever leads reads, where the class goes through a lesson."""
        ...
