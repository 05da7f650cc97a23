"""What a server measures of itself, as Prometheus reads it (extra ``school``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

KINDS: Mapping[str, str] = {
    "": "page",
    "ws": "visit",
    "class": "class",
    "pack": "pack",
    "sheets": "sheet",
    "static": "static",
    "components": "static",
    "fonts": "static",
    "icons": "static",
    "alive": "alive",
    "health": "health",
    "metrics": "metrics",
    "login": "door",
    "logout": "door",
    "lti": "lti",
}
"""First word of a path -> what is asked for: never more lines than there are kinds, and no code,
key or name of anybody in them."""
_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


def kind_of(path: str, prefix: str = "") -> str:
    """What a path asks for."""
    word = path.removeprefix(prefix).lstrip("/").partition("/")[0]
    return KINDS.get(word, "other")


class Measures:
    """Counters and gauges of one server.

    Parameters
    ----------
    gauges
        Name -> (what it is, how it stands now); asked where somebody reads the measures.

    Raises
    ------
    ModuleNotFoundError
        Where ``prometheus-client`` is not installed.
    """

    def __init__(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        from prometheus_client import (
            CollectorRegistry,
            Counter,
            GCCollector,
            Histogram,
            PlatformCollector,
            ProcessCollector,
        )

        self._registry: CollectorRegistry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._requests = Counter(
            "nmt_atlas_requests",
            "Requests that were answered, by kind and status.",
            ("kind", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "nmt_atlas_request_seconds",
            "How long answers took, but for websockets.",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        for name, (about, now) in gauges.items():
            self.gauge(name, about, now)

    def gauge(self, name: str, about: str, now: Callable[[], float]) -> None:
        """Measure one thing more."""
        from prometheus_client import Gauge

        Gauge(f"nmt_atlas_{name}", about, registry=self._registry).set_function(now)

    def answered(self, kind: str, status: int, seconds: float, *, socket: bool = False) -> None:
        """Count an answer; a websocket's, whose time is that of the visit, is counted only."""
        self._requests.labels(kind, str(status)).inc()
        if not socket:
            self._seconds.labels(kind).observe(seconds)

    def written(self) -> bytes:
        """All of it in Prometheus's text format."""
        from prometheus_client import generate_latest

        return generate_latest(self._registry)
