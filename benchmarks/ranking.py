"""How often the ranking finds the source that published descriptions name, beside three others.

Run ``python benchmarks/ranking.py`` (``--held-out`` for the cases that tuning never saw, ``--drawn``
for those that are strokes on the skin instead of words, ``--into
docs/ranking.md`` to write the figures there, ``--wrong`` to list what is missed). The others:

* overlap: the share of the drawing that any zone of a pattern covers;
* regions: the names of regions alone, as ``nmt-atlas find --region`` ranks them;
* Jaccard: the area that drawing and pattern share over the area of both.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.finding import Finder
from nmt_atlas.body.painting.zones import paint
from nmt_atlas.domain.pain import PainDrawing, read_drawing
from nmt_atlas.domain.referral import Stroke

REFERENCE = Path(__file__).parent / "reference"
CASES, DRAWN = REFERENCE / "pain_cases.json", REFERENCE / "pain_drawn.json"
INSIDE = 128
"""Skin that a stroke covers by half (of 255) is drawn on."""
PARTS = (
    ("tuning", CASES, False),
    ("held-out", CASES, True),
    ("drawn", DRAWN, False),
    ("drawn-held-out", DRAWN, True),
)
"""The tables of the page, what each is about, and whether that was held out."""
Key = tuple[str, str]
Order = Callable[[Finder, PainDrawing], list[Key]]


@dataclass(frozen=True)
class Case:
    """A published description, and what it says that the pain came from."""

    id: str
    design: str
    drawing: PainDrawing
    expected: frozenset[Key]


def cases(held_out: bool, path: Path, body: BodyView) -> list[Case]:
    """The cases of a file for tuning, or the third of them that its seed holds out."""
    told = json.loads(path.read_text(encoding="utf-8"))
    ids = sorted(one["id"] for one in told["cases"])
    kept = set(random.Random(told["seed"]).sample(ids, len(ids) // 3))
    return [_case(one, body) for one in told["cases"] if (one["id"] in kept) == held_out]


def _case(one: dict[str, Any], body: BodyView) -> Case:
    sorts = {"muscle": "trigger-point"}
    expected = frozenset((sorts.get(e["kind"], e["kind"]), e["id"]) for e in one["expected"])
    areas = [_area(area, body) for area in one["areas"]]
    told = {"areas": areas, "body": body.id, "skin": body.finder.canvas.skin}
    drawing = read_drawing(told, one["id"])
    return Case(one["id"], one["design"], drawing, expected)


def _area(told: dict[str, Any], body: BodyView) -> dict[str, Any]:
    """An area as the atlas reads it: strokes become the skin that they cover."""
    if "strokes" not in told:
        return told
    strokes = [Stroke.model_validate(one) for one in told["strokes"]]
    painter = body.painter
    painted = paint(strokes, told["side"], painter.skin, painter.skin_map)
    inside = painted.vertices[painted.weights >= INSIDE].tolist()
    kept = {key: value for key, value in told.items() if key != "strokes"}
    return {**kept, "vertices": inside}


def ours(finder: Finder, drawing: PainDrawing) -> list[Key]:
    """The ranking of the atlas."""
    return _once((row.what, row.of) for row in finder.find(drawing).rows)


def _scored(finder: Finder, scores: np.ndarray) -> list[Key]:
    order = np.argsort(-scores, kind="stable")
    found = (finder.candidates[at] for at in order if scores[at] > 0)
    return _once((one.what, one.of) for one in found if one.what != "organ")


def _once(keys: Any) -> list[Key]:
    return list(dict.fromkeys(keys))


def overlap(finder: Finder, drawing: PainDrawing) -> list[Key]:
    """The share of the painted area that any zone covers."""
    drawn, _ = finder.canvas.put(drawing, frozenset())
    area = finder.patterns.areas[drawn.vertices][:, None]
    first, second = finder.patterns.reach(drawn.vertices, area / area.sum())
    return _scored(finder, (first + second)[:, 0])


def regions(finder: Finder, drawing: PainDrawing) -> list[Key]:
    """The names of regions alone."""
    drawn, _ = finder.canvas.put(drawing, frozenset())
    return _scored(finder, finder.named @ drawn.views[0].regions)


def jaccard(finder: Finder, drawing: PainDrawing) -> list[Key]:
    """The shared area over the area of both."""
    drawn, _ = finder.canvas.put(drawing, frozenset())
    patterns = finder.patterns
    area = patterns.areas[drawn.vertices][:, None]
    first, second = patterns.reach(drawn.vertices, area)
    every = np.arange(len(patterns.areas))
    whole = sum(patterns.reach(every, patterns.areas[:, None]))[:, 0]
    shared = (first + second)[:, 0]
    return _scored(finder, shared / (whole + float(area.sum()) - shared))


METHODS: dict[str, Order] = {
    "this ranking": ours,
    "plain overlap": overlap,
    "region names alone": regions,
    "Jaccard of pictures": jaccard,
}


def places(order: Order, finder: Finder, asked: Sequence[Case]) -> list[int]:
    """Where the first expected source stands, from 1; 0 where it does not."""
    found = []
    for case in asked:
        ranks = [
            at for at, key in enumerate(order(finder, case.drawing), 1) if key in case.expected
        ]
        found.append(min(ranks, default=0))
    return found


def figures(found: Sequence[int]) -> str:
    """First, among the first three, five and ten, and the mean reciprocal place."""
    of = len(found)
    within = [sum(0 < at <= most for at in found) for most in (1, 3, 5, 10)]
    mean = sum(1 / at for at in found if at) / of
    return " | ".join([*(f"{count}/{of} ({count / of:.0%})" for count in within), f"{mean:.2f}"])


def table(finder: Finder, asked: Sequence[Case]) -> str:
    """The figures of every method as a table."""
    lines = [
        "| | first | among 3 | among 5 | among 10 | mean reciprocal place |",
        "|---|---|---|---|---|---|",
    ]
    for name, order in METHODS.items():
        lines.append(f"| {name} | {figures(places(order, finder, asked))} |")
    return "\n".join(lines)


def by_design(finder: Finder, asked: Sequence[Case]) -> str:
    """This ranking's figures by what kind of work a case comes from."""
    lines = [
        "| | first | among 3 | among 5 | among 10 | mean reciprocal place |",
        "|---|---|---|---|---|---|",
    ]
    for design in ("experiment", "series", "case", "chart"):
        some = [case for case in asked if case.design == design]
        if some:
            lines.append(f"| {design} | {figures(places(ours, finder, some))} |")
    return "\n".join(lines)


def _wrong(finder: Finder, asked: Sequence[Case]) -> None:
    for case in asked:
        order = ours(finder, case.drawing)
        at = min((k for k, key in enumerate(order, 1) if key in case.expected), default=0)
        if at != 1:
            first = ", ".join(name for _, name in order[:4])
            wanted = ", ".join(name for _, name in sorted(case.expected))
            sys.stdout.write(f"{at:3} {case.id}: wanted {wanted}; first {first}\n")


def main() -> None:
    """Print the figures, or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--drawn", action="store_true", help="the cases drawn on the skin")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--into", type=Path)
    arguments = parser.parse_args()
    body = Atlas.open().body()
    finder = body.finder
    if arguments.into:
        text = arguments.into.read_text(encoding="utf-8")
        for name, path, held in PARTS:
            asked = cases(held, path, body)
            told = f"{table(finder, asked)}\n\nBy kind of work:\n\n{by_design(finder, asked)}"
            text = re.sub(
                rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", rf"\g<1>{told}\g<2>", text, flags=re.S
            )
        arguments.into.write_text(text, encoding="utf-8")
        return
    asked = cases(arguments.held_out, DRAWN if arguments.drawn else CASES, body)
    sys.stdout.write(f"{len(asked)} cases\n{table(finder, asked)}\n\n{by_design(finder, asked)}\n")
    if arguments.wrong:
        _wrong(finder, asked)


if __name__ == "__main__":
    main()
