"""At which addresses others reach this server: a phone in the same network, a class by a proxy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlencode

from nmt_atlas.viewer.hosts import addresses_of


@dataclass(frozen=True)
class Reach:
    """How a server is reached.

    Attributes
    ----------
    address, port, prefix
        Where it listens.
    origins
        Further names under which its pages are open: those of a proxy.
    """

    address: str = "localhost"
    port: int = 5006
    prefix: str = ""
    origins: tuple[str, ...] = ()

    def link(self, query: str) -> str:
        """The address of a view for somebody else.

        Parameters
        ----------
        query
            With or without its question mark.
        """
        query = query.lstrip("?")
        return f"{self.base}?{query}" if query else self.base

    @property
    def class_base(self) -> str:
        """Where one comes into a class."""
        return f"{self.base}class"

    def link_to_class(self, code: str, **more: str) -> str:
        """The address of a class (its code); ``more`` are further keys of it."""
        return f"{self.class_base}?{urlencode({'room': code, **more})}"

    @property
    def base(self) -> str:
        """The address that leads farthest: the proxy's, the network's, or this machine's."""
        named = next((one for one in self.origins if one not in ("", "*")), "")
        if named:
            whole = named if "//" in named else f"https://{named}"
            return f"{whole.rstrip('/')}{self.prefix}/"
        return addresses_of(self.address, self.port, self.prefix)[-1]

    @property
    def alone(self) -> bool:
        """True where nobody else reaches it."""
        host = self.base.partition("//")[2].partition("/")[0]
        return host.startswith(("localhost", "127.", "[::1]"))

    @property
    def private(self) -> bool:
        """True where it listens to this machine alone and stands behind no proxy."""
        host = self.address.strip("[]")
        if self.origins:
            return False
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


class Reached:
    """The reach of the server of this process.

    Attributes
    ----------
    now
        How it is reached.
    authoring
        Whether visitors may write documents although others reach it.
    """

    def __init__(self) -> None:
        self.now = Reach()
        self.authoring = False

    @property
    def may_author(self) -> bool:
        """Whether visitors may write documents: alone on one machine, or where it was permitted."""
        return self.authoring or self.now.private

    def listen(self, address: str, port: int, prefix: str, origins: Iterable[str]) -> None:
        """Take up where the server listens."""
        self.now = Reach(address, port, prefix, tuple(origins))


REACHED = Reached()
"""That of this process; a server sets it when it begins to listen."""
