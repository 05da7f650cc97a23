"""Every pose that a document tells is one that the joints can take, and every posture has one."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.playing import sided
from nmt_atlas.domain.pose import Pose, held
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "poses-held"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Hold positions, postures and the plays of movements against the joints."""
    for one in library.of("position").values():
        yield from _of(library, library.file_of("position", one.id), "/pose", one.pose)
    for condition in library.conditions.values():
        file = library.file_of("condition", condition.id)
        if (condition.kind == "posture") != (condition.stance is not None):
            found = "none" if condition.stance is None else "one"
            yield Problem(file, "/stance", found, "a pose for a posture, and no other", RULE)
        if condition.stance:
            yield from _of(library, file, "/stance/pose", condition.stance.pose)
    yield from _plays(library)


def _of(library: Library, file: str, pointer: str, terms: tuple[str, ...]) -> Iterator[Problem]:
    pose, refused = Pose.read(terms)
    found = held(library.of("joint"), pose)
    if refused or found.pose.texts != terms:
        kept = ", ".join(found.pose.texts) or "nothing"
        expected = f"what the joints can do, in order of the names: {kept}"
        yield Problem(file, pointer, ", ".join(terms), expected, RULE)


def _plays(library: Library) -> Iterator[Problem]:
    for number, joint in enumerate(library.joints.joints if library.joints else ()):
        for at, movement in enumerate(joint.movements):
            play = movement.play
            for key in ("start", "end") if play else ():
                pose = sided(getattr(play, key), "right")
                if held(library.of("joint"), pose).pose != pose:
                    pointer = f"/joints/{number}/movements/{at}/play/{key}"
                    expected = "what the joints can do"
                    yield Problem("meshes/joints.json", pointer, str(pose), expected, RULE)
