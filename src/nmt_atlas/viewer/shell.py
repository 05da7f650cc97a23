"""The window around the body: it fills the window, and everything else floats over it.

It knows no page: the sheets are slots, filled from Python as pages change; all else is data
(:mod:`nmt_atlas.viewer.shell_data`). The canvas stays in its slot for the life of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import panel as pn
import param
from panel.custom import Child

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.viewer.bundle import SHELL_BUNDLE, Bundled, require_bundle

TEXTS: Mapping[str, str] = {
    "skip": mark("Skip to the body"),
    "body": mark("The body"),
    "pages": mark("Pages"),
    "left": mark("Page"),
    "right": mark("Card"),
    "tools": mark("Tools"),
    "more": mark("More"),
    "settings": mark("Settings"),
    "about": mark("About"),
    "shortcuts": mark("Keyboard shortcuts"),
    "shortcutsShort": mark("Keys"),
    "everywhere": mark("Everywhere"),
    "onBody": mark("On the body"),
    "keyTurn": mark("Turn"),
    "keyMove": mark("Move"),
    "keyZoom": mark("Zoom"),
    "keyHome": mark("Show the whole body"),
    "search": mark("Search"),
    "searchHint": mark("Muscle, pain, nerve, test…"),
    "found": mark("What was found"),
    "close": mark("Close"),
    "lower": mark("Lower"),
    "raise": mark("Raise"),
    "grip": mark("Height of the sheet"),
    "news": mark("What is new"),
    "tour": mark("Take the tour"),
    "done": mark("Done"),
    "tourBody": mark("This is the body"),
    "tourBodyWords": mark(
        "Drag to turn it, scroll or pinch to come closer, and press a muscle to choose it. "
        "A long press or a right click opens its menu."
    ),
    "tourFind": mark("Find anything here"),
    "tourFindWords": mark(
        "Muscles, points, nerves, regions, symptoms, tests, and what can be done: one field finds "
        "all of it, typing errors forgiven. Its key is /."
    ),
    "tourPages": mark("The pages"),
    "tourPagesWords": mark(
        "The body stays while pages change beside it: pain, documents, stories, lessons, and words "
        "for clients."
    ),
    "tourCard": mark("The card"),
    "tourCardWords": mark(
        "What is chosen is told here: what to mind on top, then its pain, the muscle, what the "
        "hands do, and plain words."
    ),
    "tourLegend": mark("What is painted"),
    "tourLegendWords": mark(
        "Each line switches its paint. Muscle, Pain and Both say what you look at."
    ),
    "tourTools": mark("The tools"),
    "tourToolsWords": mark(
        "Isolate, hide, peel, cut, undo, present to a class. Press ? for every key, and for this "
        "tour."
    ),
    "leave": mark("Leave the presenter"),
    "next": mark("Next"),
    "back": mark("Back"),
    "presenting": mark("Before a class: arrows go on and back, H hides names, Escape leaves."),
    "again": mark("Open the card again"),
    "legend": mark("Legend"),
    "look": mark("Look at"),
    "muscle": mark("Muscle"),
    "pain": mark("Pain"),
    "both": mark("Both"),
    "restore": mark("Put back"),
    "course": mark("Stations"),
    "courseBack": mark("Station before"),
    "courseNext": mark("Next station"),
    "coursePlay": mark("Fly along it"),
    "coursePause": mark("Pause"),
    "courseEnd": mark("Back to the whole nerve"),
    "narrow": mark("narrow place"),
    "doors": mark("Where to begin"),
    "hint": mark("Drag to turn, scroll or pinch to zoom, press a muscle to see its pain."),
    "lost": mark(
        "The connection to the atlas is lost. The body can still be turned; "
        "everything else waits until the server answers again."
    ),
    "again_there": mark("The server answers again: the page comes back as it was."),
}
"""The window's own words."""


class Shell(Bundled):
    """The window of one visit.

    The slots ``left``, ``right``, ``notices`` and ``canvas`` take any Panel object. Material
    components in them find ``theme_config`` by walking up to this component, as they would on a
    ``pmui.Page``, and follow ``dark``.

    Raises
    ------
    ServeError
        Where the package was not built and the bundle is missing.
    """

    left = Child(doc="The sheet on the left: what the open page is worked with.")
    right = Child(doc="The sheet on the right: the card, or what is read.")
    notices = Child(doc="What the visitor should read, over the top of the body.")
    canvas = Child(doc="The body: it fills the window.")

    title = param.String(default="NMT Atlas", doc="The title of the page.")
    language = param.String(default="en", doc="The language of the page (ISO 639-1).")
    left_open = param.Boolean(default=False, doc="Whether the left sheet is open.")
    right_open = param.Boolean(default=False, doc="Whether the right sheet is open.")
    left_title = param.String(default="", doc="What the left sheet is; '' where there is none.")
    right_title = param.String(
        default="", doc="What the right sheet is about; '' where it has nothing to say."
    )
    reading = param.Boolean(default=False, doc="Whether the right sheet is a reading column.")
    caption = param.String(
        default="", doc="One or two lines that stand over the body on an upright phone or tablet."
    )
    dark = param.Boolean(default=False, doc="Dark ground.")
    letters = param.Boolean(default=True, doc="Whether keys of one sign do something.")
    pages = param.List(default=[], item_type=dict, doc="The rail: `Place`s.")
    tools = param.List(default=[], item_type=dict, doc="What can be done: `Tool`s.")
    legend = param.Dict(default={}, doc="A `Legend`.")
    doors = param.List(default=[], item_type=dict, doc="The first screen: `Door`s, or none.")
    stage = param.Dict(default={}, doc="A `Stage`: the window before a class.")
    news = param.List(default=[], item_type=dict, doc="`Release`s: what is new.")
    toured = param.Integer(default=0, doc="Grows when the tour is asked for.")
    course = param.Dict(default={}, doc="A `Course`: the way that one goes along; empty for none.")
    depth = param.Dict(default={}, doc="A `Depth`; empty where the page has no such slider.")
    settings = param.List(default=[], item_type=dict, doc="`Setting`s.")
    about = param.String(default="", doc="Whose body this is, and what the atlas is not.")
    found = param.Dict(default={}, doc="A `Found`: the answer to what was last typed.")
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
    pressed = param.Dict(default={}, doc="A `ShellPress`: what was pressed or typed last.")
    commanded = param.Dict(default={}, doc="A `Commanded`: the command asked for last.")
    spoken = param.Integer(
        default=0, doc="Grows when what is open should be read aloud, or no more."
    )
    has_voice = param.Boolean(default=False, doc="Whether the browser has a voice to read with.")
    window_width = param.Integer(default=0, doc="CSS pixels of the browser's window; 0 at first.")

    browser_sets: ClassVar[frozenset[str]] = frozenset(
        {"left_open", "right_open", "visited", "window_width", "pressed", "commanded", "has_voice"}
    )
    _priority_changes: ClassVar[list[str]] = ["pressed", "commanded"]  # Panel waits with others
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
