"""Every handler, every event of a class and every page, walked with each role: what is new is shut
until somebody says here whose it is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from bokeh.server.connection import ServerConnection
from browser_samples import free_port
from class_samples import QUESTION, OneQuestion
from school_samples import GUESTS, HANDLERS, OPEN
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.socket import class_routes
from nmt_atlas.domain.classroom import events as happen
from nmt_atlas.domain.errors import ServeError, StoreError
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.school.rights import MAY, ROLES
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.registry import PAGES
from nmt_atlas.school.door import COOKIE
from nmt_atlas.school.school import School
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.school.vitals import Vitals
from nmt_atlas.school.watch import Watch
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import PASSWORD
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.page import FirstLook
from nmt_atlas.viewer.server import build_server

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def who(role: str) -> Identity:
    return Identity(PASSWORD, role)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProgressStore]:
    opened = ProgressStore(f"sqlite:///{tmp_path / 'school.sqlite3'}")
    yield opened
    opened.close()


def school_on(store: ProgressStore, *, guests: bool = True) -> School:
    settings = SchoolSettings(secret="s" * 32, guests=guests)
    made = School(settings, store, lambda _language: ENGLISH.say)
    for role in ROLES:
        made.accounts.add(who(role), role, NOW, by=audit.OPERATOR)
    made.accounts.add(who("gone"), "administrator", NOW, by=audit.OPERATOR)
    made.accounts.switch(who("gone"), off=True, now=NOW, by=audit.OPERATOR)
    made.door.know(made.accounts.all())
    return made


class Atlas:
    """Bodies without a library: the light page asks for no more here."""

    def body_names(self) -> dict[str, str]:
        return {}


async def walked(store: ProgressStore, folder: Path, *, guests: bool) -> dict[str, set[str]]:
    """Pattern -> who was let in."""
    school, port = school_on(store, guests=guests), free_port()
    hub = Hub(Atlas(), store, OneQuestion(), lambda: NOW)  # type: ignore[arg-type]
    watch = Watch(Vitals({}), None)
    server = build_server(
        lambda: None,
        lambda _search: FirstLook(),
        {"own": folder},
        port=port,
        address="127.0.0.1",
        more=lambda hosts: [*class_routes(hub, hosts), *watch.routes(), *school.routes(hosts)],
    )
    school.guard(server)
    server.start()
    try:
        found: dict[str, set[str]] = {}
        for pattern in patterns(server):
            path = example(pattern)
            for name in (*ROLES, "gone", ""):
                if await comes_in(f"http://127.0.0.1:{port}{path}", school, name):
                    found.setdefault(pattern, set()).add(name)
        return found
    finally:
        server.stop()
        school.close()
        await asyncio.to_thread(hub.close)


def patterns(server: Any) -> list[str]:
    rules = server._tornado.wildcard_router.rules
    return sorted({rule.matcher.regex.pattern.removesuffix("$") for rule in rules})


def known(pattern: str) -> tuple[str, str]:
    """What is said of a pattern here."""
    plain = pattern.removesuffix("?")
    for key, told in HANDLERS.items():
        if plain == key or (key.startswith("/sheets/") and plain.startswith(key)):
            return told
    pytest.fail(f"say in HANDLERS who may ask for {pattern}")


def example(pattern: str) -> str:
    path, _ = known(pattern)
    assert re.match(pattern, path), pattern
    return path


async def comes_in(url: str, school: School, name: str) -> bool:
    headers = {"Cookie": f"{COOKIE}={school.door.pass_for(who(name))}"} if name else {}
    asked = HTTPRequest(url, headers=headers, follow_redirects=False)
    answer = await AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False)
    return answer.body != b"Sign in first.\n"


@pytest.mark.parametrize("guests", [True, False])
def test_every_handler_is_walked_with_every_role(
    store: ProgressStore, tmp_path: Path, guests: bool
) -> None:
    try:
        require_bundle()
    except ServeError as error:
        pytest.skip(str(error))
    found = asyncio.run(walked(store, tmp_path, guests=guests))
    for pattern, let_in in found.items():
        _, whose = known(pattern)
        free = whose == OPEN or (whose == GUESTS and guests)
        wanted = {*ROLES, "gone", ""} if free else set(ROLES)
        assert let_in == wanted, pattern
    assert {known(pattern)[0] for pattern in found} == {path for path, _ in HANDLERS.values()}


EVENTS: dict[str, happen.Event] = {
    "opened": happen.Opened(title="Calf"),
    "shown": happen.Shown(view=ViewState()),
    "led": happen.Led(on=True),
    "asked": happen.Asked(question=QUESTION),
    "revealed": happen.Revealed(round=2),
    "closed": happen.Closed(round=2),
    "timed": happen.Timed(seconds=30),
    "blanked": happen.Blanked(on=True),
    "pressed": happen.Pressed(what="next"),
    "named": happen.Named(on=False),
    "pointed": happen.Pointed(at=(-90.0, 20.0, 250.0)),
    "stepped": happen.Stepped(lesson="calf", at=2),
    "played": happen.Played(teams=2),
    "ended": happen.Ended(),
}


def test_every_event_of_a_class_is_walked_with_every_role(store: ProgressStore) -> None:
    kinds = {one.model_fields["kind"].default for one in get_args(happen.Event)}
    assert kinds <= set(EVENTS), "say here what the new event looks like"
    school_on(store).close()
    hub = Hub(Atlas(), store, OneQuestion(), lambda: NOW)  # type: ignore[arg-type]
    key = hub.rooms.open(who("instructor"), "Calf", "names", NOW)
    store.recognise(who("instructor"), Identity("cookie", "a-browser"), NOW)
    try:
        for kind, event in EVENTS.items():
            for name in (*ROLES, "gone", "nobody"):
                allowed = hub.lead(key, who(name), event).result(30)
                assert allowed is (name == "instructor"), f"{kind} by {name}"
    finally:
        hub.close()
    assert len(hub.rooms.since(key.id)) == 1 + len(EVENTS), "what was refused is not in the log"


@pytest.mark.parametrize("role", [*ROLES, "gone", "nobody"])
def test_classes_are_opened_and_read_by_whoever_may(store: ProgressStore, role: str) -> None:
    school_on(store).close()
    hub = Hub(Atlas(), store, OneQuestion(), lambda: NOW)  # type: ignore[arg-type]
    may = role in MAY and "lead" in MAY[role]  # type: ignore[operator,index]
    if may:
        key = hub.rooms.open(who(role), "Calf", "names", NOW)
        assert len(hub.rooms.opened_by(who(role))) == 1
        assert hub.rooms.owns(who(role), key)
    else:
        with pytest.raises(StoreError) as caught:
            hub.rooms.open(who(role), "Calf", "names", NOW)
        assert "may not" in caught.value.public
        assert hub.rooms.opened_by(who(role)) == ()
    hub.close()
    last = audit.lines(store.database)[-1]
    assert (last.what, last.allowed) == (("class opened", True) if may else ("open a class", False))


def test_a_class_is_no_longer_led_by_whoever_may_lead_no_more(store: ProgressStore) -> None:
    school = school_on(store)
    hub = Hub(Atlas(), store, OneQuestion(), lambda: NOW)  # type: ignore[arg-type]
    key = hub.rooms.open(who("instructor"), "Calf", "names", NOW)
    school.accounts.set_role(who("instructor"), "student", NOW, by=audit.OPERATOR)
    assert not hub.lead(key, who("instructor"), happen.Ended()).result(30)
    assert hub.rooms.opened_by(who("instructor")) == ()
    hub.close()
    school.close()


def test_nobody_learns_by_a_name_that_they_chose(store: ProgressStore) -> None:
    school_on(store).close()
    for name in ROLES:
        with pytest.raises(StoreError):
            store.people.choose("a-browser", who(name).key, NOW)


def test_every_page_that_is_for_some_says_for_whom() -> None:
    for_some = {page.id: page.needs for page in PAGES if page.needs}
    assert for_some == {"class": "lead", "author": "author", "cases": "cases"}


class Socket:
    """The websocket of a visit, without one."""

    def __init__(self, cookie: str) -> None:
        self.request = SimpleNamespace(cookies={COOKIE: cookie})
        self.closed: tuple[int, str] | None = None

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)


def test_the_visit_of_who_is_switched_off_is_ended(store: ProgressStore) -> None:
    school = school_on(store)
    sockets = {role: Socket(school.door.pass_for(who(role))) for role in ROLES}
    session = SimpleNamespace(subscribe=lambda _connection: None)
    clients = {ServerConnection(None, one, None, session) for one in sockets.values()}  # type: ignore[arg-type]
    server = SimpleNamespace(_tornado=SimpleNamespace(_clients=clients))
    school.accounts.switch(who("student"), off=True, now=NOW, by=audit.OPERATOR)
    school.door.know(school.accounts.all())
    school.expel(server)
    assert {role for role, socket in sockets.items() if socket.closed} == {"student"}
    school.close()
