"""An instructor without a browser leads: a lesson by one button, a pointer, names, teams."""

from __future__ import annotations

from collections.abc import Callable

from class_samples import Screen
from question_samples import COMMON, SAMPLES
from teaching_samples import led, press, texts, until

from nmt_atlas.atlas import Atlas
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.packets import word_of
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import ClickStructure
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages import presenter
from nmt_atlas.pages.teaching.page import ClassPage
from nmt_atlas.pages.visit import Visit

QUESTION = ClickStructure.model_validate(
    {**COMMON, **SAMPLES["click-structure"].good, "accept": ("piriformis",), "side": "right"}
)
SHOWN = ViewState(selection=("piriformis-right",))
LESSON = Lesson(
    id="hip-led",
    title="The hip",
    summary="Of the hip.",
    minutes=5,
    objectives=("Find it.",),
    steps=(
        Step(id="one", title="Where it lies", words="**Deep** to the gluteus.", view=SHOWN),
        Step(id="two", title="Find it", question=QUESTION),
        Step(id="three", title="What it does", view=ViewState(selection=("sacrum",))),
    ),
    sources=("someone",),
)


def test_a_lesson_is_led_step_by_step_from_the_page_and_from_a_phone(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        leading = page.leading
        assert leading is not None
        visit.library.lessons.hold(LESSON)
        key = leading.key
        bea, remote = Screen(hub), Screen(hub)
        await bea.come(key.code)
        word = word_of(key.secret, "remote")
        await remote.come(key.code, key="r" * 20, role="remote", word=word)
        press(page, "through:hip-led")
        await until(lambda: "Next: Where it lies" in texts(page))
        press(page, "step:1")
        await until(lambda: "Step 1 of 3: Where it lies" in texts(page))
        assert "Deep to the gluteus." in texts(page)
        seen = await bea.until("see", lambda one: one["scene"].get("selected"))
        assert seen["scene"]["selected"] == ["piriformis-right"]
        told = await remote.until("room", lambda one: "Step 1" in one["notes"]["where"])
        assert told["notes"]["ahead"] == f"Next, a question: {QUESTION.prompt}"
        await remote.say(say="do", what="next")
        asked = await bea.until("asked", lambda one: one["round"])
        assert asked["open"]
        await remote.until("room", lambda one: one["notes"]["ahead"] == "Next: reveal the answer")
        await until(lambda: "Next: reveal the answer" in texts(page))
        press(page, "step:1")
        await bea.until("asked", lambda one: one["round"] and not one["open"])
        await until(lambda: "Next: What it does" in texts(page))
        press(page, "step:1")
        await bea.until("asked", lambda one: not one["round"])
        await bea.until("see", lambda one: one["scene"].get("selected") == ["sacrum"])
        await until(lambda: "That was the last step." in texts(page))
        press(page, "step:-1")
        await until(lambda: "Step 2 of 3" in texts(page))
        assert leading.question is None, "going back asks nothing again"
        press(page, "through:")
        await until(lambda: "Step 2 of 3" not in texts(page))

    led(small_atlas, make_visit, story)


def test_the_pointer_points_on_every_screen_and_is_put_away(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(_visit: Visit, hub: Hub, page: ClassPage) -> None:
        assert page.leading is not None
        bea = Screen(hub)
        await bea.come(page.leading.key.code)
        pick = Pick(n=1, part="piriformis-right", point=(-70.0, 2.0, 905.0))
        assert not page.on_tap(pick)
        press(page, "pointer:dot")
        assert page.on_tap(pick)
        told = await bea.until("room", lambda one: one["pointed"])
        assert (told["pointed"], told["spot"]) == ([-70.0, 2.0, 905.0], False)
        await until(lambda: page.leading.room.pointed)
        press(page, "pointer:light")
        assert page.on_tap(pick)
        await bea.until("room", lambda one: one["spot"])
        await until(lambda: page.leading.room.spot)
        press(page, "pointer:light")
        await bea.until("room", lambda one: one["pointed"] is None)
        assert not page.on_tap(pick)

    led(small_atlas, make_visit, story)


def test_what_is_hidden_before_a_class_is_hidden_on_every_screen(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        assert page.leading is not None
        bea = Screen(hub)
        await bea.come(page.leading.key.code)
        presenter.hide_names(visit)
        await bea.until("see", lambda one: one["silent"])
        await until(lambda: not page.leading.room.named)
        press(page, "named:")
        await bea.until("see", lambda one: not one["silent"])
        visit.presenting = visit.presenting.changed(black=True)
        await bea.until("room", lambda one: one["blank"])

    led(small_atlas, make_visit, story)


def test_teams_and_points_are_there_where_they_are_wanted(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(visit: Visit, hub: Hub, page: ClassPage) -> None:
        leading = page.leading
        assert leading is not None
        bea = Screen(hub)
        await bea.come(leading.key.code)
        press(page, "teams:", "3")
        await bea.until("room", lambda one: one["teams"] == 3)
        await until(lambda: leading.room.teams == 3)
        press(page, "ranked:", True)
        await until(lambda: leading.room.ranked)
        leading.ask(QUESTION, ViewState(), "")
        asked = await bea.until("asked", lambda one: one["round"])
        pick = {"n": 1, "part": "gluteus-medius-right", "point": [-95.0, 23.0, 960.0]}
        await bea.say(say="tap", round=asked["round"], pick=pick, uid="u" * 20, n=1)
        press(page, "reveal:")
        await until(lambda: "Team 1" in texts(page) and "Points so far" in texts(page))
        press(page, "close:")
        await until(lambda: "does not know yet" in texts(page))
        press(page, "weak:")
        await until(lambda: visit.state.selection == ("piriformis-right",))

    led(small_atlas, make_visit, story)


def test_a_name_is_offered_for_what_is_typed_and_taken(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    async def story(_visit: Visit, hub: Hub, page: ClassPage) -> None:
        leading = page.leading
        assert leading is not None
        bea = Screen(hub)
        await bea.come(leading.key.code)
        leading.ask(QUESTION, ViewState(), "")
        asked = await bea.until("asked", lambda one: one["round"])
        for typed in ("piri", "piriformis (r"):
            more = {"round": asked["round"], "held": asked["held"], "uid": "u" * 20, "n": 1}
            await bea.say(say="press", id="words:ask", value=typed, **more)
            told = await bea.until("asked", lambda one, typed=typed: one["held"]["query"] == typed)
            field = next(one for one in told["blocks"] if one["kind"] == "field")
            assert ["piriformis-right", "Piriformis (right)"] in field["options"]

    led(small_atlas, make_visit, story)
