"""The end of a lesson: the score, and what to look at again."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.run import Again, Run
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.pages.lesson_step import OUTCOMES, STEP
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Heading

_SKIPPED = mark("Skipped.")


def lesson_summary(visit: Visit, run: Run) -> list[Block]:
    """How a run went."""
    say, told = visit.say, run.summary()
    blocks: list[Block] = [
        Heading(text=say("Finished: {lesson}", lesson=run.lesson.title), level=2, id=STEP)
    ]
    if told.of:
        score = say("Score: {score} of {total}", score=f"{told.score:.3g}", total=told.of)
        blocks.append(Heading(text=score))
    blocks += _again(visit, told.again)
    if _all_right(run):
        blocks.append(words(say("Every question answered right."), "success"))
    ways = (
        Button(id=f"over:{run.lesson.id}", label=say("Once more")),
        Button(id="close:", label=say("All lessons"), main=True),
    )
    return [*blocks, Buttons(buttons=ways)]


def _all_right(run: Run) -> bool:
    return bool(run.lesson.questions) and not run.summary().again


def _again(visit: Visit, again: tuple[Again, ...]) -> Iterator[Block]:
    if again:
        yield Heading(text=visit.say("Look at these again"))
    for one in again:
        said = _SKIPPED if one.outcome == "skipped" else OUTCOMES[one.outcome][1]
        yield words(f"{visit.say(said)} {one.question.prompt}")
        back = Button(
            id=f"go:{one.position}", label=visit.say("Step {number}", number=one.position + 1)
        )
        yield Buttons(buttons=(back, *_to_read(visit, one)))


def _to_read(visit: Visit, one: Again) -> Iterator[Button]:
    """A button to the article on what was asked, once it gives nothing away."""
    if one.outcome == "skipped":
        return
    for kind, ident in one.question.about():
        if ident in visit.library.of(kind):
            label = visit.say("Read: {name}", name=_name(visit, kind, ident))
            yield Button(id=f"read:{kind}/{ident}", label=label)


def _name(visit: Visit, kind: str, ident: str) -> str:
    names = InWords(visit)
    if kind == "trigger-point":
        return names.point(ident)
    return names.structure(ident) if kind == "structure" else names.document(kind, ident)
