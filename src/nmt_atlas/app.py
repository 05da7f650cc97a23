"""The composition root: documents, bodies, store and pages become one web application."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import panel as pn
from tornado.ioloop import PeriodicCallback

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.beside import Beside
from nmt_atlas.atlas.halves import with_other
from nmt_atlas.atlas.renewal import Renewal
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.socket import class_routes
from nmt_atlas.domain.errors import ServeError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.taste import Taste
from nmt_atlas.library.paths import data_paths
from nmt_atlas.pages.frame import address_of, kind_at, page_of, room_at
from nmt_atlas.pages.people import meet
from nmt_atlas.pages.records import InBackground
from nmt_atlas.pages.teaching.putting import Putting
from nmt_atlas.pages.visit import Visit
from nmt_atlas.school.opening import Gauges, school_of, watch_over
from nmt_atlas.school.school import School
from nmt_atlas.school.settings import school_settings
from nmt_atlas.school.stopping import Stopping
from nmt_atlas.school.watch import Watch
from nmt_atlas.store.background import Recorder
from nmt_atlas.store.casefile import CaseFiles, case_folder
from nmt_atlas.store.database import DATABASE, database_url
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.head_start import head_start
from nmt_atlas.viewer.hosts import addresses_of, checked_address
from nmt_atlas.viewer.page import FirstLook, begin_visit
from nmt_atlas.viewer.reach import REACHED
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.visitors import COOKIE, TONE_COOKIE

DEFAULT_PORT = 5006
RENEWED_MS = 3_000
"""How often the documents are looked at, so that one that is edited is shown without a restart."""

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


def serve(
    *,
    port: int | None = None,
    address: str = "localhost",
    open_browser: bool = True,
    prefix: str = "",
    origins: Sequence[str] = (),
    documents: Path | None = None,
    authoring: bool = False,
    school: bool = False,
    behind_proxy: bool = False,
    say: Any = print,
) -> None:
    """Start the atlas and serve it until interrupted.

    Parameters
    ----------
    port
        The port to listen on; None takes 5006, or a free one where that is taken.
    address
        The address to listen on; ``0.0.0.0`` is the whole local network.
    open_browser
        Open the page in the default browser.
    prefix
        The path below which everything is served, such as ``/atlas``.
    origins
        Further names under which the page is open: those of a proxy.
    documents
        The folder of one's own documents; None leaves it to the environment.
    authoring
        Let visitors write lessons although others than this machine reach the server.
    school
        Let only those in who sign in (else the environment says so).
    behind_proxy
        Believe what a proxy says of where requests come from.
    say
        Called with each line for the person who started it.

    Raises
    ------
    ServeError
        Where an address or a named port cannot be listened on, or a folder cannot be written.
    PackError
        Where the body's pack is missing or damaged.
    StoreError
        Where the learners' database cannot be opened.
    """
    require_bundle()
    settings = school_settings(on=school)
    chosen = choose_port(port, checked_address(address))
    atlas = Atlas.open(data_paths(own=documents))
    atlas.body("own")
    store = patiently(open_store, lambda: say(f"Still waiting for {_named_store()} …"))
    for problem in atlas.problems:
        say(f"left out: {problem}")
    recorder = Recorder(store)
    hub = Hub(atlas, store, Putting(atlas))
    watch = watch_over(atlas, store, _gauges(hub, recorder), prefix=prefix)
    REACHED.listen(address, chosen, prefix, origins)
    guarded = school_of(settings, atlas, store, prefix)
    server = make_server(
        atlas,
        store,
        recorder,
        port=chosen,
        address=address,
        prefix=prefix,
        origins=origins,
        say=say,
        hub=hub,
        watch=watch,
        school=guarded,
        behind_proxy=behind_proxy,
    )
    REACHED.authoring = authoring
    first, *others = addresses_of(address, chosen, prefix)
    say(f"NMT Atlas is at {first}  (Ctrl+C stops it)")
    for other in others:
        say(f"  in this network at {other}")
    server.io_loop.run_in_executor(None, atlas.prepare)
    if open_browser:
        server.io_loop.run_in_executor(None, webbrowser.open, first)
    try:
        Stopping(server, (watch.vitals.stop, hub.farewell)).run()
    finally:
        hub.close()
        recorder.close()
        store.close()
        watch.vitals.close()
        if guarded:
            guarded.close()


def _gauges(hub: Hub, recorder: Recorder) -> Gauges:
    """What is measured of a server beside its answers."""
    return {
        "class_screens": ("Screens in rooms of this process.", lambda: hub.screens),
        "class_rooms": ("Rooms that this process holds.", lambda: hub.rooms_held),
        "store_waiting": ("Pieces of work that wait for the database.", lambda: recorder.waiting),
    }


def make_server(
    atlas: Atlas,
    store: ProgressStore,
    recorder: Recorder | None = None,
    *,
    port: int,
    address: str = "localhost",
    prefix: str = "",
    origins: Sequence[str] = (),
    say: Callable[[str], None] = _LOG.warning,
    hub: Hub | None = None,
    watch: Watch | None = None,
    school: School | None = None,
    behind_proxy: bool = False,
) -> Any:
    """The web server, listening but not yet answering; it follows documents that change.

    Its classes are held by ``hub``, or by one of its own, and it is watched by ``watch``. With
    ``school`` only those come in who have signed in.

    Returns
    -------
    panel.io.server.Server
        Started by ``start()`` or ``run_until_shutdown()``.
    """
    kept = recorder or Recorder(store)
    classes = hub or Hub(atlas, store, Putting(atlas))
    watched = watch or watch_over(atlas, store, _gauges(classes, kept), prefix=prefix)
    alone = is_alone(address, prefix, origins) and school is None
    server = build_server(
        lambda: visitor_page(atlas, store, kept, classes, alone=alone, school=school),
        partial(first_look, atlas),
        {body: atlas.directory(body) for body in atlas.body_names()},
        port=port,
        address=address,
        prefix=prefix,
        origins=origins,
        more=lambda hosts: [
            *class_routes(classes, hosts),
            *watched.routes(),
            *(school.routes(hosts) if school else ()),
        ],
        behind_proxy=behind_proxy,
        **(school.options() if school else {}),
    )
    watched.follow(server)
    if school:
        school.guard(server)
    server.io_loop.add_callback(classes.start)
    renewal = Renewal(atlas, say)

    async def look() -> None:
        await server.io_loop.run_in_executor(None, renewal.look)

    server.io_loop.add_callback(PeriodicCallback(look, RENEWED_MS).start)
    return server


def is_alone(address: str, prefix: str, origins: Sequence[str]) -> bool:
    """Whether only this machine is served: no network, and no proxy that says so.

    Case files are kept for nobody else.
    """
    return address in _HERE and not prefix and not origins


_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def visitor_page(
    atlas: Atlas,
    store: ProgressStore,
    recorder: Recorder,
    hub: Hub | None = None,
    *,
    alone: bool = False,
    school: School | None = None,
) -> Any:
    """One visitor's page, with the view that their address names.

    Raises
    ------
    ServeError
        Where a school's server is visited by somebody who has not signed in.
    """
    address = address_of(atlas, begin_visit())
    visit = Visit(
        atlas,
        AtlasView(),
        pack_url,
        store=store,
        recorder=InBackground(recorder),
        learner=learner_key(),
        state=address.state,
        taste=kept_taste(address.taste),
        cases=CaseFiles(case_folder()) if alone else None,
    )
    visit.hub = hub
    if school is None:
        meet(visit)
    else:
        who = school.visitor(pn.state.cookies or {})
        if who is None:
            raise ServeError("a visit without a pass.")
        visit.learner, visit.warrant = who, school.warrant(who)
    return page_of(visit, address)


def first_look(atlas: Atlas, search: str) -> FirstLook:
    """What the page of an address shows while its visit is built: the body, as it will stand."""
    address = address_of(atlas, search)
    state, taste = address.state, address.taste
    body = atlas.body(state.body)
    beside = Beside(bare=kind_at(address).bare)
    scene = beside.on(resolve(state, body.context, taste), body)
    scene = with_other(scene, state, body, taste)
    seen = scene.model_dump(mode="json", exclude_defaults=True)
    room = room_at(address)
    say = atlas.library.catalogue(taste.language).say
    return FirstLook(
        head=head_start(pack_url(state.body), seen, room=room),
        language="es" if taste.language == "es" else "en",
        dark=taste.theme == "dark",
        trouble=say("The controls could not be loaded. Load the page again."),
        no_script=say("The atlas needs JavaScript: switch it on for this page."),
    )


def pack_url(body: str) -> str:
    """Relative address of a body's index, so that the atlas works below a prefix."""
    return f"pack/{body}/index.json"


def kept_taste(taste: Taste) -> Taste:
    """A taste with the tone of skin that this browser remembers (``tone.js`` keeps it)."""
    kept = str((pn.state.cookies or {}).get(TONE_COOKIE, taste.tone))
    return taste.changed(tone=kept) if kept in LOOK.skin.tones else taste


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


def _named_store() -> str:
    """The learners' database in words, without a password."""
    named = os.environ.get(DATABASE, "")
    host = urlsplit(named).hostname if "//" in named else None
    return f"the database on {host}" if host else "the learners' database"


def patiently(work: Callable[[], T], waiting: Callable[[], None], seconds: float = 2.0) -> T:
    """Do something that may take long, and say so where it does.

    Parameters
    ----------
    work
        What is done, in a thread of its own.
    waiting
        Called once where it is not done after ``seconds``.
    """
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(work)
        try:
            return doing.result(seconds)
        except TimeoutError:
            if doing.done():  # the work's own, not ours
                raise
            waiting()
            return doing.result()


def choose_port(wanted: int | None, address: str) -> int:
    """The wanted port, or the default one, or a free one where the default is taken.

    Raises
    ------
    ServeError
        Where a port that was asked for is taken, or may not be used.
    """
    if wanted is None:
        return DEFAULT_PORT if _problem(DEFAULT_PORT, address) is None else _free_port(address)
    problem = _problem(wanted, address)
    if problem is None:
        return wanted
    taken = problem.errno == errno.EADDRINUSE
    raise ServeError(
        f"port {wanted} is taken by another program."
        if taken
        else f"port {wanted} may not be used here ({problem.strerror}).",
        where=f"{address}:{wanted}",
        remedy="Name another with --port, or leave it out to get a free one.",
    ) from problem


def _problem(port: int, address: str) -> OSError | None:
    """Why a port cannot be listened on; None where it can."""
    kind, *_, place = socket.getaddrinfo(_numeric(address), port, type=socket.SOCK_STREAM)[0]
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            return error
    return None


def _free_port(address: str) -> int:
    kind, *_, place = socket.getaddrinfo(_numeric(address), 0, type=socket.SOCK_STREAM)[0]
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        probe.bind(place)
        return int(probe.getsockname()[1])


def _numeric(address: str) -> str:
    return "127.0.0.1" if address == "localhost" else address
