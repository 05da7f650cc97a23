"""How muscles keep their volume in a pose; a part of :data:`nmt_atlas.domain.look.LOOK`."""

from __future__ import annotations

from nmt_atlas.domain.base import Frozen


class PosingLook(Frozen):
    """How muscles keep their volume in a pose.

    Attributes
    ----------
    least_tendon
        The share of a muscle at either end that counts as tendon at least.
    rise
        The belly swells whole from so many times the tendon's share on.
    most_swelling
        How far it swells or thins at most, as a share of its volume over its surface.
    """

    least_tendon: float
    rise: float
    most_swelling: float


POSING = PosingLook(least_tendon=0.06, rise=1.6, most_swelling=1.3)
"""As the browser's window and stills both have it."""
