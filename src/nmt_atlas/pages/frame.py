"""The page around the body: header, the panel of the open page, the card, the canvas."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode

import panel as pn
import panel_material_ui as pmui

from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.taste import read_taste
from nmt_atlas.domain.view_state import read_query
from nmt_atlas.pages.bits import alert, column, icon_action, row
from nmt_atlas.pages.card import InfoCard
from nmt_atlas.pages.explore import ExplorePanel
from nmt_atlas.pages.lessons import LessonsPanel
from nmt_atlas.pages.library_page import LibraryPanel
from nmt_atlas.pages.nerves import NervePanel
from nmt_atlas.pages.session import Session
from nmt_atlas.pages.still_view import StillView
from nmt_atlas.pages.theme import DARK, LIGHT, NARROW, ON_BAR
from nmt_atlas.viewer.head_start import HEAD, PAGE_TEMPLATE, Room, head_start

_NO_VEIL = "<style>#loader { background: none !important; }</style>"
"""The body is seen while the controls come: the page's own veil is left off."""

_LEFT, _RIGHT = 320, 380
"""Widths of the panels beside the body, in CSS pixels."""

_MODES = {
    "explore": mark("Explore"),
    "nerves": mark("Nerves"),
    "library": mark("Library"),
    "lessons": mark("Lessons"),
}


class Frame:
    """The whole page of one visitor; the canvas stays while pages change.

    Parameters
    ----------
    session
        The visitor.
    lessons
        The visitor's Lessons page.
    """

    def __init__(self, session: Session, lessons: LessonsPanel) -> None:
        self.session = session
        self.opened = False
        self.lessons = lessons
        self.explore = ExplorePanel(session)
        self.nerves = NervePanel(session)
        self.card = InfoCard(session)
        self.library = LibraryPanel(session)
        self.right = column()
        self.notices = column()
        self.left = column()
        self.still = StillView(session)
        self.page = self._page()
        session.param.watch(lambda _event: self._open_mode(), "mode")
        session.param.watch(lambda event: self.say(event.new), "notice")
        session.param.watch(
            lambda _event: self._write_address(), ["state", "taste", "mode", "document"]
        )
        session.view.param.watch(lambda _event: self._heed_browser(), ["failure", "window_width"])
        session.on_language(self._in_language)
        self.page.param.watch(lambda event: self._theme(event.new), "dark_theme")
        self._open_mode()

    def _page(self) -> pmui.Page:
        self.modes = pmui.RadioButtonGroup(
            label="",
            options=self._modes(),
            value=self.session.mode,
            size="small",
            margin=(0, 16),
            theme_config={"light": ON_BAR, "dark": ON_BAR},
        )
        self.modes.param.watch(lambda event: setattr(self.session, "mode", event.new), "value")
        bodies = self.session.atlas.body_names()
        self.body = pmui.Select(
            label=self.session.say("Body"),
            options={name: ident for ident, name in bodies.items()},
            value=self.session.state.body,
            size="small",
            margin=(0, 8),
            width=210,
            visible=len(bodies) > 1,
            variant="filled",
            color="light",
            theme_config={"light": ON_BAR, "dark": ON_BAR},
        )
        self.body.param.watch(lambda event: self.session.change_body(event.new), "value")
        credit = pn.pane.HTML(self._credit(), margin=(0, 12), sizing_mode="stretch_width")
        self.credit = credit
        canvas = pn.Column(self.session.view, credit, sizing_mode="stretch_both", margin=0)
        return pmui.Page(
            title="NMT Atlas",
            header=[row(self.modes, self.body, sizing_mode=None)],
            sidebar=[self.notices, self.left],
            sidebar_width=_LEFT,
            sidebar_variant="auto",
            main=[canvas],
            contextbar=[self.right],
            contextbar_open=True,
            contextbar_width=_RIGHT,
            contextbar_variant="auto",
            theme_config={"light": LIGHT, "dark": DARK},
            dark_theme=self.session.taste.theme == "dark",
            theme_toggle=True,
            template=PAGE_TEMPLATE,
            sizing_mode="stretch_both",
        )

    def _modes(self) -> dict[str, str]:
        return {self.session.say(name): mode for mode, name in _MODES.items()}

    def _in_language(self) -> None:
        """Write the bar at the top anew in the visitor's language."""
        self.modes.options = self._modes()
        self.body.label = self.session.say("Body")

    def _credit(self) -> str:
        info = self.session.body.context.index.body
        teaches = self.session.say("Teaches; does not diagnose.")
        return f'<small style="opacity:.72">{info.attribution} {teaches}</small>'

    def say(self, text: str) -> None:
        """Tell the visitor one thing; it stays until closed."""
        if not text:
            return
        message = alert(text, "warning")
        shut = icon_action(self.session.say("Dismiss"), "close", lambda: self._unsay(item))
        item = row(message, shut)
        self.notices.append(item)
        self.session.notice = ""

    def _unsay(self, item: Any) -> None:
        self.notices.objects = [other for other in self.notices if other is not item]

    def _open_mode(self) -> None:
        mode = self.session.mode
        self.modes.value = mode
        if mode != "lessons" and self.session.answering is not None:
            self.session.answering = None
        if mode == "lessons" and self.lessons.lesson is None:
            self.lessons.list_lessons()
        panels: dict[str, Any] = {
            "explore": self.explore,
            "nerves": self.nerves,
            "library": self.library,
            "lessons": self.lessons,
        }
        self.left.objects = [panels[mode].__panel__()]
        self.right.objects = [self.library.reader if mode == "library" else self.card.__panel__()]
        self._fit_panels()

    @property
    def narrow(self) -> bool:
        """True where the panels do not fit beside the body."""
        return 0 < self.session.view.window_width < NARROW

    def _fit_panels(self) -> None:
        """Open the panels that this page needs and the window has room for."""
        mode = self.session.mode
        self._fitted_narrow = self.narrow
        if self.narrow:
            self.page.sidebar_open = mode in ("library", "lessons")
            self.page.contextbar_open = False
        else:
            self.page.sidebar_open = True
            self.page.contextbar_open = mode != "lessons"

    def _theme(self, dark: bool) -> None:
        theme = "dark" if dark else "light"
        self.session.read_in(self.session.taste.changed(theme=theme))

    def _heed_browser(self) -> None:
        """Fit the panels to the window; a drawn picture to click where the browser cannot draw.

        What changes before the page has opened would not reach it, so that waits until then.
        """
        if not self.opened:
            return
        if self.narrow != self._fitted_narrow:
            self._fit_panels()
        self.still.show(self.session.view.failure)

    # The address

    def head(self, address: str) -> str:
        """Tags for the page's head: the first view is drawn while the page connects."""
        session = self.session
        right = 0 if parse_qs(address.lstrip("?")).get("page") == ["lessons"] else _RIGHT
        room = Room(f"68px {right}px 46px {_LEFT}px", NARROW, "68px 0 46px 0")
        url = session.pack_url(session.state.body)
        return _NO_VEIL + head_start(url, session.view.scene, room=room)

    def restore(self, address: str) -> None:
        """Restore the view that an address names, and say what could not be restored."""
        keys = parse_qs(address.lstrip("?"))
        known = self.session.atlas.body_names()
        body = keys.get("body", ["own"])[0]
        parts = self.session.atlas.body(body if body in known else "own").context.parts
        say = self.session.say
        state, said = read_query(address, parts, say)
        if state.body not in known:
            told = say("The body “{body}” is not installed; the own one is shown.", body=state.body)
            said = (*said, told)
            state = state.changed(body="own")
        self.session.read_in(read_taste({key: held[-1] for key, held in keys.items()})[0])
        self.session.show(state, remember=False)
        self.session.document = keys.get("doc", [""])[0]
        mode = keys.get("page", ["explore"])[0]
        if mode in _MODES:
            self.session.mode = mode
        if said:
            self.say(" ".join(said))
        lesson = keys.get("lesson", [""])[0]
        if lesson:
            self._open_lesson(lesson)
        self.opened = True
        self._heed_browser()

    def _open_lesson(self, lesson: str) -> None:
        try:
            self.lessons.open(lesson)
        except UnknownIdError as error:
            self.say(str(error))

    def _write_address(self) -> None:
        self.credit.object = self._credit()
        self.body.value = self.session.state.body
        location = pn.state.location
        if location is None:
            return
        pairs = {} if self.session.mode == "explore" else {"page": self.session.mode}
        if self.session.mode == "lessons" and self.lessons.lesson is not None:
            pairs["lesson"] = self.lessons.lesson.id
        if self.session.mode == "library" and self.session.document:
            pairs["doc"] = self.session.document
        query = "&".join(
            filter(
                None,
                [
                    urlencode(pairs | self.session.taste.to_pairs(), safe="/"),
                    self.session.state.to_query(),
                ],
            )
        )
        search = f"?{query}" if query else ""
        if location.search != search:
            location.search = search


def page_of(session: Session, lessons: LessonsPanel, address: str) -> pmui.Page:
    """Put the page together and restore what the address names."""
    frame = Frame(session, lessons)
    if pn.state.curdoc is not None:
        pn.state.curdoc.template_variables[HEAD] = frame.head(address)
    pn.state.onload(partial(frame.restore, address))
    return frame.page
