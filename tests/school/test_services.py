"""Panel's sign-in services behind our door: no looks from elsewhere, no token beside a pass."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import panel as pn
import pytest
from panel.auth import OAuthProvider

from nmt_atlas.school.door import COOKIE, Door
from nmt_atlas.school.services import _SORRY, Services, service_options
from nmt_atlas.school.settings import SchoolSettings, SignIn
from nmt_atlas.store.accounts import PASSWORD, Account
from nmt_atlas.store.learners import Identity

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
    yield
    pn.config.oauth_provider = before


def test_without_a_service_nothing_is_asked_of_panel(door: Door) -> None:
    assert service_options(SchoolSettings(secret="s" * 32), door) == {}


def test_a_service_is_told_whole_and_its_pages_are_ours(door: Door) -> None:
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
