"""Who is let in: every request comes by here, and what is not said to be open is shut.

The door looks at a pass, a signed cookie that says whose it is, and at the accounts as they were a
few seconds ago. It decides who somebody is; what they may do is asked again at each read and write
(:class:`nmt_atlas.store.accounts.Warden`).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler, create_signed_value, decode_signed_value

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.school.rights import NOBODY, Rights
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.store.accounts import Account
from nmt_atlas.store.learners import Identity

COOKIE = "nmt_atlas_pass"
LASTS_DAYS = 0.5
"""How long a pass is good: a day at school."""
_FRESH = 15.0
"""Seconds for which a pass is believed whose account another process has just made."""
_OPEN = re.compile(
    r"alive|health|metrics|login|logout|admit|oauth|oauth-out|favicon\.ico|app\.webmanifest"
    r"|(fonts|icons)/[A-Za-z0-9_.-]+|lti/[a-z-]+"
)
"""What anybody may ask for: nothing of anybody's, and what checks by itself who asks."""
_GUESTS = re.compile(r"class|class/.*|pack/[a-z0-9-]+/.+")
"""What guests of a class need besides: the light page, which asks for a code, and the body."""


class Pass(Frozen):
    """Whose a pass is, and when it was given (seconds)."""

    provider: str
    key: str
    at: float

    @property
    def who(self) -> Identity:
        """Whose it is."""
        return Identity(self.provider, self.key)


class Door:
    """Lets in whoever has a pass of an account that is not switched off.

    Parameters
    ----------
    settings
        The school's.
    prefix
        The path below which all is served.
    secure
        Whether passes travel over encrypted connections alone.
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        settings: SchoolSettings,
        *,
        prefix: str = "",
        secure: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings, self._prefix, self._secure, self._clock = settings, prefix, secure, clock
        self._known: Mapping[tuple[str, str], Account] = {}

    # Accounts

    def know(self, accounts: Iterable[Account]) -> None:
        """Take the accounts as they are now."""
        self._known = {(one.provider, one.key): one for one in accounts}

    def know_also(self, account: Account) -> None:
        """Take one account that has just been made or looked at."""
        self._known = {**self._known, (account.provider, account.key): account}

    def rights(self, who: Identity) -> Rights:
        """What somebody may, as far as the door knows."""
        account = self._known.get((who.provider, who.key))
        return NOBODY if account is None else account.rights

    # Passes

    def pass_for(self, who: Identity) -> str:
        """A pass, signed."""
        told = Pass(provider=who.provider, key=who.key, at=self._clock()).model_dump_json()
        signed = create_signed_value(self._settings.secret, COOKIE, told, clock=self._clock)
        return signed.decode()

    def read(self, cookies: Mapping[str, Any]) -> Pass | None:
        """The pass among cookies; None where there is none that lets in."""
        morsel = cookies.get(COOKIE)
        raw = getattr(morsel, "value", morsel)
        if not isinstance(raw, str):
            return None
        told = decode_signed_value(
            self._settings.secret, COOKIE, raw, max_age_days=LASTS_DAYS, clock=self._clock
        )
        if told is None:
            return None
        found = Pass.model_validate(json.loads(told))
        account = self._known.get((found.provider, found.key))
        if account is None:
            return found if self._clock() - found.at < _FRESH else None
        return None if account.off else found

    def give(self, handler: RequestHandler, who: Identity) -> None:
        """Give somebody their pass with an answer."""
        handler.set_cookie(
            COOKIE,
            self.pass_for(who),
            path=self._prefix or "/",
            max_age=round(LASTS_DAYS * 86_400),
            httponly=True,
            secure=self._secure,
            samesite="Lax",
        )

    def take(self, handler: RequestHandler) -> None:
        """Take a pass back."""
        handler.clear_cookie(COOKIE, path=self._prefix or "/")

    # The door

    def is_open(self, path: str) -> bool:
        """Whether anybody may ask for a path."""
        inner = path.removeprefix(self._prefix).strip("/")
        if ".." in inner:
            return False
        guests = self._settings.guests and bool(_GUESTS.fullmatch(inner))
        return guests or bool(_OPEN.fullmatch(inner))

    def lets_in(self, request: HTTPServerRequest) -> bool:
        """Whether a request goes through."""
        return self.is_open(request.path) or self.read(request.cookies) is not None

    def guard(self, application: Application) -> None:
        """Stand before every handler of a server, whatever they are and will be."""
        before = application.find_handler

        def find_handler(request: HTTPServerRequest, **more: Any) -> Any:
            if self.lets_in(request):
                return before(request, **more)
            return application.get_handler_delegate(request, Shut, {"prefix": self._prefix})

        application.find_handler = find_handler  # type: ignore[method-assign]


class Shut(RequestHandler):
    """What is answered where somebody is not let in: the way to the login, or one sentence."""

    def initialize(self, prefix: str) -> None:
        """Take the path below which all is served."""
        self._prefix = prefix

    def prepare(self) -> None:
        """Answer, whatever was asked for."""
        request = self.request
        asks_for_page = "text/html" in request.headers.get("Accept", "")
        if asks_for_page and request.method == "GET" and "Upgrade" not in request.headers:
            here = request.path + (f"?{request.query}" if request.query else "")
            self.redirect(f"{self._prefix}/login?next={quote(here, safe='')}")
            return
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish("Sign in first.\n")

    def compute_etag(self) -> None:
        """Nothing of it is kept."""
        return


def next_of(asked: str, prefix: str) -> str:
    """Where somebody goes who has signed in: a path of this server, never another one's."""
    home = f"{prefix}/"
    plain = asked.startswith(home) and not asked.startswith("//") and "\\" not in asked
    return asked if plain and asked.isprintable() and "//" not in asked.partition("?")[0] else home
