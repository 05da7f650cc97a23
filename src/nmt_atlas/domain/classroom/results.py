"""What a class leaves behind: its answers as a table, and a lesson about what it did not know."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.classroom.ballots import Ballot
from nmt_atlas.domain.classroom.events import Asked
from nmt_atlas.domain.classroom.room import Numbered
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import BaseQuestion

HEADS = ("round", "asked_at", "question", "kind", "prompt", "member", "name", "answer", "score",
         "answered_at")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Round(Frozen):
    """A question that a class was asked; ``number`` is the round's."""

    number: int
    asked: Asked
    at: str


def rounds_of(events: Iterable[Numbered]) -> tuple[Round, ...]:
    """Every question that was asked, in order."""
    return tuple(
        Round(number=one.number, asked=one.event, at=one.at.isoformat())
        for one in events
        if isinstance(one.event, Asked)
    )


def as_csv(
    rounds: Sequence[Round],
    ballots: Iterable[Ballot],
    names: Mapping[int, str],
    spoken: Mapping[str, str],
) -> str:
    """Every answer that counts, a line each.

    Parameters
    ----------
    names
        Member -> name.
    spoken
        Ballot (uid) -> its answer in words.
    """
    by_number = {one.number: one for one in rounds}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADS)
    for ballot in ballots:
        found = by_number.get(ballot.round)
        if found is None:
            continue
        question: Any = found.asked.question
        cells = (
            found.number,
            found.at,
            question.id,
            question.kind,
            question.prompt,
            ballot.member,
            names.get(ballot.member, ""),
            spoken.get(ballot.uid, ""),
            f"{ballot.score:.3f}",
            ballot.at.isoformat(),
        )
        table.writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: names are typed by anybody."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _number(cell) else cell


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def lesson_of(
    ident: str, title: str, rounds: Iterable[Round], wanted: Sequence[str], say: Say
) -> Lesson | None:
    """A lesson of the questions (ids) that a class did not know; None where there are none."""
    asked = {one.asked.question.id: one for one in rounds}
    chosen = [asked[one] for one in wanted if one in asked]
    if not chosen:
        return None
    steps = tuple(
        Step(
            id=f"step-{number}",
            title=say("Question {number}", number=number),
            view=one.asked.view,
            question=_alone(one.asked.question),
        )
        for number, one in enumerate(chosen, start=1)
    )
    sources = dict.fromkeys(source for one in chosen for source in one.asked.question.sources)
    return Lesson(
        id=ident,
        title=say("What “{title}” did not know", title=title),
        summary=say.plural(
            len(steps),
            "{count} question of a class, to be asked once more.",
            "{count} questions of a class, to be asked once more.",
        ),
        minutes=max(1, min(120, len(steps))),
        objectives=(say("Answer what the class could not answer."),),
        author=title,
        steps=steps,
        sources=tuple(sources),
    )


def _alone(question: BaseQuestion[Any]) -> BaseQuestion[Any]:
    """A question without the objectives of the lesson that it was in."""
    return question.model_copy(update={"objectives": ()})
