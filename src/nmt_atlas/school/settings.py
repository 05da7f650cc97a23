"""What the environment tells a school's server: no secret ever stands on a command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import ServeError

SWITCH = "NMT_ATLAS_SCHOOL"
SECRET = "NMT_ATLAS_SECRET"
_YES = frozenset({"1", "yes", "true", "on"})
_SHORTEST = 32
_SERVICES = frozenset(
    {"auth0", "azure", "bitbucket", "generic", "github", "gitlab", "google", "okta"}
)


class SignIn(Frozen):
    """A sign-in service (OAuth): whose accounts it takes stands in ``domains``."""

    service: str
    key: str
    secret: str
    redirect: str
    domains: frozenset[str] = frozenset()


class SchoolSettings(Frozen):
    """How a school's server is set up.

    Attributes
    ----------
    secret
        What passes are signed with; the same for every process of one school.
    guests
        Whether somebody without an account may come into a class by its code.
    sign_in
        A sign-in service; None where passwords and platforms alone let in.
    lti
        The file that names the learning platforms; None for none.
    """

    secret: str
    guests: bool = True
    sign_in: SignIn | None = None
    lti: Path | None = None


def is_on(text: str) -> bool:
    """Whether a variable of the environment says yes."""
    return text.strip().lower() in _YES


def school_settings(
    *, on: bool = False, environment: Mapping[str, str] = os.environ
) -> SchoolSettings | None:
    """The settings; None where this is no school's server.

    Parameters
    ----------
    on
        Whether the command line says that it is one.
    environment
        The variables of the environment.

    Raises
    ------
    ServeError
        Where a secret is missing or too short, or a sign-in service is told by halves.
    """
    if not (on or is_on(environment.get(SWITCH, ""))):
        return None
    secret = environment.get(SECRET, "")
    if len(secret) < _SHORTEST:
        raise ServeError(
            f"a school's server needs a secret of {_SHORTEST} characters or more.",
            where=SECRET,
            remedy="Make one with `python3 -c 'import secrets; print(secrets.token_urlsafe(32))'` "
            "and give the same to every process.",
        )
    lti = environment.get("NMT_ATLAS_LTI", "")
    return SchoolSettings(
        secret=secret,
        guests=is_on(environment.get("NMT_ATLAS_GUESTS", "yes")),
        sign_in=_sign_in(environment),
        lti=Path(lti) if lti else None,
    )


def _sign_in(environment: Mapping[str, str]) -> SignIn | None:
    names = ("PROVIDER", "KEY", "SECRET", "REDIRECT")
    given = {name: environment.get(f"NMT_ATLAS_OAUTH_{name}", "") for name in names}
    if not given["PROVIDER"]:
        return None
    missing = [f"NMT_ATLAS_OAUTH_{name}" for name, value in given.items() if not value]
    if missing or given["PROVIDER"] not in _SERVICES:
        known = ", ".join(sorted(_SERVICES))
        raise ServeError(
            "the sign-in service is told by halves.",
            where=", ".join(missing) or "NMT_ATLAS_OAUTH_PROVIDER",
            remedy=f"Give all four; the services are {known}.",
        )
    domains = environment.get("NMT_ATLAS_OAUTH_DOMAINS", "")
    return SignIn(
        service=given["PROVIDER"],
        key=given["KEY"],
        secret=given["SECRET"],
        redirect=given["REDIRECT"],
        domains=frozenset(one.strip().lower() for one in domains.split(",") if one.strip()),
    )
