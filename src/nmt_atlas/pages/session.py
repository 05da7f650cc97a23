"""One visitor: the view state, its history, and the canvas that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import param

from nmt_atlas.atlas import Atlas, BodyView
from nmt_atlas.atlas.scene import nerve_parts, resolve
from nmt_atlas.atlas.showing import target_of, view_of
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import Camera, ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.viewer.atlas_view import AtlasView

_HISTORY = 200

PackUrl = Callable[[str], str]
"""Body id -> relative URL of its pack's index."""


class Session(param.Parameterized):
    """What one visitor sees.

    Every change goes through :meth:`show`; pages watch ``state`` and never touch the canvas.
    """

    state = param.ClassSelector(class_=ViewState, default=ViewState(), doc="What is shown.")
    taste = param.ClassSelector(class_=Taste, default=Taste(), doc="Language and theme.")
    notice = param.String(default="", doc="One sentence that the visitor should read.")
    taps = param.Integer(default=0, doc="Grows with every click on the body.")
    mode = param.Selector(
        default="explore",
        objects=["explore", "nerves", "library", "lessons"],
        doc="Which page is open.",
    )
    document = param.String(default="", doc="`kind/id` of the document that is read.")

    def __init__(self, atlas: Atlas, view: AtlasView, pack_url: PackUrl, **params: Any) -> None:
        super().__init__(**params)
        self.atlas = atlas
        self.view = view
        self.tap: dict[str, Any] = {}
        self.answering: Callable[[dict[str, Any]], bool] | None = None
        self.pack_url = pack_url
        self._past: list[ViewState] = []
        self._future: list[ViewState] = []
        self._shown_body = ""
        self._spoken = "en"
        self._painted: tuple[object, ...] = ("",)
        view.param.watch(self._on_pick, "picked")
        view.param.watch(self._on_camera, "camera_now")
        self._draw()

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        return self.atlas.body(self.state.body)

    @property
    def library(self) -> Library:
        """Every document in the visitor's language."""
        return self.atlas.library.in_language(self.taste.language)

    def say(self, text: str, /, **values: object) -> str:
        """An English text of the interface in the visitor's language, its blanks filled in."""
        return self.atlas.library.catalogue(self.taste.language).say(text, **values)

    def on_language(self, then: Callable[[], None]) -> None:
        """Call something whenever the visitor chooses another language."""

        def changed(event: param.parameterized.Event) -> None:
            if event.old.language != event.new.language:
                then()

        self.param.watch(changed, "taste")

    def show(self, state: ViewState, *, remember: bool = True) -> None:
        """Show another state; the present one can be come back to."""
        if state == self.state:
            return
        if remember:
            self._past = [*self._past, self.state][-_HISTORY:]
            self._future = []
        self.state = state
        self._draw()

    def read_in(self, taste: Taste) -> None:
        """Take another language or theme; no undo takes it back."""
        if taste != self.taste:
            self.taste = taste
            self._draw()

    def undo(self) -> None:
        """Go one step back."""
        if self._past:
            self._future.append(self.state)
            self.state = self._past.pop()
            self._draw()

    def redo(self) -> None:
        """Go one step forward again."""
        if self._future:
            self._past.append(self.state)
            self.state = self._future.pop()
            self._draw()

    @property
    def can_undo(self) -> bool:
        """True where there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True where a step was taken back."""
        return bool(self._future)

    def structure(self, part: str) -> Structure | None:
        """The structure that a part shows; None for the background."""
        found = self.body.context.parts.get(part)
        return self.body.context.structures[found.structure] if found else None

    def select(self, part: str, *, add: bool = False) -> None:
        """Select a part and paint what its trigger points are charted to refer."""
        state = actions.select(self.state, part, self.structure(part), add=add)
        self.show(state if add else self.with_pain(state))

    def reveal(self, structure_id: str, side: str = "right") -> None:
        """Find a structure by id, uncover it, look at it, and select it."""
        context = self.body.context
        structure = context.structures.get(structure_id)
        if structure is None:
            self.notice = self.say("This body has no “{names}”.", names=structure_id)
            return
        part = part_id(structure_id, side if structure.paired else "midline")
        facing = self.body.facing(part)
        self.show(self.with_pain(actions.reveal(self.state, part, structure, facing)))

    def with_pain(self, state: ViewState) -> ViewState:
        """The state with every referral of the selected muscle painted."""
        tags = [
            f"{point}:{side}"
            for part in state.selection
            for point, side in self.body.points_of(part)
        ]
        return state.changed(overlay=tuple(tags))

    def follow(self, nerve_id: str, side: str) -> None:
        """Follow a nerve through its narrow places."""
        library = self.atlas.library
        library.nerve(nerve_id)
        tag = f"{nerve_id}:{side}"
        parts = [part for part in nerve_parts(library, tag) if part in self.body.context.parts]
        beside = self.body.beside_nerve(nerve_id, side)
        camera = self.body.facing(parts[0]) if parts else "anterior"
        self.show(
            actions.follow_nerve(
                self.state, nerve_id, side, parts=parts, beside=beside, camera=camera
            )
        )

    def show_document(self, kind: str, ident: str, side: str = "right") -> None:
        """Show on the body what a document is about, as far as this body has it."""
        target = target_of(self.atlas.library, kind, ident)
        state = view_of(target, self.state, self.body, side)
        if state is None:
            self.notice = self.say("This body shows nothing of that.")
        else:
            self.show(state)

    def focus_on(self, point: tuple[float, float, float], reach: float, facing: str) -> None:
        """Look closely at a place (mm) from a preset side."""
        self.show(self.state.changed(camera=self.body.close_up(point, reach, facing)))

    def change_body(self, body_id: str) -> None:
        """Show another body in the same state."""
        self.show(self.state.changed(body=body_id))

    def _on_pick(self, event: param.parameterized.Event) -> None:
        self.tap = dict(event.new)
        self.taps += 1
        if self.answering is not None and self.answering(self.tap):
            return
        marker = str(self.tap.get("marker") or "")
        if marker:
            self._on_marker(marker)
            return
        keys = self.tap.get("modifiers") or []
        self.select(str(self.tap.get("part") or ""), add="shift" in keys or "ctrl" in keys)

    def _on_marker(self, marker: str) -> None:
        point, _, side = marker.partition(":")
        if point in self.atlas.library.trigger_points:
            self.show(self.state.changed(overlay=(f"{point}:{side}",)))

    def _on_camera(self, event: param.parameterized.Event) -> None:
        now = event.new
        if now:
            camera = Camera(position=now["position"], target=now["target"], up=now["up"])
            self.state = self.state.changed(camera=camera)

    def _draw(self) -> None:
        body = self.body
        changes: dict[str, Any] = {
            "scene": resolve(self.state, body.context, self.taste).model_dump(
                mode="json", exclude_defaults=True
            )
        }
        if self._shown_body != body.id:
            self._shown_body = body.id
            changes["index_url"] = self.pack_url(body.id)
        names = (body.id, self.taste.language)
        if getattr(self, "_named", None) != names:
            self._named = names
            changes["names"] = body.names(self.taste.language)
        if self._spoken != self.taste.language:
            self._spoken = self.taste.language
            self.view.speak(self.say)
        painted = (body.id, self.state.overlay, self.state.territory)
        if painted != self._painted:
            self._painted = painted
            changes["paint"] = [layer.wire() for layer in body.paint(self.state)]
        self.view.param.update(**changes)
