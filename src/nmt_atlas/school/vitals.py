"""Looks whether the parts of a server are well, without ever holding it up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from pydantic import ValidationError

from nmt_atlas.body.packs.wrapping import plain_size
from nmt_atlas.domain.errors import AtlasError, StoreError
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.school.health import Check, Health

Look = Callable[[], str]
"""Looks at one part: what is wrong with it, or "" where nothing is."""
SILENT = "it does not answer."
STOPPING = "the server is stopping."


class Vitals:
    """Looks at the parts of a server, each on a thread of its own, and seldom.

    Attributes
    ----------
    stopping
        Whether the server has begun to stop: from then on it is not well.

    Parameters
    ----------
    looks
        Part -> how it is looked at.
    patience
        Seconds after which a part is silent.
    believed
        Seconds for which what was found is believed, however often somebody asks.
    clock
        Seconds that never jump.
    """

    def __init__(
        self,
        looks: Mapping[str, Look],
        *,
        patience: float = 3.0,
        believed: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stopping = False
        self._looks = dict(looks)
        self._patience, self._believed, self._clock = patience, believed, clock
        self._pool = ThreadPoolExecutor(max(1, len(self._looks)), "nmt-atlas-health")
        self._running: dict[str, Future[str]] = {}
        self._found: Health | None = None
        self._at = 0.0
        self._looking: asyncio.Task[Health] | None = None

    async def look(self) -> Health:
        """How the parts are; those who ask at the same time share one look."""
        if self.stopping:
            return Health(checks=(Check(name="server", reason=STOPPING),))
        if self._found is not None and self._clock() - self._at < self._believed:
            return self._found
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        return await asyncio.shield(self._looking)

    def stop(self) -> None:
        """The server has begun to stop: whoever asks is sent elsewhere."""
        self.stopping = True

    def close(self) -> None:
        """Look no more; a part that is silent is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _look(self) -> Health:
        """Look at each part that is not being looked at still."""
        for name, look in self._looks.items():
            before = self._running.get(name)
            if before is None or before.done():
                self._running[name] = self._pool.submit(_asked, look)
        waiting = [asyncio.wrap_future(one) for one in self._running.values()]
        await asyncio.wait(waiting, timeout=self._patience)
        checks = tuple(Check(name=name, reason=_said(one)) for name, one in self._running.items())
        self._found, self._at = Health(checks=checks), self._clock()
        return self._found


def _asked(look: Look) -> str:
    """What a look says; whoever asks from outside reads no path and no host."""
    try:
        return look()
    except StoreError as error:
        return error.public
    except (AtlasError, OSError) as error:
        return f"it cannot be used ({type(error).__name__})."


def _said(looked: Future[str]) -> str:
    return looked.result() if wait([looked], timeout=0).done else SILENT


def pack_reason(folder: Path) -> str:
    """What is wrong with a body's pack: every file of its index must be there, and whole."""
    try:
        index = PackIndex.model_validate_json((folder / "index.json").read_bytes())
    except (OSError, ValidationError):
        return "its index cannot be read."
    for file in index.files:
        try:
            size = plain_size(folder / file.path)
        except OSError:
            return f"{file.path} is missing."
        if size != file.bytes:
            return f"{file.path} is damaged."
    return ""
