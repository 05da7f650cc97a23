"""``/health`` and ``/metrics``, and a line and a count for every answer."""

from __future__ import annotations

import json
import logging
import secrets
from ipaddress import ip_address
from typing import Any

from tornado.web import RequestHandler
from tornado.websocket import WebSocketHandler

from nmt_atlas.school.logs import ACCESS
from nmt_atlas.school.measures import Measures, kind_of
from nmt_atlas.school.vitals import Vitals
from nmt_atlas.viewer.serving import Route

WORD = "NMT_ATLAS_METRICS_WORD"
"""The variable of the environment with the word by which other machines may read the measures."""
_PASSED_ON = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")
_MISSING = "The measures need `pip install 'nmt-atlas[school]'`.\n"
_REFUSED = "The measures are read from this machine, or with the word of NMT_ATLAS_METRICS_WORD.\n"


class HealthHandler(RequestHandler):
    """``/health``: 200 where all is well, 503 with the reasons where something is not."""

    def initialize(self, vitals: Vitals) -> None:
        """Take what looks."""
        self._vitals = vitals

    async def get(self) -> None:
        """Answer."""
        health = await self._vitals.look()
        self.set_status(200 if health.well else 503)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(health.told()) + "\n")

    async def head(self) -> None:
        """Say what :meth:`get` would say."""
        await self.get()


class MetricsHandler(RequestHandler):
    """``/metrics``: for this machine, and for whoever brings the word."""

    def initialize(self, measures: Measures | None, word: str) -> None:
        """Take the measures, None where they cannot be taken, and the word."""
        self._measures, self._word = measures, word

    def get(self) -> None:
        """Answer."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if not self._may():
            self.set_status(403)
            self.finish(_REFUSED)
        elif self._measures is None:
            self.set_status(404)
            self.finish(_MISSING)
        else:
            self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.finish(self._measures.written())

    def _may(self) -> bool:
        """Whether it comes from this machine by no proxy, or with the word."""
        brought = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self._word and secrets.compare_digest(brought.encode(), self._word.encode()):
            return True
        if any(one in self.request.headers for one in _PASSED_ON):
            return False
        try:
            return ip_address(self.request.remote_ip or "").is_loopback
        except ValueError:
            return False


class Watch:
    """What a server is watched by.

    Parameters
    ----------
    vitals
        Looks at its parts.
    measures
        Counts; None where ``prometheus-client`` is not installed.
    word
        By which other machines may read the measures; empty for none.
    prefix
        The path below which all is served.
    """

    def __init__(
        self, vitals: Vitals, measures: Measures | None, *, word: str = "", prefix: str = ""
    ) -> None:
        self.vitals = vitals
        self._measures, self._word, self._prefix = measures, word, prefix

    def routes(self) -> list[Route]:
        """Routes for Panel's ``extra_patterns``."""
        given = {"measures": self._measures, "word": self._word}
        return [
            ("/health", HealthHandler, {"vitals": self.vitals}),
            ("/metrics", MetricsHandler, given),
        ]

    def follow(self, server: Any) -> None:
        """Note every answer of a server (Panel's), and measure how many visits it has."""
        server._tornado.settings["log_function"] = self.answered
        if self._measures is not None:
            about = "Visits that are open in this process."
            self._measures.gauge("visits", about, lambda: len(server.get_sessions()))

    def answered(self, handler: RequestHandler) -> None:
        """Note an answer: tornado's ``log_function``."""
        request, status = handler.request, handler.get_status()
        kind, seconds = kind_of(request.path, self._prefix), request.request_time()
        if self._measures is not None:
            socket = isinstance(handler, WebSocketHandler)
            self._measures.answered(kind, status, seconds, socket=socket)
        level = logging.ERROR if status >= 500 and status != 503 else logging.INFO
        method = request.method if request.method in _METHODS else "other"
        told = {"kind": kind, "method": method, "status": status, "ms": round(1000 * seconds, 1)}
        ACCESS.log(level, "answered", extra=told)


_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
