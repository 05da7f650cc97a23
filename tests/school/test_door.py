"""The door: what is not said to be open is shut, and a pass lets in whom it was given to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.web import RequestHandler

from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.school.rights import ROLES
from nmt_atlas.school.door import COOKIE, Door, next_of
from nmt_atlas.school.login import TOO_OFTEN, WRONG, Entrance, door_routes
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import PASSWORD, Accounts
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import hosts_of
from nmt_atlas.viewer.rates import Buckets

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ANNA = Identity(PASSWORD, "anna")
GOOD = "a long password"
SETTINGS = SchoolSettings(secret="s" * 32)
PAGE = {"Accept": "text/html"}


class Time:
    """Seconds that go as they are told."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    store = ProgressStore(f"sqlite:///{tmp_path / 'school.sqlite3'}")
    made = Accounts(store.database)
    made.add(ANNA, "instructor", NOW, by=audit.OPERATOR, name="Anna", password=GOOD)
    yield made
    store.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def door(accounts: Accounts, time: Time) -> Door:
    made = Door(SETTINGS, clock=time)
    made.know(accounts.all())
    return made


def test_a_pass_is_read_for_half_a_day_and_by_its_own_secret(door: Door, time: Time) -> None:
    cookies = {COOKIE: door.pass_for(ANNA)}
    assert door.read(cookies).who == ANNA  # type: ignore[union-attr]
    other = Door(SchoolSettings(secret="t" * 32), clock=time)
    assert other.read(cookies) is None
    assert door.read({COOKIE: cookies[COOKIE][:-1] + "x"}) is None
    assert door.read({}) is None
    time.now += 12 * 3600 + 5
    assert door.read(cookies) is None


def test_who_is_switched_off_is_out_with_the_next_look(door: Door, accounts: Accounts) -> None:
    cookies = {COOKIE: door.pass_for(ANNA)}
    accounts.switch(ANNA, off=True, now=NOW, by=audit.OPERATOR)
    door.know(accounts.all())
    assert door.read(cookies) is None
    assert door.rights(ANNA).rights == frozenset()


def test_an_account_of_another_process_is_believed_for_a_moment(door: Door, time: Time) -> None:
    cookies = {COOKIE: door.pass_for(Identity(PASSWORD, "berta"))}
    assert door.read(cookies)
    assert door.rights(Identity(PASSWORD, "berta")).rights == frozenset(), "and may nothing yet"
    time.now += 20
    assert door.read(cookies) is None


@given(st.text(max_size=60))
def test_a_cookie_of_any_shape_lets_nobody_in(text: str) -> None:
    assert Door(SETTINGS).read({COOKIE: text}) is None


@pytest.mark.parametrize("prefix", ["", "/atlas"])
@pytest.mark.parametrize(
    ("path", "guests", "is_open"),
    [
        ("/", True, False),
        ("/ws", True, False),
        ("/sheets/abc/results.csv", True, False),
        ("/static/js/bokeh.min.js", True, False),
        ("/anything/new", True, False),
        ("/loginx", True, False),
        ("/login/../ws", True, False),
        ("/lti/launch/../../ws", True, False),
        ("/health", True, True),
        ("/login", False, True),
        ("/lti/launch", False, True),
        ("/class", True, True),
        ("/class/ws", True, True),
        ("/class/ws", False, False),
        ("/pack/own/index.json", True, True),
        ("/pack/own/index.json", False, False),
    ],
)
def test_what_is_not_said_to_be_open_is_shut(
    prefix: str, path: str, guests: bool, is_open: bool
) -> None:
    door = Door(SETTINGS.model_copy(update={"guests": guests}), prefix=prefix)
    assert door.is_open(prefix + path) is is_open


@pytest.mark.parametrize(
    ("asked", "onward"),
    [
        ("/?page=review", "/?page=review"),
        ("", "/"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/a//evil.example", "/"),
        ("/\r\nSet-Cookie: x", "/"),
    ],
)
def test_the_way_on_stays_here(asked: str, onward: str) -> None:
    assert next_of(asked, "") == onward
    assert next_of("/elsewhere", "/atlas") == "/atlas/"


class Secret(RequestHandler):
    """Something behind the door."""

    def get(self, *_: str) -> None:
        self.finish("secret")


@pytest.fixture
def entrance(door: Door, accounts: Accounts) -> Entrance:
    return Entrance(door, accounts, SETTINGS, lambda _language: ENGLISH.say)


@pytest.fixture
def school(serve: Any, door: Door, entrance: Entrance) -> Any:
    """A server with a door."""

    def start(told: Any) -> None:
        async def guarded(server: Any) -> None:
            door.guard(server.application)
            await told(server)

        routes = [*door_routes(entrance, hosts_of("127.0.0.1")), ("/(.*)", Secret)]
        serve(routes, guarded)
        entrance.close()

    return start


async def sign_in(server: Any, name: str, password: str, form: str = "", **more: str) -> Any:
    page = await server.ask("/login", headers=PAGE)
    found = re.search(r'name="form" value="([^"]+)"', page.body.decode())
    assert found
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    body = urlencode({"name": name, "password": password, "form": form or found[1], **more})
    return await server.ask("/login", method="POST", body=body, headers={"Cookie": cookie})


def test_nobody_comes_in_without_signing_in(school: Any) -> None:
    async def told(server: Any) -> None:
        for path in ("/", "/secret", "/ws"):
            assert (await server.ask(path)).code == 403
        asked = await server.ask("/?page=review", headers=PAGE)
        assert asked.code == 302
        assert asked.headers["Location"] == "/login?next=%2F%3Fpage%3Dreview"
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            body = None if method == "DELETE" else ""
            assert (await server.ask("/secret", method=method, body=body, headers=PAGE)).code == 403

    school(told)


def test_the_right_password_lets_in_and_a_sign_out_takes_the_pass(school: Any) -> None:
    async def told(server: Any) -> None:
        done = await sign_in(server, "anna", GOOD, next="/?page=review")
        assert (done.code, done.headers["Location"]) == (303, "/?page=review")
        cookie = next(c for c in done.headers.get_list("Set-Cookie") if c.startswith(COOKIE))
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
        kept = {"Cookie": cookie.partition(";")[0]}
        assert (await server.ask("/secret", headers=kept)).body == b"secret"
        out = await server.ask("/logout", headers=kept)
        assert any(c.startswith(f"{COOKIE}=;") or f'{COOKIE}=""' in c
                   for c in out.headers.get_list("Set-Cookie"))  # fmt: skip

    school(told)


def test_a_wrong_password_a_foreign_form_and_many_tries_are_refused(school: Any) -> None:
    async def told(server: Any) -> None:
        wrong = await sign_in(server, "anna", "not it at all")
        assert wrong.code == 401
        assert WRONG.encode() in wrong.body
        assert b"not it at all" not in wrong.body
        assert (await sign_in(server, "anna", GOOD, form="guessed")).code == 403
        codes = [(await sign_in(server, "anna", "wrong again")).code for _ in range(9)]
        assert codes[-1] == 429
        last = await sign_in(server, "anna", GOOD)
        assert last.code == 429, "and the right one is no way to find out"
        assert TOO_OFTEN.encode() in last.body

    school(told)


def test_a_whole_class_signs_in_from_one_address_and_only_wrong_tries_count(
    school: Any, entrance: Entrance
) -> None:
    entrance.by_address = Buckets(burst=3, rate=0)

    async def told(server: Any) -> None:
        right = [(await sign_in(server, "anna", GOOD)).code for _ in range(9)]
        assert right == [303] * 9, "nor are nine times of one name too many"
        wrong = [(await sign_in(server, f"guess-{n}", "not it at all")).code for n in range(4)]
        assert wrong == [401, 401, 401, 429]

    school(told)


def test_what_is_typed_comes_back_as_text(school: Any) -> None:
    async def told(server: Any) -> None:
        back = await sign_in(server, '"><script>alert(1)</script>', "x" * 10)
        assert b"<script>" not in back.body
        policy = back.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy

    school(told)


def test_every_role_comes_in(school: Any, accounts: Accounts, door: Door) -> None:
    cookies = {}
    for role in ROLES:
        who = Identity(PASSWORD, role)
        accounts.add(who, role, NOW, by=audit.OPERATOR)
        cookies[role] = f"{COOKIE}={door.pass_for(who)}"
    door.know(accounts.all())

    async def told(server: Any) -> None:
        for role in ROLES:
            assert (await server.ask("/secret", headers={"Cookie": cookies[role]})).code == 200

    school(told)
