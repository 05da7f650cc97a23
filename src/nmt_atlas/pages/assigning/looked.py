"""What the store says of work, read at once on its own thread, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.school.assignments import (
    Answered,
    Fact,
    Standing,
    State,
    Work,
    by_learner,
    facts_of,
    standing_of,
)
from nmt_atlas.store.groups import Group, Groups
from nmt_atlas.store.learners import Who

STATES: Mapping[State, str] = {
    "not yet": mark("not open yet"),
    "open": mark("not begun"),
    "begun": mark("begun"),
    "done": mark("done"),
    "over": mark("over, something is missing"),
}


class Mine(Frozen):
    """What is set to me, and my groups, as one who learns and as one who teaches."""

    work: tuple[tuple[Work, Standing], ...] = ()
    joined: tuple[Group, ...] = ()
    taught: tuple[Group, ...] = ()


class Taught(Frozen):
    """A group that I teach, with all that it did.

    Attributes
    ----------
    members
        Learner -> name.
    standings
        Work (id) -> learner -> how they stand.
    facts
        Work (id) -> its questions, what is known least first.
    """

    group: Group
    members: dict[int, str]
    works: tuple[Work, ...]
    standings: dict[int, dict[int, Standing]]
    facts: dict[int, tuple[Fact, ...]]


Questions = Mapping[str, tuple[str, ...]]
"""Lesson (id) -> its questions (ids)."""


def look_at_mine(groups: Groups, who: Who, questions: Questions, now: datetime) -> Mine:
    """What is set to somebody; on the store's thread."""
    work = tuple(
        (one, standing_of(one, questions.get(one.lesson, ()), answers, now))
        for one, answers in groups.mine(who)
    )
    return Mine(work=work, joined=groups.joined(who), taught=groups.of(who))


def look_at_group(
    groups: Groups, who: Who, group: Group, questions: Questions, now: datetime
) -> Taught:
    """A group of somebody's; on the store's thread.

    Raises
    ------
    StoreError
        Where it is not theirs.
    """
    members = groups.members(who, group.id, now)
    works = groups.set_to(who, group.id, now)
    standings, facts = {}, {}
    for one in works:
        answers = groups.answers(who, one, now)
        asked = questions.get(one.lesson, ())
        standings[one.id] = _standings(one, asked, answers, members, now)
        facts[one.id] = facts_of(asked, answers)
    return Taught(group=group, members=members, works=works, standings=standings, facts=facts)


def _standings(
    work: Work,
    asked: Sequence[str],
    answers: Sequence[Answered],
    members: Mapping[int, str],
    now: datetime,
) -> dict[int, Standing]:
    given = by_learner(answers)
    return {one: standing_of(work, asked, given.get(one, ()), now) for one in members}


def questions_of(lessons: Mapping[str, Lesson]) -> dict[str, tuple[str, ...]]:
    """The questions of every lesson that has any."""
    return {
        ident: tuple(one.id for one in lessons[ident].questions)
        for ident in lessons
        if lessons[ident].questions
    }


def about(work: Work, standing: Standing, say: Say) -> str:
    """How somebody stands in a work, in words."""
    told = [say(STATES[standing.state])]
    if work.due_at is not None:
        told.append(say("until {day}", day=say.date(work.due_at.date())))
    if standing.answered:
        told.append(say("{done} of {all} answered", done=standing.answered, all=standing.questions))
        told.append(percent(standing.grade, say))
    if standing.with_late > standing.grade:
        told.append(say("{share} with what came late", share=percent(standing.with_late, say)))
    return " · ".join(told)


def percent(share: float, say: Say) -> str:
    """A share in words."""
    return say("{share} %", share=say.number(round(100 * share)))
