"""The hand that draws: what the pointer does, strokes with undo, and what words add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.pain import QUALITIES, DrawnSide
from nmt_atlas.domain.palpation import Finding
from nmt_atlas.domain.picks import Pick, Stroked
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.sketch import Sketch, Steps, depth_of, strength_of
from nmt_atlas.library.words import fold
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.pain.skin import VIEWS, Ground
from nmt_atlas.pages.visit import Visit

Tool = Literal["paint", "erase", "fill", "turn"]
TOOLS: Mapping[Tool, str] = {
    "paint": mark("Paint"),
    "erase": mark("Erase"),
    "fill": mark("Fill"),
    "turn": mark("Turn"),
}
_HELD = {"paint": "brush", "erase": "brush", "fill": "pick", "turn": "orbit"}
LEAST, MOST = 6, 60
"""The brush's radius, mm."""
_SUGGESTED = 12


class Hand:
    """Everything that a person does to a drawing.

    Attributes
    ----------
    steps
        The drawing with its steps.
    tool, size, mirror, side
        What the pointer does, the brush's radius (mm), whether both sides are painted alike, and
        the side on which words name regions.
    query, options
        What is typed, and which regions it may mean.
    felt
        Gives what was found at points, for whoever keeps the drawing.

    Parameters
    ----------
    visit
        The visitor.
    drawn
        Called when another drawing is there.
    written
        Called when only a control holds something else.
    """

    def __init__(
        self, visit: Visit, drawn: Callable[[], None], written: Callable[[], None]
    ) -> None:
        self.visit = visit
        self.ground = Ground(visit)
        self._drawn, self._written = drawn, written
        self.steps = Steps()
        self.tool: Tool = "paint"
        self.size = 18
        self.mirror = False
        self.side: DrawnSide = "right"
        self.query = ""
        self.options: tuple[tuple[str, str], ...] = ()
        self.felt: Callable[[], Mapping[tuple[str, SideName], Finding]] = dict

    @property
    def sketch(self) -> Sketch:
        """What is drawn."""
        return self.steps.sketch

    def to(self, sketch: Sketch) -> None:
        """Another drawing, one step further."""
        if sketch != self.sketch:
            self.steps = self.steps.to(sketch)
            self._drawn()

    # Undo (an :class:`~nmt_atlas.pages.visit.Undoer`)

    @property
    def can_undo(self) -> bool:
        """True where there is a step to take back."""
        return bool(self.steps.past)

    @property
    def can_redo(self) -> bool:
        """True where a step was taken back."""
        return bool(self.steps.future)

    @property
    def undo_name(self) -> str:
        """What the step back takes back; "" where there is none."""
        return self.visit.say("a change of the drawing") if self.can_undo else ""

    @property
    def redo_name(self) -> str:
        """What the step forward does again; "" where there is none."""
        return self.visit.say("a change of the drawing") if self.can_redo else ""

    def undo(self) -> None:
        """Take the last step back."""
        self.steps = self.steps.undone()
        self._drawn()

    def redo(self) -> None:
        """Take it again."""
        self.steps = self.steps.redone()
        self._drawn()

    # The canvas

    def hold(self) -> None:
        """Give the pointer its tool."""
        canvas = self.visit.view.canvas
        wanted = {"size": self.size, "erase": self.tool == "erase"}
        if (canvas.tool, canvas.brush) != (_HELD[self.tool], wanted):
            canvas.param.update(tool=_HELD[self.tool], brush=wanted)

    def let_go(self) -> None:
        """Give the pointer back what it does everywhere."""
        self.visit.view.canvas.tool = "pick"

    def stroke(self, stroked: Stroked) -> None:
        """Take a stroke of the brush."""
        vertices = set(stroked.vertices)
        vertices = {one for one in vertices if one < self.ground.count}
        if self.mirror:
            vertices |= set(self.ground.mirrored(vertices))
        self.to(self.sketch.stroked(vertices, erase=stroked.erase))

    def tap(self, pick: Pick) -> None:
        """Fill the region that was tapped, or take it out again."""
        self.fill_at(pick.skin_vertex)

    def fill_at(self, vertex: int) -> None:
        """Fill the region at a skin vertex."""
        found = self.ground.region_at(vertex)
        if found:
            region, side = found
            self.to(self.sketch.filled(region, "both" if self.mirror else side))

    # Controls

    def acts(self) -> dict[str, Act]:
        """What the controls do, by the word before the colon of their ids."""
        return {
            "tool": lambda _, tool: self._take(tool),
            "size": lambda _, size: self._resize(size),
            "mirror": lambda _, on: self._set(mirror=bool(on)),
            "side": lambda _, side: self._sided(side),
            "undo": lambda *_: self.undo() if self.can_undo else None,
            "new": lambda *_: self.to(self.sketch.begun()),
            "clear": lambda *_: self.to(Sketch()),
            "area": lambda number, _: self.to(self.sketch.chosen(_number(number))),
            "drop": lambda number, _: self.to(self.sketch.dropped(_number(number))),
            "out": lambda region, _: self.to(self.sketch.without(self.sketch.now, region)),
            "strength": lambda _, value: self.to(self.sketch.strong(strength_of(value))),
            "depth": lambda _, value: self.to(self.sketch.deep(depth_of(value))),
            "like": lambda value, _: self._like(value),
            "words": self._words,
            "region": lambda region, _: self._name(region),
            "look": lambda view, _: self._look(view),
        }

    def _set(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.hold()
        self._written()

    def _take(self, tool: str) -> None:
        if tool in get_args(Tool):
            self._set(tool=tool)

    def _resize(self, size: str) -> None:
        if size.replace(".", "", 1).isdigit():
            self._set(size=min(MOST, max(LEAST, int(float(size)))))

    def _sided(self, side: str) -> None:
        if side in get_args(DrawnSide):
            self._set(side=side)

    def _like(self, value: str) -> None:
        if value in QUALITIES:
            self.to(self.sketch.like(value))

    def _look(self, view: str) -> None:
        if view in VIEWS:
            visit = self.visit
            visit.show(self.ground.seen(visit.state, view, self.side))

    # Words

    def _name(self, region: str) -> None:
        chart = self.visit.library.regions
        if region in chart:
            side = self.side if chart[region].paired else "both"
            self.query, self.options = "", ()
            self.to(self.sketch.filled(region, side))

    def _words(self, what: str, text: str) -> None:
        """Suggest regions for what is typed, or fill the one that was chosen."""
        if what == "take":
            self._taken(text)
            return
        self.query, self.options = text, self._meant(text)
        self._written()

    def _meant(self, text: str) -> tuple[tuple[str, str], ...]:
        wanted = fold(text)
        if not wanted:
            return ()
        found = []
        for one in self.visit.library.regions.values():
            names = [fold(name) for name in (one.name, *one.synonyms, *one.synonyms_es)]
            if any(wanted in name for name in names):
                order = (not names[0].startswith(wanted), wanted not in names[0], len(one.name))
                found.append((order, one.id, one.name))
        return tuple((ident, name) for _, ident, name in sorted(found)[:_SUGGESTED])

    def _taken(self, text: str) -> None:
        chart = self.visit.library.regions
        region = text if text in chart else next((key for key, _ in self._meant(text)), "")
        if region:
            self._name(region)
        else:
            told = self.visit.say("The body chart has no “{name}”.", name=short(text))
            self.visit.tell(told, "pain")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else -1
