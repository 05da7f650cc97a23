"""An instructor without a browser: a room is opened, led, asked, and what comes back is used."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from class_samples import Screen
from teaching_samples import led, press, texts, until

from nmt_atlas.atlas import Atlas
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.pages.teaching.page import ClassPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.sheets import SHEETS


def test_without_a_server_the_page_says_what_it_needs(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    page = ClassPage(make_visit(small_atlas))
    assert "nmt-atlas serve" in texts(page)


def test_what_the_instructor_looks_at_is_shown(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        assert page.leading is not None
        bea = Screen(hub)
        await bea.come(page.leading.key.code)
        visit.select("piriformis-right")
        seen = await bea.until("see", lambda one: one["scene"].get("selected"))
        assert seen["scene"]["selected"] == ["piriformis-right"]
        assert seen["paint"]
        press(page, "lead:")
        await bea.until("room", lambda one: not one["led"])
        visit.select("gluteus-medius-left")
        press(page, "blank:")
        await bea.until("room", lambda one: one["blank"])
        assert bea.last("see")["scene"]["selected"] == ["piriformis-right"]
        assert page.address() == {"room": page.leading.key.code}

    led(small_atlas, make_visit, story)


def test_a_question_made_of_what_is_selected(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        leading = page.leading
        assert leading is not None
        bea, cy, wall = Screen(hub), Screen(hub), Screen(hub)
        await bea.come(leading.key.code)
        await cy.come(leading.key.code, key="c" * 20, name="=Cy")
        before = visit.state
        visit.select("piriformis-right")
        chosen = visit.state
        press(page, "where:")
        asked = await bea.until("asked", lambda one: one["round"])
        number = asked["round"]
        assert "Where is Piriformis (right)" in asked["prompt"]
        assert bea.last("see")["silent"]
        assert not bea.last("see")["scene"].get("selected")
        await until(lambda: page.quiet and visit.view.quiet)
        for screen, part, at in (
            (bea, "piriformis-right", [-70.0, 2.0, 905.0]),
            (cy, "gluteus-medius-right", [-95.0, 23.0, 960.0]),
        ):
            pick = {"n": 1, "part": part, "point": at}
            await screen.say(say="tap", round=number, pick=pick, uid="u" * 20, n=1)
            assert screen.last("kept")["given"].startswith("You chose: ")
        await until(lambda: "Answered: 2 of 2" in texts(page))
        assert "Gluteus" not in texts(page)
        press(page, "reveal:")
        told = await cy.until("asked", lambda one: not one["open"])
        assert "Not this time." in str(told["blocks"])
        seen = await bea.until("see", lambda one: not one["silent"] and one["scene"].get("markers"))
        assert sorted(
            one["label"] for one in seen["scene"]["markers"] if one.get("kind") == "pin"
        ) == [
            "1",
            "1",
        ]
        await until(lambda: "1 right, 0 partly, 1 wrong" in texts(page))
        assert len(visit.view.beside.dots) == 2
        press(page, "close:")
        await until(lambda: visit.state == chosen)
        assert before != chosen
        await until(lambda: "50 % of 2" in texts(page))
        press(page, "table:")
        href = await until(lambda: page._file)
        _, token, name = href.split("/")
        found = SHEETS.get(token, name)
        assert found is not None
        rows = list(csv.DictReader(io.StringIO(found.decode("utf-8-sig"))))
        assert [(one["name"], one["score"]) for one in rows] == [
            ("Bea", "1.000"),
            ("'=Cy", "0.000"),
        ]
        del wall

    led(small_atlas, make_visit, story)


def test_a_question_of_ones_own_vote_again_and_a_lesson_of_it(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        leading = page.leading
        assert leading is not None
        bea = Screen(hub)
        await bea.come(leading.key.code)
        press(page, "spot:")
        press(page, "prompt:take", "Which one?")
        for text in ("this", "that", "neither"):
            press(page, "option:take", text)
        press(page, "right:1")
        press(page, "spot:")
        asked = await bea.until("asked", lambda one: one["round"])
        labels = [one["label"] for one in asked["blocks"][0]["buttons"]]
        assert sorted(labels) == ["neither", "that", "this"]
        await bea.say(
            say="press", round=asked["round"], uid="u" * 20, n=1,
            id=asked["blocks"][0]["buttons"][labels.index("this")]["id"],
        )  # fmt: skip
        assert "this" in bea.last("kept")["given"]
        press(page, "reveal:")
        await bea.until("asked", lambda one: not one["open"])
        press(page, "again:")
        second = await bea.until("asked", lambda one: one["open"] and one["round"] > asked["round"])
        assert [one["label"] for one in second["blocks"][0]["buttons"]] == labels
        await bea.say(
            say="press", round=second["round"], uid="v" * 20, n=2,
            id=second["blocks"][0]["buttons"][labels.index("neither")]["id"],
        )  # fmt: skip
        press(page, "reveal:")
        press(page, "close:")
        await until(lambda: "does not know yet" in texts(page))
        opened: list[Any] = []
        visit.opener = lambda name, keys: opened.append((name, dict(keys)))
        press(page, "learn:")
        assert opened == [("lessons", {"lesson": f"class-{leading.key.code}"})]
        lesson = visit.library.lessons[f"class-{leading.key.code}"]
        assert [one.prompt for one in lesson.questions] == ["Which one?"]

    led(small_atlas, make_visit, story)


def test_a_class_is_found_again_by_whoever_opened_it_alone(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        assert page.leading is not None
        code = page.leading.key.code
        page.restore({})
        assert page.leading is None
        again = ClassPage(visit)
        again.restore({"room": code})
        assert again.leading is not None
        other = make_visit(small_atlas, learner="mallory", store=visit.store)
        other.hub = hub
        stranger = ClassPage(other)
        stranger.restore({"room": code})
        assert stranger.leading is None
        assert "led by somebody else" in str(other.notices)
        press(again, "end:")
        press(again, "end:sure")
        await until(lambda: again.leading and again.leading.room.ended)
        again.enter()
        press(again, "leave:")
        assert "Tuesday" in texts(again)

    led(small_atlas, make_visit, story)


def test_a_visit_that_has_left_is_gone(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(_visit: Visit, hub: Hub, page: ClassPage) -> None:
        import gc

        leading = page.leading
        assert leading is not None
        live = leading.live
        assert len(live.listeners) == 1
        page.leading = None
        leading.visit.view.param.unwatch(leading._watcher)
        leading.visit.param.unwatch(leading._presenting)
        del leading
        gc.collect()
        await until(lambda: not live.listeners)

    led(small_atlas, make_visit, story)
