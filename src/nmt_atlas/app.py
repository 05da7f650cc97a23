"""The composition root: documents, bodies, store and pages become one web application."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from typing import Any

import panel as pn

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import ServeError
from nmt_atlas.pages.frame import address_of, page_of
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.database import database_url
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.serving import compress_ahead, pack_routes, server_options
from nmt_atlas.viewer.visitors import COOKIE, VisitorCookie

DEFAULT_PORT = 5006


def serve(
    *,
    port: int | None = None,
    address: str = "localhost",
    open_browser: bool = True,
    say: Any = print,
) -> None:
    """Start the atlas and serve it until interrupted.

    Parameters
    ----------
    port
        The port to listen on; None takes 5006, or a free one where that is taken.
    address
        The address to listen on.
    open_browser
        Open the page in the default browser.
    say
        Called with each line for the person who started it.

    Raises
    ------
    ServeError
        Where a named port is taken, or a folder cannot be written.
    PackError
        Where the body's pack is missing or damaged.
    """
    require_bundle()
    atlas = Atlas.open()
    atlas.body("own")
    chosen = choose_port(port, address)
    store = open_store()
    url = f"http://{address}:{chosen}/"
    for problem in atlas.problems:
        say(f"left out: {problem}")
    say(f"NMT Atlas is at {url}  (Ctrl+C stops it)")
    if open_browser:
        webbrowser.open(url)
    server = make_server(atlas, store, port=chosen, address=address)
    try:
        server.run_until_shutdown()
    finally:
        store.close()


def make_server(
    atlas: Atlas, store: ProgressStore, *, port: int, address: str = "localhost"
) -> Any:
    """The web server, not yet running.

    Returns
    -------
    panel.io.server.Server
        Started by ``start()`` or ``run_until_shutdown()``.
    """
    pn.extension(notifications=False, inline=True)
    options = server_options()
    packs = {body: atlas.directory(body) for body in atlas.body_names()}
    compress_ahead({"own": packs["own"]})
    options["transforms"] = [VisitorCookie, *options["transforms"]]
    return pn.io.server.get_server(
        {"/": lambda: visitor_page(atlas, store)},
        port=port,
        address=address,
        title="NMT Atlas",
        show=False,
        start=False,
        websocket_origin=[f"{address}:{port}", f"127.0.0.1:{port}", f"localhost:{port}"],
        extra_patterns=pack_routes(packs),
        check_unused_sessions=10_000,
        unused_session_lifetime=20_000,
        **options,
    )


def visitor_page(atlas: Atlas, store: ProgressStore) -> Any:
    """One visitor's page, with the view that their address names."""
    search = pn.state.location.search if pn.state.location else ""
    address = address_of(atlas, search)
    visit = Visit(
        atlas,
        AtlasView(),
        pack_url,
        store=store,
        learner=learner_key(),
        state=address.state,
        taste=address.taste,
    )
    return page_of(visit, address)


def pack_url(body: str) -> str:
    """Relative address of a body's index, so that the atlas works below a prefix."""
    return f"pack/{body}/index.json"


def learner_key() -> str:
    """The key that this browser keeps, or a fresh one for this visit."""
    cookies = pn.state.cookies or {}
    return str(cookies.get(COOKIE) or secrets.token_urlsafe(12))


def open_store() -> ProgressStore:
    """The learners' database that the environment names, or the user's own.

    Raises
    ------
    StoreError
        Where it cannot be opened.
    """
    return ProgressStore(database_url())


def choose_port(wanted: int | None, address: str) -> int:
    """The wanted port, or the default one, or a free one where the default is taken.

    Raises
    ------
    ServeError
        Where a port that was asked for is taken.
    """
    if wanted is not None:
        if not _is_free(wanted, address):
            raise ServeError(
                f"port {wanted} is taken by another program.",
                where=f"{address}:{wanted}",
                remedy="Name another with --port, or leave it out to get a free one.",
            )
        return wanted
    if _is_free(DEFAULT_PORT, address):
        return DEFAULT_PORT
    with socket.socket() as probe:
        probe.bind((_numeric(address), 0))
        return int(probe.getsockname()[1])


def _numeric(address: str) -> str:
    return "127.0.0.1" if address == "localhost" else address


def _is_free(port: int, address: str) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_numeric(address), port))
        except OSError:
            return False
    return True
