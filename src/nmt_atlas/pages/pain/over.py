"""What lies over the body while a pain is drawn: the drawing, and patterns of its sources."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.atlas.painted import by_muscle, hues
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.matching import PainSource
from nmt_atlas.pages.pain.hand import Hand
from nmt_atlas.pages.pain.looking import Looking
from nmt_atlas.pages.pain.sources import key_of
from nmt_atlas.pages.visit import Visit

Tags = tuple[str, ...]


class Over:
    """Lays the drawing over the body, with the patterns that are shown or pointed at.

    What is shown stands in the view state, so a link, the legend and undo have it; what is only
    pointed at does not.

    Parameters
    ----------
    visit, hand, looking
        The visitor, the hand that draws, and what the drawing leads to.
    """

    def __init__(self, visit: Visit, hand: Hand, looking: Looking) -> None:
        self.visit, self.hand, self.looking = visit, hand, looking
        self.open = False
        self._near = ""

    def lay(self) -> None:
        """Lay all of it over the body, while the page is open."""
        if not self.open:
            return
        state, hue_of = self.visit.state, self.hues()
        pain, skin = tags_of(self.looking.row(self._near))
        areas = self.hand.sketch.areas
        drawn = frozenset[int]().union(*map(self.hand.ground.vertices_of, areas))
        beside = Beside(
            painted=pain,
            territory=skin,
            hued=tuple((tag, hue_of[tag]) for tag in state.territory[1:]),
            drawn=drawn,
            bare=True,
            rim=bool(state.overlay or state.territory or pain or skin),
        )
        self.visit.view.ask(state, beside, quiet=False)

    def lift(self) -> None:
        """Take all of it off again."""
        self.open, self._near = False, ""
        self.visit.view.ask(self.visit.state, NOTHING_BESIDE, quiet=False)

    def point(self, key: str) -> None:
        """Paint the pattern of the row that is pointed at; of none by ""."""
        if key != self._near:
            self._near = key
            self.lay()

    def hues(self) -> dict[str, str]:
        """Painted tag -> its hue."""
        state = self.visit.state
        muscles = by_muscle(state.overlay, self.visit.atlas.library)
        hue_of = hues(tuple(muscles))
        found = {tag: hue_of[one].essential for one, tags in muscles.items() for tag in tags}
        others = LOOK.palette[2:]
        for number, tag in enumerate(state.territory):
            own = others[(number - 1) % len(others)].essential
            found[tag] = own if number else LOOK.paint["territory"].color
        return found

    def on(self) -> dict[str, str]:
        """Key of every row that is shown -> its hue."""
        hue_of = self.hues()
        return {
            key_of(row): hue_of[tag]
            for row in self.looking.rows
            for tags in tags_of(row)
            for tag in tags
            if tag in hue_of
        }

    def show(self, key: str, *, beside: bool = False) -> None:
        """Show a source over the drawing, alone or as the second of two; or no more."""
        row, state = self.looking.row(key), self.visit.state
        if row is None:
            return
        pain, skin = tags_of(row)
        if {*pain, *skin} <= {*state.overlay, *state.territory}:
            self.paint(_without(state.overlay, pain), _without(state.territory, skin))
        elif not beside:
            self.paint(pain, skin)
        else:
            first, other = state.overlay[:1], state.territory[:1]
            if first and other:
                first = () if pain else first
                other = () if skin else other
            self.paint((*first, *pain), (*other, *skin))

    def show_together(self) -> None:
        """Show the sources that explain the drawing together."""
        found = self.looking.found
        keys = set(found.together.sources) if found and found.together else set()
        tags = [tags_of(row) for row in self.looking.rows if row.key in keys]
        self.paint(
            tuple(tag for pain, _ in tags for tag in pain),
            tuple(tag for _, skin in tags for tag in skin),
        )

    def paint(self, overlay: Tags, territory: Tags) -> None:
        """Paint patterns over the drawing, looked at from where most of them is seen."""
        visit = self.visit
        state = visit.state.changed(overlay=overlay, territory=territory)
        way = visit.body.views.facing_paint(overlay, territory)
        if way is not None and (overlay or territory):
            zones = (*overlay, *territory)
            state = state.changed(camera=way, focus=(), spot=None, zones=zones)
        else:
            state = state.changed(zones=_without(state.zones, state.zones))
        self._near = ""
        visit.show(state)
        self.lay()


def tags_of(row: PainSource | None) -> tuple[Tags, Tags]:
    """What a row paints: pain of a trigger point, or skin of something else."""
    if row is None:
        return (), ()
    tag = f"{row.id}:{'left' if row.side == 'left' else 'right'}"
    return ((tag,), ()) if row.trigger_point else ((), (tag,))


def _without(tags: Iterable[str], gone: Iterable[str]) -> Tags:
    taken = set(gone)
    return tuple(one for one in tags if one not in taken)
