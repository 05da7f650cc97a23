"""Verdicts of the four kinds of questions."""

import pytest

from nmt_atlas.domain.grading import Answer, grade
from nmt_atlas.domain.lesson import ChooseReferral, ClickStructure, NameStructure, PointReferral

COMMON = {"id": "q", "prompt": "?", "explanation": "!", "sources": ("s",)}
CLICK = ClickStructure(accept=("soleus",), side="right", **COMMON)
NAME = NameStructure(target="soleus", distractors=("a", "b"), **COMMON)
CHOOSE = ChooseReferral(target="soleus-tp1", distractors=("a", "b"), **COMMON)
POINT = PointReferral(target="soleus-tp1", **COMMON)


@pytest.mark.parametrize(
    ("question", "answer", "score", "outcome"),
    [
        (CLICK, Answer(value="soleus-right"), 1.0, "right"),
        (CLICK, Answer(value="soleus-left"), 0.5, "partly"),
        (CLICK, Answer(value="plantaris-right"), 0.0, "wrong"),
        (CLICK.model_copy(update={"side": None}), Answer(value="soleus-left"), 1.0, "right"),
        (NAME, Answer(value="soleus"), 1.0, "right"),
        (NAME, Answer(value="a"), 0.0, "wrong"),
        (CHOOSE, Answer(value="soleus-tp1"), 1.0, "right"),
        (CHOOSE, Answer(value="b"), 0.0, "wrong"),
        (POINT, Answer(essential=0.2, spillover=0.9), 1.0, "right"),
        (POINT, Answer(spillover=0.2), 0.5, "partly"),
        (POINT, Answer(), 0.0, "wrong"),
    ],
)
def test_verdicts(question, answer, score, outcome):
    verdict = grade(question, answer)
    assert (verdict.score, verdict.outcome) == (score, outcome)
