"""The Review page: what is due today, what comes, what is weak, and how to study."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from nmt_atlas.atlas.beside import Beside
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.generating.areas import AREA_NAMES
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.memory import Memory, Studying, forecast, local_day
from nmt_atlas.domain.strength import BANDS, band_of
from nmt_atlas.library.made import Scope
from nmt_atlas.library.reviewing import Cards, Strength, known_structures, strengths, structures_of
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.commands.quizzes import make_quiz
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.fitting import fit, fit_blocks
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.people import PeopleDesk
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.memory import Past
from nmt_atlas.viewer.leaf import (
    Bar,
    Bars,
    Block,
    Button,
    Buttons,
    Choice,
    Fold,
    Heading,
    Run,
    Switch,
    Text,
)

_AT_ONCE = 20
"""So many cards are asked in one go."""
_DAYS = 14
_PAST = timedelta(days=30)
_WISHES = ("0.8", "0.85", "0.9", "0.95")


@dataclass(frozen=True)
class Standing:
    """What the store and the documents say of a learner's memory at a moment."""

    now: datetime
    studying: Studying
    memories: Mapping[str, Memory]
    past: tuple[Past, ...]
    weak: tuple[Strength, ...]
    known: Mapping[str, float]

    @property
    def due(self) -> int:
        """How many cards are due."""
        return sum(one.due <= self.now for one in self.memories.values())


class ReviewPage(Page):
    """What to study today."""

    id: ClassVar[str] = "review"
    title: ClassVar[str] = mark("Review")
    icon: ClassVar[str] = "event_repeat"
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._standing: Standing | None = None
        self._mapped = False
        self._people = PeopleDesk(visit, self.refresh)

    def make_left(self) -> Any:
        """The page as a leaf with controls."""
        self._desk = Desk(
            {
                "review": lambda _rest, _value: self._review(),
                "quiz": lambda _rest, _value: self._quiz(),
                "exam": lambda _rest, _value: self._exam(),
                "undo": lambda _rest, _value: self._undo(),
                "wish": self._wish,
                "fit": lambda _rest, _value: fit(
                    self.visit, lambda found: self._study(parameters=found)
                ),
                "unfit": lambda _rest, _value: self._study(parameters=()),
                "weak": lambda area, _value: self._show(area),
                **self._people.acts(),
                "map": lambda _rest, value: self._map(on=bool(value)),
                "leech": lambda ident, _value: self.visit.reveal(ident),
            }
        )
        self.keep(self._key, self._write)
        return self._desk.leaf

    def _key(self) -> object:
        return self.visit.taste.language, self._standing, self._mapped, self._people.key()

    def enter(self) -> None:
        """Ask the store anew."""
        self._read()

    def leave(self) -> None:
        """The map is this page's own."""
        if self._mapped:
            self._map(on=False)

    def _read(self) -> None:
        visit, now = self.visit, self.visit.clock()

        def work() -> Standing:
            memory, who, library = visit.store.memory, visit.learner, visit.library
            memory.catch_up(who, Cards(library).card)
            studying, memories = memory.studying(who), memory.all(who)
            past = memory.history(who, now - _PAST)
            weak = strengths(library, memories, now, studying)
            known = known_structures(library, memories, now, studying)
            return Standing(now, studying, memories, past, weak, known)

        visit.keep(work, self._stand)

    def _stand(self, standing: Standing) -> None:
        self._standing = standing
        self.refresh()

    # What is written

    def _write(self) -> None:
        self._desk.write(self._blocks(), "review")

    def _blocks(self) -> tuple[Block, ...]:
        say, standing = self.visit.say, self._standing
        if standing is None:
            return (_words(say("One moment…")),)
        return (
            *self._today(standing),
            *self._weak(standing),
            *self._coming(standing),
            *self._past(standing),
            *self._leeches(standing),
            *self._how(standing),
            *self._people.blocks(),
        )

    def _today(self, standing: Standing) -> tuple[Block, ...]:
        say, due = self.visit.say, standing.due
        if not standing.memories:
            told = say(
                "Nothing has been asked yet. Every answer in a lesson or a quiz becomes a card "
                "that comes back when you are about to forget it."
            )
        elif due:
            told = say.plural(due, "{count} card is due.", "{count} cards are due.")
        else:
            told = say("Nothing is due. Well done.")
        buttons = [
            Button(id="review:", label=say("Review now"), main=bool(due), off=not due),
            Button(id="quiz:", label=say("Ten new questions"), main=not due),
            Button(id="exam:", label=say("Practice examination")),
            Button(id="undo:", label=say("Take back the last answer"), off=not standing.past),
        ]
        return (_words(told), Buttons(buttons=tuple(buttons)))

    def _weak(self, standing: Standing) -> tuple[Block, ...]:
        say = self.visit.say
        if not standing.weak:
            return ()
        bars, buttons = [], []
        for one in standing.weak:
            name = say(AREA_NAMES.get(one.area, one.area))
            text = say("{share} %, {cards} cards", share=round(100 * one.known), cards=one.cards)
            bars.append(Bar(label=name, share=one.known, text=text))
            told = say("Show the weakest of: {name}", name=name)
            buttons.append(Button(id=f"weak:{one.area}", label=name, told=told))
        return (
            Heading(text=say("Weakest first"), level=3),
            Bars(label=say("How much is known"), bars=tuple(bars)),
            Switch(id="map:", label=say("Paint it on the body"), on=self._mapped),
            *(self._legend() if self._mapped else ()),
            Fold(title=say("Show the weakest of …"), blocks=(Buttons(buttons=tuple(buttons)),)),
        )

    def _legend(self) -> tuple[Block, ...]:
        """What the colours of the map mean."""
        say = self.visit.say
        return tuple(
            Text(runs=(Run(text=say(one.name), color=one.color),), tone="quiet") for one in BANDS
        )

    def _coming(self, standing: Standing) -> tuple[Block, ...]:
        say = self.visit.say
        if not standing.memories:
            return ()
        dues = [one.due for one in standing.memories.values()]
        counts = forecast(dues, standing.now, _DAYS)
        most = max(counts) or 1
        names = (say("today"), *(f"+{day}" for day in range(1, _DAYS)))
        bars = tuple(
            Bar(label=name, share=count / most, text=str(count))
            for name, count in zip(names, counts, strict=True)
        )
        title = say("The next two weeks")
        return (Fold(title=title, blocks=(Bars(label=title, bars=bars),)),)

    def _past(self, standing: Standing) -> tuple[Block, ...]:
        say, past = self.visit.say, standing.past
        if not past:
            return ()
        days = Counter(local_day(one.at, one.offset_minutes) for one in past)
        right = sum(one.rating > 1 for one in past) / len(past)
        answers = say.plural(len(past), "{count} answer", "{count} answers")
        on = say.plural(len(days), "{count} day", "{count} days")
        today, most = local_day(standing.now), max(days.values())
        bars = tuple(
            Bar(label=say("today") if not ago else f"−{ago}",
                share=days[today - ago] / most, text=str(days[today - ago]))
            for ago in range(_DAYS)
        )  # fmt: skip
        rows: tuple[Block, ...] = (
            _words(say("{answers} on {days}", answers=answers, days=on)),
            _words(say("{share} % of them remembered", share=round(100 * right))),
            Bars(label=say("Answers a day"), bars=bars),
        )
        return (Fold(title=say("The last thirty days"), blocks=rows),)

    def _leeches(self, standing: Standing) -> tuple[Block, ...]:
        """What is forgotten again and again, by name."""
        say, visit = self.visit.say, self.visit
        counted = Counter[str]()
        for card, memory in standing.memories.items():
            if memory.leech:
                counted.update(structures_of(visit.library, card)[:1])
        if not counted:
            return ()
        why = say(
            "These are forgotten again and again. Look at them in another way: a drawing, a "
            "rhyme, your own hand on the muscle."
        )
        names = InWords(visit)
        buttons = tuple(
            Button(id=f"leech:{ident}", label=names.structure(ident))
            for ident, _ in counted.most_common(_AT_ONCE)
        )
        fold = Fold(title=say("Hard to keep"), blocks=(_words(why), Buttons(buttons=buttons)))
        return (fold,)

    def _how(self, standing: Standing) -> tuple[Block, ...]:
        say = self.visit.say
        options = tuple((one, f"{round(100 * float(one))} %") for one in _WISHES)
        value = f"{standing.studying.retention:g}"
        why = say("More means more reviews. Nine in ten is a good beginning.")
        choice = Choice(
            id="wish:", label=say("What should still be known"), options=options, value=value
        )
        fits = fit_blocks(say, bool(standing.studying.parameters))
        return (Fold(title=say("How you study"), blocks=(choice, _words(why), *fits)),)

    # What is done

    def _review(self) -> None:
        visit, now = self.visit, self.visit.clock()

        def work() -> str:
            memory, library = visit.store.memory, visit.library
            due = [card for card, _ in memory.due(visit.learner, now, _AT_ONCE)]
            asked = memory.asked_last(visit.learner, due)
            ids = [asked[card] for card in due if card in asked]
            whose = f"{visit.learner_key}/{now.isoformat()}"
            named = hashlib.sha256(whose.encode()).hexdigest()[:12]
            title = library.say("Review")
            lesson = Cards(library).review(f"review-{named}", title, ids, named)
            if lesson is None:
                return ""
            library.lessons.hold(lesson)
            return lesson.id

        visit.keep(work, self._open)

    def _quiz(self) -> None:
        make_quiz(self.visit, Scope("all", ""))

    def _exam(self) -> None:
        seed = int(self.visit.clock().timestamp()) % 1_000_000_000
        self._make(f"exam-{seed}")

    def _make(self, ident: str) -> None:
        """Have a lesson made where nobody waits for it, then open it."""
        visit = self.visit
        visit.keep(lambda: ident if ident in visit.library.lessons else "", self._open)

    def _open(self, lesson: str) -> None:
        if lesson:
            self.visit.go("lessons", lesson=lesson)
        else:
            self.visit.tell(self.visit.say("There is nothing to ask any more."), "review")

    def _undo(self) -> None:
        visit, now = self.visit, self.visit.clock()
        visit.keep(lambda: visit.store.memory.take_back_last(visit.learner, now), self._undone)

    def _undone(self, done: bool) -> None:
        if done:
            told = self.visit.say("The last answer is taken back; its card forgets it.")
            self.visit.tell(told, "review")
        self._read()

    def _wish(self, _rest: str, value: str) -> None:
        if value in _WISHES:
            self._study(retention=float(value))

    def _study(self, **changes: object) -> None:
        """Study in another way from now on."""
        if self._standing is None:
            return
        visit, now = self.visit, self.visit.clock()
        wish = self._standing.studying.model_copy(update=changes)
        visit.keep(
            lambda: visit.store.memory.study(visit.learner, wish, now), lambda _none: self._read()
        )

    def _map(self, *, on: bool) -> None:
        """Paint on the body how well each part of it is known, or take that away."""
        visit, standing = self.visit, self._standing
        self._mapped = on and standing is not None
        if not self._mapped or standing is None:
            visit.view.ask(visit.state, quiet=False)
        else:
            tints = tuple(
                (part, band.color, band.hatched)
                for ident, known in standing.known.items()
                for band in (band_of(known),)
                for part in self._parts(ident)
            )
            visit.view.ask(visit.state, Beside(tints=tints), quiet=False)
        self.refresh()

    def _parts(self, structure: str) -> tuple[str, ...]:
        """Both sides of a structure, as far as this body has them."""
        parts = self.visit.body.context.parts
        return tuple(
            part
            for side in ("right", "left", "midline")
            if (part := part_id(structure, side)) in parts
        )

    def _show(self, area: str) -> None:
        """Show the weakest structures of an area on the body."""
        standing, visit = self._standing, self.visit
        found = next((one for one in standing.weak if one.area == area), None) if standing else None
        context = visit.body.context
        parts, groups = [], []
        for ident in found.structures[:6] if found else ():
            structure = context.structures.get(ident)
            part = part_id(ident, "right" if structure and structure.paired else "midline")
            if structure is not None and part in context.parts:
                parts.append(part)
                groups.append(structure.group)
        if parts:
            way = visit.body.views.facing_several(tuple(parts))
            visit.show(actions.reveal_several(visit.state, parts, groups, way))


def _words(text: str) -> Text:
    return Text(runs=Rich.plain(text).runs)
