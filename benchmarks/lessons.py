"""Opening any lesson, grading answers, and a thousand made questions, each against its limit.

    python benchmarks/lessons.py [--json FILE]

Processor time of the server, so that other work on the machine counts as little as can be: a lesson
opens (read, written out, shown on the body) under 300 ms, an answer is graded under 20 ms, the first
thousand questions are made under 5 s. Exits 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.generating import MAKERS, Kit, Wish, make_questions
from nmt_atlas.domain.questions import (
    Answer,
    BaseQuestion,
    Clicked,
    LabelPicture,
    PaintedArea,
    PaintReferral,
    PlacePoint,
    PointReferral,
    kind_name,
)
from nmt_atlas.domain.questions.paint_referral import packed
from nmt_atlas.domain.questions.place_point import Placed
from nmt_atlas.domain.questions.point_referral import Pointed
from nmt_atlas.domain.questions.type_name import TypeName, Written
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.atlas_view import AtlasView

LIMITS = {"open_ms": 300.0, "grade_ms": 20.0, "thousand_s": 5.0}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of this process."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def given(question: BaseQuestion[Any], ground: Ground, atlas: Atlas) -> Answer | None:
    """An answer that costs as much as any to grade; None where grading only compares ids."""
    side = getattr(question, "side", "right")
    match question:
        case PaintReferral():
            essential, spill = ground.zone_of(question.target, side)
            return PaintedArea(area=packed(essential | spill))
        case PointReferral():
            return Pointed(vertex=min(ground.zone_of(question.target, side)[0]))
        case PlacePoint():
            part = ground.part_with(question.target, side)
            low, high = atlas.body("own").context.parts[part].bounds
            middle = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
            return Placed(part=part, at=middle)
        case TypeName():
            return Written(text=atlas.library.structures[question.target].name + "x")
        case LabelPicture():
            return None
    if question.answers is Clicked:
        return Clicked(part=ground.part(question.right[0], side))
    return None


def measure(atlas: Atlas) -> dict[str, Any]:
    visit = Visit(atlas, AtlasView(), "pack/{}/index.json".format)
    page, ground = LessonsPage(visit), Ground(visit)
    page.make_left()
    opened = {ident: timed(lambda ident=ident: page.open(ident)) for ident in atlas.library.lessons}
    graded: dict[str, list[float]] = {}
    for ident in atlas.library.lessons:
        for question in atlas.library.lessons[ident].questions:
            answer = given(question, ground, atlas)
            if answer is not None:
                taken = timed(lambda q=question, a=answer: q.grade(a, ground))
                graded.setdefault(kind_name(type(question)), []).append(taken)
    kit = Kit(atlas.library)
    thousand = timed(lambda: make_questions(kit, MAKERS, Wish(), 1_000, 1)) / 1000
    slowest = max(opened, key=lambda one: opened[one])
    return {
        "lessons": len(opened),
        "open_ms": {
            "median": round(statistics.median(opened.values()), 1),
            "most": round(opened[slowest], 1),
            "slowest": slowest,
        },
        "grade_ms": {
            kind: {"median": round(statistics.median(all_), 2), "most": round(max(all_), 2)}
            for kind, all_ in sorted(graded.items())
        },
        "thousand_s": round(thousand, 2),
        "limits": LIMITS,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    atlas = Atlas.open()
    told = measure(atlas)
    atlas.close()
    print(json.dumps(told, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    slow = max(one["most"] for one in told["grade_ms"].values())
    kept = (
        told["open_ms"]["most"] < LIMITS["open_ms"],
        slow < LIMITS["grade_ms"],
        told["thousand_s"] < LIMITS["thousand_s"],
    )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
