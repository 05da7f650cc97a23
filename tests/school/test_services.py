"""Panel's sign-in services behind our door: no looks from elsewhere, no token beside a pass."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import panel as pn
import pytest
from panel.auth import OAuthProvider
from tornado.web import create_signed_value

from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.school.door import COOKIE, Door
from nmt_atlas.school.school import School
from nmt_atlas.school.services import _SORRY, Services, service_options
from nmt_atlas.school.settings import SchoolSettings, SignIn
from nmt_atlas.store.accounts import OAUTH, PASSWORD, Account
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import hosts_of

ANNA = Account(id=1, provider=PASSWORD, key="anna", name="Anna", role="student")
SERVICE = SignIn(service="google", key="k", secret="s3cret", redirect="https://a.example/oauth")
SETTINGS = SchoolSettings(secret="s" * 32, sign_in=SERVICE)


@pytest.fixture
def door() -> Door:
    made = Door(SETTINGS)
    made.know([ANNA])
    return made


@pytest.fixture(autouse=True)
def config() -> Iterator[None]:
    before = pn.config.oauth_provider
    pn.config.oauth_provider = "google"
    yield
    pn.config.oauth_provider = before


def test_without_a_service_nothing_is_asked_of_panel(door: Door) -> None:
    assert service_options(SchoolSettings(secret="s" * 32), door) == {}


def test_a_service_is_told_whole_and_its_pages_are_ours(door: Door) -> None:
    pn.config.oauth_provider = "github"
    options = service_options(SETTINGS, door)
    assert pn.config.oauth_provider == "google"
    assert (options["oauth_key"], options["oauth_secret"]) == ("k", "s3cret")
    assert options["oauth_redirect_uri"] == "https://a.example/oauth"
    assert options["cookie_secret"] == SETTINGS.secret
    assert isinstance(options["auth_provider"], OAuthProvider)
    page = _SORRY.read_text(encoding="utf-8")
    assert "://" not in page
    assert "<script" not in page


def test_who_has_a_pass_needs_no_token_and_nobody_else_is_let_by(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(_handler: Any) -> None:
        return None

    monkeypatch.setattr(OAuthProvider, "get_user_async", property(lambda _self: nobody))
    ask = Services(door).get_user_async

    def user(cookies: dict[str, str]) -> Any:
        return asyncio.run(ask(SimpleNamespace(request=SimpleNamespace(cookies=cookies))))  # type: ignore[arg-type]

    kept = door.pass_for(Identity(PASSWORD, "anna"))
    assert user({COOKIE: kept}) == "anna"
    assert user({}) is None
    assert user({COOKIE: "forged", "user": "anna"}) is None


@pytest.mark.parametrize(
    ("user", "domains", "let_in"),
    [
        ("Anna@School.example", ["school.example"], True),
        ("anna@school.example", [], True),
        ("anna@evil.example", ["school.example"], False),
        ("anna@school.example.evil", ["school.example"], False),
        ("school.example", ["school.example"], False),
    ],
)
def test_whom_the_service_vouches_for_is_let_in_where_they_are_the_schools(
    serve: Any, tmp_path: Path, user: str, domains: list[str], let_in: bool
) -> None:
    sign_in = SERVICE.model_copy(update={"domains": frozenset(domains)})
    settings = SETTINGS.model_copy(update={"sign_in": sign_in})
    store = ProgressStore(f"sqlite:///{tmp_path / 'school.sqlite3'}")
    school = School(settings, store, lambda _language: ENGLISH.say)
    vouched = create_signed_value(settings.secret, "user", user).decode()
    found: list[Any] = []

    async def told(server: Any) -> None:
        forged = await server.ask("/admit", headers={"Cookie": f"user={user}"})
        assert (forged.code, forged.headers["Location"]) == (302, "/login")
        answer = await server.ask("/admit", headers={"Cookie": f'user="{vouched}"'})
        assert answer.code == (303 if let_in else 403)
        given = [c for c in answer.headers.get_list("Set-Cookie") if c.startswith(COOKIE)]
        found.extend(school.visitor(SimpleCookie(one)) for one in given)

    serve(school.routes(hosts_of("127.0.0.1")), told, cookie_secret=settings.secret)
    school.close()
    wanted = [Identity(OAUTH, f"google:{user.lower()}")] if let_in else []
    assert found == wanted
    assert [one.role for one in school.accounts.all()] == ["student"] * len(wanted)
    store.close()
