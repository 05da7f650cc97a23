"""The Case files page: off until somebody wants it; one file open at a time, by its passphrase."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.atlas.comparing import change_between
from nmt_atlas.domain.casefile import LONGEST, Day, Finding, apart
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.pain import PainArea
from nmt_atlas.domain.school.rights import Right
from nmt_atlas.pages.bits import column
from nmt_atlas.pages.cases.dates import SHADES
from nmt_atlas.pages.cases.keeper import Keeper
from nmt_atlas.pages.cases.sheet import Shown, blocks
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.fields import empty, fill, line, lines, secret, typed
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.pain.skin import Ground
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.sheets import SHEETS


class CasesPage(Page):
    """Case files by label; nothing of them stands in an address.

    Attributes
    ----------
    keeper
        Who opens, keeps and closes them.
    day, other
        The date that is shown, and the one that it is compared with.
    """

    id: ClassVar[str] = "cases"
    title: ClassVar[str] = mark("Case files")
    icon: ClassVar[str] = "folder_shared"
    needs: ClassVar[Right | None] = "cases"
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.keeper = Keeper(visit, self._changed)
        self.day: date | None = None
        self.other: date | None = None
        self._ground = Ground(visit)
        self._sure = ""
        self._file = ("", "")
        self._here = False

    # The sheet

    def make_left(self) -> Any:
        """What there is, and the fields to type in."""
        say = self.visit.say
        top, below = Desk(self._acts()), Desk(self._acts())
        self._label = line(say("Label (not a name)"), 20)
        self._words = secret(say("Passphrase"), 200)
        self._date = line(say("Date"), 20, value=self.keeper.today.isoformat())
        self._note = lines(say("Finding or note"), LONGEST, 2)
        self._goal = line(say("Goal"), 200)
        self._plan = lines(say("Plan"), LONGEST, 2)
        door = column(self._label, self._words)
        note = column(self._date, self._note, self._goal, self._plan)

        def write() -> None:
            keeper = self.keeper
            door.visible = keeper.on and keeper.case is None
            note.visible = keeper.case is not None
            first, second = blocks(self._shown())
            top.write(first, keeper.case.label if keeper.case else "cases")
            below.write(second, keeper.case.label if keeper.case else "cases")

        self.keep(self._key, write)
        return column(top.leaf, door, note, below.leaf)

    def _key(self) -> object:
        keeper = self.keeper
        now = keeper.on, keeper.labels, keeper.case, keeper.busy, self.visit.tray
        return (*now, self.day, self.other, self._sure, self._file, self.visit.taste.language)

    def _shown(self) -> Shown:
        keeper = self.keeper
        before, after = self._two()
        change = change_between(self.visit.atlas, before, after) if before and after else None
        return Shown(
            visit=self.visit,
            keeper=keeper,
            day=self._of(self.day),
            two=(before, after) if before and after else None,
            change=change,
            sure=self._sure,
            file=self._file,
            elsewhere=self._elsewhere(),
        )

    def _acts(self) -> dict[str, Act]:
        keeper, visit = self.keeper, self.visit
        return {
            "on": lambda *_: keeper.switch(on=True),
            "off": lambda *_: keeper.switch(on=False),
            "label": lambda label, _: self._choose(label),
            "begin": lambda *_: self._enter(new=True),
            "open": lambda *_: self._enter(new=False),
            "close": lambda *_: keeper.close(),
            "add": lambda *_: self._add(),
            "untray": lambda *_: self._untray(),
            "day": lambda day, _: self._show_day(day),
            "with": lambda _, day: self._compare(day),
            "drop": lambda sure, _: self._drop(sure=bool(sure)),
            "export": lambda *_: self._export(),
            "erase": self._erase,
            "draw": lambda *_: visit.go("pain"),
        }

    def _changed(self) -> None:
        """Another file, or none, is open: what was shown of the one before goes."""
        case = self.keeper.case
        if self.keeper.busy:
            self.refresh()
            return
        days = {one.day for one in case.days} if case else set()
        if self.day not in days:
            self.day = max(days, default=None)
        if self.other not in days:
            self.other = None
        self._sure, self._file = "", ("", "")
        self._lay(turn=False)
        self.refresh()

    # Opening and keeping

    def _choose(self, label: str) -> None:
        if label in self.keeper.labels:
            fill(self._label, label)
            self._sure = ""
            self.refresh()

    def _enter(self, *, new: bool) -> None:
        label, words = typed(self._label), typed(self._words)
        empty(self._words)
        (self.keeper.begin if new else self.keeper.open)(label.strip(), words)

    def _add(self) -> None:
        """Keep what waits and what is typed under the date that stands there."""
        visit, keeper = self.visit, self.keeper
        try:
            day = date.fromisoformat(typed(self._date).strip())
        except ValueError:
            visit.tell(visit.say("A date is written as 2026-11-30."), "cases")
            return
        note, goal, plan = (typed(one).strip() for one in (self._note, self._goal, self._plan))
        more = Day(
            day=day,
            findings=(Finding(kind="note", words=note),) if note else (),
            goals=(goal,) if goal else (),
            plan=plan,
        )
        if visit.tray:
            more = more.with_more(visit.tray)
        if more.empty:
            visit.tell(visit.say("Draw a pain or write something first."), "cases")
            return

        def kept() -> None:
            visit.tray, self.day, self.other = None, day, None
            empty(self._note, self._goal, self._plan)

        keeper.add(more, kept)

    def _untray(self) -> None:
        self.visit.tray = None
        self._touched()

    def _drop(self, *, sure: bool) -> None:
        if not sure:
            self._sure = "day"
            self._touched()
        elif self.day:
            self.keeper.drop(self.day)

    def _erase(self, label: str, _value: str) -> None:
        """Erase a file, where that was said twice."""
        if label not in self.keeper.labels:
            return
        if self._sure != label:
            self._sure = label
            self._touched()
        else:
            empty(self._label)
            self.keeper.erase(label)

    def _export(self) -> None:
        case = self.keeper.case
        if case:
            text = case.model_dump_json(indent=2, exclude_defaults=True)
            name = f"case-{case.label.lower()}.json"
            self._file = (name, SHEETS.put(name, text.encode()))
            self._touched()

    def _touched(self) -> None:
        self.keeper.used()
        self.refresh()

    # On the body

    def _of(self, day: date | None) -> Day | None:
        case = self.keeper.case
        return case.of(day) if case and day else None

    def _two(self) -> tuple[Day | None, Day | None]:
        """The two dates that are compared, the earlier first."""
        two = [one for one in (self._of(self.day), self._of(self.other)) if one]
        if len(two) < 2:
            return None, None
        first, second = sorted(two, key=lambda one: one.day)
        return first, second

    def _elsewhere(self) -> bool:
        """Whether what is shown was painted on another skin than the one that is here."""
        here = (self._ground.body.id, self._ground.skin)
        days = [one for one in (self._of(self.day), self._of(self.other)) if one]
        return any(one.skins - {here} for one in days)

    def _show_day(self, text: str) -> None:
        self.day, self.other = _date(text), None
        self._lay()
        self._touched()

    def _compare(self, text: str) -> None:
        self.other = _date(text)
        self._lay()
        self._touched()

    def _lay(self, *, turn: bool = True) -> None:
        """Lay what was painted over the body, seen from where most of it is."""
        if not self._here:
            return
        visit, day = self.visit, self._of(self.day)
        before, after = self._two()
        if day is None or self._elsewhere() or not day.drawings:
            visit.view.ask(visit.state, NOTHING_BESIDE, quiet=False)
            return
        if before and after:
            parts = apart(before, after)
            shaded = tuple((*SHADES[kind], found) for kind, found in parts.items())
            whole = before.vertices | after.vertices
        else:
            shaded, whole = ((*SHADES["both"], day.vertices),), day.vertices
        if turn and whole:
            area = PainArea(vertices=tuple(sorted(whole)))
            visit.show(visit.state.changed(camera=self._ground.facing([area]), focus=(), spot=None))
        visit.view.ask(visit.state, Beside(shaded=shaded, bare=True), quiet=False)

    # Coming and going

    def enter(self) -> None:
        """Look which files there are."""
        self._here = True
        self.keeper.look()
        self._lay()
        self.refresh()

    def leave(self) -> None:
        """Cover the body as it was."""
        self._here = False
        self.visit.view.ask(self.visit.state, NOTHING_BESIDE, quiet=False)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
