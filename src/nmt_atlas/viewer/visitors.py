"""A random key for each browser, kept in a cookie, so that progress is found again."""

from __future__ import annotations

import secrets
from http.cookies import SimpleCookie

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

COOKIE = "nmt_atlas_learner"
TONE_COOKIE = "nmt_atlas_tone"
"""The tone of skin that a browser remembers; ``tone.js`` writes it."""
_YEAR = 365 * 24 * 3600


class VisitorCookie(OutputTransform):
    """Gives a browser that comes without a key one, from its very first page on.

    The key is random, says nothing about the person, and never leaves this server.
    """

    path = "/"
    """The path below which the key is sent."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self._fresh = ""
        if request.method == "GET" and COOKIE not in request.cookies and _is_page(request):
            self._fresh = secrets.token_urlsafe(12)
            request.cookies.update(SimpleCookie({COOKIE: self._fresh}))

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the cookie to the first page's headers."""
        if self._fresh and status_code == 200:
            headers.add(
                "Set-Cookie",
                f"{COOKIE}={self._fresh}; Max-Age={_YEAR}; Path={self.path}; HttpOnly; "
                "SameSite=Lax",
            )
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Leave the rest as it is."""
        return chunk


def visitor_cookie(path: str) -> type[VisitorCookie]:
    """The transform for a server whose pages lie below a path."""
    return type("VisitorCookie", (VisitorCookie,), {"path": path})


def _is_page(request: HTTPServerRequest) -> bool:
    """Whether a page is asked for, not a file or a mesh."""
    return "text/html" in request.headers.get("Accept", "")
