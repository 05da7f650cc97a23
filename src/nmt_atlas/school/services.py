"""Panel's sign-in services (OAuth), behind our own door and without pages of other machines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import panel as pn
from panel.auth import OAuthProvider

from nmt_atlas.school.door import Door
from nmt_atlas.school.settings import SchoolSettings

LOGIN, LOGOUT = "/oauth", "/oauth-out"
_SORRY = Path(__file__).with_name("sorry.html")
"""Shown where a service refuses; Panel's own page asks another machine for its looks."""


class Services(OAuthProvider):  # type: ignore[misc]
    """Panel's provider; whoever has a pass of the door's needs no token of a service.

    Parameters
    ----------
    door
        The school's.
    """

    def __init__(self, door: Door) -> None:
        page = str(_SORRY)
        super().__init__(
            login_endpoint=LOGIN,
            logout_endpoint=LOGOUT,
            login_template=page,
            logout_template=page,
            error_template=page,
        )
        self._door = door

    @property
    def get_user_async(self) -> Callable[[Any], Awaitable[str | None]]:
        """Who a request comes from."""
        ask_service = super().get_user_async

        async def user(handler: Any) -> str | None:
            found = self._door.read(handler.request.cookies)
            return found.key if found is not None else await ask_service(handler)

        return user

    def _remove_user(self, session_context: Any) -> None:
        """A visit has ended; the door counts nobody."""
        del session_context


def service_options(settings: SchoolSettings, door: Door) -> dict[str, Any]:
    """Options of Panel's server for the sign-in service of a school; none where there is none."""
    sign_in = settings.sign_in
    if sign_in is None:
        return {}
    pn.config.oauth_provider = sign_in.service
    return {
        "auth_provider": Services(door),
        "oauth_key": sign_in.key,
        "oauth_secret": sign_in.secret,
        "oauth_redirect_uri": sign_in.redirect,
        "cookie_secret": settings.secret,
    }
