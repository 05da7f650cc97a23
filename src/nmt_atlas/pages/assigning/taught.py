"""A group that somebody teaches: who stands where, what is known least, what is set next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from nmt_atlas.domain.classroom.room import shown_code
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.school.assignments import Standing, Work, grades_csv
from nmt_atlas.pages.assigning.looked import Taught, percent
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Fold,
    Heading,
    Line,
    Run,
    Shelf,
    Table,
    TableRow,
    Text,
)

_FACTS = 8
WEEKS = (1, 2, 4)
"""Offered dates: so many weeks from today."""


def group_blocks(seen: Taught, lessons: Mapping[str, Lesson], say: Say) -> Iterator[Block]:
    """What is told of a group, but for the form by which work is set."""
    yield Heading(text=seen.group.title, level=2)
    runs = (Run(text=shown_code(seen.group.code), style="strong"),)
    yield Text(runs=(Run(text=f"{say('Code to join:')} "), *runs))
    if not seen.members:
        yield quiet(say("Nobody has joined yet. Tell the code: students type it on this page."))
    if not seen.works:
        yield quiet(say("Nothing is set yet."))
        return
    if seen.members:
        yield _grades(seen, lessons, say)
    for work in seen.works:
        yield from _one(seen, work, lessons, say)


def _grades(seen: Taught, lessons: Mapping[str, Lesson], say: Say) -> Table:
    heads = (say("Name"), *(title_of(one, lessons) for one in seen.works))
    rows = tuple(
        TableRow(id=f"member:{member}", cells=(name, *_cells(seen, member, say)))
        for member, name in seen.members.items()
    )
    return Table(id="grades", caption=say("Grades"), heads=heads, rows=rows)


def _cells(seen: Taught, member: int, say: Say) -> tuple[str, ...]:
    return tuple(_cell(seen.standings[one.id][member], say) for one in seen.works)


def _cell(standing: Standing, say: Say) -> str:
    """A grade; a dash where nothing was answered, and how much is still missing."""
    if not standing.answered:
        return "–"
    grade = percent(standing.grade, say)
    if standing.answered < standing.questions:
        return f"{grade} ({standing.answered}/{standing.questions})"
    return grade


def _one(seen: Taught, work: Work, lessons: Mapping[str, Lesson], say: Say) -> Iterator[Block]:
    """One work: its dates, what is known least of it, and the ways to open it or take it back."""
    facts = seen.facts[work.id][:_FACTS]
    prompts = prompts_of(work, lessons)
    lines = tuple(
        Line(
            id=f"fact:{work.id}:{one.question}",
            label=prompts.get(one.question, one.question),
            hint=say(
                "{share} at the first try, {count} answered",
                share=percent(one.first, say),
                count=one.answered,
            ),
        )
        for one in facts
    )
    buttons = (
        Button(id=f"open:{work.lesson}", label=say("Open the lesson")),
        Button(id=f"withdraw:{work.id}", label=say("Take it back")),
    )
    known = (
        Shelf(
            id=f"facts-{work.id}",
            title=say("Known least"),
            count=len(lines),
            open=True,
            items=lines,
        ),
    )
    inner: tuple[Block, ...] = (
        quiet(dates(work, say)),
        *(known if lines else ()),
        Buttons(id=f"work-{work.id}", label=title_of(work, lessons), buttons=buttons),
    )
    yield Fold(title=title_of(work, lessons), blocks=inner)


def dates(work: Work, say: Say) -> str:
    """From when until when, in words."""
    begins = say("from {day}", day=say.date(work.opens_at.date()))
    if work.due_at is None:
        return f"{begins} · {say('no date')}"
    return f"{begins} · {say('until {day}', day=say.date(work.due_at.date()))}"


def title_of(work: Work, lessons: Mapping[str, Lesson]) -> str:
    """What a work is called; its id where there is no such lesson any more."""
    lesson = lessons.get(work.lesson)
    return lesson.title if lesson else work.lesson


def prompts_of(work: Work, lessons: Mapping[str, Lesson]) -> dict[str, str]:
    """Question (id) -> what is asked."""
    lesson = lessons.get(work.lesson)
    return {one.id: one.prompt for one in lesson.questions} if lesson else {}


def table_of(seen: Taught, lessons: Mapping[str, Lesson]) -> bytes:
    """The grades as a table that spreadsheets open."""
    titles = [title_of(one, lessons) for one in seen.works]
    rows = (
        (name, [seen.standings[one.id][member] for one in seen.works])
        for member, name in seen.members.items()
    )
    return grades_csv(titles, rows).encode("utf-8-sig")


def read_day(text: str) -> date | None:
    """A day as it was typed (2026-12-24); None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def end_of(day: date) -> datetime:
    """The last moment of a day, everywhere on earth but the very west."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(seconds=1)


def quiet(text: str) -> Text:
    """A remark."""
    return Text(runs=Rich.plain(text).runs, tone="quiet")
