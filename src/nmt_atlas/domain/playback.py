"""A movement that is played: from pose to pose and back, fast or slow, or held where it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from nmt_atlas.domain.playing import signed
from nmt_atlas.domain.pose import REST, Joints, Pose, held

SECONDS, SLOW_SECONDS = 2.0, 6.0
"""From one end to the other."""


@dataclass(frozen=True, slots=True)
class Playback:
    """A movement and how far it is.

    Attributes
    ----------
    start, end
        The poses between which it goes.
    share
        How far it is (0..1).
    ahead
        Whether it goes towards the end (the muscle shortens) or back (it lengthens under load).
    playing, slow
        Whether it goes on by itself, and slowly.
    """

    start: Pose = REST
    end: Pose = REST
    share: float = 0.0
    ahead: bool = True
    playing: bool = False
    slow: bool = False

    def pose(self, joints: Joints) -> Pose:
        """Where the body stands now: straight between, in every degree of freedom."""
        return between(joints, self.start, self.end, self.share)

    def after(self, seconds: float) -> Self:
        """Some time later; at either end it turns round."""
        if not self.playing:
            return self
        gone = seconds / (SLOW_SECONDS if self.slow else SECONDS)
        begun = self.share if self.ahead else 2.0 - self.share
        place = (begun + gone) % 2.0
        share = place if place <= 1.0 else 2.0 - place
        return replace(self, share=round(share, 3), ahead=place < 1.0)

    def begun(self) -> Self:
        """Played from its start."""
        return replace(self, share=0.0, ahead=True, playing=True)

    def scrubbed(self, share: float) -> Self:
        """Stopped, and drawn to where somebody wants it."""
        return replace(self, share=min(1.0, max(0.0, share)), playing=False)


def between(joints: Joints, start: Pose, end: Pose, share: float) -> Pose:
    """The pose that lies so far (0..1) on the way from one to another."""
    one, two = signed(joints, start), signed(joints, end)
    angles: dict[str, dict[str, float]] = {}
    for key in dict.fromkeys((*one, *two)):
        a, b = one.get(key, 0.0), two.get(key, 0.0)
        angles.setdefault(key[0], {})[key[1]] = round(a + share * (b - a), 1)
    return held(joints, Pose.of(angles)).pose
