"""The body as a drawn picture with clickable areas, for browsers without WebGL."""

from __future__ import annotations

import base64

import param

from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.bits import listed
from nmt_atlas.pages.session import Session

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
    """Draws the session's state on the server and takes clicks on the picture.

    It begins when the browser says that it cannot draw.

    Parameters
    ----------
    session
        The visitor.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._drawn: Picture | None = None
        self._why = ""
        session.view.param.watch(self._clicked, "still_clicked")
        session.param.watch(lambda _event: self._drawn and self._draw(), ["state", "taste"])

    def show(self, why: str) -> None:
        """Take the canvas's place because of ``why``."""
        if why == self._why:
            return
        self._why = why
        if not why:
            return
        self.session.notice = self.session.say(
            "This browser cannot draw the body in 3D: {why} A picture drawn on the "
            "server is shown instead; click a muscle on it.",
            why=why,
        )
        self._draw()

    def _draw(self) -> None:
        self._drawn = self.session.body.picture(self.session.state, _SIZE, self.session.taste.theme)
        self._show(self._drawn)

    def _show(self, drawn: Picture) -> None:
        data = base64.b64encode(drawn.png()).decode()
        state, say = self.session.state, self.session.say
        names = self.session.body.names(self.session.taste.language)
        shown = [names[part] for part in state.selection if part in names]
        chosen = listed(shown, say) or say("nothing selected")
        preset = state.camera if isinstance(state.camera, str) else ""
        place = say(_FROM.get(preset, _ELSEWHERE))
        self.session.view.param.update(
            still=f"data:image/png;base64,{data}",
            still_text=say("The body {place}; {chosen}", place=place, chosen=chosen),
        )

    def _clicked(self, event: param.parameterized.Event) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        part, vertex = drawn.part_at(event.new["x"], event.new["y"])
        skin = self.session.body.skin_vertex_near(drawn, part, vertex)
        n = int(self.session.view.picked.get("n", 0)) + 1
        self.session.view.picked = {
            "n": n,
            "part": part,
            "marker": "",
            "skin_vertex": skin,
            "modifiers": [],
        }
