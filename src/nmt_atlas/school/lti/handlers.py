"""``/lti/…``: a platform begins a login, its user comes in, and it reads how we are set up."""

from __future__ import annotations

import json
import logging
import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError
from tornado.web import create_signed_value, decode_signed_value

from nmt_atlas.domain.errors import LaunchError, ServeError, StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.school.lti import SCORE, Launched, Platforms, read_launch
from nmt_atlas.school.login import AtDoor, Entrance
from nmt_atlas.school.lti.tokens import OwnKey, PlatformKeys
from nmt_atlas.store.launches import Launches
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.reach import REACHED
from nmt_atlas.viewer.serving import Route

_LOG = logging.getLogger(__name__)
_STATE = "nmt_atlas_lti"
_MINUTES = 10
_MOST = 10_000
REFUSED = mark(
    "The learning platform’s link could not be followed: {why} Go back and open it anew."
)


class Tool:
    """What we are to learning platforms.

    Parameters
    ----------
    file
        The file that names them.
    entrance
        The door's pieces.
    launches
        Where it is kept where scores go.

    Raises
    ------
    ServeError
        Where the file or our key cannot be read, or an address is not encrypted.
    """

    def __init__(self, file: Path, entrance: Entrance, launches: Launches) -> None:
        self.platforms = read_platforms(file)
        self.key = OwnKey(file.parent / self.platforms.key)
        self.keys = PlatformKeys()
        self.entrance, self.launches = entrance, launches
        self._used: OrderedDict[str, None] = OrderedDict()

    def state(self, nonce: str) -> str:
        """What a login is known again by, signed."""
        secret = self.entrance.settings.secret
        return create_signed_value(secret, _STATE, nonce).decode()

    def nonce_of(self, state: str) -> str:
        """The nonce of a login that was begun here, lately, and not used before; "" else."""
        secret = self.entrance.settings.secret
        days = _MINUTES / (24 * 60)
        raw = decode_signed_value(secret, _STATE, state, max_age_days=days)
        nonce = raw.decode() if raw else ""
        if not nonce or nonce in self._used:
            return ""
        self._used[nonce] = None
        while len(self._used) > _MOST:
            self._used.popitem(last=False)
        return nonce


def read_platforms(file: Path) -> Platforms:
    """The platforms of a file.

    Raises
    ------
    ServeError
        Where it cannot be read, or an address in it is not encrypted.
    """
    try:
        found = Platforms.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise ServeError(
            "the file of learning platforms cannot be read.",
            where=str(file),
            remedy="docs/lti.md shows one; NMT_ATLAS_LTI names it.",
        ) from error
    for platform in found.platforms:
        if platform.insecure:
            raise ServeError(
                f"an address of a learning platform is not encrypted: {platform.insecure}",
                where=str(file),
                remedy="Write it with https.",
            )
    return found


class OfLti(AtDoor):
    """What the handlers have in common."""

    def initialize(self, entrance: Entrance, hosts: Hosts, tool: Tool | None = None) -> None:
        """Take what they share."""
        super().initialize(entrance, hosts)
        self._tool = tool

    @property
    def tool(self) -> Tool:
        """What we are to platforms."""
        if self._tool is None:
            raise ServeError("no learning platform is set up.")
        return self._tool

    def refuse(self, error: LaunchError) -> None:
        """One sentence for the person; the log has it too, without who they are."""
        _LOG.warning("a launch was refused: %s", error.what)
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self.say(REFUSED, why=error.what) + "\n")


class LtiLogin(OfLti):
    """``/lti/login``: the platform begins; its user's browser is sent back to it with a state."""

    def get(self) -> None:
        """Send it."""
        try:
            issuer, client = self.get_argument("iss", ""), self.get_argument("client_id", "")
            platform = self.tool.platforms.of(issuer, client)
        except LaunchError as error:
            self.refuse(error)
            return
        nonce = secrets.token_urlsafe(24)
        state = self.tool.state(nonce)
        self.set_cookie(
            _STATE,
            state,
            path=f"{self.entrance.prefix}/lti",
            max_age=60 * _MINUTES,
            httponly=True,
            secure=True,
            samesite="None",  # the platform's form comes from its own pages
        )
        asked = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": platform.client_id,
            "redirect_uri": f"{REACHED.now.base}lti/launch",
            "login_hint": self.get_argument("login_hint", ""),
            "state": state,
            "nonce": nonce,
        }
        hint = self.get_argument("lti_message_hint", "")
        if hint:
            asked["lti_message_hint"] = hint
        joined = "&" if "?" in platform.authorize else "?"
        self.redirect(f"{platform.authorize}{joined}{urlencode(asked)}")

    post = get


class LtiLaunch(OfLti):
    """``/lti/launch``: the platform's user comes in with a signed token."""

    async def post(self) -> None:
        """Let them in, to the lesson that the link is for."""
        try:
            launched = await self._launched()
            account = await self.entrance.work(
                partial(self.tool.launches.come, launched, datetime.now(UTC))
            )
        except LaunchError as error:
            self.refuse(error)
            return
        except StoreError as error:
            _LOG.warning("%s", error.logged)
            self.refuse(LaunchError(error.public))
            return
        if account.off:
            self.refuse(LaunchError("your account is switched off."))
            return
        self.entrance.door.know_also(account)
        self.entrance.door.give(self, account.identity)
        keys = {"page": "lessons", "lesson": launched.lesson} if launched.lesson else {}
        query = f"?{urlencode(keys)}" if keys else ""
        self.redirect(f"{self.entrance.prefix}/{query}", status=303)

    async def _launched(self) -> Launched:
        state, kept = self.get_body_argument("state", ""), self.get_cookie(_STATE, "") or ""
        if not state or not secrets.compare_digest(state.encode(), kept.encode()):
            raise LaunchError("this browser did not begin the login.")
        nonce = self.tool.nonce_of(state)
        if not nonce:
            raise LaunchError("the login is too old, or was used before.")
        token = self.get_body_argument("id_token", "")
        platform = self.tool.platforms.of(*_issuer_of(token))
        claims = await self.tool.keys.claims(token, platform)
        return read_launch(claims, platform, nonce, datetime.now(UTC))


class LtiKeys(OfLti):
    """``/lti/jwks``: our public key."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(self.tool.key.public))


class LtiConfig(OfLti):
    """``/lti/config``: how a platform sets us up (Canvas reads it by its address)."""

    def get(self) -> None:
        """Send it."""
        base = REACHED.now.base
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(
            json.dumps(
                {
                    "title": "NMT Atlas",
                    "description": "An interactive 3D atlas for neuromuscular therapy",
                    "target_link_uri": f"{base}lti/launch",
                    "oidc_initiation_url": f"{base}lti/login",
                    "public_jwk_url": f"{base}lti/jwks",
                    "scopes": [SCORE],
                    "custom_fields": {"lesson": ""},
                    "extensions": [
                        {
                            "platform": "canvas.instructure.com",
                            "privacy_level": "name_only",
                            "settings": {
                                "placements": [
                                    {
                                        "placement": "link_selection",
                                        "message_type": "LtiResourceLinkRequest",
                                        "windowTarget": "_blank",
                                    }
                                ]
                            },
                        }
                    ],
                }
            )
        )


def _issuer_of(token: str) -> tuple[str, str]:
    """Who a token says that it is of, not believed yet: it tells whose keys to check it with."""
    from joserfc.errors import JoseError
    from joserfc.jws import extract_compact

    try:
        told: Any = json.loads(extract_compact(token.encode()).payload)
        whom = told.get("aud", "")
        client = told.get("azp") or (whom[0] if isinstance(whom, list) and whom else whom)
        return str(told.get("iss", "")), str(client)
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise LaunchError("it is no token.") from error


def lti_routes(tool: Tool, hosts: Hosts) -> list[Route]:
    """Routes of the tool."""
    given: dict[str, Any] = {"entrance": tool.entrance, "hosts": hosts, "tool": tool}
    return [
        ("/lti/login", LtiLogin, dict(given)),
        ("/lti/launch", LtiLaunch, dict(given)),
        ("/lti/jwks", LtiKeys, dict(given)),
        ("/lti/config", LtiConfig, dict(given)),
    ]
