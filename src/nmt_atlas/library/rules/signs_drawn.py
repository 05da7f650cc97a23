"""Every sign of a posture has a figure of its own, which names what its scene has."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.assessment import key_of, observations, postures_of
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.figure import strokes, unknown
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "signs-drawn"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for signs without a figure, names that no scene has, and figures that show the same."""
    postures = postures_of(library.conditions)
    drawn = {one.key for one in observations(postures) if one.figure}
    before: dict[object, str] = {}
    for posture in postures:
        file = library.file_of("condition", posture.id)
        for number, sign in enumerate(posture.signs):
            pointer = f"/signs/{number}/figure"
            if key_of(posture, sign) not in drawn:
                yield Problem(file, pointer, "nothing", "a figure of what is seen", RULE)
            if sign.figure is None:
                continue
            for name in unknown(sign.figure):
                expected = f"a move or a place of “{sign.figure.scene}”"
                yield Problem(file, pointer, f"“{name}”", expected, RULE)
            shown = strokes(sign.figure)
            if shown in before:
                yield Problem(
                    file, pointer, f"the figure of {before[shown]}", "one of its own", RULE
                )
            before.setdefault(shown, f"{posture.id}#{sign.id}")
