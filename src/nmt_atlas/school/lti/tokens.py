"""Signed tokens: those of a platform are checked against its keys, ours are made with our own."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from nmt_atlas.domain.errors import LaunchError, ServeError
from nmt_atlas.domain.school.lti import Platform

if TYPE_CHECKING:
    from joserfc.jwk import KeyParameters, KeySet, RSAKey

_ALGORITHMS = ["RS256"]
_BELIEVED = 3600.0
"""Seconds for which a platform's keys are believed."""
_AGAIN = 10.0
"""Seconds before they are asked for again for a key that they did not hold."""
_LARGEST, _PATIENCE = 1 << 18, 8.0
_LONGEST_TOKEN = 20_000


async def fetched(request: HTTPRequest) -> bytes:
    """What a platform answers: little, soon, and from nowhere else.

    Raises
    ------
    LaunchError
        Where it answers nothing of use.
    """
    client = AsyncHTTPClient(force_instance=True, max_body_size=_LARGEST)
    try:
        return (await client.fetch(request)).body
    except (HTTPClientError, OSError) as error:
        raise LaunchError(f"the platform does not answer ({type(error).__name__}).") from error
    finally:
        client.close()


def asked(url: str, **more: Any) -> HTTPRequest:
    """A request to a platform."""
    return HTTPRequest(
        url,
        follow_redirects=False,
        connect_timeout=_PATIENCE,
        request_timeout=_PATIENCE,
        **more,
    )


class PlatformKeys:
    """The public keys of platforms, fetched when needed and kept for an hour.

    Parameters
    ----------
    clock
        Seconds that never jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, KeySet]] = {}

    async def claims(self, token: str, platform: Platform) -> Mapping[str, Any]:
        """What a token of a platform claims, its signature checked.

        Raises
        ------
        LaunchError
            Where it is no token, or not signed by the platform.
        """
        from joserfc import jwt
        from joserfc.errors import JoseError

        if len(token) > _LONGEST_TOKEN:
            raise LaunchError("it is too long.")
        for anew in (False, True):
            keys = await self._keys(platform, anew=anew)
            try:
                return dict(jwt.decode(token, keys, algorithms=_ALGORITHMS).claims)
            except (JoseError, ValueError, TypeError, KeyError) as error:
                if anew:
                    raise LaunchError("it is not signed by the platform.") from error
        raise LaunchError("it is not signed by the platform.")

    async def _keys(self, platform: Platform, *, anew: bool) -> KeySet:
        from joserfc.jwk import KeySet

        at, kept = self._kept.get(platform.keys, (0.0, None))
        age = self._clock() - at
        if kept is not None and age < (_AGAIN if anew else _BELIEVED):
            return kept
        body = await fetched(asked(platform.keys))
        try:
            found = KeySet.import_key_set(json.loads(body))
        except (ValueError, TypeError, KeyError) as error:
            raise LaunchError("the platform's keys cannot be read.") from error
        self._kept[platform.keys] = (self._clock(), found)
        return found


class OwnKey:
    """Our private key, of a file that only the server reads.

    Raises
    ------
    ServeError
        Where there is none, or it is no RSA key.
    """

    def __init__(self, file: Path) -> None:
        from joserfc.errors import JoseError
        from joserfc.jwk import RSAKey

        try:
            raw = file.read_bytes()
            key: RSAKey = RSAKey.import_key(raw)
            self._ident = key.thumbprint()
            whole: KeyParameters = {"use": "sig", "alg": "RS256", "kid": self._ident}
            self._key = RSAKey.import_key(raw, whole)
        except (OSError, ValueError, TypeError, JoseError) as error:
            raise ServeError(
                "the private key for learning platforms cannot be read.",
                where=str(file),
                remedy=f"Make one with `openssl genrsa -out {file} 2048`, readable by you alone.",
            ) from error

    @property
    def public(self) -> dict[str, Any]:
        """The public half, as platforms read it."""
        return {"keys": [self._key.as_dict(private=False)]}

    def signed(self, claims: Mapping[str, Any]) -> str:
        """A token with these claims."""
        from joserfc import jwt

        header = {"alg": "RS256", "typ": "JWT", "kid": self._ident}
        return str(jwt.encode(header, dict(claims), self._key, algorithms=_ALGORITHMS))

    def asking(self, platform: Platform, now: float) -> str:
        """The token by which we ask a platform for a token."""
        return self.signed(
            {
                "iss": platform.client_id,
                "sub": platform.client_id,
                "aud": platform.token,
                "iat": int(now),
                "exp": int(now) + 300,
                "jti": secrets.token_urlsafe(18),
            }
        )
