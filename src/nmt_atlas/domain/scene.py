"""The scene: a view state resolved against a body, ready to be drawn by any renderer.

The browser viewer and the PyVista stills draw the same scene; neither knows any anatomy.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.dual import Dual
from nmt_atlas.domain.framing import SQUARE
from nmt_atlas.domain.ink import Ink
from nmt_atlas.domain.sections import Plane
from nmt_atlas.domain.skin_look import Tone
from nmt_atlas.domain.taste import Theme
from nmt_atlas.domain.upright import Rule
from nmt_atlas.domain.view_state import Camera, LabelStyle


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
    hatched: bool | None = None
    thicker: float | None = None
    """So much (mm) its surface stands out, so that a thin part is seen."""
    moved: Point | None = None
    """So far (mm) it is drawn from its place, in the exploded view. Cuts go through its place."""


class Marker(Frozen):
    """A trigger point or a narrow place: full where its place is seen, a faint ring where not.

    ``part`` is the part id that it lies in, which never covers it; "" for none.
    """

    id: str
    at: Point
    radius: float
    color: str
    label: str = ""
    part: str = ""
    kind: Literal["trigger-point", "narrow-place", "root", "pin"] = "trigger-point"


class Label(Frozen):
    """A name tied to a place on the body, shown where that is seen.

    ``part`` is the part id that it names; "" for none.
    """

    text: str
    at: Point
    part: str = ""


class LegendEntry(Frozen):
    """What one colour on the body means.

    Attributes
    ----------
    kind
        A kind of paint on the skin, ``nerve`` for the followed one, or what is told apart.
    color
        sRGB, ``#rrggbb``.
    name
        What it belongs to (a muscle, a nerve), in the reader's language; "" for nothing by name.
    dotted, hatched
        How it is told without its hue.
    tags
        The ``id:side`` tags or part ids of the state that it stands for, to switch it.
    """

    kind: Literal[
        "essential",
        "spillover",
        "territory",
        "nerve",
        "tight",
        "weak",
        "origin",
        "insertion",
        "agonist",
        "synergist",
        "antagonist",
        "stabiliser",
    ]
    color: str
    name: str = ""
    dotted: bool = False
    hatched: bool = False
    tags: tuple[str, ...] = ()


class Scene(Frozen):
    """Everything that a renderer needs but the meshes and the painted skin.

    ``clips`` are decided once by the state: turning a free camera does not flip them. What lies
    beyond any of them is taken away, and the faces of the cut are closed. ``along`` is the way
    that the eye flies where it goes from one place of it to another. ``attached`` are the part ids
    (muscles, or bones with all their muscles) whose attachments are painted on bones. ``pose``
    is where the segments of the skeleton that are not at rest have gone; places of markers and
    names are told at rest, ``rules`` (the plumb line, angles) where they are. ``tone`` is the
    skin's, None the plain one. ``ink`` is what is drawn on the view; the browser is sent it apart
    from the scene. ``other`` is what the other half of a divided picture shows, seen by the same
    camera; ``title`` is what stands over a half that shows more than one thing. ``slender`` is the
    width over height of what the camera frames: a window needs no more room beside it.
    """

    groups: dict[str, GroupLook]
    parts: dict[str, PartLook]
    selected: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()
    labels: tuple[Label, ...] = ()
    label_style: LabelStyle = "names"
    legend: tuple[LegendEntry, ...] = ()
    camera: Camera | None = None
    along: tuple[Camera, ...] = ()
    clips: tuple[Plane, ...] = ()
    attached: tuple[str, ...] = ()
    pose: dict[str, Dual] = Field(default_factory=dict)
    theme: Theme = "light"
    tone: Tone | None = None
    ink: tuple[Ink, ...] = ()
    rules: tuple[Rule, ...] = ()
    other: Scene | None = None
    title: str = ""
    slender: float = SQUARE
