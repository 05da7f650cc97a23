"""A school's server in one piece: its door, its accounts, who may what."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from tornado.ioloop import PeriodicCallback

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.school.rights import Rights
from nmt_atlas.school.door import Door
from nmt_atlas.school.login import Entrance, Speaker, door_routes
from nmt_atlas.school.lti.handlers import Tool, lti_routes
from nmt_atlas.school.lti.scores import LOOKED_MS as SCORES_MS
from nmt_atlas.school.lti.scores import Questions, Scores
from nmt_atlas.school.services import service_options
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.store.accounts import Account, Accounts
from nmt_atlas.store.launches import Launches
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.serving import Route

_LOG = logging.getLogger(__name__)
LOOKED_MS = 3_000
"""How often the accounts are looked at: whoever is switched off is out so soon."""


class School:
    """What makes a server a school's.

    Parameters
    ----------
    settings
        How it is set up.
    store
        Where accounts are; from now on it asks them at each read and write.
    speaker
        Language -> texts of the interface.
    prefix
        The path below which all is served.
    secure
        Whether pages are reached over encrypted connections.
    questions
        Lesson (id) -> its questions (ids), for scores of learning platforms.
    """

    def __init__(
        self,
        settings: SchoolSettings,
        store: ProgressStore,
        speaker: Speaker,
        *,
        prefix: str = "",
        secure: bool = False,
        questions: Questions = lambda _lesson: (),
    ) -> None:
        store.govern()
        self.settings = settings
        self.accounts = Accounts(store.database)
        self.door = Door(settings, prefix=prefix, secure=secure)
        self.entrance = Entrance(self.door, self.accounts, settings, speaker, prefix)
        self.door.know(self.accounts.all())
        self._tool: Tool | None = None
        self._scores: Scores | None = None
        if settings.lti is not None:
            self._tool = Tool(settings.lti, self.entrance, Launches(store.database))
            self._scores = Scores(self._tool, questions)

    def routes(self, hosts: Hosts) -> list[Route]:
        """Routes for Panel's ``extra_patterns``."""
        platforms = lti_routes(self._tool, hosts) if self._tool else []
        return [*door_routes(self.entrance, hosts), *platforms]

    def options(self) -> dict[str, Any]:
        """Options of Panel's server: those of a sign-in service, where there is one."""
        return service_options(self.settings, self.door)

    def guard(self, server: Any) -> None:
        """Stand at the door of a server (Panel's), and follow the accounts as they change."""
        self.door.guard(server._tornado)
        loop = server.io_loop

        async def look() -> None:
            try:
                found: tuple[Account, ...] = await self.entrance.work(self.accounts.all)
            except StoreError as error:
                _LOG.warning("the accounts cannot be looked at: %s", error.logged)
            else:
                self.door.know(found)
                self.expel(server)

        loop.add_callback(PeriodicCallback(look, LOOKED_MS).start)
        if self._scores is not None:
            loop.add_callback(PeriodicCallback(self._scores.look, SCORES_MS).start)

    def expel(self, server: Any) -> None:
        """End the visits of those whose pass is good no more; their pages ask them to sign in."""
        for client in list(server._tornado._clients):
            socket = client._socket
            if self.door.read(socket.request.cookies) is None:
                _LOG.info("a visit without a pass was ended")
                socket.close(1008, "sign in")

    def visitor(self, cookies: Mapping[str, Any]) -> Identity | None:
        """Who a visitor is; None for somebody without a pass."""
        found = self.door.read(cookies)
        return None if found is None else found.who

    def warrant(self, who: Identity) -> Callable[[], Rights]:
        """Tells what somebody may, as it stands whenever it is asked."""
        return lambda: self.door.rights(who)

    def close(self) -> None:
        """Let nobody in any more."""
        self.entrance.close()
