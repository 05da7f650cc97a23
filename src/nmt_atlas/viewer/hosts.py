"""Under which names a server may be asked: its own, those that it is told, and bare addresses.

Refusing other names keeps a foreign page, whose name was made to lead to this machine, out of the
visits here. Such a page always comes with a name, never with a bare address, so a server for the
local network takes every address that leads to it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from nmt_atlas.domain.errors import ServeError

_EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True)
class Hosts:
    """The names under which a server may be asked.

    Attributes
    ----------
    names
        Host names and addresses without a port, lower case.
    origins
        Whole ``host`` or ``host:port`` of pages that may open a visit, besides those.
    any_address
        Whether every bare IP address is taken (a server for the local network).
    """

    names: frozenset[str]
    origins: frozenset[str] = frozenset()
    any_address: bool = False

    def allows(self, host: str) -> bool:
        """Whether a request's ``Host`` is taken."""
        if host.lower() in self.origins:
            return True
        name = _name(f"//{host}")
        return name in self.names or (self.any_address and _is_address(name))

    def allows_origin(self, origin: str, host: str) -> bool:
        """Whether a page of that origin may open a visit on a server asked as ``host``."""
        found = urlsplit(origin).netloc.lower()
        if found in self.origins or "*" in self.origins:
            return True
        return found == host.lower() and self.allows(host)


def hosts_of(address: str, more: Iterable[str] = ()) -> Hosts:
    """The names for a server that listens on an address.

    Parameters
    ----------
    address
        Where the server listens; ``0.0.0.0`` and ``::`` are the whole local network.
    more
        ``host``, ``host:port`` or whole origins that are taken as well.
    """
    names = {"localhost", "127.0.0.1", "::1", address.lower()}
    wide = address in _EVERYWHERE
    if wide:
        own = socket.gethostname().lower()
        names |= {own, own.split(".")[0], f"{own.split('.')[0]}.local"}
    extra = {_netloc(one) for one in more}
    names |= {_name(f"//{one}") for one in extra}
    return Hosts(frozenset(names), frozenset(extra), wide)


def addresses_of(address: str, port: int, prefix: str = "") -> list[str]:
    """Addresses that a person can type to reach a server, the nearest first."""
    if address not in _EVERYWHERE:
        return [url_of(address, port, prefix)]
    found = ["localhost", *_local_addresses()]
    return [url_of(one, port, prefix) for one in dict.fromkeys(found)]


def url_of(host: str, port: int, prefix: str = "") -> str:
    """The URL of a server on a host; addresses of IPv6 stand in brackets."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{prefix}/"


def checked_address(address: str) -> str:
    """An address that this machine can listen on.

    Raises
    ------
    ServeError
        Where it is empty, unknown or another machine's.
    """
    remedy = "Name localhost, 0.0.0.0 for the local network, or an address of this machine."
    if not address.strip():
        raise ServeError("the address to listen on is empty.", where="--address", remedy=remedy)
    try:
        kind, *_, place = socket.getaddrinfo(address, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.bind(place)
    except (OSError, UnicodeError) as error:
        raise ServeError(
            f"“{address:.80}” is no address that this machine can listen on.",
            where="--address",
            remedy=remedy,
        ) from error
    return address


def _local_addresses() -> list[str]:
    """Addresses of this machine on its networks; nothing is sent to find them."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            found.append(str(probe.getsockname()[0]))
        except OSError:  # no network: there is only this machine
            return []
    return [one for one in found if not one.startswith("127.")]


def _netloc(text: str) -> str:
    whole = text if "//" in text else f"//{text}"
    return urlsplit(whole).netloc.lower() or text.lower()


def _name(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # a bracket that is never closed
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
