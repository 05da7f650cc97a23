"""Files made for one visitor, kept a while under names that nobody can guess.

What is on them may be personal, so they are never cached, are forgotten soon, and lie in memory
only.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from tornado.web import RequestHandler

from nmt_atlas.viewer.serving import Route

MOST, SECONDS = 40, 15 * 60
"""So many files are kept, and for so long."""
MOST_BYTES = 160_000_000
"""So much is kept of all together; the oldest go first."""
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "json": "application/json",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "glb": "model/gltf-binary",
    "stl": "model/stl",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "apkg": "application/octet-stream",
}
_SAVED = frozenset({"json", "glb", "stl", "csv", "md", "apkg"})
"""Endings of what no browser shows: it is saved at once."""


_PAGE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Sheet(NamedTuple):
    """A file, and when it was made (seconds)."""

    name: str
    content: bytes
    made: float


class Sheets:
    """The files that wait to be fetched.

    Parameters
    ----------
    clock
        The present time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, Sheet] = OrderedDict()
        self._lock = Lock()

    def put(self, name: str, content: bytes) -> str:
        """Keep a file; its relative address, so that the atlas works below a prefix."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._drop()
            self._kept[token] = Sheet(name, content, self._clock())
            while len(self._kept) > MOST or (self._bytes > MOST_BYTES and len(self._kept) > 1):
                self._kept.popitem(last=False)
        return f"sheets/{token}/{name}"

    def holds(self, address: str) -> bool:
        """Whether what was kept under an address is there still."""
        _, token, name = address.split("/") if address.count("/") == 2 else ("", "", "")
        return self.get(token, name) is not None

    def get(self, token: str, name: str) -> bytes | None:
        """A file that is kept still; None for all others."""
        with self._lock:
            self._drop()
            found = self._kept.get(token)
        return found.content if found and found.name == name else None

    @property
    def _bytes(self) -> int:
        return sum(len(one.content) for one in self._kept.values())

    def _drop(self) -> None:
        oldest = self._clock() - SECONDS
        for token in [token for token, one in self._kept.items() if one.made < oldest]:
            del self._kept[token]


SHEETS = Sheets()
"""Those of this server."""


class SheetHandler(RequestHandler):
    """Serves ``/sheets/<token>/<name>``."""

    def initialize(self, sheets: Sheets) -> None:
        """Take the files."""
        self._sheets = sheets

    def get(self, token: str, name: str) -> None:
        """Send a file to whoever was told its name."""
        found = self._sheets.get(token, name)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        if found is None:
            self.set_status(404)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("This file is no longer kept. Make it again.\n")
            return
        ending = name.rpartition(".")[2]
        self.set_header("Content-Type", TYPES[ending])
        way = "attachment" if ending in _SAVED else "inline"
        self.set_header("Content-Disposition", f'{way}; filename="{name}"')
        if ending == "html":  # it asks for nothing and runs nothing
            self.set_header("Content-Security-Policy", _PAGE)
        self.finish(found)


def sheet_routes(sheets: Sheets = SHEETS) -> list[Route]:
    """Routes for Panel's ``extra_patterns``."""
    return [
        (
            r"/sheets/([A-Za-z0-9_-]{20,60})/([a-z0-9-]+\.(?:" + "|".join(TYPES) + "))",
            SheetHandler,
            {"sheets": sheets},
        )
    ]
