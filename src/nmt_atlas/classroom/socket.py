"""The light page of a class: one static page, one small websocket, and nothing of Bokeh."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from tornado.web import RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.outbox import Outbox, Packet
from nmt_atlas.classroom.seats import Seat
from nmt_atlas.classroom.words import TEXTS
from nmt_atlas.domain.classroom.speech import LARGEST
from nmt_atlas.viewer.atlas_view import TEXTS as VIEWER_TEXTS
from nmt_atlas.viewer.bundle import BUNDLE, require_bundle, stamped
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.serving import FACES, FOREVER, Route

CLASS_BUNDLE: Path = BUNDLE.with_name("class.js")
"""Where the build puts the bundle of the light page."""

MOST_SCREENS = 3_000
"""So many screens one process serves; whoever comes then is told to try again."""
_LANGUAGES = ("en", "es", "la")
_TRY_AGAIN, _POLICY = 1013, 1008
_LOG = logging.getLogger(__name__)

_PAGE = Environment(autoescape=True).from_string("""<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<style>
{%- if face %}
@font-face { font-family: Inter; font-weight: 100 900; font-display: swap;
 src: url("{{ face }}") format("woff2"); }
{%- endif %}
html, body { height: 100%; margin: 0; overflow: hidden; overscroll-behavior: none;
 background: #f3f2ef; font-family: Inter, system-ui, sans-serif; }
</style>
<script type="module" src="{{ bundle }}"></script>
</head>
<body>
<script type="application/json" id="nmt-class">{{ given | safe }}</script>
<noscript>{{ no_script }}</noscript>
</body>
</html>
""")

_POLICY_RULES = (
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: "
    "wss: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class _Base(RequestHandler):
    """What the page's own requests have in common."""

    def initialize(self, hub: Hub, hosts: Hosts) -> None:
        """Take the rooms, and the names under which this server may be asked."""
        self.hub, self.hosts = hub, hosts

    def prepare(self) -> None:
        """Refuse a name that is not this server's."""
        if not self.hosts.allows(self.request.host):
            self.set_status(421)
            self.finish("This server is not known under that name; see `serve --allow-origin`.\n")

    @property
    def language(self) -> str:
        """The language that the address names, or the browser asks for."""
        named = self.get_query_argument("language", "")
        wished = self.request.headers.get("Accept-Language", "")[:2].lower()
        return next((one for one in (named, wished) if one in _LANGUAGES), "en")


class ClassPage(_Base):
    """``/class``: the page of a student, a projector, a remote control."""

    def get(self) -> None:
        """Send it."""
        say = self.hub.questions.say(self.language)
        given = {
            "texts": {key: say(text) for key, text in TEXTS.items()},
            "viewer": {key: say(text) for key, text in VIEWER_TEXTS.items()},
            "language": self.language,
        }
        face = FACES / "inter.woff2"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", _POLICY_RULES)
        self.set_header("Cache-Control", "no-cache")
        self.finish(
            _PAGE.render(
                language="es" if self.language == "es" else "en",
                title=say("A class on NMT Atlas"),
                bundle=stamped("class/app.js", CLASS_BUNDLE),
                face=stamped("fonts/inter.woff2", face) if face.is_file() else "",
                given=json.dumps(given, ensure_ascii=False).replace("<", "\\u003c"),
                no_script=say("The atlas needs JavaScript: switch it on for this page."),
            )
        )

    head = get


class ClassScript(_Base):
    """``/class/app.js``: the viewer and the light page, in one file that is kept for ever."""

    async def get(self) -> None:
        """Send it; compressed once for everybody (`CachedGzip`)."""
        read = partial(CLASS_BUNDLE.read_bytes)
        found = await asyncio.get_running_loop().run_in_executor(None, read)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", FOREVER)
        self.finish(found)


class ClassNames(_Base):
    """``/class/names/<body>/<language>.json``: the names of a body's parts."""

    async def get(self, body: str, language: str) -> None:
        """Send them."""
        if body not in self.hub.atlas.body_names() or language not in _LANGUAGES:
            self.set_status(404)
            self.finish("There are no such names here.\n")
            return
        names = await self.hub.work(lambda: self.hub.atlas.body(body).names(language))
        self.set_header("Cache-Control", "no-cache")
        self.finish(json.dumps(names, ensure_ascii=False))


class ClassSocket(WebSocketHandler):
    """``/class/ws``: what a screen says, and what it is told."""

    def initialize(self, hub: Hub, hosts: Hosts, screens: set[ClassSocket]) -> None:
        """Take the rooms, the server's names, and who is here already."""
        self._hub, self._hosts, self._screens = hub, hosts, screens
        self._seat: Seat | None = None

    @property
    def max_message_size(self) -> int:
        """Bytes of a message."""
        return LARGEST

    def check_origin(self, origin: str) -> bool:
        """Whether a page of that origin may come in."""
        allowed = self._hosts.allows_origin(origin, self.request.host)
        if not allowed:
            _LOG.warning("refused a class's screen from %.200r", origin)
        return allowed

    def open(self, *_args: object, **_kwargs: object) -> None:
        """Somebody is here."""
        self._hub.start()
        if len(self._screens) >= MOST_SCREENS:
            self.close(_TRY_AGAIN, "full")
            return
        self.set_nodelay(True)
        self._screens.add(self)
        outbox = Outbox(self._write, self._slow)
        self._seat = Seat(self._hub, outbox, self.request.remote_ip or "", self._end)

    async def on_message(self, message: str | bytes) -> None:
        """Take what is said, one thing after the other."""
        if self._seat is not None:
            try:
                await self._seat.take(message)
            except Exception:  # noqa: BLE001  (one screen must not end another)
                _LOG.exception("a class could not do what a screen asked for")

    def on_close(self) -> None:
        """They are gone."""
        self._screens.discard(self)
        if self._seat is not None:
            seat, self._seat = self._seat, None
            seat.leave()

    async def _write(self, packet: Packet) -> None:
        try:
            await self.write_message(packet, binary=isinstance(packet, bytes))
        except WebSocketClosedError:
            if self._seat is not None:
                self._seat.outbox.close()

    def _slow(self) -> None:
        if self._seat is not None:
            self._seat.too_slow()
        if self.ws_connection is not None:  # a word of farewell would wait behind all else
            self.ws_connection._abort()

    def _end(self) -> None:
        self.close(_POLICY, "let go")


def class_routes(hub: Hub, hosts: Hosts) -> list[Route]:
    """Routes of the light page."""
    require_bundle(CLASS_BUNDLE)
    given: Mapping[str, Any] = {"hub": hub, "hosts": hosts}
    return [
        (r"/class/?", ClassPage, dict(given)),
        (r"/class/app\.js", ClassScript, dict(given)),
        (r"/class/names/([a-z0-9-]+)/([a-z]{2})\.json", ClassNames, dict(given)),
        (r"/class/ws", ClassSocket, {**given, "screens": set()}),
    ]
