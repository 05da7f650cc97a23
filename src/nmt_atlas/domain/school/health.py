"""Whether a server is well, part by part, in words that anybody may read."""

from __future__ import annotations

from nmt_atlas.domain.base import Frozen


class Check(Frozen):
    """One part of a server; ``reason`` says what is wrong with it, "" that nothing is."""

    name: str
    reason: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.reason


class Health(Frozen):
    """Every part of a server, as it was looked at last."""

    checks: tuple[Check, ...]

    @property
    def well(self) -> bool:
        """Whether all of them are well."""
        return all(one.well for one in self.checks)

    def told(self) -> dict[str, object]:
        """What a machine is told that asks: whether all is well, and each part with its reason."""
        return {
            "well": self.well,
            "checks": {one.name: one.reason or "well" for one in self.checks},
        }
