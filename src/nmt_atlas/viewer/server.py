"""The web server: the page, the guarded websocket, packs and static files, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import panel as pn
from bokeh.server import tornado as bokeh_tornado
from bokeh.settings import settings
from bokeh.util.token import generate_secret_key
from tornado.web import RequestHandler

from nmt_atlas.viewer.guard import socket_handler
from nmt_atlas.viewer.hosts import Hosts, hosts_of
from nmt_atlas.viewer.installing import install_routes
from nmt_atlas.viewer.page import Look, begin_visit, page_handler
from nmt_atlas.viewer.reach import REACHED
from nmt_atlas.viewer.serving import (
    Route,
    SafeHeaders,
    compress_ahead,
    face_routes,
    pack_routes,
    server_options,
)
from nmt_atlas.viewer.sheets import sheet_routes
from nmt_atlas.viewer.shell import Shell
from nmt_atlas.viewer.unsent import send_everything
from nmt_atlas.viewer.visitors import visitor_cookie

log = logging.getLogger(__name__)

_LARGEST_MESSAGE = 1 << 20
"""Bytes that a browser may send at once: clicks and typed answers, no files."""

_LARGEST_BODY = 1 << 18
"""Bytes of a request: forms of a login and of a learning platform; nothing is uploaded by one."""

_CHECK_MS, _GONE_MS = 3_000, 5_000
"""How often visits without a browser are looked for, and how long they may have none.

A browser that comes back begins its visit anew by its address, so nothing waits for it."""

_TOKEN_SECONDS = 24 * 3600
"""How long a page that was sent may wait before it opens its visit (a tab in the background)."""


class Alive(RequestHandler):
    """``/alive``: nothing to say, said at once."""

    def get(self) -> None:
        """Answer."""
        self.set_status(204)
        self.set_header("Cache-Control", "no-store")

    head = get


def build_server(
    visit: Callable[[], Any],
    look: Look,
    packs: Mapping[str, Path],
    *,
    port: int,
    address: str = "localhost",
    title: str = "NMT Atlas",
    prefix: str = "",
    origins: Iterable[str] = (),
    more: Callable[[Hosts], Iterable[Route]] = lambda _hosts: (),
    behind_proxy: bool = False,
    **given: Any,
) -> Any:
    """The server, listening but not yet answering.

    Parameters
    ----------
    visit
        Builds one visitor's root component, in the visit's own document; it begins with
        :func:`nmt_atlas.viewer.page.begin_visit`.
    look
        What the page shows before its visit is built.
    packs
        Body id -> folder of its pack.
    port, address
        Where to listen.
    title
        The page's title.
    prefix
        The path below which everything is served, such as ``/atlas``.
    origins
        Further ``host`` or ``host:port`` under which pages of this server are open: a proxy's.
    more
        Further routes, given the names under which the server may be asked.
    behind_proxy
        Believe what a proxy says of where requests come from (``X-Forwarded-For`` and the like);
        anybody could say so where there is none.
    given
        Further options of Panel's server.

    Returns
    -------
    panel.io.server.Server
        Started by ``start()`` or ``run_until_shutdown()``.
    """
    pn.extension(notifications=False, inline=True)
    send_everything()
    pn.config.browser_info = False  # it would open a second WebGL context, and wait for the card
    origins = tuple(origins)
    REACHED.listen(address, port, prefix, origins)
    hosts = hosts_of(address, [*origins, *(settings.allowed_ws_origin() or ())])
    if "own" in packs:
        compress_ahead({"own": packs["own"]})
    options = server_options()
    cookie = visitor_cookie(prefix or "/")
    options["transforms"] = [SafeHeaders, cookie, *options["transforms"]]
    with _only_these_routes(look, title, hosts):
        return pn.io.server.get_server(
            {"/": _or_apology(visit, look)},
            port=port,
            address=address,
            title=title,
            show=False,
            start=False,
            prefix=prefix,
            use_xheaders=behind_proxy,
            http_server_kwargs={"max_body_size": _LARGEST_BODY},
            extra_patterns=[
                ("/alive", Alive, {}),
                *pack_routes(packs),
                *face_routes(),
                *sheet_routes(),
                *more(hosts),
                *install_routes(look, title, packs),
            ],
            sign_sessions=True,
            secret_key=generate_secret_key().encode(),
            include_headers=[],
            include_cookies=[],
            session_token_expiration=_TOKEN_SECONDS,
            check_unused_sessions_milliseconds=_CHECK_MS,
            unused_session_lifetime_milliseconds=_GONE_MS,
            websocket_max_message_size=_LARGEST_MESSAGE,
            **options,
            **given,
        )


def _or_apology(visit: Callable[[], Any], look: Look) -> Callable[[], Any]:
    """A visit, or one sentence where it cannot be built; what went wrong stands in the log."""

    def begin() -> Any:
        try:
            return visit()
        except Exception:
            log.exception("a visit could not be built")
            words = escape(look(begin_visit()).trouble)
            return Shell(left_open=True, left=pn.pane.HTML(words, margin=12))

    return begin


@contextmanager
def _only_these_routes(look: Look, title: str, hosts: Hosts) -> Iterator[None]:
    """Give the application its page and its websocket; Bokeh's other ways in are left out.

    ``autoload.js`` would build a visit for whoever asks, ``metadata`` tells of the server.
    """
    routes = bokeh_tornado.per_app_patterns
    before = list(routes)
    routes[:] = [(r"/ws", socket_handler(hosts)), (r"/?", page_handler(look, title, hosts))]
    try:
        yield
    finally:
        routes[:] = before
