"""One sample of every kind of question: documents, answers, and a body to grade them on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from nmt_atlas.domain import questions as q
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.naming import called, meant
from nmt_atlas.domain.questions import Answer
from nmt_atlas.domain.questions.paint_referral import packed

COMMON = {"id": "q", "prompt": "?", "explanation": "!", "sources": ["s"]}


@dataclass(frozen=True)
class Sample:
    """``good`` and ``bad`` are the kind's own keys of a document; the answers are to ``good``.

    ``draft`` is what its controls hold for the right answer, ``tap`` a click that gives it;
    ``partly`` has its score beside it.
    """

    good: dict[str, Any]
    bad: dict[str, Any]
    right: Answer
    wrong: Answer
    partly: tuple[Answer, float] | None = None
    draft: dict[str, str] = field(default_factory=dict)
    tap: SampleTap | None = None
    more: tuple[tuple[float, Answer], ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleTap:
    """A click on the body."""

    part: str = ""
    marker: str = ""
    skin_vertex: int = -1
    point: Point | None = None


OPTIONS = [
    {"text": "the first", "right": True, "why": "So it is."},
    {"text": "the second", "why": "It is not."},
    {"text": "the third"},
]
FOUR = [*OPTIONS, {"text": "the fourth", "right": True}]
ON_SOLEUS = (0.0, 0.0, 0.0)

SAMPLES = {
    "click-structure": Sample(
        good={"accept": ["soleus", "plantaris"], "side": "right"},
        bad={"accept": []},
        right=q.Clicked(part="soleus-right"),
        partly=(q.Clicked(part="soleus-left"), 0.5),
        wrong=q.Clicked(part="gastrocnemius-right"),
        more=((0.0, q.Clicked(part="tibia-right")),),
        draft={"words": "soleus-right"},
        tap=SampleTap(part="soleus-right", skin_vertex=1),
        about=("soleus", "plantaris"),
    ),
    "name-structure": Sample(
        good={"target": "soleus", "distractors": ["plantaris", "popliteus"]},
        bad={"target": "soleus", "distractors": ["plantaris"]},
        right=q.Named(structure="soleus"),
        wrong=q.Named(structure="plantaris"),
        draft={"choice": "soleus"},
        about=("soleus",),
    ),
    "choose-referral": Sample(
        good={"target": "soleus-tp1", "distractors": ["soleus-tp2", "soleus-tp3"]},
        bad={"target": "Soleus 1", "distractors": ["soleus-tp2", "soleus-tp3"]},
        right=q.Chosen(point="soleus-tp1"),
        wrong=q.Chosen(point="soleus-tp2"),
        draft={"choice": "soleus-tp1"},
        about=("soleus-tp1",),
    ),
    "point-referral": Sample(
        good={"target": "soleus-tp1"},
        bad={"target": "soleus-tp1", "side": "midline"},
        right=q.Pointed(vertex=1),
        partly=(q.Pointed(vertex=2), 0.5),
        wrong=q.Pointed(vertex=3),
        more=(
            (1.0, q.Pointed(region="heel")),
            (0.5, q.Pointed(region="leg_back")),
            (0.0, q.Pointed(region="buttock")),
        ),
        tap=SampleTap(part="soleus-right", skin_vertex=1),
        about=("soleus-tp1",),
    ),
    "choose-one": Sample(
        good={"options": OPTIONS},
        bad={"options": FOUR},
        right=q.Picked(option=0),
        wrong=q.Picked(option=1),
        more=((0.0, q.Picked(option=99)),),
        draft={"choice": "0"},
    ),
    "choose-several": Sample(
        good={"options": FOUR},
        bad={"options": [{"text": f"the {n}", "right": True} for n in range(4)]},
        right=q.Ticked(options=(0, 3)),
        partly=(q.Ticked(options=(0,)), 0.5),
        wrong=q.Ticked(options=(1, 2)),
        more=((0.5, q.Ticked(options=(0, 1, 3))), (0.0, q.Ticked(options=(0, 1, 2, 3)))),
        draft={"0": "on", "3": "on"},
    ),
    "type-name": Sample(
        good={"target": "soleus"},
        bad={"target": ""},
        right=q.Written(text="the SOLEUS muscle"),
        partly=(q.Written(text="triceps surae"), 0.5),
        wrong=q.Written(text="plantaris"),
        more=(
            (1.0, q.Written(text="solues")),
            (1.0, q.Written(text="musculus soleus")),
            (1.0, q.Written(text="sóleo")),
            (0.0, q.Written(text="sol")),
            (0.0, q.Written(text="the")),
            (0.0, q.Written(text="plantars")),
        ),
        draft={"typed": " the  SOLEUS muscle "},
        about=("soleus",),
    ),
    "place-point": Sample(
        good={"target": "soleus-tp1", "muscle": "soleus"},
        bad={"target": "soleus-tp1"},
        right=q.Placed(part="soleus-right", at=ON_SOLEUS),
        partly=(q.Placed(part="soleus-right", at=(0.0, 0.0, 37.5)), 0.5),
        wrong=q.Placed(part="soleus-right", at=(0.0, 0.0, -200.0)),
        more=(
            (1.0, q.Placed(part="soleus-right", at=(0.0, 0.0, -15.0))),
            (0.0, q.Placed(part="plantaris-right", at=ON_SOLEUS)),
            (0.0, q.Placed(part="soleus-left", at=ON_SOLEUS)),
            (1.0, q.Placed(fifth="0.3")),
            (0.0, q.Placed(fifth="0.9")),
        ),
        tap=SampleTap(part="soleus-right", point=ON_SOLEUS),
        about=("soleus-tp1",),
    ),
    "paint-referral": Sample(
        good={"target": "soleus-tp1"},
        bad={"target": "soleus-tp1", "side": "midline"},
        right=q.PaintedArea(area=packed(range(100))),
        partly=(q.PaintedArea(area=packed(range(35))), 0.5),
        wrong=q.PaintedArea(area=packed(range(900, 950))),
        more=(
            (1.0, q.PaintedArea(area=packed(range(60)))),
            (1.0, q.PaintedArea(area=packed([*range(100), *range(200, 300)]))),
            (1.0, q.PaintedArea(regions=("heel",))),
            (0.8, q.PaintedArea(regions=("heel", "buttock"))),
            (0.0, q.PaintedArea(regions=("buttock",))),
            (0.0, q.PaintedArea(area="no such thing")),
        ),
        about=("soleus-tp1",),
    ),
    "source-of-pain": Sample(
        good={"target": "soleus-tp1", "distractors": ["plantaris-tp1", "popliteus-tp1"]},
        bad={"target": "soleus-tp1", "distractors": []},
        right=q.Sent(point="soleus-tp1"),
        wrong=q.Sent(point="plantaris-tp1"),
        draft={"choice": "soleus-tp1"},
        about=("soleus-tp1",),
    ),
    "match-pairs": Sample(
        good={
            "pairs": [{"left": f"the {n}", "right": f"the number {n}"} for n in range(4)],
            "extra": ["the number 9"],
        },
        bad={"pairs": [{"left": f"the {n}", "right": "the same"} for n in range(4)]},
        right=q.Matched(rights=(0, 1, 2, 3)),
        partly=(q.Matched(rights=(0, 1, 3, 2)), 0.5),
        wrong=q.Matched(rights=(4, 0, 1, 2)),
        draft={str(n): str(n) for n in range(4)},
    ),
    "put-in-order": Sample(
        good={
            "items": ["the skin", "the fascia", "the muscle", "the bone"],
            "first": "outside",
            "last": "inside",
        },
        bad={"items": ["the skin"] * 3, "first": "a", "last": "b"},
        right=q.Ordered(order=(0, 1, 2, 3)),
        partly=(q.Ordered(order=(1, 0, 2, 3)), 2 / 3),
        wrong=q.Ordered(order=(3, 2, 1, 0)),
        draft={"order": "0,1,2,3"},
    ),
    "find-attachment": Sample(
        good={
            "muscle": "soleus",
            "end": "origin",
            "accept": ["tibia", "fibula"],
            "other_end": ["calcaneus"],
        },
        bad={"muscle": "soleus", "end": "middle", "accept": ["tibia"]},
        right=q.Clicked(part="tibia-right"),
        partly=(q.Clicked(part="tibia-left"), 0.5),
        wrong=q.Clicked(part="femur-right"),
        more=((0.25, q.Clicked(part="calcaneus-right")), (0.0, q.Clicked(part="soleus-right"))),
        draft={"words": "tibia-right"},
        tap=SampleTap(part="tibia-right"),
        about=("soleus",),
    ),
    "which-action": Sample(
        good={
            "muscle": "soleus",
            "part": "soleus",
            "movements": [
                {"joint": "the ankle", "movement": "plantar flexion", "right": True},
                {"joint": "the ankle", "movement": "inversion", "right": True},
                {"joint": "the knee", "movement": "flexion"},
            ],
        },
        bad={
            "muscle": "soleus",
            "part": "soleus",
            "movements": [{"joint": "ankle", "movement": f"{n}"} for n in range(3)],
        },
        right=q.Ticked(options=(0, 1)),
        partly=(q.Ticked(options=(0,)), 0.5),
        wrong=q.Ticked(options=(2,)),
        draft={"0": "on", "1": "on"},
        about=("soleus",),
    ),
    "which-nerve": Sample(
        good={
            "muscle": "soleus",
            "part": "soleus",
            "nerve": "tibial-nerve",
            "distractors": ["sural-nerve", "femoral-nerve"],
            "roots": ["S1", "S2"],
            "among": ["L4", "L5", "S1", "S2"],
        },
        bad={
            "muscle": "soleus",
            "part": "soleus",
            "nerve": "tibial-nerve",
            "distractors": ["sural-nerve", "femoral-nerve"],
            "roots": ["S1"],
            "among": ["L4", "L5", "S2"],
        },
        right=q.Supplied(nerve="tibial-nerve", roots=("S1", "S2")),
        partly=(q.Supplied(nerve="sural-nerve", roots=("S1", "S2")), 0.5),
        wrong=q.Supplied(nerve="sural-nerve", roots=("L4",)),
        more=((0.75, q.Supplied(nerve="tibial-nerve", roots=("S1",))),),
        draft={"choice": "tibial-nerve", "root-S1": "on", "root-S2": "on"},
        about=("soleus", "tibial-nerve"),
    ),
    "what-compresses": Sample(
        good={
            "place": "soleal-sling",
            "nerve": "tibial-nerve",
            "accept": ["soleus"],
            "distractors": ["plantaris", "popliteus"],
        },
        bad={"place": "soleal-sling", "nerve": "tibial-nerve", "accept": []},
        right=q.Compressing(structure="soleus"),
        wrong=q.Compressing(structure="plantaris", part="plantaris-right"),
        more=((1.0, q.Compressing(structure="soleus", part="soleus-right")),),
        draft={"choice": "soleus"},
        tap=SampleTap(part="soleus-right"),
        about=("soleal-sling", "tibial-nerve"),
    ),
    "must-not": Sample(
        good={
            "deeds": [
                {"text": "the knife", "harmful": True, "why": "It cuts."},
                {"text": "the fire", "harmful": True, "why": "It burns."},
                {"text": "the glass", "harmful": True, "why": "It breaks."},
                {"text": "the towel", "why": "It is soft."},
            ]
        },
        bad={"deeds": [{"text": f"{n}", "why": "w", "harmful": True} for n in range(3)]},
        right=q.Ticked(options=(0, 1, 2)),
        partly=(q.Ticked(options=(0, 1)), 2 / 3),
        wrong=q.Ticked(options=(0, 3)),
        more=((0.5, q.Ticked(options=(0, 1, 2, 3))), (0.0, q.Ticked(options=(3,)))),
        draft={"0": "on", "1": "on", "2": "on"},
    ),
    "true-false": Sample(
        good={"true": True, "reasons": OPTIONS},
        bad={"true": "perhaps", "reasons": OPTIONS},
        right=q.Reasoned(true=True, reason=0),
        partly=(q.Reasoned(true=True, reason=1), 0.5),
        wrong=q.Reasoned(true=False, reason=0),
        draft={"held": "yes", "reason": "0"},
    ),
    "label-picture": Sample(
        good={
            "labels": [
                {"structure": one, "clue": f"the {one} place"}
                for one in ("soleus", "plantaris", "popliteus", "tibia")
            ],
            "extra": ["fibula"],
        },
        bad={"labels": [{"structure": "soleus", "clue": "twice"}] * 3},
        right=q.Labelled(names=("soleus", "plantaris", "popliteus", "tibia")),
        partly=(q.Labelled(names=("soleus", "plantaris", "tibia", "popliteus")), 0.5),
        wrong=q.Labelled(names=("fibula", "soleus", "plantaris", "popliteus")),
        draft={"0": "soleus", "1": "plantaris", "2": "popliteus", "3": "tibia"},
        about=("soleus", "plantaris", "popliteus", "tibia"),
    ),
}
"""Kind -> its sample."""

CALLED = called(
    [
        ("Soleus", "soleus"),
        ("Musculus soleus", "soleus"),
        ("Sóleo", "soleus"),
        ("Plantaris", "plantaris"),
        ("Triceps surae", "triceps-surae"),
    ]
)


class SampleBody:
    """A body of words alone: soleus-tp1 is charted at vertex 1, with spillover at 1 and 2.

    Its zone for paint is vertices 0 to 99, with spillover up to 299; soleus is 400 mm long along z
    with the point at 0.3. No pain is seen from the right.
    """

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

    def zone_of(self, point: str, side: str) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(range(100)), frozenset(range(50, 300))

    def pain_from(self, point: str, side: str, wish: str) -> str:
        return "left" if wish == "right" else wish

    def along(self, point: str, side: str, at: Point) -> float | None:
        return at[2]

    def stretch(self, point: str, share: float) -> float | None:
        return 400 * (share - 0.3)

    def meant(self, text: str) -> Collection[str]:
        return meant(text, CALLED)

    def whole_of(self, structure: str) -> str:
        return "triceps-surae" if structure == "soleus" else structure


class SampleNames:
    """Names that show which id they stand for."""

    def part(self, part: str) -> str:
        return f"the part {part}"

    def structure(self, structure: str) -> str:
        return f"the structure {structure}"

    def point(self, point: str) -> str:
        return f"the point {point}"

    def muscle(self, point: str) -> str:
        return f"the muscle of {point}"

    def document(self, kind: str, ident: str) -> str:
        return f"the {kind} {ident}"

    def region(self, region: str) -> str:
        return f"the region {region}"

    def place(self, vertex: int) -> str:
        return f"the place {vertex}"
