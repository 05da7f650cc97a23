"""Messages to the browser that Panel leaves lying.

While a websocket is busy Panel keeps messages, and has a task of the event loop send them. Where
such a task ends after others were kept, and before the task that was to send those begins, it lifts
the mark by which that one knows that there is something to send: they lie until the next change,
and the page shows what was before (panel 1.9, ``panel.io.document._dispatch_msgs``).
"""

from __future__ import annotations

from typing import Any

from panel.io import document

PANELS = document._dispatch_msgs
"""Panel's own."""


def send_everything() -> None:
    """Have Panel look once more whether something was kept while it sent."""
    document._dispatch_msgs = _sent


async def _sent(page: Any) -> None:
    await PANELS(page)
    if page in document._WRITE_MSGS and page not in document._WRITE_BLOCK:
        document._WRITE_BLOCK[page] = True
        document._dispatch_write_task(page, _sent, page)
