"""The window around the body: bar, panels, notices and foot as slots of one component.

It knows no page: what stands in the slots is given from Python and changed as pages change. The
canvas stays in its slot for the life of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import panel as pn
import param
from panel.custom import Child

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.viewer.bundle import SHELL_BUNDLE, Bundled, require_bundle
from nmt_atlas.viewer.head_start import Room

TEXTS: Mapping[str, str] = {
    "skip": mark("Skip to the body"),
    "left": mark("Left panel"),
    "right": mark("Right panel"),
    "dark": mark("Dark ground"),
    "lost": mark(
        "The connection to the atlas is lost. The body can still be turned; "
        "everything else waits until the server answers again."
    ),
    "again": mark("The server answers again: the page comes back as it was."),
}
"""The window's own words."""

LEFT_WIDTH, RIGHT_WIDTH = 320, 380
"""Widths of the panels beside the body, in CSS pixels."""

_TOP, _FOOT = 56, 46
"""Heights of the bar above the body and of the line below it (as in ``shell_style.js``)."""


class Shell(Bundled):
    """The window of one visit.

    The slots ``bar``, ``left``, ``right``, ``notices``, ``canvas`` and ``foot`` take any Panel
    object. Material components in them find ``theme_config`` by walking up to this component, as
    they would on a ``pmui.Page``, and follow ``dark``.

    Raises
    ------
    ServeError
        Where the package was not built and the bundle is missing.
    """

    bar = Child(doc="What stands in the bar at the top, beside the title.")
    left = Child(doc="The panel on the left: the open page.")
    right = Child(doc="The panel on the right.")
    notices = Child(doc="What the visitor should read, over the top of the body.")
    canvas = Child(doc="The body: it fills the window between the panels.")
    foot = Child(doc="One line below the body.")

    title = param.String(default="NMT Atlas", doc="The name of the page.")
    left_open = param.Boolean(default=True, doc="Whether the left panel is open.")
    right_open = param.Boolean(default=True, doc="Whether the right panel is open.")
    left_width = param.Integer(default=LEFT_WIDTH, doc="CSS pixels of the left panel.")
    right_width = param.Integer(default=RIGHT_WIDTH, doc="CSS pixels of the right panel.")
    narrow = param.Integer(
        default=0, doc="Below this width of the window (CSS pixels) panels slide over the body."
    )
    dark = param.Boolean(default=False, doc="Dark ground; the button in the bar turns it too.")
    theme_config = param.Dict(
        default=None,
        allow_None=True,
        doc="`{light, dark}`: Material themes that all components in the slots inherit.",
    )
    texts = param.Dict(default=dict(TEXTS), doc="The window's own words, by the keys of TEXTS.")
    entry = param.Dict(
        default={},
        doc="`{search, push}`: what the address should say after the path (`?…` or ''), and "
        "whether that is a new entry of the history or replaces the present one.",
    )
    visited = param.Dict(
        default={},
        doc="`{n, search}`: the address that Back or Forward came to; `n` grows with each.",
    )
    window_width = param.Integer(default=0, doc="CSS pixels of the browser's window; 0 at first.")

    browser_sets: ClassVar[frozenset[str]] = frozenset(
        {"left_open", "right_open", "dark", "visited", "window_width"}
    )
    _bundle: ClassVar[Any] = SHELL_BUNDLE
    _render_policy: ClassVar[Any] = "manual"  # a changed slot leaves the others as they are

    def __init__(self, **params: Any) -> None:
        require_bundle(SHELL_BUNDLE)
        params.setdefault("sizing_mode", "stretch_both")
        params.setdefault("margin", 0)
        super().__init__(**params)

    @param.depends("dark", watch=True, on_init=True)  # type: ignore[untyped-decorator]
    def _theme(self) -> None:
        """Components that are made from now on begin dark or light."""
        if pn.state.curdoc is not None:
            pn.config.theme = "dark" if self.dark else "default"

    def speak(self, say: Say) -> None:
        """Use the reader's language for the window's own words."""
        self.texts = {key: say(text) for key, text in TEXTS.items()}

    @classmethod
    def room_of(cls, *, left: bool = True, right: bool = True, narrow: int = 0) -> Room:
        """Where the body will stand in a new window, for the head start of its picture.

        Parameters
        ----------
        left, right
            Which panels will be open.
        narrow
            As the parameter of that name.
        """
        beside = (RIGHT_WIDTH if right else 0, LEFT_WIDTH if left else 0)
        inset = f"{_TOP}px {beside[0]}px {_FOOT}px {beside[1]}px"
        return Room(inset, narrow, f"{_TOP}px 0 {_FOOT}px")
