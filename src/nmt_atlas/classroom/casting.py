"""Answers on their way into the database: those that come while others are kept join the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from nmt_atlas.store.rooms import Cast


class Casting:
    """Keeps answers, as many as wait in one transaction; runs on one loop.

    Parameters
    ----------
    keep
        Keeps several at once, and tells of each whether it is new.
    kept
        Told a room's number when some of its answers were kept.
    """

    def __init__(
        self,
        keep: Callable[[Sequence[Cast]], Awaitable[Sequence[bool]]],
        kept: Callable[[int], None],
    ) -> None:
        self._keep, self._kept = keep, kept
        self._waiting: list[tuple[Cast, asyncio.Future[bool]]] = []
        self._running: asyncio.Task[None] | None = None

    async def cast(self, one: Cast) -> bool:
        """Keep an answer. Whether it is new.

        Raises
        ------
        StoreError
            Where it cannot be kept.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, done))
        if self._running is None:
            self._running = asyncio.ensure_future(self._all())
        return await done

    async def _all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                fresh = await self._keep([one for one, _ in batch])
            except Exception as error:  # noqa: BLE001  (everybody who waits is told)
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
            else:
                for (_, done), new in zip(batch, fresh, strict=True):
                    if not done.done():
                        done.set_result(new)
                for number in {one.room for one, _ in batch}:
                    self._kept(number)
        self._running = None
