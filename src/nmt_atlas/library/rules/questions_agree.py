"""What questions call right and wrong of a muscle or a narrow place is what its document says."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.questions import WhatCompresses, WhichAction, WhichNerve
from nmt_atlas.domain.referral import Action, Muscle
from nmt_atlas.domain.roots import outside
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "questions-agree"
Fault = tuple[str, str, str]
"""Pointer within the question, what was found, what was expected."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every question of these kinds with the document that it is about."""
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        for number, step in enumerate(lesson.steps):
            for pointer, found, expected in _of(library, step.question):
                yield Problem(file, f"/steps/{number}/question{pointer}", found, expected, RULE)


def _of(library: Library, question: object) -> Iterator[Fault]:
    if isinstance(question, WhichAction | WhichNerve):
        muscle = library.muscles.get(question.muscle)
        if muscle is None:
            return
        if question.part not in muscle.parts:
            yield "/part", f"“{question.part}”", f"a part of it: {', '.join(muscle.parts)}"
        if isinstance(question, WhichAction):
            yield from _movements(question, muscle)
        else:
            yield from _supply(question, muscle)
    if isinstance(question, WhatCompresses):
        yield from _place(library, question)


def _movements(question: WhichAction, muscle: Muscle) -> Iterator[Fault]:
    for at, one in enumerate(question.movements):
        made = any(_says(action, one.joint, one.movement) for action in muscle.actions)
        if made != one.right:
            found = f"“{one.words}” as {'right' if one.right else 'wrong'}"
            told = "tells this movement" if made else "tells no such movement"
            yield f"/movements/{at}", found, f"as its document has it, which {told}"


def _says(action: Action, joint: str, movement: str) -> bool:
    """Whether an action is a movement of a joint, whatever more it says of it."""
    clauses = [one.strip().casefold() for one in action.movement.split(";")]
    wanted = movement.strip().casefold()
    own = any(
        one == wanted or one.startswith(f"{wanted} ") for one in (*clauses, "; ".join(clauses))
    )
    return own and action.joint.casefold() == joint.strip().casefold()


def _supply(question: WhichNerve, muscle: Muscle) -> Iterator[Fault]:
    nerves = {one.nerve_id for one in muscle.innervation if one.nerve_id}
    named = ", ".join(sorted(nerves)) or "none that has a document"
    if question.nerve not in nerves:
        yield "/nerve", f"“{question.nerve}”", f"a nerve of its document: {named}"
    for at, wrong in enumerate(question.distractors):
        if wrong in nerves:
            yield f"/distractors/{at}", f"“{wrong}”, which supplies it", "a nerve that does not"
    told = [one for one in muscle.innervation if one.nerve_id == question.nerve]
    own = tuple(root for one in told for root in one.roots)
    every = tuple(root for one in muscle.innervation for root in one.roots)
    for at, root in enumerate(question.roots):
        if outside((root,), own):
            yield f"/roots/{at}", f"“{root}”", f"a root of its document: {', '.join(own)}"
    for at, root in enumerate(question.among):
        if root not in question.roots and not outside((root,), every):
            yield f"/among/{at}", f"“{root}” as a wrong root", "a root that its document has not"


def _place(library: Library, question: WhatCompresses) -> Iterator[Fault]:
    place = library.entrapments.get(question.place)
    if place is None:
        return
    nerve = library.nerves.get(question.nerve)
    if place.nerve not in (question.nerve, *(nerve.parts if nerve else ())):
        yield "/nerve", f"“{question.nerve}”", f"the nerve of its document: {place.nerve}"
    forms = ", ".join(place.structures)
    for at, one in enumerate(question.accept):
        if one not in place.structures:
            yield f"/accept/{at}", f"“{one}”", f"what forms the place in its document: {forms}"
    for at, one in enumerate(question.distractors):
        if one in place.structures:
            yield f"/distractors/{at}", f"“{one}”, which forms it", f"none of: {forms}"
