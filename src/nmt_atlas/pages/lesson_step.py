"""One step of a lesson: its words, its question, what was answered and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain.drafting import PREVIEW, is_tried_out
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Answer, BaseQuestion, Outcome
from nmt_atlas.domain.run import HINT_COST, Given, Run
from nmt_atlas.pages.asking import ASKING, Asked
from nmt_atlas.pages.asking.answering import Answering
from nmt_atlas.pages.asking.ground import Ground, InWords
from nmt_atlas.pages.lesson_list import facts_of, words
from nmt_atlas.pages.lesson_words import paragraphs
from nmt_atlas.pages.own_words import OwnWords
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Clock, Fold, Heading, Tone
from nmt_atlas.viewer.reach import REACHED

OUTCOMES: dict[Outcome, tuple[Tone, str]] = {
    "right": ("success", mark("Right.")),
    "partly": ("info", mark("Partly right.")),
    "wrong": ("caution", mark("Not this time.")),
}
TIME_IS_UP = mark("The time is up. Nothing is lost: your answers are kept, and you may go on.")
STEP, VERDICT, QUESTION = "step", "verdict", "question"
"""What the focus is set on: the title of a step, how the answer was, the question."""


def lesson_step(visit: Visit, run: Run, answering: Answering, own: OwnWords) -> list[Block]:
    """The step that a run shows; ``own`` are the learner's words, below what is answered."""
    say, lesson, step = visit.say, run.lesson, run.step
    if step is None:
        return []
    count = len(lesson.steps)
    place = say("Step {number} of {count}", number=run.position + 1, count=count)
    silent = run.asking  # what the lesson is about may be the answer
    return [
        *_ways_out(visit, run),
        words(place if silent else f"{lesson.title} · {place}", "quiet"),
        *_clock(visit, run),
        *_passed(visit, run),
        *([] if step.question else [Heading(text=step.title, level=2, id=STEP)]),
        *(_opening(visit, run) if run.position == 0 and not step.question else []),
        *map(words, paragraphs(step.words)),
        *([words(say(_BROKEN), "caution")] if step.broken else []),
        *(_question(visit, run, step.question, answering, own) if step.question else []),
        _ways_on(visit, run),
    ]


def _ways_out(visit: Visit, run: Run) -> Iterator[Block]:
    """Back to the list, or to the draft that is tried out; a copy to change, on the first page."""
    say, ident = visit.say, run.lesson.id
    out = [Button(id="close:", label=say("All lessons"))]
    if is_tried_out(ident):
        out = [Button(id=f"draft:{ident.removeprefix(PREVIEW)}", label=say("Back to the draft"))]
    elif REACHED.may_author and visit.may("author") and run.position == 0:
        out.append(Button(id=f"copy:{ident}", label=say("Change a copy of it")))
    yield Buttons(buttons=tuple(out))
    if is_tried_out(ident):
        yield words(say("You try a draft out: no answer is kept."), "info")


_BROKEN = mark("The question of this step has a fault and is left out.")


def _clock(visit: Visit, run: Run) -> list[Block]:
    """The time that is left of a lesson that is taken against the clock."""
    ends = run.ends_at
    if ends is None:
        return []
    left = run.seconds_left(visit.clock())
    if not left:
        return [words(visit.say(TIME_IS_UP), "info")]
    label = visit.say("Time left:")
    return [Clock(id="clock:", label=label, until=ends.isoformat(), left=left)]


def _passed(visit: Visit, run: Run) -> list[Block]:
    """Say that a question was skipped."""
    if not run.passed:
        return []
    told = visit.say("The last question is skipped. You can go back and answer it.")
    return [words(told, "info")]


def _opening(visit: Visit, run: Run) -> list[Block]:
    """What the lesson is for, on its first page."""
    lesson = run.lesson
    return [
        words(lesson.summary),
        words(facts_of(visit.say, lesson, author=True), "quiet"),
        words(visit.say("What you can do afterwards:")),
        *(words(f"• {objective}") for objective in lesson.objectives),
        *_before(visit, run),
    ]


def _before(visit: Visit, run: Run) -> Iterator[Block]:
    """The lessons that come before this one."""
    known = visit.library.lessons
    names = [known[one].title for one in run.lesson.prerequisites if one in known]
    if names:
        yield words(visit.say("Before this one: {names}.", names=", ".join(names)), "quiet")


def _ways_on(visit: Visit, run: Run) -> Buttons:
    last = run.position == len(run.lesson.steps) - 1
    say = visit.say
    on = say("Finish") if last else say("Skip this question") if _open(run) else say("Next")
    return Buttons(
        buttons=(
            Button(id="previous:", label=say("Previous"), off=run.position == 0),
            Button(id="next:", label=on, main=not _open(run)),
        )
    )


def _open(run: Run) -> bool:
    return run.question is not None and run.given is None


def _question(
    visit: Visit, run: Run, question: BaseQuestion[Any], answering: Answering, own: OwnWords
) -> list[Block]:
    told = run.practice or run.given
    answer = question.read(told.answer) if told and not run.asking else None
    asked = answering.asked(run, answer)
    blocks: list[Block] = [Heading(text=question.prompt, level=2, id=QUESTION)]
    if question.id in run.replaced:
        changed = visit.say("This question has changed since you answered it.")
        blocks.append(words(changed, "quiet"))
    if run.practising:
        blocks.append(words(visit.say("For practice: your first answer counts."), "quiet"))
    if told is not None and not run.asking:
        blocks += _verdict(visit, question, told, answer, practice=run.practice is not None)
    blocks += ASKING[type(question)].blocks(asked)
    if run.asking:
        return [*blocks, *_hint(visit, run, question)]
    kept = () if is_tried_out(run.lesson.id) else own.blocks(question)
    return [*blocks, *kept, *_again(asked)]


def _hint(visit: Visit, run: Run, question: BaseQuestion[Any]) -> Iterator[Block]:
    """The hint, or the button that gives it for some of the marks."""
    if not question.hint:
        return
    if question.id in run.hinted or run.practising:
        yield words(question.hint, "info", "hinted")
    else:
        percent = round(100 * HINT_COST)
        label = visit.say("A hint (costs {percent} %)", percent=percent)
        yield Buttons(buttons=(Button(id="hint:", label=label),))


def _again(asked: Asked[Any]) -> Iterator[Block]:
    label = asked.say("Try it again (does not count)")
    yield Buttons(buttons=(Button(id="again:", label=label),))


def _verdict(
    visit: Visit,
    question: BaseQuestion[Any],
    given: Given,
    answer: Answer | None,
    *,
    practice: bool,
) -> Iterator[Block]:
    """How the answer was, what was chosen, why, and who says so."""
    say = visit.say
    tone, said = OUTCOMES[given.outcome]
    parts = [say(said)]
    if answer is not None:
        if given.outcome != "right":
            parts.append(question.spoken(answer, InWords(visit), say))
        parts.append(question.measured(answer, Ground(visit), say))
        if question.chosen(answer):
            parts.append(say("What you chose is hatched on the body."))
    if given.hinted:
        parts.append(say("The hint cost {percent} %.", percent=round(100 * HINT_COST)))
    if practice:
        parts.append(say("This was practice: your first answer counts."))
    yield words(" ".join(filter(None, parts)), tone, VERDICT)
    yield words(question.explanation)
    cited = (visit.library.sources.get(one) for one in question.sources)
    lines = [words(f"{one.authors} ({one.year}). {one.title}.", "quiet") for one in cited if one]
    if lines:
        yield Fold(title=say("Sources"), blocks=tuple(lines))
