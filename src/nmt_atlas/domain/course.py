"""The course: in which order lessons are best taken, and which comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import get_args

from nmt_atlas.domain.lesson import Lesson, Topic

TOPICS: tuple[Topic, ...] = get_args(Topic)
"""Every topic, in the order in which a course goes."""
_LEVELS = ("beginner", "intermediate", "advanced")


def path(lessons: Mapping[str, Lesson]) -> tuple[Lesson, ...]:
    """All lessons in an order in which none comes before what it needs.

    Among those that are free to be taken the easier ones come first, then the earlier topics.
    What needs itself, over others or not, comes last.
    """
    waiting = dict(sorted(lessons.items(), key=lambda one: _rank(one[1])))
    found: dict[str, Lesson] = {}
    while waiting:
        free = next((one for one in waiting.values() if not missing(one, lessons, found)), None)
        one = free or next(iter(waiting.values()))
        found[one.id] = waiting.pop(one.id)
    return tuple(found.values())


def missing(lesson: Lesson, lessons: Mapping[str, Lesson], done: Collection[str]) -> list[str]:
    """What a lesson needs (ids) that is there and not done yet."""
    return [one for one in lesson.prerequisites if one in lessons and one not in done]


def next_lesson(
    lessons: Mapping[str, Lesson], begun: Collection[str], done: Collection[str]
) -> Lesson | None:
    """The lesson to take now: the first that was begun, else the first that is free.

    None where every lesson is done.
    """
    course = [one for one in path(lessons) if one.id not in done]
    open_ = [one for one in course if one.id in begun]
    free = [one for one in course if not missing(one, lessons, done)]
    return next(iter((*open_, *free, *course)), None)


def circle(lesson: str, needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The way (ids) on which a lesson needs itself; empty where it does not."""
    waiting: list[tuple[str, ...]] = [(lesson,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for one in needs.get(way[-1], ()):
            if one == lesson:
                return (*way, one)
            if one not in seen:
                seen.add(one)
                waiting.append((*way, one))
    return ()


def shelves(lessons: Mapping[str, Lesson]) -> Iterator[tuple[Topic, tuple[Lesson, ...]]]:
    """The lessons by topic, each in the order of the path; topics without any are left out."""
    course = path(lessons)
    for topic in TOPICS:
        found = tuple(one for one in course if one.topic == topic)
        if found:
            yield topic, found


def _rank(lesson: Lesson) -> tuple[int, int, str]:
    return _LEVELS.index(lesson.level), TOPICS.index(lesson.topic), lesson.title
