"""The scene: a view state resolved against a body, ready to be drawn by any renderer.

The browser viewer and the PyVista stills draw the same scene; neither knows any anatomy.
"""

from __future__ import annotations

from typing import Literal

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.view_state import Camera


class GroupLook(Frozen):
    """How a whole group (layer) is shown."""

    visible: bool = True
    opacity: float = 1.0


class PartLook(Frozen):
    """What differs for one part from its group; None keeps the group's value."""

    visible: bool | None = None
    opacity: float | None = None
    color: str | None = None
    glow: float | None = None


class Marker(Frozen):
    """A trigger point or a narrow place: a small ball that is always seen."""

    id: str
    at: Point
    radius: float
    color: str
    label: str = ""
    kind: Literal["trigger-point", "narrow-place", "pin"] = "trigger-point"


class Label(Frozen):
    """A name tied to a place on the body."""

    text: str
    at: Point


class Scene(Frozen):
    """Everything that a renderer needs but the meshes and the painted skin."""

    groups: dict[str, GroupLook]
    parts: dict[str, PartLook]
    selected: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()
    labels: tuple[Label, ...] = ()
    camera: Camera | None = None
    clip: tuple[Literal["x", "y", "z"], float] | None = None
    theme: Literal["light", "dark"] = "light"
