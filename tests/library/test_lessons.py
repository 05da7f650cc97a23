"""The lessons say what the documents say, and come in an order that can be kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.pose import Pose
from nmt_atlas.domain.questions import BaseQuestion, PlacePoint, WhichAction, WhichNerve
from nmt_atlas.library import Library, load_library
from nmt_atlas.library.paths import data_paths


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(data_paths({})).library


def _asked(library: Library) -> Iterator[BaseQuestion]:  # type: ignore[type-arg]
    for lesson in library.lessons.values():
        yield from lesson.questions


def _movements(library: Library, question: WhichAction) -> list[str]:
    """What a question says of a muscle's movements that the muscle's document does not."""
    made = {(one.joint, one.movement) for one in library.muscles[question.muscle].actions}
    return [
        one.words for one in question.movements if one.right != ((one.joint, one.movement) in made)
    ]


def test_movements_are_those_of_the_muscle(library: Library) -> None:
    asked = [one for one in _asked(library) if isinstance(one, WhichAction)]
    assert asked
    assert {one.id: _movements(library, one) for one in asked if _movements(library, one)} == {}


def test_nerves_and_roots_are_those_of_the_muscle(library: Library) -> None:
    wrong = []
    for one in _asked(library):
        if isinstance(one, WhichNerve):
            supply = library.muscles[one.muscle].innervation
            if not any(s.nerve_id == one.nerve and set(s.roots) == set(one.roots) for s in supply):
                wrong.append(one.id)
    assert wrong == []


def test_a_point_is_placed_in_its_own_muscle(library: Library) -> None:
    asked = [one for one in _asked(library) if isinstance(one, PlacePoint)]
    assert [one.id for one in asked if library.trigger_point(one.target).part != one.muscle] == []


def test_no_lesson_comes_before_itself(library: Library) -> None:
    def before(lesson: Lesson, seen: tuple[str, ...]) -> None:
        assert lesson.id not in seen
        for one in lesson.prerequisites:
            before(library.lessons[one], (*seen, lesson.id))

    for lesson in library.lessons.values():
        before(lesson, ())


def test_what_the_documents_do_not_say_is_found(library: Library) -> None:
    question = next(one for one in _asked(library) if isinstance(one, WhichAction))
    turned = [one.model_copy(update={"right": not one.right}) for one in question.movements]
    false = question.model_copy(update={"movements": tuple(turned)})
    assert len(_movements(library, false)) == len(turned)


@pytest.mark.parametrize("ident", ["arm-in-motion", "leg-and-trunk-in-motion"])
def test_a_lesson_about_movement_asks_of_a_body_that_moves(library: Library, ident: str) -> None:
    lesson = library.lesson(ident)
    views = [
        step.question.asks(lesson.view_at(at))
        for at, step in enumerate(lesson.steps)
        if step.question is not None
    ]
    assert len(views) >= 10
    assert all(Pose.read(view.pose)[0] for view in views)
