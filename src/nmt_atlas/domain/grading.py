"""Grading: an answer in, a verdict out. Pure; the geometry is looked up by the caller."""

from __future__ import annotations

from typing import Literal

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.lesson import (
    ChooseReferral,
    ClickStructure,
    NameStructure,
    PointReferral,
    Question,
)


class Answer(Frozen):
    """What the learner gave.

    ``value`` is a part id (click), a structure id (name), a trigger point id (choose); for a
    pointed place the caller gives the ``essential`` and ``spillover`` weight (0..1) there.
    """

    value: str = ""
    essential: float = 0.0
    spillover: float = 0.0


class Verdict(Frozen):
    """``score`` in 0..1; ``correct`` is the value that would have been right."""

    score: float
    outcome: Literal["right", "partly", "wrong"]
    correct: str


def grade(question: Question, answer: Answer) -> Verdict:
    """Grade one answer.

    Parameters
    ----------
    question
        Any of the four kinds.
    answer
        What the learner gave.

    Returns
    -------
    Verdict
        Full marks for a right answer; half for a pointed place in the spillover zone only,
        or for the right structure on the wrong side where a side was asked for.
    """
    match question:
        case ClickStructure():
            return _grade_click(question, answer)
        case NameStructure() | ChooseReferral():
            return _verdict(float(answer.value == question.target), question.target)
        case PointReferral():
            score = 1.0 if answer.essential > 0 else 0.5 if answer.spillover > 0 else 0.0
            return _verdict(score, question.target)


def _grade_click(question: ClickStructure, answer: Answer) -> Verdict:
    structure, side = split_part_id(answer.value)
    if structure not in question.accept:
        return _verdict(0.0, question.accept[0])
    wrong_side = question.side not in (None, "midline", side)
    return _verdict(0.5 if wrong_side else 1.0, question.accept[0])


def _verdict(score: float, correct: str) -> Verdict:
    outcome: Literal["right", "partly", "wrong"] = (
        "right" if score >= 1 else "partly" if score > 0 else "wrong"
    )
    return Verdict(score=score, outcome=outcome, correct=correct)
