"""What a lesson's view singles out lies in a layer that the view shows."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "shown-in-lessons"

SINGLED_OUT = ("selection", "isolated", "tight", "weak")
"""Fields of parts that words speak of: to hide or to fade needs no layer."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for parts that words point at and no picture shows."""
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        for one in walk(lesson):
            if isinstance(one.value, ViewState):
                yield from _of(library, file, one.pointer, one.value)


def _of(library: Library, file: str, pointer: str, state: ViewState) -> Iterator[Problem]:
    for field in SINGLED_OUT:
        for number, part in enumerate(getattr(state, field)):
            structure = library.structures.get(split_part_id(part)[0])
            if structure is None or structure.group in state.layers:
                continue  # a part that does not exist is told by view-states
            found = f"“{part}”, whose layer is not shown"
            expected = f"“{structure.group}” in “layers”"
            yield Problem(file, f"{pointer}/{field}/{number}", found, expected, RULE)
