"""Lessons that nobody wrote: made from the documents when somebody opens them.

Their ids say what they are, so that an address leads to the same questions again::

    about-muscle-soleus              the lesson about a document
    quiz-region-forearm-20-1         twenty questions about a region, the first set of many
    quiz-parts-soleus-and-plantaris-10-7
    quiz-all-40-3                    of everything
    quiz-all-40-3-hard               with wrong choices that are harder to tell from right ones
    exam-1                           the first practice examination
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from nmt_atlas.domain.generating import Kit, Wish
from nmt_atlas.domain.generating.areas import AREA_NAMES, chart_regions
from nmt_atlas.domain.generating.kit import Level
from nmt_atlas.domain.generating.lessons import MADE_FROM, about, around, exam, makeable, quiz
from nmt_atlas.domain.generating.untold import names_of
from nmt_atlas.domain.lesson import Lesson

MOST = 200
"""A quiz has at most so many questions."""
_QUIZ = re.compile(r"quiz-(?:(all)|([a-z]+)-(.+))-(\d{1,3})-(\d{1,9})(?:-(easy|hard))?")
_AND = "-and-"
_NAMED = 3


class Scope(NamedTuple):
    """What a quiz is about: a kind (``area``, ``region``, ``muscle``, ``all`` …) and an id.

    An area is one that structures name (``forearm``); ``parts`` are several structures.
    """

    kind: str
    ident: str


def quiz_id(scope: Scope, count: int, seed: int, level: Level = "medium") -> str:
    """The id of a quiz."""
    what = scope.kind if scope.kind == "all" else f"{scope.kind}-{scope.ident.replace('_', '-')}"
    return f"quiz-{what}-{count}-{seed}" + ("" if level == "medium" else f"-{level}")


def parts_scope(structures: tuple[str, ...]) -> Scope:
    """The scope of several structures."""
    return Scope("parts", _AND.join(structures))


class Lessons(Mapping[str, Lesson]):
    """Lessons by id: those that were written, and on asking those that are made.

    Iterating gives the written ones alone.

    Parameters
    ----------
    written
        The lessons that people wrote.
    kit
        What the others are made of.
    """

    def __init__(self, written: Mapping[str, Lesson], kit: Kit) -> None:
        self._written = written
        self._kit = kit
        self._made: dict[str, Lesson | None] = {}
        self._held: dict[str, Lesson] = {}

    def hold(self, lesson: Lesson) -> None:
        """Keep a lesson that was put together for somebody, as long as the program runs."""
        while len(self._held) > MOST:
            del self._held[next(iter(self._held))]
        self._held[lesson.id] = lesson

    def __getitem__(self, ident: str) -> Lesson:
        if ident in self._written:
            return self._written[ident]
        if ident in self._held:
            return self._held[ident]
        if ident not in self._made:
            if len(self._made) > MOST:
                self._made.clear()
            self._made[ident] = self._make(ident)
        found = self._made[ident]
        if found is None:
            raise KeyError(ident)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def may_hold(self, ident: str) -> bool:
        """Whether an id may be a lesson's: nothing is made to find out."""
        if ident in self._written or ident in self._held:
            return True
        if ident in self._made:
            return self._made[ident] is not None
        return bool(re.match(r"about-|exam-|quiz-", ident))

    def makeable(self) -> Iterator[tuple[str, str, str]]:
        """Every lesson that is made from a document: its id, the document's kind and id."""
        for kind, ident in makeable(self._kit):
            yield f"about-{kind}-{ident}", kind, ident

    def _make(self, ident: str) -> Lesson | None:
        if ident.startswith("about-"):
            _, kind, document = ident.split("-", 2) if ident.count("-") > 1 else ("", "", "")
            return about(self._kit, kind, document) if kind in MADE_FROM else None
        if re.fullmatch(r"exam-\d{1,9}", ident):
            return exam(self._kit, ident, int(ident.partition("-")[2]))
        found = _QUIZ.fullmatch(ident)
        if found is None:
            return None
        scope = Scope(found[1] or found[2], found[3] or "")
        count = min(int(found[4]), MOST)
        named = self.scope_name(scope)
        if named is None or not count:
            return None
        level: Any = found[6] or "medium"
        seed, wish = int(found[5]), self.wish(scope, level)
        near = self.around(scope)
        return quiz(self._kit, ident, named, wish, count=count, seed=seed, around=near)

    def scope_name(self, scope: Scope) -> str | None:
        """What a quiz is called; None where there is nothing of that scope."""
        say, stock = self._kit.say, self._kit.stock
        match scope.kind:
            case "all":
                return say("Quiz: everything")
            case "region":
                region = stock.regions.get(scope.ident.replace("-", "_"))
                name = region.name if region else None
            case "area":
                name = say(AREA_NAMES[scope.ident]) if scope.ident in AREA_NAMES else None
            case "parts":
                found = [stock.structures.get(one) for one in scope.ident.split(_AND)]
                names = [one.name for one in found if one is not None]
                name = self._listed(names) if names and len(names) == len(found) else None
            case "muscle" | "nerve" | "entrapment" | "condition":
                documents = dict(
                    zip(
                        MADE_FROM,
                        (stock.muscles, stock.nerves, stock.entrapments, stock.conditions),
                        strict=True,
                    )
                )
                document = documents[scope.kind].get(scope.ident)
                name = getattr(document, "name", None)
            case _:
                name = None
        return say("Quiz: {name}", name=name) if name else None

    def _listed(self, names: list[str]) -> str:
        """Names in a line; of many the first few and how many more."""
        rest = len(names) - _NAMED
        if rest <= 1:
            return ", ".join(names)
        first = ", ".join(names[:_NAMED])
        return self._kit.say("{names} and {count} more", names=first, count=rest)

    def wish(self, scope: Scope, level: Level, kinds: frozenset[str] = frozenset()) -> Wish:
        """What a quiz of a scope asks; what its title names is no answer."""
        alone = self._alone(scope)
        told = names_of(self._kit, (alone.ident,)) if alone else frozenset()
        return Wish(tags=self.tags(scope), kinds=kinds, level=level, told=told)

    def around(self, scope: Scope) -> frozenset[str]:
        """What a quiz asks about besides where there is too little of its scope, as tags.

        What stands alone is asked about among what lies around it; a list stays a list.
        """
        alone = self._alone(scope)
        return around(self._kit, *alone) if alone else frozenset()

    def _alone(self, scope: Scope) -> Scope | None:
        """The one document or structure that a quiz is about; None where it is about more."""
        if scope.kind in MADE_FROM:
            return scope
        if scope.kind == "parts" and _AND not in scope.ident:
            return Scope("structure", scope.ident)
        return None

    def tags(self, scope: Scope) -> frozenset[str]:
        """What questions of a scope are about; nothing for everything."""
        stock = self._kit.stock
        if scope.kind == "all":
            return frozenset()
        if scope.kind == "area":
            return self._of_area(scope.ident)
        if scope.kind == "region":
            region = scope.ident.replace("-", "_")
            inside = {one.id for one in stock.regions.values() if one.part_of == region}
            return frozenset(f"region/{one}" for one in {region, *inside})
        if scope.kind == "parts":
            named = scope.ident.split(_AND)
            wholes = [stock.structures[one].whole for one in named if one in stock.structures]
            muscles = {f"muscle/{one}" for one in wholes if one in stock.muscles}
            nerves = {f"nerve/{one}" for one in (*named, *wholes) if one in stock.nerves}
            return frozenset({*muscles, *nerves, *(f"structure/{one}" for one in named)})
        return frozenset({f"{scope.kind}/{scope.ident}"})

    def _of_area(self, area: str) -> frozenset[str]:
        """What lies in an area, and the regions of the chart that it makes."""
        stock = self._kit.stock
        inside = [one for one in stock.structures.values() if one.region == area]
        muscles = {one.whole for one in inside} & set(stock.muscles)
        return frozenset(
            {
                *(f"structure/{one.id}" for one in inside),
                *(f"muscle/{one}" for one in muscles),
                *(f"region/{one}" for one in chart_regions(area, stock.regions)),
            }
        )
