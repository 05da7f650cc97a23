"""Signing in by a service, from the login's link to the pass, by a real exchange of a code.

The service is a stand-in; Panel's part and ours are those that a school's server has.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import panel as pn
import pytest
from browser_samples import free_port
from oauth_samples import KEY, SECRET, Browser, Service
from tornado.httpserver import HTTPServer

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.school.door import COOKIE
from nmt_atlas.school.login import NOT_OURS
from nmt_atlas.school.school import School
from nmt_atlas.school.settings import school_settings
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import OAUTH
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.page import FirstLook
from nmt_atlas.viewer.server import build_server

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ANNA = Identity(OAUTH, "generic:anna@school.example")
CHANGED = ("oauth_provider", "oauth_key", "oauth_secret", "oauth_redirect_uri", "cookie_secret")


@pytest.fixture(autouse=True)
def config() -> Iterator[None]:
    before = {name: getattr(pn.config, name) for name in CHANGED}
    yield
    for name, value in before.items():
        setattr(pn.config, name, value)


@pytest.fixture(autouse=True, scope="module")
def bundle() -> None:
    try:
        require_bundle()
    except ServeError as error:
        pytest.skip(str(error))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProgressStore]:
    opened = ProgressStore(f"sqlite:///{tmp_path / 'school.sqlite3'}")
    yield opened
    opened.close()


class Scene:
    """A school's server, the service that it trusts, and somebody at a browser."""

    def __init__(self, url: str, school: School, service: Service) -> None:
        self.url, self.school, self.service = url, school, service
        self.browser = Browser()

    async def sign_in(self, path: str = "/") -> Any:
        """Ask for a page, and take the login's link to the service."""
        page = await self.browser.go(self.url + path)
        found = re.search(r'class="service" href="([^"]+)"', page.body.decode())
        assert found, "the login offers the service"
        return await self.browser.go(f"{self.url}/{html.unescape(found[1])}")

    @property
    def visitor(self) -> Identity | None:
        """Who the browser's visits are of."""
        kept = SimpleCookie()
        kept.load("; ".join(f"{name}={value}" for name, value in self.browser.cookies.items()))
        return self.school.visitor(kept)


@asynccontextmanager
async def running(
    store: ProgressStore, folder: Path, patch: pytest.MonkeyPatch, **told: str
) -> Any:
    """Both servers, set up by the environment as the operator's page says."""
    port, its_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    service = Service(f"{url}/oauth", {"email": "Anna@School.example"})
    stand_in = HTTPServer(service.application())
    stand_in.listen(its_port, "127.0.0.1")
    for name, value in service.environment(f"http://127.0.0.1:{its_port}").items():
        patch.setenv(name, value)
    environment = {
        "NMT_ATLAS_SCHOOL": "1",
        "NMT_ATLAS_SECRET": "s" * 32,
        "NMT_ATLAS_OAUTH_PROVIDER": "generic",
        "NMT_ATLAS_OAUTH_KEY": KEY,
        "NMT_ATLAS_OAUTH_SECRET": SECRET,
        "NMT_ATLAS_OAUTH_REDIRECT": service.redirect,
        "NMT_ATLAS_OAUTH_DOMAINS": "school.example",
    }
    settings = school_settings(environment={**environment, **told})
    assert settings is not None
    school = School(settings, store, lambda _language: ENGLISH.say)
    server = build_server(
        lambda: None,
        lambda _search: FirstLook(),
        {"own": folder},
        port=port,
        address="127.0.0.1",
        more=school.routes,
        **school.options(),
    )
    school.guard(server)
    server.start()
    try:
        yield Scene(url, school, service)
    finally:
        server.stop()
        stand_in.stop()
        school.close()


@pytest.fixture
def play(
    store: ProgressStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    def start(told: Callable[[Scene], Awaitable[None]], **settings: str) -> None:
        async def work() -> None:
            async with running(store, tmp_path, monkeypatch, **settings) as scene:
                await told(scene)

        asyncio.run(work())

    return start


def test_a_code_becomes_a_pass_and_the_role_is_the_schools(play: Any, store: ProgressStore) -> None:
    async def told(scene: Scene) -> None:
        page = await scene.sign_in("/?page=work&join=ABCDEF")
        assert page.code == 200
        assert scene.browser.been[-1] == f"{scene.url}/?page=work&join=ABCDEF", "where one wanted"
        assert b"nmt-boot" in page.body, "the atlas itself"
        assert scene.visitor == ANNA
        left = {"user", "id_token", "access_token", "refresh_token"} & set(scene.browser.cookies)
        assert not left, "no token stays with the browser"
        school = scene.school
        assert school.warrant(ANNA)().role == "student", "whoever comes is a student at first"
        assert not school.warrant(ANNA)().may("lead")
        school.accounts.set_role(ANNA, "instructor", NOW, by=audit.OPERATOR)
        scene.browser = Browser()
        await scene.sign_in()
        assert scene.visitor == ANNA
        assert school.warrant(ANNA)().role == "instructor", "and stays what the school made of them"
        assert [one.name for one in school.accounts.all()] == ["anna@school.example"]

    play(told)
    came = [one for one in audit.lines(store.database) if one.what == "signed in"]
    assert [(one.about, one.allowed) for one in came] == [("oauth generic", True)] * 2


def test_a_code_is_good_once_and_for_the_browser_that_asked(play: Any) -> None:
    async def told(scene: Scene) -> None:
        await scene.sign_in()
        (back,) = [one for one in scene.browser.been if "/oauth?code=" in one]
        stranger = Browser()
        answer = await stranger.go(back)
        assert answer.code == 401, "a link with a code signs nobody else in"
        assert b"did not vouch" in answer.body
        assert b"://" not in answer.body, "no looks of another machine"
        assert COOKIE not in stranger.cookies
        scene.service.codes["guessed"] = scene.service.person
        answer = await stranger.go(f"{scene.url}/oauth?code=guessed&state=guessed")
        assert answer.code == 401
        assert COOKIE not in stranger.cookies

    play(told)


def test_a_used_code_is_refused_by_the_service_and_nobody_comes_in(play: Any) -> None:
    async def told(scene: Scene) -> None:
        browser = Browser()
        away = await browser.ask(f"{scene.url}/oauth?next=/admit")
        back = (await browser.ask(away.headers["Location"])).headers["Location"]
        scene.service.codes.clear()
        answer = await browser.go(back)
        assert answer.code in {400, 401}
        assert COOKIE not in browser.cookies
        assert scene.school.accounts.all() == ()

    play(told)


def test_a_school_whose_secret_is_wrong_lets_nobody_in(play: Any) -> None:
    async def told(scene: Scene) -> None:
        answer = await scene.sign_in()
        assert answer.code == 401
        assert b"did not vouch" in answer.body
        assert scene.visitor is None

    play(told, NMT_ATLAS_OAUTH_SECRET="another")


def test_who_is_not_the_schools_or_is_switched_off_stays_outside(
    play: Any, store: ProgressStore
) -> None:
    async def told(scene: Scene) -> None:
        scene.service.person = {"email": "anna@elsewhere.example"}
        answer = await scene.sign_in()
        assert (answer.code, answer.body.decode()) == (403, NOT_OURS + "\n")
        assert scene.visitor is None
        assert scene.school.accounts.all() == ()
        scene.browser, scene.service.person = Browser(), {"email": "anna@school.example"}
        await scene.sign_in()
        scene.school.accounts.switch(ANNA, off=True, now=NOW, by=audit.OPERATOR)
        scene.browser = Browser()
        assert (await scene.sign_in()).code == 403
        assert scene.visitor is None

    play(told)
    came = [one.allowed for one in audit.lines(store.database) if one.what == "signed in"]
    assert came == [False, True, False]
