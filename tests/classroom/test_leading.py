"""What leads a class: notes for the remote control, names, the pointer, teams, and verdicts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from class_samples import NOW, QUESTION, OneQuestion, Screen

from nmt_atlas.classroom.packets import word_of
from nmt_atlas.domain.classroom.events import Asked, Played, Pointed, Revealed, Stepped
from nmt_atlas.domain.view_state import ViewState

VIEW = ViewState(selection=("soleus-right",))


def test_the_remote_control_reads_notes_and_nobody_else_does(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea, remote, late = Screen(hub), Screen(hub), Screen(hub)
            await bea.come(key.code)
            word = word_of(key.secret, "remote")
            await remote.come(key.code, key="r" * 20, role="remote", word=word)
            assert remote.last("room")["notes"] == {"where": "", "words": "", "ahead": ""}
            hub.lead(key, "ada", Stepped(lesson="calf", at=2))
            told = await remote.until("room", lambda one: one["notes"]["where"])
            assert told["notes"]["where"] == "calf 2"
            await late.come(key.code, key="l" * 20, role="remote", word=word)
            assert late.last("room")["notes"]["where"] == "calf 2"
            assert not any("notes" in one for one in bea.told)
            await remote.say(say="do", what="hush")
            assert not (await bea.until("room", lambda one: not one["named"]))["named"]
            await bea.say(say="do", what="name")
            assert not bea.last("room")["named"], "a student leads nothing"

    asyncio.run(story())


def test_what_is_pointed_at_and_teams_are_on_every_screen(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "nicknames", NOW)
            wall = Screen(hub)
            word = word_of(key.secret, "screen")
            await wall.come(key.code, key="w" * 20, role="screen", word=word)
            students = [Screen(hub) for _ in range(3)]
            for number, one in enumerate(students):
                await one.come(key.code, key=f"student-{number}" * 2, name=f"S{number}")
            assert [one.last("welcome")["number"] for one in students] == [1, 2, 3]
            seen = len([one for one in wall.told if one["say"] == "see"])
            hub.lead(key, "ada", Pointed(at=(1.0, 2.0, 3.0), spot=True))
            hub.lead(key, "ada", Played(teams=2, ranked=True))
            for one in (wall, *students):
                told = await one.until("room", lambda one: one["teams"] == 2)
                assert (told["pointed"], told["spot"]) == ([1.0, 2.0, 3.0], True)
            assert len([one for one in wall.told if one["say"] == "see"]) == seen, (
                "all is as it was"
            )
            await asyncio.wrap_future(hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW)))
            given = ("soleus-right", "tibia-right", "tibia-right")
            for one, part in zip(students, given, strict=True):
                told = await one.until("asked", lambda one: one["round"])
                await one.choose(part, told["round"])
            number = told["round"]
            await wall.until("asked", lambda one: one["answered"] == 3)
            assert wall.last("asked")["standings"] == []
            hub.lead(key, "ada", Revealed(round=number))
            told = await wall.until("asked", lambda one: one["standings"])
            assert [one["name"] for one in told["standings"]][:3] == ["Team 1", "Team 2", "S0"]
            assert [one["points"] for one in told["standings"]][:3] == [0.5, 0.0, 1.0]

    asyncio.run(story())


def test_who_answered_alike_are_told_alike_and_it_is_judged_once(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def verdict(_self: Any, _live: Any, answer: Any, _language: str) -> Any:
        judged.append(answer.part if answer else "none")
        return [{"kind": "text", "runs": [{"text": judged[-1]}]}]

    monkeypatch.setattr(OneQuestion, "verdict", verdict)

    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Lecture", "nicknames", NOW)
            students = [Screen(hub) for _ in range(6)]
            for number, one in enumerate(students):
                await one.come(key.code, key=f"student-{number}" * 2, name=f"S{number}")
            await asyncio.wrap_future(hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW)))
            for number, one in enumerate(students[:5]):
                await one.until("asked", lambda told: told["round"] == 2)
                await one.choose("soleus-right" if number % 2 else "tibia-right", 2)
            judged.clear()
            hub.lead(key, "ada", Revealed(round=2))
            told = [await one.until("asked", lambda one: not one["open"]) for one in students]
            own = [one["blocks"][0]["runs"][0]["text"] for one in told]
            assert own == [*["tibia-right", "soleus-right"] * 2, "tibia-right", "none"]
            assert [one["given"] for one in told[:2]] == [
                "You chose: tibia-right.",
                "You chose: soleus-right.",
            ]
            assert sorted(judged) == ["none", "soleus-right", "tibia-right"]

    asyncio.run(story())
