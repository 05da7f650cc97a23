"""One sample of every kind of question: documents, answers, and a body to grade them on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.questions import Answer, Chosen, Clicked, Named, Pointed

COMMON = {"id": "q", "prompt": "?", "explanation": "!", "sources": ["s"]}


@dataclass(frozen=True)
class Sample:
    """``good`` and ``bad`` are the kind's own keys of a document; the answers are to ``good``."""

    good: dict[str, Any]
    bad: dict[str, Any]
    right: Answer
    wrong: Answer
    partly: Answer | None = None
    more: dict[str, Answer] = field(default_factory=dict)


SAMPLES = {
    "click-structure": Sample(
        good={"accept": ["soleus", "plantaris"], "side": "right"},
        bad={"accept": []},
        right=Clicked(part="soleus-right"),
        partly=Clicked(part="soleus-left"),
        wrong=Clicked(part="gastrocnemius-right"),
    ),
    "name-structure": Sample(
        good={"target": "soleus", "distractors": ["plantaris", "popliteus"]},
        bad={"target": "soleus", "distractors": ["plantaris"]},
        right=Named(structure="soleus"),
        wrong=Named(structure="plantaris"),
    ),
    "choose-referral": Sample(
        good={"target": "soleus-tp1", "distractors": ["soleus-tp2", "soleus-tp3"]},
        bad={"target": "Soleus 1", "distractors": ["soleus-tp2", "soleus-tp3"]},
        right=Chosen(point="soleus-tp1"),
        wrong=Chosen(point="soleus-tp2"),
    ),
    "point-referral": Sample(
        good={"target": "soleus-tp1"},
        bad={"target": "soleus-tp1", "side": "midline"},
        right=Pointed(vertex=1),
        partly=Pointed(vertex=2),
        wrong=Pointed(vertex=3),
        more={
            "right": Pointed(region="heel"),
            "partly": Pointed(region="leg_back"),
            "wrong": Pointed(region="buttock"),
        },
    ),
}
"""Kind -> its sample."""


class SampleBody:
    """A body of words alone: soleus-tp1 is charted at vertex 1, with spillover at 1 and 2."""

    def part(self, structure: str, side: str) -> str:
        return part_id(structure, side)

    def part_with(self, point: str, side: str) -> str:
        return part_id(point.partition("-")[0], side)

    def weights_at(self, point: str, side: str, vertex: int) -> tuple[float, float]:
        if (point, side) != ("soleus-tp1", "right"):
            return (0.0, 0.0)
        return (0.2 if vertex == 1 else 0.0, 0.9 if vertex in (1, 2) else 0.0)

    def regions_of(self, point: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return (("heel",), ("leg_back", "heel"))


class SampleNames:
    """Names that show which id they stand for."""

    def part(self, part: str) -> str:
        return f"the part {part}"

    def structure(self, structure: str) -> str:
        return f"the structure {structure}"

    def point(self, point: str) -> str:
        return f"the point {point}"

    def region(self, region: str) -> str:
        return f"the region {region}"

    def place(self, vertex: int) -> str:
        return f"the place {vertex}"


@dataclass(frozen=True)
class SampleTap:
    """A click on the body."""

    part: str = ""
    marker: str = ""
    skin_vertex: int = -1
