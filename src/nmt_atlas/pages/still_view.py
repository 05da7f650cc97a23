"""The body as a drawn picture with clickable areas, for browsers without WebGL."""

from __future__ import annotations

import base64
from typing import Any

import panel as pn
import param
from panel.custom import JSComponent

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.bits import alert, column, listed
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


class ClickPicture(JSComponent):
    """An image that tells where it was clicked, as shares of its width and height."""

    source = param.String(doc="The picture as a data URL.")
    text = param.String(default="The body", doc="What the picture shows, for screen readers.")
    clicked = param.Dict(default={}, doc="`{n, x, y}` of the last click.")

    _esm = """
export function render({ model }) {
  const image = document.createElement('img')
  image.style.cssText = 'max-width:100%;max-height:82vh;cursor:pointer;display:block;margin:auto'
  const show = () => { image.src = model.source; image.alt = model.text }
  let n = 0
  image.addEventListener('click', (event) => {
    const box = image.getBoundingClientRect()
    n += 1
    model.clicked = {n, x: (event.clientX - box.left) / box.width,
                     y: (event.clientY - box.top) / box.height}
  })
  model.on('source', show)
  model.on('text', show)
  show()
  return image
}
"""


class StillView:
    """Draws the session's state on the server and takes clicks on the picture.

    Parameters
    ----------
    session
        The visitor.
    why
        Why the browser cannot draw the body itself.
    """

    def __init__(self, session: Session, why: str) -> None:
        self.session = session
        self.why = why
        self.picture = ClickPicture(sizing_mode="stretch_width")
        self._drawn = session.body.picture(session.state, _SIZE)
        self.picture.param.watch(self._clicked, "clicked")
        session.param.watch(lambda _event: self._draw(), "state")
        self._show()

    def __panel__(self) -> Any:
        """The picture under the reason for it."""
        return column(
            alert(
                self.session.say(
                    "This browser cannot draw the body in 3D: {why} A picture drawn on the "
                    "server is shown instead; click a muscle on it.",
                    why=self.why,
                ),
                "warning",
            ),
            pn.Row(self.picture, sizing_mode="stretch_width"),
        )

    def _draw(self) -> None:
        self._drawn = self.session.body.picture(self.session.state, _SIZE)
        self._show()

    def _show(self) -> None:
        data = base64.b64encode(self._drawn.png()).decode()
        self.picture.source = f"data:image/png;base64,{data}"
        state, say = self.session.state, self.session.say
        names = self.session.body.names(state.language)
        shown = [names[part] for part in state.selection if part in names]
        chosen = listed(shown, say) or say("nothing selected")
        preset = state.camera if isinstance(state.camera, str) else ""
        place = say(_FROM.get(preset, _ELSEWHERE))
        self.picture.text = say("The body {place}; {chosen}", place=place, chosen=chosen)

    def _clicked(self, event: param.parameterized.Event) -> None:
        part, vertex = self._drawn.part_at(event.new["x"], event.new["y"])
        skin = self.session.body.skin_vertex_near(self._drawn, part, vertex)
        n = int(self.session.view.picked.get("n", 0)) + 1
        self.session.view.picked = {
            "n": n,
            "part": part,
            "marker": "",
            "skin_vertex": skin,
            "modifiers": [],
        }
