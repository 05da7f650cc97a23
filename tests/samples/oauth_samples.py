"""A sign-in service that stands in for a real one: it gives codes, and changes them for tokens."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.web import Application, HTTPError, RequestHandler

KEY, SECRET = "the-atlas", "between service and school"


@dataclass
class Service:
    """What the service knows.

    Attributes
    ----------
    redirect
        The only address that it sends codes to.
    person
        Whoever sits before the browser: what the service says of them.
    codes
        Codes that were given and not yet changed -> whom for.
    tokens
        Tokens -> whom for.
    """

    redirect: str
    person: dict[str, Any]
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    def application(self) -> Application:
        given = {"service": self}
        return Application(
            [("/authorize", Authorize, given), ("/token", Token, given), ("/user", User, given)]
        )

    def environment(self, url: str) -> dict[str, str]:
        """What Panel is told of a service that it does not know by name."""
        return {
            "PANEL_OAUTH_AUTHORIZE_URL": f"{url}/authorize",
            "PANEL_OAUTH_TOKEN_URL": f"{url}/token",
            "PANEL_OAUTH_USER_URL": f"{url}/user",
        }


class OfService(RequestHandler):
    def initialize(self, service: Service) -> None:
        self.service = service

    def demand(self, true: bool, error: str, status: int = 400) -> None:
        if not true:
            raise HTTPError(status, reason=error)

    def write_error(self, status_code: int, **_more: Any) -> None:
        self.finish(json.dumps({"error": self._reason}))


class Authorize(OfService):
    """Where the browser is sent, and comes back from with a code."""

    def get(self) -> None:
        asked = self.get_argument
        self.demand(asked("client_id") == KEY, "unauthorized_client")
        self.demand(asked("redirect_uri") == self.service.redirect, "invalid_request")
        self.demand(asked("response_type") == "code", "unsupported_response_type")
        code = secrets.token_urlsafe()
        self.service.codes[code] = self.service.person
        back = urlencode({"code": code, "state": asked("state")})
        self.redirect(f"{self.service.redirect}?{back}")


class Token(OfService):
    """Where the school's server changes a code for a token, once."""

    def check_xsrf_cookie(self) -> None:
        """It is asked by no browser."""

    def post(self) -> None:
        asked = self.get_body_argument
        self.demand(asked("grant_type") == "authorization_code", "unsupported_grant_type")
        client = (asked("client_id"), asked("client_secret", ""))
        self.demand(client == (KEY, SECRET), "invalid_client", 401)
        self.demand(asked("redirect_uri") == self.service.redirect, "invalid_grant")
        person = self.service.codes.pop(asked("code"), None)
        self.demand(person is not None, "invalid_grant")
        token = secrets.token_urlsafe()
        self.service.tokens[token] = person or {}
        self.finish({"access_token": token, "token_type": "Bearer", "expires_in": 3600})


class User(OfService):
    """Who somebody is, for whoever has a token of theirs."""

    def get(self) -> None:
        token = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.demand(token in self.service.tokens, "invalid_token", 401)
        self.finish(self.service.tokens[token])


class Browser:
    """Keeps cookies and goes where it is sent."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.been: list[str] = []

    async def ask(self, url: str) -> HTTPResponse:
        """One request, with the cookies kept."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers: Mapping[str, str] = {"Cookie": kept, "Accept": "text/html"}
        asked = HTTPRequest(url, headers=headers, follow_redirects=False)
        answer = await AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False)
        for line in answer.headers.get_list("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel.value:
                    self.cookies[name] = morsel.coded_value
                else:
                    self.cookies.pop(name, None)
        self.been.append(url)
        return answer

    async def go(self, url: str) -> HTTPResponse:
        """Go there, and on to wherever one is sent."""
        for _ in range(12):
            answer = await self.ask(url)
            if answer.code not in {301, 302, 303, 307}:
                return answer
            url = urljoin(url, answer.headers["Location"])
        raise AssertionError(f"sent in circles: {self.been}")
