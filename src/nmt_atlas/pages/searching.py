"""One search for everything: documents, what the body shows, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.quoting import short
from nmt_atlas.library.browse import SHELVES, Entry
from nmt_atlas.library.library import Library
from nmt_atlas.library.search import LIKELY, Hit
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.tools import command, named_so
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Found, FoundGroup, FoundLine

_MOST = 18
_EACH = 5
"""So many lines of one kind stand under its heading."""
_LEAST = 2
_COMMANDS = 4
_RESTS = mark("The search rests while a question is open.")
_DANGER = "safety"
_EXAMPLES = (
    "muscle/piriformis",
    "nerve/median-nerve",
    "condition/tension-type-headache",
    "region/upper-back",
)
_ICONS = {
    "muscle": "fitness_center",
    "trigger-point": "my_location",
    "nerve": "route",
    "structure": "accessibility_new",
    "region": "crop_free",
    "condition": "healing",
    "safety": "warning_amber",
    "lesson": "school",
    "test": "fact_check",
    "technique": "back_hand",
    "posture": "accessibility",
    "source": "format_quote",
}


class Searching:
    """The search of one visitor.

    Attributes
    ----------
    found
        The answer to what was last typed.
    told
        Called when there is another one.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.found = Found()
        self.told: Callable[[], None] = _nobody
        self._asked = ""

    def ask(self, text: str) -> None:
        """Look for what is typed so far; the page does not wait for it."""
        text = "" if self._rests() else text.strip()
        self._asked = text
        library = self.visit.library

        def show(hits: tuple[Hit, ...]) -> None:
            if text == self._asked:
                self.found = self._answer(text, hits, library)
                self.told()

        aside(lambda: library.search(text, _MOST) if len(text) >= _LEAST else (), show)

    def enter(self, text: str) -> None:
        """Go to what is meant by a text that was entered before its answer came."""
        if self._rests():
            return
        text = text.strip()
        hit = next(iter(self.visit.library.search(text, 1)), None)
        if hit is None:
            told = self.visit.say("Nothing is called “{name}” here.", name=short(text))
            self.visit.tell(told, "search")
        else:
            self.take(f"{hit.kind}/{hit.id}")

    def take(self, key: str) -> None:
        """Go to a line that was chosen: ``kind/id``, ``do:command`` or ``all:text``."""
        head, _, rest = key.partition(":")
        if head != "do" and self._rests():
            return
        if head == "do":
            command(self.visit, rest)
        elif head == "all":
            self.visit.go("library", find=rest)
        else:
            kind, _, ident = key.partition("/")
            self._go(kind, ident)

    def _rests(self) -> bool:
        """Whether a question is open, which a search could answer; then that is said."""
        if self.visit.view.quiet:
            self.visit.tell(self.visit.say(_RESTS), "search")
        return self.visit.view.quiet

    def _go(self, kind: str, ident: str) -> None:
        visit, library, side = self.visit, self.visit.atlas.library, self.side()
        if not any(one.name == kind and ident in one.documents(library) for one in library.kinds):
            return
        if kind == "nerve":
            visit.go("explore")
            visit.follow(ident, side)
        elif kind in ("muscle", "structure", "trigger-point"):
            visit.go("explore")
            self._find(kind, ident, side)
        elif kind == "lesson":
            visit.go("lessons", lesson=ident)
        else:
            if target_of(library, kind, ident):
                visit.show_document(kind, ident, side)
            visit.go("library", doc=f"{kind}/{ident}")

    def _find(self, kind: str, ident: str, side: str) -> None:
        """Show a structure with its card; a point with its own pain alone."""
        visit, library = self.visit, self.visit.atlas.library
        shown = visit.body.context.structures
        if kind == "structure" or ident in shown:
            visit.reveal(ident, side)
        elif kind == "muscle":
            visit.reveal(library.muscles[ident].parts[0], side)
        else:
            point = library.trigger_point(ident)
            only = point.only_side or side
            visit.reveal(point.part, only)
            visit.view.change(overlay=(f"{ident}:{only}",))

    def side(self) -> str:
        """The side that is looked at: that of what is selected or followed, else the right."""
        state = self.visit.state
        found = (split_part_id(part)[1] for part in state.selection)
        sides: set[str] = {side for side in found if side != "midline"}
        sides |= {state.nerve.partition(":")[2]} - {""}
        return sides.pop() if len(sides) == 1 else "right"

    # What is shown

    def _answer(self, text: str, hits: Sequence[Hit], library: Library) -> Found:
        say = self.visit.say
        entries = _entries(library)
        if len(text) < _LEAST:
            some = [entries[key] for key in _EXAMPLES if key in entries]
            title = say("For example")
            return Found(query=text, groups=(self._group(title, some),) if some else ())
        groups = list(self._groups(hits, entries))
        done = tuple(
            FoundLine(id=f"do:{one.id}", label=say(one.title), hint=one.key, icon=one.icon)
            for one in named_so(self.visit, text)[:_COMMANDS]
        )
        if done:
            own = FoundGroup(title=say("Do"), lines=done)
            groups.insert(0 if not hits or hits[0].score < LIKELY else 1, own)
        if groups:
            if hits:
                groups.append(self._all(text))
            return Found(query=text, groups=tuple(groups))
        nearest = [
            entries[key]
            for one in library.index.nearest(text)
            if (key := f"{one.kind}/{one.id}") in entries
        ]
        note = say("Nothing is called “{name}”.", name=short(text))
        lines = (self._group(say("Nearest to it"), nearest),) if nearest else ()
        return Found(query=text, note=note, groups=lines)

    def _groups(self, hits: Sequence[Hit], entries: Mapping[str, Entry]) -> Iterator[FoundGroup]:
        """What was found by kind: danger first where it is called so, then the best first."""
        shelves: dict[str, list[Entry]] = {}
        danger = False
        for hit in hits:
            entry = entries.get(f"{hit.kind}/{hit.id}")
            if entry is not None:
                shelves.setdefault(entry.shelf, []).append(entry)
                danger = danger or (entry.shelf == _DANGER and hit.score >= LIKELY)
        order = sorted(shelves, key=lambda one: not (danger and one == _DANGER))
        for shelf in order:
            yield self._group(self.visit.say(SHELVES[shelf]), shelves[shelf][:_EACH])

    def _group(self, title: str, entries: Sequence[Entry]) -> FoundGroup:
        return FoundGroup(title=title, lines=tuple(map(self._line, entries)))

    def _line(self, entry: Entry) -> FoundLine:
        icon = _ICONS.get(entry.shelf, "article")
        hint = self.visit.say(entry.hint) if entry.hint else ""
        return FoundLine(id=entry.key, label=entry.name, hint=hint, icon=icon)

    def _all(self, text: str) -> FoundGroup:
        label = self.visit.say("Every document with “{name}”", name=short(text))
        line = FoundLine(id=f"all:{text}"[:200], label=label, icon="menu_book")
        return FoundGroup(title=self.visit.say("Library"), lines=(line,))


def _nobody() -> None:
    """Nobody waits for an answer."""


def _entries(library: Library) -> dict[str, Entry]:
    return {one.key: one for one in library.shelves.entries}
