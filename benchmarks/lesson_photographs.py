"""Plays every written lesson and photographs each step, to be looked at by a person.

    python benchmarks/lesson_photographs.py
    python benchmarks/lesson_photographs.py --lessons the-forearm --out /tmp/sheets

One sheet a lesson in ``test-results/lessons``: what the body shows while a step asks (left) and with
its explanation (right), with the words, the choices and the right
answer.
Nothing is measured: what is wrong is seen. Drawn without a graphics driver.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.ImageFont import load_default

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.looming import without_looming
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import kind_name
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.lesson_exports.plain import Plain, Plainer

OUT = Path(__file__).parents[1] / "test-results" / "lessons"
SIZE = (200, 240)
WORDS = 330
COLUMNS = 2
LINE = 13


class Photographer:
    """Draws the steps of lessons."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._plainer = Plainer(atlas.library)
        self._font = load_default(11)

    @lru_cache(maxsize=1500)  # noqa: B019
    def picture(self, view: ViewState) -> Image.Image:
        body = self._atlas.body(view.body)
        return Image.fromarray(body.picture(without_looming(view, body), SIZE).pixels)

    def sheet(self, lesson: Lesson) -> Image.Image:
        steps = (
            step.model_copy(update={"view": lesson.view_at(at)})
            for at, step in enumerate(lesson.steps)
        )
        cells = [self.cell(number, step) for number, step in enumerate(steps, 1)]
        width, height = cells[0].size
        rows = -(-len(cells) // COLUMNS)
        page = Image.new("RGB", (COLUMNS * width, rows * height + 24), "white")
        ImageDraw.Draw(page).text((6, 4), f"{lesson.id}: {lesson.title}", fill="black")
        for at, cell in enumerate(cells):
            page.paste(cell, (at % COLUMNS * width, 24 + at // COLUMNS * height))
        return page

    def cell(self, number: int, step: Step) -> Image.Image:
        plain = self._plainer.question(step) if step.question else None
        asked, told = self.views(step, plain)
        page = Image.new("RGB", (2 * SIZE[0] + WORDS, SIZE[1] + 6), "white")
        page.paste(self.picture(asked), (0, 3))
        if told != asked:
            page.paste(self.picture(told), (SIZE[0], 3))
        pen = ImageDraw.Draw(page)
        lines = [wrapped for text in said(number, step, plain) for wrapped in wrap(text)]
        for at, text in enumerate(lines[: SIZE[1] // LINE]):
            pen.text((2 * SIZE[0] + 5, 3 + at * LINE), text, fill="black", font=self._font)
        return page

    def views(self, step: Step, plain: Plain | None) -> tuple[ViewState, ViewState]:
        """What the body shows while it asks, and with the truth."""
        if step.question is None or plain is None:
            return step.view, step.view
        asked = step.question.asks(step.view)
        painted = step.question.aside().painted
        asked = asked.changed(overlay=painted) if painted else asked
        return asked, plain.shows or step.question.shows or asked


def said(number: int, step: Step, plain: Plain | None) -> Sequence[str]:
    """The words of a step."""
    if step.question is None or plain is None:
        return [f"{number} {step.id}: {step.title}", step.words]
    choices = [f"{'*' if one.right else '-'} {one.text}" for one in plain.choices]
    pairs = [f"{left} = {right}" for left, right in plain.pairs]
    head = f"{number} {step.id} [{kind_name(type(step.question))}]"
    return [head, plain.prompt, *choices, *pairs, f"= {plain.answer}", plain.explanation]


def wrap(text: str) -> list[str]:
    return textwrap.wrap(text, 58) or [""]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    atlas = Atlas.open()
    photographer = Photographer(atlas)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for ident in arguments.lessons or list(atlas.library.lessons):
        sheet = photographer.sheet(atlas.library.lessons[ident])
        sheet.save(arguments.out / f"{ident}.png")
        print(ident, sheet.size, flush=True)
    atlas.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
