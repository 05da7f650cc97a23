"""What a question asks to click, or to name where it glows, can be seen in its view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Id, SideName
from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "targets-seen"

EXPECTED = "a view in which it can be seen: its layer on, and not everything around it"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for what every question of every lesson needs to be seen."""
    if geometry is None:
        return
    for lesson in library.lessons.values():
        for number, step in enumerate(lesson.steps):
            question = step.question
            if question is None:
                continue
            view = question.asks(step.view)
            file, pointer = library.file_of("lesson", lesson.id), f"/steps/{number}/question"
            for group in question.must_see():
                parts = [part for one in group if (part := _part(library, *one))]
                found = _hidden(geometry, parts, view)
                if found:
                    yield Problem(file, pointer, found, EXPECTED, RULE)


def _hidden(geometry: Geometry, parts: Sequence[str], view: ViewState) -> str:
    """What is wrong with a view that must show one of some parts; empty where it does."""
    try:
        if not parts or any(geometry.seen(part, view) for part in parts):
            return ""
    except AtlasError as error:
        return f"a view that cannot be drawn ({error.what})"
    layers = ", ".join(view.layers) or "none"
    return f"{' or '.join(parts)}, which its view (layers: {layers}) never shows"


def _part(library: Library, structure: Id, side: SideName) -> str:
    """The part that shows a structure; empty where there is no such structure."""
    found = library.structures.get(structure)
    return part_id(structure, side if found.paired else "midline") if found else ""
