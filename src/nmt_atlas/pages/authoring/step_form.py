"""The form of one step, and of the lesson itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain.drafting import Drafting
from nmt_atlas.domain.forms import Field, fields_of, kind_title
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import KINDS, BaseQuestion, kind_name
from nmt_atlas.pages.authoring.form import Form
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Heading, Select, Tab, Tabs

QUESTIONS = {kind_name(one): one for one in KINDS}
_ASIDE = ("hint", "shows", "sources", "view")
"""What few questions need: it stands under a tab of its own."""
_LESSON_ASIDE = ("timed", "regions", "prerequisites", "language", "author", "licence", "sources")


def lesson_form(form: Form) -> Iterator[Block]:
    """What the lesson is about, and what few need to say."""
    say, fields = form.say, fields_of(Lesson)
    first = tuple(one for one in fields if one.name not in _LESSON_ASIDE)
    rest = tuple(one for one in fields if one.name in _LESSON_ASIDE)
    yield Heading(text=say("About the lesson"), level=3, id="form")
    yield Tabs(
        id="about",
        label=say("About the lesson"),
        blocks=(
            Tab(id="about-first", title=say("Lesson"), blocks=tuple(form.blocks(first, ""))),
            Tab(id="about-rest", title=say("More"), blocks=tuple(form.blocks(rest, ""))),
        ),
    )


def step_form(form: Form, draft: Drafting, place: int) -> Iterator[Block]:
    """One step: its words and view, its question, and what few questions need."""
    say, pointer = form.say, f"/steps/{place}"
    steps = draft.steps
    question = steps[place].get("question")
    told = say("Step {number} of {count}", number=place + 1, count=len(steps))
    yield Heading(text=told, level=3, id="form")
    yield _moves(form, pointer, place, len(steps))
    kind = QUESTIONS.get(str(question.get("kind", ""))) if isinstance(question, dict) else None
    page = Tab(
        id="step-words",
        title=say("Words and view"),
        blocks=tuple(form.blocks(fields_of(Step), pointer)),
    )
    if kind is None:
        yield from page.blocks
        yield from _add_question(form, pointer)
        yield _ends(form, pointer)
        return
    asked, rest = _parted(kind)
    where = f"{pointer}/question"
    gone = Button(id=f"del:{where}", label=say("Delete the question"))
    title = words(say(kind_title(kind_name(kind))), "quiet")
    yield Tabs(
        id="step",
        label=say("Step"),
        blocks=(
            Tab(
                id="step-question",
                title=say("Question"),
                blocks=(title, *form.blocks(asked, where), Buttons(buttons=(gone,))),
            ),
            page,
            Tab(id="step-rest", title=say("More"), blocks=tuple(form.blocks(rest, where))),
        ),
    )
    yield _ends(form, pointer)


def kinds_of(form: Form, ident: str, label: str) -> Select:
    """A list of every kind of question."""
    options = tuple((kind, form.say(kind_title(kind))) for kind in QUESTIONS)
    return Select(id=ident, label=label, options=(("", form.say("Choose a kind …")), *options))


def _add_question(form: Form, pointer: str) -> Iterator[Block]:
    yield kinds_of(form, f"ask:{pointer}", form.say("Put a question into this step"))


def _parted(kind: type[BaseQuestion[Any]]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of a question in the order of work, and those that few need."""
    own = set(kind.model_fields) - set(BaseQuestion.model_fields)
    fields = fields_of(kind)
    order = {"prompt": 0, "explanation": 2, "objectives": 3}
    asked = [one for one in fields if one.name not in _ASIDE]
    asked.sort(key=lambda one: 1 if one.name in own else order.get(one.name, 4))
    return tuple(asked), tuple(one for one in fields if one.name in _ASIDE)


def _ends(form: Form, pointer: str) -> Block:
    """What is done to the whole step, below its form."""
    say = form.say
    twin = Button(id=f"twin:{pointer}", label=say("Copy this step"))
    gone = Button(id=f"del:{pointer}", label=say("Delete this step"))
    return Buttons(buttons=(twin, gone))


_UP, _DOWN = mark("Move this step up"), mark("Move this step down")


def _moves(form: Form, pointer: str, place: int, count: int) -> Block:
    say = form.say
    return Buttons(
        id="moves",
        label=say("This step"),
        buttons=(
            Button(id=f"part:{place - 1}", label="‹", told=say("The step before"), off=not place),
            Button(
                id=f"part:{place + 1}", label="›", told=say("The next step"), off=place >= count - 1
            ),
            Button(id=f"up:{pointer}", label="↑", told=say(_UP), off=not place),
            Button(id=f"down:{pointer}", label="↓", told=say(_DOWN), off=place >= count - 1),
        ),
    )
