"""Signing in by a name and a password, by a service, and out again."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from tornado.web import RequestHandler

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.school.door import Door, next_of
from nmt_atlas.school.settings import SchoolSettings, SignIn
from nmt_atlas.store.accounts import OAUTH, Account, Accounts
from nmt_atlas.store.learners import Identity
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.rates import Buckets
from nmt_atlas.viewer.serving import Route

_LOG = logging.getLogger(__name__)
_FORM = "nmt_atlas_form"
"""The cookie of the form: only a form of this server has the same."""
_LONGEST = 200
_OF_SERVICE = ("user", "id_token", "access_token", "refresh_token", "oauth_expiry")
"""Cookies of Panel's sign-in services."""
Speaker = Callable[[str], Say]

WRONG = mark("Name and password do not fit. Try once more.")
TOO_OFTEN = mark("Too many tries. Wait a minute, then try once more.")
STALE = mark("The form was open too long. Try once more.")
NOT_OURS = mark("This account is not one of this school’s. Ask whoever runs this atlas.")

_PAGE = Environment(autoescape=True).from_string("""<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<title>{{ title }} · NMT Atlas</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>
@font-face { font-family: Inter; font-weight: 100 900; font-display: swap;
 src: url("fonts/inter.woff2") format("woff2"); }
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f3f2ef;
 color: #1d2326; font: 16px/24px Inter, system-ui, sans-serif; }
main { width: min(360px, calc(100vw - 48px)); padding: 32px 24px; background: #fff;
 border-radius: 12px; box-shadow: 0 8px 32px rgb(0 0 0 / 12%); box-sizing: border-box; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 16px; }
.atlas { margin: 0; font-size: 13px; color: #566065; letter-spacing: .02em; }
label { display: block; margin: 12px 0 4px; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: 10px 12px; min-height: 44px;
 border: 1px solid #6b7478; border-radius: 8px; background: #fff; color: inherit; }
button, a.service { display: block; width: 100%; box-sizing: border-box; min-height: 44px;
 margin-top: 20px; padding: 10px 12px; border: 0; border-radius: 8px; background: #1f6f78;
 color: #fff; font: inherit; font-weight: 600; text-align: center; text-decoration: none; }
a.service { background: none; color: #1f6f78; border: 1px solid #1f6f78; }
:focus-visible { outline: 3px solid #1f6f78; outline-offset: 2px; }
[role=alert] { margin: 0 0 12px; padding: 8px 12px; border-radius: 8px; background: #ffe08a;
 color: #2a2000; }
@media (prefers-color-scheme: dark) {
 body { background: #20262b; color: #e8eaeb; } main { background: #2b3238; }
 input { background: #20262b; border-color: #9aa4a9; }
 .atlas { color: #b3bcc0; }
 a.service { color: #8fd3da; border-color: #8fd3da; } button { background: #1f7f89; }
 :focus-visible { outline-color: #8fd3da; }
}
</style>
</head>
<body>
<main>
<p class="atlas">NMT Atlas</p>
<h1>{{ title }}</h1>
{%- if told %}<p role="alert">{{ told }}</p>{% endif %}
<form method="post" action="login">
<input type="hidden" name="next" value="{{ next }}">
<input type="hidden" name="form" value="{{ form }}">
<label for="name">{{ name }}</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" maxlength="200"
 value="{{ given }}" required>
<label for="password">{{ password }}</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 maxlength="200" required>
<button>{{ title }}</button>
</form>
{%- if service %}<a class="service" href="oauth?next={{ admit }}">{{ service }}</a>{% endif %}
</main>
</body>
</html>
""")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Entrance:
    """What the handlers of the door share.

    Parameters
    ----------
    door, accounts, settings, prefix
        The school's.
    speaker
        Language -> its texts.
    """

    def __init__(
        self,
        door: Door,
        accounts: Accounts,
        settings: SchoolSettings,
        speaker: Speaker,
        prefix: str = "",
    ) -> None:
        self.door, self.accounts, self.settings = door, accounts, settings
        self.speaker, self.prefix = speaker, prefix
        self.by_address = Buckets(burst=30, rate=0.5)
        self.by_name = Buckets(burst=8, rate=1 / 30)
        self._thread = ThreadPoolExecutor(2, "nmt-atlas-door")

    async def work(self, job: Callable[[], Any]) -> Any:
        """Do something beside the loop: scrypt takes its time on purpose."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def close(self) -> None:
        """Let nobody in any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


class AtDoor(RequestHandler):
    """What the door's handlers have in common."""

    def initialize(self, entrance: Entrance, hosts: Hosts) -> None:
        """Take what they share, and the names under which this server may be asked."""
        self.entrance, self.hosts = entrance, hosts

    def prepare(self) -> None:
        """Refuse a name that is not this server's."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", POLICY)
        if not self.hosts.allows(self.request.host):
            self.set_status(421)
            self.finish("This server is not known under that name; see `serve --allow-origin`.\n")

    @property
    def language(self) -> str:
        """The language that the browser asks for."""
        return "es" if self.request.headers.get("Accept-Language", "")[:2].lower() == "es" else "en"

    @property
    def say(self) -> Say:
        """Texts in that language."""
        return self.entrance.speaker(self.language)

    def forget_service(self) -> None:
        """Leave nothing with the browser that a sign-in service has told: the pass is enough."""
        for name in _OF_SERVICE:
            self.clear_cookie(name)

    def write_error(self, status_code: int, **_more: Any) -> None:
        """One sentence; what went wrong stands in the log."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"This cannot be done ({status_code}).\n")


class Login(AtDoor):
    """``/login``: the form, and what is sent by it."""

    def get(self) -> None:
        """Show the form."""
        self._show(self.get_query_argument("next", ""))

    async def post(self) -> None:
        """Let somebody in whose password fits."""
        name = self.get_body_argument("name", "")[:_LONGEST]
        onward = self.get_body_argument("next", "")
        refused = self._refused(name)
        account: Account | None = None
        if not refused:
            password = self.get_body_argument("password", "", strip=False)[:_LONGEST]
            account, refused = await self._checked(name, password)
        if account is None:
            self._show(onward, told=refused, name=name)
            return
        self.entrance.by_address.give_back(self.request.remote_ip or "")
        self.entrance.by_name.give_back(name)
        self.entrance.door.know_also(account)
        self.entrance.door.give(self, account.identity)
        self.redirect(next_of(onward, self.entrance.prefix), status=303)

    def _refused(self, name: str) -> str:
        """Why nothing is looked up at all, or ""."""
        sent, kept = self.get_body_argument("form", ""), self.get_cookie(_FORM, "")
        if not kept or not secrets.compare_digest(sent.encode(), (kept or "").encode()):
            self.set_status(403)
            return STALE
        entrance = self.entrance
        if not entrance.by_address.take(self.request.remote_ip or ""):
            self.set_status(429)
            return TOO_OFTEN
        if not entrance.by_name.take(name):
            self.set_status(429)
            return TOO_OFTEN
        return ""

    async def _checked(self, name: str, password: str) -> tuple[Account | None, str]:
        now, check = datetime.now(UTC), self.entrance.accounts.check
        try:
            found = await self.entrance.work(partial(check, name, password, now)) if name else None
        except StoreError as error:
            _LOG.warning("%s", error.logged)
            self.set_status(503)
            return None, error.public
        if found is None:
            self.set_status(401)
        return found, WRONG

    def _show(self, onward: str, *, told: str = "", name: str = "") -> None:
        form, say = secrets.token_urlsafe(18), self.say
        self.set_cookie(
            _FORM,
            form,
            path=f"{self.entrance.prefix}/login",
            max_age=3600,
            httponly=True,
            samesite="Strict",
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        sign_in = self.entrance.settings.sign_in
        wanted = next_of(onward, self.entrance.prefix)
        admit = f"{self.entrance.prefix}/admit?{urlencode({'next': wanted})}"
        self.finish(
            _PAGE.render(
                language=self.language,
                title=say(mark("Sign in")),
                told=say(told) if told else "",
                next=wanted,
                form=form,
                given=name,
                name=say(mark("Name")),
                password=say(mark("Password")),
                admit=quote(admit, safe=""),
                service=say(mark("Sign in with {service}"), service=sign_in.service.title())
                if sign_in
                else "",
            )
        )


class Logout(AtDoor):
    """``/logout``: the pass is taken back; what is learned stays."""

    def get(self) -> None:
        """Go."""
        self.entrance.door.take(self)
        self.forget_service()
        self.redirect(f"{self.entrance.prefix}/login", status=303)


class Admit(AtDoor):
    """``/admit``: whoever a sign-in service vouches for gets a pass, and an account at first."""

    async def get(self) -> None:
        """Let them in where the service's account is the school's."""
        entrance, sign_in = self.entrance, self.entrance.settings.sign_in
        raw = self.get_signed_cookie("user", max_age_days=1) if sign_in else None
        if sign_in is None or raw is None:
            self.redirect(f"{entrance.prefix}/login")
            return
        user = raw.decode().lower()
        if not entrance.by_name.take(f"{sign_in.service}:{user}"):
            self._refuse(429, TOO_OFTEN)
            return
        try:
            account = await self._account(sign_in, user)
        except StoreError as error:
            _LOG.warning("%s", error.logged)
            self._refuse(503, error.public)
            return
        if account is None:
            self._refuse(403, NOT_OURS)
            return
        entrance.door.know_also(account)
        entrance.door.give(self, account.identity)
        self.forget_service()
        onward = next_of(self.get_query_argument("next", ""), entrance.prefix)
        self.redirect(onward, status=303)

    async def _account(self, sign_in: SignIn, user: str) -> Account | None:
        """The account of whom the service vouches for; None where it does not let in."""
        name, _, domain = user.rpartition("@")
        now, accounts, by = datetime.now(UTC), self.entrance.accounts, f"{OAUTH} {sign_in.service}"
        if sign_in.domains and not (name and domain in sign_in.domains):
            await self.entrance.work(partial(accounts.turned_away, now, by=by))
            return None
        who = Identity(OAUTH, f"{sign_in.service}:{user}")
        account: Account = await self.entrance.work(
            partial(accounts.vouched, who, now, by=by, name=user)
        )
        return None if account.off else account

    def _refuse(self, status: int, text: str) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self.say(text) + "\n")


def door_routes(entrance: Entrance, hosts: Hosts) -> list[Route]:
    """Routes of the door."""
    given = {"entrance": entrance, "hosts": hosts}
    return [
        ("/login", Login, dict(given)),
        ("/logout", Logout, dict(given)),
        ("/admit", Admit, dict(given)),
    ]
