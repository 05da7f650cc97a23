"""What one visitor sees: the view state, its history, and the canvas that draws it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import param

from nmt_atlas.atlas import Atlas, BodyView
from nmt_atlas.atlas.aiming import camera_of
from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.atlas.halves import second_half, second_paint
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.changes import named
from nmt_atlas.domain.exploding import middle_of
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.picks import CameraNow
from nmt_atlas.domain.scene import Marker, Scene
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import ViewState, read_camera
from nmt_atlas.viewer.atlas_view import AtlasView, alike

_LOG = logging.getLogger(__name__)
_HISTORY = 200

PackUrl = Callable[[str], str]
"""Body id -> relative URL of its pack's index."""


class View(param.Parameterized):
    """The view state of one visitor; every change is drawn first and told after.

    Parameters
    ----------
    atlas
        The documents with every body.
    canvas
        The component that draws.
    pack_url
        Body id -> relative URL of its pack's index.
    taste
        The language of names and the theme to draw with.
    """

    state = param.ClassSelector(class_=ViewState, default=ViewState(), doc="What is shown.")

    def __init__(
        self,
        atlas: Atlas,
        canvas: AtlasView,
        pack_url: PackUrl,
        taste: Taste = PLAIN,
        **params: Any,
    ) -> None:
        super().__init__(**params)
        self.atlas = atlas
        self.canvas = canvas
        self.pack_url = pack_url
        self._taste = taste
        self._quiet = False
        self._hidden = False
        self._beside = NOTHING_BESIDE
        self._past: tuple[ViewState, ...] = ()
        self._pins: tuple[Marker, ...] = ()
        self._future: tuple[ViewState, ...] = ()
        self._sent: dict[str, object] = {"paint": (), "speech": "en", "ink": ()}
        canvas.param.watch(self._rested, "camera_now")
        self._draw(self.state)

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        return self.atlas.body(self.state.body)

    def show(self, state: ViewState, *, remember: bool = True) -> None:
        """Show another state; the present one can be come back to."""
        if state == self.state:
            return
        if remember:
            self._past = (*self._past, self.state)[-_HISTORY:]
            self._future = ()
        self._change(state)

    def change(self, **changes: object) -> None:
        """Show the present state with some values changed."""
        self.show(self.state.changed(**changes))

    @property
    def beside(self) -> Beside:
        """What the open page lays over the body."""
        return self._beside

    @property
    def quiet(self) -> bool:
        """True while nothing may tell a name: a question is open."""
        return self._quiet

    def ask(self, state: ViewState, beside: Beside = NOTHING_BESIDE, *, quiet: bool) -> None:
        """Show a state with what is laid over it; all in one message.

        Parameters
        ----------
        state
            What is shown.
        beside
            What is laid over it.
        quiet
            True while a question is open: no name is told, whatever else asks for names.
        """
        if (state, beside, quiet) == (self.state, self._beside, self._quiet):
            return
        self._beside, self._quiet = beside, quiet
        if state == self.state:
            self._draw(state)
        else:
            self.show(state)

    def hide_names(self, *, on: bool) -> None:
        """Tell no name, whatever asks for names; or tell them again."""
        if on != self._hidden:
            self._hidden = on
            self._draw(self.state)

    def look(self, state: ViewState) -> None:
        """Show another state and go where it looks from, even where that was asked for before."""
        self.show(state)
        self.canvas.aim += 1

    def undo(self) -> None:
        """Go one step back."""
        if self._past:
            *past, back = self._past
            self._past, self._future = tuple(past), (*self._future, self.state)
            self._change(back)

    def redo(self) -> None:
        """Go one step forward again."""
        if self._future:
            *future, again = self._future
            self._past, self._future = (*self._past, self.state), tuple(future)
            self._change(again)

    @property
    def can_undo(self) -> bool:
        """True where there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True where a step was taken back."""
        return bool(self._future)

    @property
    def undo_name(self) -> str:
        """What the step back takes back, in the visitor's language; "" where there is none."""
        return self._named(self._past[-1], self.state) if self._past else ""

    @property
    def redo_name(self) -> str:
        """What the step forward does again; "" where there is none."""
        return self._named(self.state, self._future[-1]) if self._future else ""

    def _named(self, before: ViewState, after: ViewState) -> str:
        names = self.body.names(self._taste.language)
        return named(before, after, lambda part: names.get(part, part), self._say())

    @property
    def eye(self) -> Point:
        """Where the eye stands now (mm)."""
        return camera_of(self.state, self.body.context, 1.0).position

    @property
    def middle(self) -> Point:
        """The middle of what is selected, or of what is looked at (mm)."""
        parts = self.body.context.parts
        chosen = [parts[name] for name in self.state.selection if name in parts]
        if chosen:
            return middle_of(chosen)[0]
        return camera_of(self.state, self.body.context, 1.0).target

    def read_in(self, taste: Taste) -> None:
        """Draw with another language or theme."""
        if taste != self._taste:
            self._taste = taste
            self._draw(self.state)

    def pin(self, markers: tuple[Marker, ...]) -> None:
        """Show marks of the visitor's own on the body, on every view from now on."""
        if markers != self._pins:
            self._pins = markers
            self._draw(self.state)

    def _change(self, state: ViewState) -> None:
        self._draw(state)
        self.state = state

    def _rested(self, event: param.parameterized.Event) -> None:
        """Keep where the person has turned the body to; the browser shows it already."""
        if not event.new:
            return
        camera = read_camera(event.new)
        if camera is None:
            _LOG.warning("a camera that could not be read: %.120r", event.new)
            return
        if not self._as_sent(event.new):
            self.state = self.state.changed(camera=camera)

    def _as_sent(self, raw: object) -> bool:
        """True where the camera stands where the state's way has sent it: that is kept."""
        there, sent = CameraNow.read(raw), CameraNow.read(self.canvas.scene.get("camera"))
        on_its_way = isinstance(self.state.camera, str)
        return on_its_way and there is not None and sent is not None and alike(there, sent)

    def _draw(self, state: ViewState) -> None:
        """Send the canvas what differs from what it has."""
        body, taste, edition = self.atlas.body(state.body), self._taste, self.atlas.edition
        silent = self._quiet or self._hidden or not state.labels
        shown = state.changed(labels=False) if silent and state.labels else state
        scene = self._beside.on(resolve(shown, body.context, taste), body)
        if self._pins and shown.labels:
            scene = scene.model_copy(update={"markers": (*scene.markers, *self._pins)})
        scene = along(scene, shown, body, taste.language)
        if shown.split:
            second = resolve(second_half(shown, body), body.context, taste)
            scene = scene.model_copy(update={"other": second})
        changes: dict[str, Any] = {
            "scene": scene.model_dump(mode="json", exclude_defaults=True, exclude={"ink"}),
            "silent": silent,
        }
        if self._differs("body", body.id):
            changes["index_url"] = self.pack_url(body.id)
        if self._differs("names", (body.id, taste.language, edition)):
            changes["names"] = body.names(taste.language)
        if self._differs("paint", _paint_key(state, self._beside, edition, taste.language)):
            layers = (
                *body.paint(state, taste.language),
                *second_paint(state, body),
                *self._beside.paint(body),
            )
            changes["paint"] = [layer.wire() for layer in layers]
        if self._differs("ink", state.ink):
            changes["ink"] = [one.model_dump(mode="json") for one in state.ink]
        if self._differs("speech", taste.language):
            self.canvas.speak(self._say())
        self.canvas.param.update(**changes)

    def _say(self) -> Say:
        return self.atlas.library.catalogue(self._taste.language).say

    def _differs(self, what: str, key: object) -> bool:
        """True where the canvas has another one; from now on it has this."""
        if self._sent.get(what) == key:
            return False
        self._sent[what] = key
        return True


def _paint_key(state: ViewState, beside: Beside, edition: int, language: str) -> tuple[object, ...]:
    """What the paint depends on; empty where there is none."""
    painted = state.overlay or state.territory or state.chart or state.split
    if not painted and not beside.key:
        return ()
    named = (state.chart, language) if state.chart else ()
    return state.body, state.overlay, state.territory, state.split, *named, edition, *beside.key


def along(scene: Scene, state: ViewState, body: BodyView, language: str) -> Scene:
    """The scene with the way along the followed nerve, and with the names of a map of the skin."""
    walk = body.walks.along(state.nerve) if state.station else None
    chart = body.chart(state.chart)
    changes: dict[str, object] = {"along": walk.cameras} if walk and walk.ready else {}
    if chart is not None and state.labels:
        changes["labels"] = (*scene.labels, *chart.labels(language))
    return scene.model_copy(update=changes) if changes else scene
