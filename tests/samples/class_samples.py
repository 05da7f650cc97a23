"""Rooms without a network: a store in a file, questions that ask one thing, screens that listen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from question_samples import COMMON, SAMPLES

from nmt_atlas.atlas.beside import NOTHING_BESIDE
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.outbox import Outbox
from nmt_atlas.classroom.packets import packet, unpacked
from nmt_atlas.classroom.questions import Pressed
from nmt_atlas.classroom.seats import Seat
from nmt_atlas.domain.classroom.plan import Notes
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.questions import Clicked, ClickStructure, Verdict

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})


class OneQuestion:
    """Questions that are put as one button, and are right where the soleus is clicked."""

    def say(self, _language: str) -> Any:
        return ENGLISH.say

    def put(self, live: Any, held: Any, language: str) -> Any:
        return [{"kind": "text", "runs": [{"text": f"{language} {sorted(held.draft)}"}]}]

    def press(self, live: Any, press: Any, language: str) -> Pressed:
        if press.id.startswith("choose:") and press.id != "choose:":
            return Pressed(press.held, Clicked(part=press.id.removeprefix("choose:")))
        if press.id == "done:":
            return Pressed(press.held, None, "Something is missing in your answer.")
        draft = {**press.held.draft, press.id: str(press.value)}
        return Pressed(press.held.model_copy(update={"draft": draft}))

    def tap(self, live: Any, pick: Any) -> Any:
        return live.question.from_tap(pick)

    def grade(self, live: Any, answer: Any) -> Verdict:
        return Verdict.of(float(answer.part == "soleus-right"), "soleus")

    def spoken(self, live: Any, answer: Any, language: str) -> str:
        return f"You chose: {answer.part}."

    def verdict(self, live: Any, answer: Any, language: str) -> Any:
        text = "none" if answer is None else answer.part
        return [{"kind": "text", "runs": [{"text": text}]}]

    def counted(self, live: Any, answer: Any, language: str) -> Any:
        return [answer.part]

    def explained(self, live: Any) -> Any:
        return live.view

    def aside(self, live: Any) -> Any:
        return NOTHING_BESIDE

    def notes(self, room: Any, language: str) -> Notes:
        return Notes(f"{room.lesson} {room.at}", language, "what comes next")


def see_by_number(_atlas: Any, room: Any, _questions: Any, tally: Any, language: str) -> Any:
    """What the body shows, drawn by nobody: its number and selection stand for it."""
    dots = [one.count for one in tally.dots] if tally else []
    shown = {"say": "see", "number": room.number, "selection": room.view.selection}
    return packet({**shown, "language": language, "dots": dots})


class Clock:
    """A clock that goes as it is told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Screen:
    """A screen without a browser: what it says, and all that it was told."""

    def __init__(self, hub: Hub, address: str = "10.0.0.1") -> None:
        self.told: list[dict[str, Any]] = []
        self.ended = False
        self.stuck: asyncio.Event | None = None
        outbox = Outbox(self._write, self._gone, patience=0.3)
        self.seat = Seat(hub, outbox, address, self._end)
        self.n = 0

    async def _write(self, sent: Any) -> None:
        if self.stuck is not None:
            await self.stuck.wait()
        self.told.append(unpacked(sent))

    def _gone(self) -> None:
        self.seat.too_slow()

    def _end(self) -> None:
        self.ended = True

    async def say(self, **message: Any) -> None:
        await self.seat.take(json.dumps(message))
        while self.stuck is None and (self.seat.outbox.waiting or self.seat.outbox._pump):
            await asyncio.sleep(0.004)

    async def come(
        self, code: str, key: str = "k" * 20, name: str | None = "Bea", **more: Any
    ) -> None:
        await self.say(say="hello", code=code, key=key, name=name, **more)

    async def choose(self, part: str, number: int, *, uid: str = "", n: int = 0) -> None:
        self.n = n or self.n + 1
        uid = uid or f"answer-number-{self.n:06}"
        await self.say(say="press", round=number, id=f"choose:{part}", uid=uid, n=self.n)

    def last(self, kind: str) -> dict[str, Any]:
        """What it was told last of a kind; empty where it was not."""
        return next((one for one in reversed(self.told) if one["say"] == kind), {})

    async def until(self, kind: str, true: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Wait until it was told something."""
        for _ in range(400):
            found = self.last(kind)
            if found and true(found):
                return found
            await asyncio.sleep(0.01)
        raise AssertionError(f"no “{kind}” of that sort: {self.told[-6:]}")
