"""The body as a drawn picture with clickable areas, for browsers without WebGL."""

from __future__ import annotations

import base64

import param

from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import StillClick
from nmt_atlas.pages.bits import listed
from nmt_atlas.pages.later import when_done
from nmt_atlas.pages.visit import Visit

_SIZE = (560, 820)
_FROM = {
    "anterior": mark("from the front"),
    "posterior": mark("from the back"),
    "right": mark("from the right"),
    "left": mark("from the left"),
    "superior": mark("from above"),
    "inferior": mark("from below"),
}
_ELSEWHERE = mark("from a chosen direction")


class StillView:
    """Draws the visit's state on the server and takes clicks on the picture.

    It begins when the browser says that it cannot draw.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._drawn: Picture | None = None
        self._why = ""
        self._asked: object = None
        visit.view.canvas.param.watch(self._clicked, "still_clicked")
        visit.view.param.watch(lambda _event: self._follow(), "state")
        visit.param.watch(lambda _event: self._follow(), "taste")

    def show(self, why: str) -> None:
        """Take the canvas's place because of ``why``; nothing where it can draw again."""
        if why == self._why:
            return
        self._why = why
        if not why:
            self._drawn = self._asked = None
            self.visit.view.canvas.param.update(still="", still_text="")
            return
        text = self.visit.say(
            "This browser cannot draw the body in 3D: {why} A picture drawn on the "
            "server is shown instead; click a muscle on it.",
            why=why,
        )
        self.visit.tell(text, "drawing")
        self._draw()

    def _follow(self) -> None:
        """Draw what is shown now, where a picture is shown at all."""
        if self._why:
            self._draw()

    def _draw(self) -> None:
        """Have a worker draw; what is no longer shown when it comes is passed over."""
        visit = self.visit
        asked = self._asked = (visit.state, visit.taste)
        picture = visit.atlas.pictures.drawn(visit.state, _SIZE, visit.taste.theme)
        when_done(picture, lambda drawn: self._show(drawn) if asked == self._asked else None)

    def _show(self, drawn: Picture) -> None:
        self._drawn = drawn
        data = base64.b64encode(drawn.png()).decode()
        state, say = self.visit.state, self.visit.say
        names = self.visit.body.names(self.visit.taste.language)
        shown = [names[part] for part in (*state.selection, state.split) if part in names]
        chosen = listed(shown, say) or say("nothing selected")
        preset = state.camera if isinstance(state.camera, str) else ""
        place = say(_FROM.get(preset, _ELSEWHERE))
        self.visit.view.canvas.param.update(
            still=f"data:image/png;base64,{data}",
            still_text=say("The body {place}; {chosen}", place=place, chosen=chosen),
        )

    def _clicked(self, event: param.parameterized.Event) -> None:
        """Take a click on the picture as one on the body."""
        drawn, click = self._drawn, StillClick.read(event.new)
        if drawn is None or click is None:
            return
        part, vertex = drawn.part_at(click.x, click.y)
        skin = self.visit.body.skin_vertex_near(drawn, part, vertex)
        half = drawn.half_at(click.x, click.y)
        self.visit.taps.take({"n": click.n, "part": part, "skin_vertex": skin, "half": half})
