"""What a learning platform tells of a launch (LTI 1.3), read and held against what was agreed.

The signature is checked before (``school/lti/tokens.py``); here is what the claims must say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeGuard
from urllib.parse import parse_qs, urlsplit, urlunsplit

from pydantic import Field, ValidationError

from nmt_atlas.domain.base import Frozen, Id
from nmt_atlas.domain.errors import LaunchError

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
_TEACHING = frozenset({f"{_ROLE}Instructor", f"{_ROLE}ContentDeveloper"})
_SKEW = 60.0
"""Seconds by which two clocks may differ."""
_OLDEST = 600.0
"""Seconds that a token may be old."""
_LONGEST_KEY = 255
_LESSON = re.compile(r"[A-Za-z0-9-]{1,120}")


class Platform(Frozen):
    """A learning platform, as its administrator tells it.

    Attributes
    ----------
    id
        A short name of ours.
    issuer, client_id, deployments
        What it calls itself, us, and where we are used in it.
    authorize, token, keys
        Its addresses: where a login goes on, where a token is had, where its public keys are.
    """

    id: Id
    issuer: str = Field(min_length=1)
    client_id: str = Field(min_length=1)
    deployments: tuple[str, ...]
    authorize: str
    token: str
    keys: str

    @property
    def insecure(self) -> str:
        """The first of its addresses that is neither encrypted nor this machine's; "" for none."""
        for address in (self.authorize, self.token, self.keys):
            if not is_safe(address):
                return address
        return ""


class Platforms(Frozen):
    """The file that tells the platforms: our private key's file, and each of them."""

    key: str
    platforms: tuple[Platform, ...]

    def of(self, issuer: str, client_id: str = "") -> Platform:
        """The platform of an issuer (and client).

        Raises
        ------
        LaunchError
            Where there is none.
        """
        for one in self.platforms:
            if one.issuer == issuer and client_id in ("", one.client_id):
                return one
        raise LaunchError("this platform is not set up here.", where=f"{issuer:.120}")


class Launched(Frozen):
    """Somebody who comes from a platform.

    Attributes
    ----------
    key
        What they are called there, with the platform's name before it.
    user
        What the platform itself calls them.
    lesson
        The lesson that the link is for; "" for the atlas as it opens.
    scores
        The address that takes their score; "" where the platform wants none.
    """

    platform: Id
    key: str
    user: str
    name: str
    role: Literal["student", "instructor"]
    lesson: str = ""
    scores: str = ""


def is_safe(address: str) -> bool:
    """Whether an address is encrypted, or leads to this machine (for tests)."""
    found = urlsplit(address)
    return found.scheme == "https" or found.hostname in ("localhost", "127.0.0.1", "::1")


def read_launch(
    claims: Mapping[str, Any], platform: Platform, nonce: str, now: datetime
) -> Launched:
    """What a token says whose signature is right.

    Raises
    ------
    LaunchError
        Where it is for somebody else, too old, of another kind, or not of this login.
    """
    _demand(claims.get("iss") == platform.issuer, "it is of another platform.")
    _for_us(claims, platform)
    _in_time(claims, now)
    _demand(bool(nonce) and claims.get("nonce") == nonce, "it does not belong to this login.")
    _demand(claims.get(f"{CLAIM}version") == "1.3.0", "it is not of LTI 1.3.")
    kind = claims.get(f"{CLAIM}message_type")
    _demand(kind == "LtiResourceLinkRequest", f"{kind!r:.60} cannot be launched here.")
    deployment = claims.get(f"{CLAIM}deployment_id")
    _demand(deployment in platform.deployments, "this deployment is not set up here.")
    user = claims.get("sub")
    if not isinstance(user, str) or not (0 < len(user) <= _LONGEST_KEY and user.isprintable()):
        raise LaunchError("it names nobody.")
    roles = claims.get(f"{CLAIM}roles")
    teaches = isinstance(roles, list) and bool(_TEACHING & {str(one) for one in roles})
    try:
        return Launched(
            platform=platform.id,
            key=_key(platform, user),
            user=user,
            name=_name(claims),
            role="instructor" if teaches else "student",
            lesson=_lesson(claims),
            scores=_scores(claims),
        )
    except ValidationError as error:
        raise LaunchError("it cannot be read.") from error


def _demand(holds: bool, why: str) -> None:
    if not holds:
        raise LaunchError(why)


def _for_us(claims: Mapping[str, Any], platform: Platform) -> None:
    """The token must be for us; where it is for several, made for us."""
    whom = claims.get("aud")
    several = whom if isinstance(whom, list) else [whom]
    _demand(platform.client_id in several, "it is for another tool.")
    made_for = claims.get("azp", platform.client_id)
    _demand(made_for == platform.client_id, "it was made for another tool.")
    _demand(len(several) == 1 or "azp" in claims, "it does not say for which tool it was made.")


def _in_time(claims: Mapping[str, Any], now: datetime) -> None:
    moment = now.timestamp()
    expires, issued = claims.get("exp"), claims.get("iat")
    if not _is_number(expires) or not _is_number(issued):
        raise LaunchError("it does not say until when it is good.")
    _demand(moment <= expires + _SKEW, "it is too old.")
    _demand(issued - _SKEW <= moment <= issued + _OLDEST, "it is not of now.")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _key(platform: Platform, user: str) -> str:
    whole = f"{platform.id}:{user}"
    if len(whole) <= _LONGEST_KEY:
        return whole
    return f"{platform.id}:sha256-{hashlib.sha256(user.encode()).hexdigest()}"


def _name(claims: Mapping[str, Any]) -> str:
    """What they are called; platforms that tell no names tell none."""
    name = claims.get("name") or claims.get("given_name") or ""
    return "".join(one for one in " ".join(str(name).split()) if one.isprintable())[:80]


def _lesson(claims: Mapping[str, Any]) -> str:
    """The lesson: of the link's own settings, else of its address."""
    custom = claims.get(f"{CLAIM}custom")
    named = custom.get("lesson") if isinstance(custom, Mapping) else None
    if not isinstance(named, str) or not named:
        target = str(claims.get(f"{CLAIM}target_link_uri", ""))
        named = parse_qs(urlsplit(target).query).get("lesson", [""])[0]
    return named.lower() if _LESSON.fullmatch(named) else ""


def _scores(claims: Mapping[str, Any]) -> str:
    """Where a score goes, if the platform takes one from us."""
    told = claims.get(AGS)
    if not isinstance(told, Mapping) or SCORE not in (told.get("scope") or ()):
        return ""
    item = told.get("lineitem")
    if not isinstance(item, str) or not is_safe(item):
        return ""
    found = urlsplit(item)
    return urlunsplit(found._replace(path=f"{found.path.rstrip('/')}/scores", fragment=""))


def score_told(user: str, share: float, *, whole: bool, at: datetime) -> dict[str, Any]:
    """A score as platforms read it.

    Parameters
    ----------
    share
        0 to 1.
    whole
        Whether every question was answered.
    """
    return {
        "userId": user,
        "scoreGiven": round(100 * share, 2),
        "scoreMaximum": 100,
        "activityProgress": "Completed" if whole else "InProgress",
        "gradingProgress": "FullyGraded" if whole else "Pending",
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds"),
    }
