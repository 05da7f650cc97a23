"""What a visitor is told, over the body: one thing at a time, which goes away."""

from __future__ import annotations

import panel as pn

from nmt_atlas.domain.quoting import short
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Text

_SHOWN_MS = 20_000
_LONGEST = 300


class NoticeView:
    """Shows the newest notice with a way to take it away; after a while it goes by itself.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.reader = Reader(visit, lambda: "right", {"dismiss": self._dismiss})
        self.panel = self.reader.leaf
        self.panel.live = True
        visit.param.watch(lambda _event: self._write(), "notices")
        self._write()

    def _write(self) -> None:
        now = self.visit.notices.now
        self.reader.write(self._blocks(), str(now.number) if now else "")
        document = pn.state.curdoc
        if now is not None and document is not None and document.session_context is not None:
            document.add_timeout_callback(lambda: self.visit.dismiss(now.number), _SHOWN_MS)

    def _blocks(self) -> tuple[Block, ...]:
        now = self.visit.notices.now
        if now is None:
            return ()
        button = Button(id=f"dismiss:{now.number}", label=self.visit.say("Dismiss"))
        text = Rich.plain(short(now.text, _LONGEST))
        return (Text(runs=text.runs, tone="caution"), Buttons(buttons=(button,)))

    def _dismiss(self, number: str) -> None:
        if number.isdecimal() and len(number) < 12:
            self.visit.dismiss(int(number))
