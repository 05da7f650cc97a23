"""Drawing beside the event loop: a worker process draws, and what it drew is kept a while.

A picture takes a second or two of one processor, and every visitor shares one loop. So pages
never draw; they ask, and go on when the picture has come::

    picture = await asyncio.wrap_future(atlas.pictures.drawn(state, size, theme))

The worker starts at the first picture that is asked for, and reads the atlas for itself.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from nmt_atlas.atlas.halves import picture
from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.domain.taste import PLAIN, Taste, Theme
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.paths import DataPaths

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

P = ParamSpec("P")
T = TypeVar("T")
_KEPT = 64
"""So many results of one kind of small job are kept."""
_KEPT_LARGE = 6
"""So many pictures with what lies under each pixel (5 MB) are kept."""


class Pictures:
    """Asks a worker process for pictures.

    Parameters
    ----------
    paths
        Where the worker reads the documents.
    bodies
        Body id -> folder of its pack.
    cache
        Folder to keep what is painted in; None keeps it in memory only.
    """

    def __init__(self, paths: DataPaths, bodies: Mapping[str, Path], cache: Path | None) -> None:
        self._opened = (paths, dict(bodies), cache)
        self._generation = 0
        self._pool: ProcessPoolExecutor | None = None
        self._held: dict[object, OrderedDict[Hashable, Future[Any]]] = {}
        self._lock = Lock()

    def drawn(
        self, state: ViewState, size: tuple[int, int], theme: Theme = "light"
    ) -> Future[Picture]:
        """A state drawn without a graphics driver, with what lies under each pixel."""
        return self.later(_drawn, state, size, theme)

    def pattern(self, body: str, point_id: str, side: str, camera: str) -> Future[bytes]:
        """A small picture (PNG) of a point's referral pattern on a body's skin."""
        return self.later(_pattern, body, point_id, side, camera)

    def still(
        self, state: ViewState, taste: Taste = PLAIN, size: tuple[int, int] = (900, 1200)
    ) -> Future[bytes]:
        """A fine picture (PNG), drawn by OpenGL; the future raises RenderError without one."""
        return self.later(_still, state, taste, size)

    def prepared(self, body: str) -> Future[None]:
        """Every document's zones painted into the cache, so that no click waits for them."""
        return self.later(_prepared, body)

    def later(
        self, job: Callable[Concatenate[Atlas, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Have the worker call ``job(atlas, *args)``; the same question is asked only once.

        Parameters
        ----------
        job
            A function of a module (the worker imports it), whose first argument is the atlas.
        args, kwargs
            What can be pickled and hashed.
        """
        key = (args, tuple(sorted(kwargs.items())))
        with self._lock:
            held = self._held.setdefault(job, OrderedDict())
            future, fresh = held.get(key), key not in held
            if future is None:
                call = _Call(self._generation, cast("Callable[..., Any]", job), args, kwargs)
                future = held[key] = self._submitted(call)
            held.move_to_end(key)
            while len(held) > (_KEPT_LARGE if job is _drawn else _KEPT):
                held.popitem(last=False)
        if fresh:  # outside the lock: what has failed already is dropped here and now
            future.add_done_callback(lambda done: self._done(job, key, done))
        return cast("Future[T]", future)

    def forget(self) -> None:
        """The documents have changed: what was drawn counts no more."""
        with self._lock:
            self._generation += 1
            self._held.clear()

    def close(self) -> None:
        """End the worker; it starts again where another picture is asked for."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, call: _Call) -> Future[Any]:
        for last in (False, True):
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, multiprocessing.get_context("spawn"), _begin, self._opened
                )
            try:
                return self._pool.submit(_carry_out, call)
            except BrokenProcessPool:
                self._pool = None
                if last:
                    raise
        raise AssertionError("unreachable")

    def _done(self, job: object, key: Hashable, done: Future[Any]) -> None:
        """Keep no failure: the next one who asks has it tried again."""
        if not done.cancelled() and done.exception() is None:
            return
        with self._lock:
            held = self._held.get(job, OrderedDict())
            if held.get(key) is done:
                del held[key]


class _Call:
    """What crosses to the worker."""

    def __init__(
        self,
        generation: int,
        job: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> None:
        self.generation = generation
        self.job = job
        self.args = args
        self.kwargs = dict(kwargs)


_worker: dict[str, Any] = {}
"""The worker's own atlas and the generation of its documents."""


def _begin(paths: DataPaths, bodies: Mapping[str, Path], cache: Path | None) -> None:
    from nmt_atlas.atlas.atlas import Atlas

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to answer
    _worker.update(atlas=Atlas.of(paths, bodies, cache), generation=0)


def _carry_out(call: _Call) -> object:
    if call.generation != _worker["generation"]:
        _worker["atlas"].reread()
        _worker["generation"] = call.generation
    return call.job(_worker["atlas"], *call.args, **call.kwargs)


def _drawn(atlas: Atlas, state: ViewState, size: tuple[int, int], theme: Theme) -> Picture:
    return picture(state, size, theme, atlas.body(state.body))


def _pattern(atlas: Atlas, body: str, point_id: str, side: str, camera: str) -> bytes:
    return atlas.body(body).pattern_picture(point_id, side, camera)


def _still(atlas: Atlas, state: ViewState, taste: Taste, size: tuple[int, int]) -> bytes:
    from nmt_atlas.body.pictures.stills import png

    return png(atlas.picture(state, taste, size=size))


def _prepared(atlas: Atlas, body: str) -> None:
    atlas.body(body).painter.paint_all()
