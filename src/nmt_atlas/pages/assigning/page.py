"""The page of work: what is set to me; and, for who teaches, groups, dates, grades."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.domain.classroom.room import read_code, shown_code
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.school.rights import ROLE_NAMES
from nmt_atlas.library.words import fold
from nmt_atlas.pages.assigning.looked import (
    Mine,
    Taught,
    about,
    look_at_group,
    look_at_mine,
    questions_of,
)
from nmt_atlas.pages.assigning.taught import (
    WEEKS,
    end_of,
    group_blocks,
    quiet,
    read_day,
    table_of,
    title_of,
)
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.school.login import TOO_OFTEN
from nmt_atlas.store.groups import Group, Groups
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    File,
    Heading,
    Line,
    Select,
    Shelf,
    Typed,
)
from nmt_atlas.viewer.rates import Buckets
from nmt_atlas.viewer.sheets import SHEETS

TRIES, TRIES_OF_ALL = Buckets(burst=10, rate=1 / 20), Buckets(burst=400, rate=4)
"""How often one, and all of this process, may try a code: nobody finds groups by trying."""
_SUGGESTED = 10
_WRONG_CODE = mark(
    "That is no code of a group: six letters and digits, as your instructor has told them."
)
_WRONG_DAY = mark("That is no day. Write it like 2026-12-24.")


class WorkPage(Page):
    """What is set to whom, and how it goes."""

    id: ClassVar[str] = "work"
    title: ClassVar[str] = mark("Tasks")
    icon: ClassVar[str] = "assignment"
    keys: ClassVar[tuple[str, ...]] = ("group", "join")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.mine = Mine()
        self.taught: Taught | None = None
        self._wanted = ""
        self._given = {"code": "", "name": "", "title": "", "day": ""}
        self._weeks = str(WEEKS[0])
        self._query, self._lesson = "", ""
        self._file = ""
        self._desk: Desk | None = None

    @property
    def name(self) -> str:
        """What stands over the sheet: the rail has no room for it."""
        return self.visit.say("Assignments")

    @property
    def groups(self) -> Groups:
        """The groups of this server."""
        store = self.visit.store
        return Groups(store.database, store.warden)

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """Every lesson, in the visitor's language."""
        return self.visit.library.lessons

    def make_left(self) -> Any:
        """The desk."""
        self._desk = Desk(self._acts())
        self._write()
        return self._desk.leaf

    def enter(self) -> None:
        """Look at how things stand now."""
        self._look()

    def address(self) -> dict[str, str]:
        """The group that is open."""
        return {"group": self.taught.group.code} if self.taught else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Open a group, or have a code ready to join one."""
        self._wanted = read_code(keys.get("group", ""))
        self._given["code"] = read_code(keys.get("join", "")) or self._given["code"]
        if not self._wanted:
            self.taught = None
        self._look()
        return ()

    def refresh(self) -> None:
        """Write anew."""
        self._write()

    # Reading

    def _look(self) -> None:
        groups, who, now = self.groups, self.visit.learner, self.visit.clock()
        asked = questions_of(self.lessons)
        self.visit.keep(lambda: look_at_mine(groups, who, asked, now), self._looked)

    def _looked(self, mine: Mine) -> None:
        self.mine = mine
        wanted = next((one for one in mine.taught if one.code == self._wanted), None)
        if wanted is not None:
            self._open(wanted)
        self._write()

    def _open(self, group: Group) -> None:
        groups, who, now = self.groups, self.visit.learner, self.visit.clock()
        asked = questions_of(self.lessons)
        self._wanted = group.code
        self.visit.keep(lambda: look_at_group(groups, who, group, asked, now), self._opened)

    def _opened(self, seen: Taught) -> None:
        another = self.taught is None or self.taught.group.id != seen.group.id
        self.taught, self._file = seen, ""
        self._write()
        if another:
            self.visit.settled()

    # What is written

    def _write(self) -> None:
        if self._desk is not None:
            blocks = self._outside() if self.taught is None else self._inside(self.taught)
            self._desk.write(tuple(blocks), self.taught.group.code if self.taught else "")

    def _outside(self) -> Iterator[Block]:
        say = self.visit.say
        yield Heading(text=say("What is set to me"), level=2)
        if self.mine.work:
            lines = tuple(
                Line(
                    id=f"open:{work.lesson}",
                    label=title_of(work, self.lessons),
                    hint=about(work, standing, say),
                )
                for work, standing in self.mine.work
            )
            yield Shelf(id="set", title=say("Lessons"), count=len(lines), open=True, items=lines)
        else:
            yield quiet(say("Nothing is set to you."))
        yield from self._joining()
        if self.visit.may("assign"):
            yield from self._teaching()
        yield from self._account()

    def _account(self) -> Iterator[Block]:
        """Who is signed in, and the way out; nothing where nobody signs in."""
        say, role = self.visit.say, self.visit.warrant().role
        if role is not None:
            yield Heading(text=say("My account"), level=3)
            yield quiet(say(ROLE_NAMES[role]))
            yield File(label=say("Sign out"), href="logout")

    def _joining(self) -> Iterator[Block]:
        say = self.visit.say
        code = shown_code(self._given["code"]) if self._given["code"] else ""
        yield Heading(text=say("Groups that I am in"), level=3)
        yield Typed(
            id="code", label=say("Code of the group"), hint=shown_code(code) if code else ""
        )
        yield Typed(id="name", label=say("How your instructor reads you"), hint=self._given["name"])
        yield Buttons(buttons=(Button(id="join:", label=say("Join"), main=bool(code)),))
        if self.mine.joined:
            buttons = tuple(
                Button(id=f"leave:{one.id}", label=say("Leave “{title}”", title=one.title))
                for one in self.mine.joined
            )
            yield Buttons(id="leaving", label=say("Groups that I am in"), buttons=buttons)

    def _teaching(self) -> Iterator[Block]:
        say = self.visit.say
        yield Heading(text=say("Groups that I teach"), level=3)
        if self.mine.taught:
            lines = tuple(
                Line(
                    id=f"group:{one.code}",
                    label=one.title,
                    hint=say.plural(one.members, "{count} student", "{count} students"),
                )
                for one in self.mine.taught
            )
            yield Shelf(id="taught", title=say("Groups"), count=len(lines), open=True, items=lines)
        yield Typed(id="title", label=say("A new group"), hint=self._given["title"])
        yield Buttons(buttons=(Button(id="make:", label=say("Make the group")),))

    def _inside(self, seen: Taught) -> Iterator[Block]:
        say = self.visit.say
        yield Buttons(buttons=(Button(id="back:", label=say("All groups")),))
        yield from group_blocks(seen, self.lessons, say)
        if seen.works and seen.members:
            yield Buttons(buttons=(Button(id="table:", label=say("Grades as a table (CSV)")),))
            if self._file:
                yield File(label=say("Open the table"), href=self._file)
        yield Heading(text=say("Set a lesson"), level=3)
        yield from self._setting()

    def _setting(self) -> Iterator[Block]:
        say = self.visit.say
        chosen = self.lessons.get(self._lesson)
        yield Typed(
            id="lesson",
            label=chosen.title if chosen else say("Lesson"),
            hint=say("Type a word of its title"),
            suggests=True,
            query=self._query,
            options=self._suggested(),
        )
        weeks = tuple(
            (str(one), say.plural(one, "in {count} week", "in {count} weeks")) for one in WEEKS
        )
        dated = (*weeks, ("", say("no date")), ("day", say("on a day")))
        yield Select(id="weeks", label=say("Until"), options=dated, value=self._weeks)
        if self._weeks == "day":
            yield Typed(id="day", label=say("Day, like 2026-12-24"), hint=self._given["day"])
        label = say("Set “{title}”", title=chosen.title) if chosen else say("Set it")
        yield Buttons(buttons=(Button(id="set:", label=label, main=True, off=chosen is None),))

    def _suggested(self) -> tuple[tuple[str, str], ...]:
        wanted = fold(self._query)
        if not wanted:
            return ()
        found = ((one, self.lessons[one]) for one in self.lessons)
        fitting = (
            (one, lesson.title)
            for one, lesson in found
            if lesson.questions and wanted in fold(lesson.title)
        )
        return tuple(fitting)[:_SUGGESTED]

    # What is pressed

    def _acts(self) -> dict[str, Act]:
        fields = {name: self._typed(name) for name in self._given}
        return {
            **fields,
            "open": lambda lesson, _: self.visit.go("lessons", lesson=lesson),
            "join": lambda *_: self._join(),
            "leave": lambda number, _: self._leave(int(number)),
            "group": lambda code, _: self._enter(code),
            "make": lambda *_: self._make(),
            "back": lambda *_: self._back(),
            "table": lambda *_: self._table(),
            "lesson": self._find,
            "weeks": lambda _, value: self._until(value),
            "set": lambda *_: self._set(),
            "withdraw": lambda number, _: self._withdraw(int(number)),
            "fact": lambda *_: None,
            "member": lambda *_: None,
        }

    def _typed(self, name: str) -> Act:
        def typed(_what: str, text: str) -> None:
            self._given[name] = text.strip()

        return typed

    def _join(self) -> None:
        code, name = read_code(self._given["code"]), self._given["name"]
        if not code:
            self.visit.tell(self.visit.say(_WRONG_CODE), "work")
            return
        if not (TRIES.take(self.visit.learner_key) and TRIES_OF_ALL.take("")):
            self.visit.tell(self.visit.say(TOO_OFTEN), "work")
            return
        groups, who, now = self.groups, self.visit.learner, self.visit.clock()
        self._given["code"] = ""
        self.visit.keep(lambda: groups.join(who, code, name, now), lambda _: self._look())

    def _leave(self, number: int) -> None:
        groups, who = self.groups, self.visit.learner
        self.visit.keep(lambda: groups.leave(who, number), lambda _: self._look())

    def _enter(self, code: str) -> None:
        found = next((one for one in self.mine.taught if one.code == code), None)
        if found is not None:
            self._open(found)

    def _make(self) -> None:
        title = self._given["title"]
        groups, who, now = self.groups, self.visit.learner, self.visit.clock()
        self._given["title"] = ""

        def made(group: Group) -> None:
            self._wanted = group.code
            self._look()

        self.visit.keep(lambda: groups.make(who, title, now), made)

    def _back(self) -> None:
        self.taught, self._wanted = None, ""
        self._look()
        self.visit.settled()

    def _table(self) -> None:
        if self.taught is not None:
            name = f"grades-{self.taught.group.code}.csv"
            self._file = SHEETS.put(name, table_of(self.taught, self.lessons))
            self._write()

    def _find(self, what: str, text: str) -> None:
        if what != "take":
            self._query = text
            self._write()
            return
        named = {fold(self.lessons[one].title): one for one in self.lessons}
        self._lesson = text if text in self.lessons else named.get(fold(text), "")
        self._query = ""
        self._write()

    def _until(self, value: str) -> None:
        self._weeks = value if value in {*map(str, WEEKS), "", "day"} else ""
        self._write()

    def _set(self) -> None:
        seen, lesson, now = self.taught, self._lesson, self.visit.clock()
        day = read_day(self._given["day"]) if self._weeks == "day" else None
        if seen is None or not lesson:
            return
        if self._weeks == "day" and day is None:
            self.visit.tell(self.visit.say(_WRONG_DAY), "work")
            return
        if self._weeks.isdecimal():
            day = now.date().fromordinal(now.date().toordinal() + 7 * int(self._weeks))
        groups, who, uid = self.groups, self.visit.learner, secrets.token_hex(16)
        dates = {"opens_at": now, "due_at": end_of(day) if day else None}
        self._lesson = ""
        self.visit.keep(
            lambda: groups.assign(who, seen.group.id, lesson, now=now, uid=uid, **dates),  # type: ignore[arg-type]
            lambda _: self._open(seen.group),
        )

    def _withdraw(self, number: int) -> None:
        seen = self.taught
        work = next((one for one in seen.works if one.id == number), None) if seen else None
        if seen is None or work is None:
            return
        groups, who, now = self.groups, self.visit.learner, self.visit.clock()
        self.visit.keep(lambda: groups.withdraw(who, work, now), lambda _: self._open(seen.group))
