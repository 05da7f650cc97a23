"""One step of a lesson: its words, its question, what was answered and why."""

from __future__ import annotations

from typing import Any, Protocol

import panel_material_ui as pmui

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Answer, BaseQuestion, outcome_of
from nmt_atlas.domain.run import Given, Run
from nmt_atlas.pages.asking import ASKING, Asked
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.bits import action, alert, column, heading, row, words
from nmt_atlas.pages.lesson_list import facts_of
from nmt_atlas.pages.lesson_words import paragraphs
from nmt_atlas.pages.visit import Visit

OUTCOMES = {
    "right": ("success", mark("Right.")),
    "partly": ("warning", mark("Partly right.")),
    "wrong": ("error", mark("Not this time.")),
}


class Walks(Protocol):
    """Who is told what the learner does."""

    def give(self, answer: Answer) -> None:
        """Answer the question."""
        ...

    def next(self) -> None:
        """Go one step on."""
        ...

    def previous(self) -> None:
        """Go one step back."""
        ...

    def close(self) -> None:
        """Leave the lesson."""
        ...


def lesson_step(visit: Visit, run: Run, walks: Walks) -> list[Any]:
    """The step that a run shows."""
    say, lesson, step = visit.say, run.lesson, run.step
    if step is None:
        return []
    count = len(lesson.steps)
    return [
        row(action(say("All lessons"), "arrow_back", walks.close), margin=(6, 6)),
        heading(lesson.title, 2),
        pmui.LinearProgress(
            value=round(100 * run.position / count),
            variant="determinate",
            margin=(4, 10),
            sizing_mode="stretch_width",
        ),
        words(say("Step {number} of {count}", number=run.position + 1, count=count), quiet=True),
        *_passed(visit, run),
        *(_opening(visit, run) if run.position == 0 else []),
        heading(step.title, 3),
        *map(words, paragraphs(step.words)),
        *(_question(visit, run, step.question, walks) if step.question else []),
        _ways_on(visit, run, walks),
    ]


def _passed(visit: Visit, run: Run) -> list[Any]:
    """Say that a question was skipped."""
    if not run.passed:
        return []
    told = visit.say("The last question is skipped. You can go back and answer it.")
    return [alert(told, "info")]


def _opening(visit: Visit, run: Run) -> list[Any]:
    """What the lesson is for, on its first page."""
    lesson = run.lesson
    return [
        words(facts_of(visit.say, lesson), quiet=True),
        words(visit.say("What you can do afterwards:")),
        *(words(f"• {objective}") for objective in lesson.objectives),
    ]


def _ways_on(visit: Visit, run: Run, walks: Walks) -> Any:
    last = run.position == len(run.lesson.steps) - 1
    say = visit.say
    return row(
        action(say("Previous"), "navigate_before", walks.previous, disabled=run.position == 0),
        action(
            say("Finish") if last else say("Next"),
            "navigate_next",
            walks.next,
            variant="contained",
        ),
        margin=(10, 6),
    )


def _question(visit: Visit, run: Run, question: BaseQuestion[Any], walks: Walks) -> list[Any]:
    given = run.given
    answer = question.read(given.answer) if given else None
    asked = Asked(visit, question, run.choices, walks.give, answer, open=given is None)
    items = [heading(question.prompt, 4)]
    if question.id in run.replaced:
        changed = visit.say("This question has changed since you answered it.")
        items.append(words(changed, quiet=True))
    if given is not None:
        items += _verdict(visit, question, given, answer)
    items += ASKING[type(question)](asked)
    if given is None and question.hint:
        items.append(_hint(visit, question.hint))
    return items


def _hint(visit: Visit, hint: str) -> Any:
    """A button that gives the hint, so that the keyboard reaches it."""
    place = column()

    def opened() -> None:
        place.objects = [words(hint)]

    place.append(action(visit.say("A hint"), "lightbulb", opened))
    return place


def _verdict(
    visit: Visit, question: BaseQuestion[Any], given: Given, answer: Answer | None
) -> list[Any]:
    """How the answer was, what was chosen, why, and who says so."""
    outcome = outcome_of(given.score)
    severity, said = OUTCOMES[outcome]
    chosen = ""
    if answer is not None and outcome != "right":
        chosen = question.spoken(answer, InWords(visit), visit.say)
    told = " ".join(filter(None, (visit.say(said), chosen, question.explanation)))
    cited = (visit.library.sources.get(one) for one in question.sources)
    return [
        alert(told, severity),
        *(
            words(f"{source.authors} ({source.year}). {source.title}.", quiet=True)
            for source in cited
            if source is not None
        ),
    ]
