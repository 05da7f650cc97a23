"""A process that serves a class and nothing else: ``python class_worker.py DATABASE PORT``.

Questions are put as one button and nothing is drawn, so that it starts in a moment, and can be
ended as a process ends that the machine has killed. Its page ``/`` tells the process's number.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from class_samples import OneQuestion, see_by_number
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from nmt_atlas.classroom import liveroom
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.socket import class_routes
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import hosts_of


class Who(RequestHandler):
    """``/``: the number of this process."""

    def get(self) -> None:
        """Tell it."""
        self.finish(str(os.getpid()))


async def serve(database: str, port: int) -> None:
    """Serve until the process ends."""
    atlas: Any = None
    liveroom.see_packet = see_by_number  # type: ignore[attr-defined]
    hub = Hub(atlas, ProgressStore(database), OneQuestion())
    hub.start()
    routes = [*class_routes(hub, hosts_of("localhost")), (r"/", Who)]
    HTTPServer(Application(routes), xheaders=True).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
