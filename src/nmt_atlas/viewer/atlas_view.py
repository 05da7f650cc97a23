"""The 3D body as a Panel component. Knows no anatomy: a pack and a scene in, picks out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar, get_args

import param

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.picks import EVENTS, CameraNow, Tool
from nmt_atlas.viewer.bundle import BUNDLE, Bundled, require_bundle

TEXTS: Mapping[str, str] = {
    "canvas": mark(
        "Three-dimensional body. Arrow keys turn it, plus and minus zoom, Home shows it whole. "
        "N goes to the next structure, shift and N back, Enter selects it."
    ),
    "zoomIn": mark("Zoom in"),
    "zoomOut": mark("Zoom out"),
    "home": mark("Show the whole body"),
    "noWebgl": mark("This browser cannot draw 3D pictures (WebGL 2 is not available)."),
    "lost": mark("The graphics card was reset; the picture comes back in a moment."),
    "gone": mark("The graphics card was reset and does not come back; load the page again."),
    "pack": mark("The body could not be loaded."),
    "mark": mark("Marked place {n}"),
    "structure": mark("{name}, {n} of {count}"),
    "place": mark("Place {n} of {count}"),
    "cube": mark("Look from a side"),
    "regions": mark("Regions"),
    "faceFront": mark("Front"),
    "faceBack": mark("Back"),
    "faceRight": mark("Right"),
    "faceLeft": mark("Left"),
    "faceAbove": mark("Above"),
    "faceBelow": mark("Below"),
    "markRight": mark("R"),
    "markLeft": mark("L"),
    "markFront": mark("A"),
    "markBack": mark("P"),
    "front": mark("Front"),
    "back": mark("Back"),
    "left": mark("Left side"),
    "right": mark("Right side"),
    "above": mark("From above"),
    "below": mark("From below"),
    "frontLeft": mark("Front, left side"),
    "frontRight": mark("Front, right side"),
    "backLeft": mark("Back, left side"),
    "backRight": mark("Back, right side"),
}
"""The component's own words, as the browser side has them too."""


class AtlasView(Bundled):
    """Draws a mesh pack in the browser and reports what the person points at.

    The meshes come over plain HTTP from `index_url`; only the small values below travel over
    the websocket. Lengths are millimetres in the body frame (+x left, +y posterior, +z up).

    Raises
    ------
    ServeError
        Where the package was not built and the bundle is missing.
    """

    index_url = param.String(
        default="",
        doc="Relative URL of a pack's `index.json`; empty shows nothing.",
    )
    scene = param.Dict(
        default={},
        doc="`Scene.model_dump(mode='json', exclude_defaults=True)`: groups, parts, selected, "
        "markers, labels, camera, clips, theme. A camera is followed where the body is seen from "
        "another place. `clips` are `{normal, distance}`: what lies beyond a plane (normal · x > "
        "distance, mm) is cut away.",
    )
    paint = param.List(
        default=[],
        item_type=dict,
        doc="Overlays on the skin: `{kind, color, vertices, weights}` with kind `essential`, "
        "`spillover`, `territory` or `drawn`, a hex colour, uint32 (little endian) vertex numbers "
        "of the pack's skin file as bytes, and as many uint8 weights as bytes.",
    )
    motion = param.Dict(
        default={},
        doc="Poses (as a scene has them) that are played one after another: `{frames, ms, again}`; "
        "then the scene's pose is taken. Empty: nothing plays, and what plays is stopped.",
    )
    aim = param.Integer(
        default=0,
        doc="Grows when the scene's camera is to be gone to although it was sent before; the view "
        "counts it up by itself.",
    )
    tool = param.Selector(
        default="pick",
        objects=list(get_args(Tool)),
        doc="What the pointer does: `pick` tells clicks and names parts, `orbit` only turns, "
        "`brush` paints the skin, `section` drags a cut, `pen` draws on the view.",
    )
    brush = param.Dict(
        default={},
        doc="The brush: `{size, erase}`, its radius (mm, 3 to 120), and whether it erases.",
    )
    ink = param.List(
        default=[],
        item_type=dict,
        doc="What is drawn on the view: `{id, color, width, body, screen}`, lines of places (mm) "
        "on the body, and of places on the screen from the middle of what is free, in heights.",
    )
    pen = param.Dict(default={}, doc="The pen: `{color, width, erase}`.")
    silent = param.Boolean(
        default=False,
        doc="While a question is open: no names on the body, none on marks, and a double click "
        "does not fly to what it meets.",
    )
    detail = param.Selector(
        default="auto",
        objects=["auto", "phone", "standard"],
        doc="Level of detail of the meshes; `auto` decides by the machine.",
    )
    names = param.Dict(default={}, doc="Part id -> the name shown while hovering over it.")
    texts = param.Dict(
        default={},
        doc="The component's own words in the page's language, by the keys of `TEXTS`. Missing "
        "ones are English.",
    )
    scale = param.Number(
        default=1.0,
        bounds=(0.5, 4.0),
        doc="Names on the body are so many times as large; before a class 1.85 makes 24 pixels.",
    )
    menu = param.List(
        default=[],
        item_type=dict,
        doc="What a right click or a long press on a part offers: `{id, label, off}`; `off` says "
        "why it cannot be done now, or ''.",
    )
    regions = param.List(
        default=[],
        item_type=dict,
        doc="The regions that can be looked at: `{id, label}`, chosen beside the cube.",
    )
    picked = param.Dict(
        default={},
        doc="The latest click: `{n, part, point, normal, marker, skin_vertex, skin_point, "
        "modifiers, button}`. `n` grows with every click; `part` is '' for the background; "
        "`skin_vertex` is the skin's vertex under the pointer, or -1 (also where the skin, which "
        "comes last when it is not shown, has not arrived yet).",
    )
    stroked = param.Dict(
        default={},
        doc="The latest stroke of the brush: `{n, vertices, erase}`; what it paints is seen until "
        "`paint` is sent anew.",
    )
    penned = param.Dict(
        default={},
        doc="`{n, color, width, body, screen}`: the latest stroke of the pen; it is seen until "
        "`ink` is sent anew.",
    )
    rubbed = param.Dict(
        default={}, doc="`{n, ids}`: the strokes that the eraser has just gone over."
    )
    enclosed = param.Dict(
        default={},
        doc="`{n, parts}`: the parts seen in a rectangle that was drawn with shift held.",
    )
    menu_chosen = param.Dict(
        default={},
        doc="`{n, id, part}`: the latest choice in a part's menu, on the cube (`view-anterior` …, "
        "without a part) or among the regions.",
    )
    camera_now = param.Dict(
        default={},
        doc="`{position, target, up}` a moment after the camera stopped moving.",
    )
    sectioned = param.Dict(
        default={},
        doc="`{n, number, normal, distance}`: which cut was dragged, and where it was let go.",
    )
    ready = param.String(
        default="",
        doc="Empty, then the id of the body once its first picture is drawn.",
    )
    stats = param.Dict(
        default={},
        doc="`{triangles, frame_ms, first_picture_ms, bytes, paint_ms, frames, draw_calls, "
        "renderer}`, told after loading to who asks for it.",
    )
    tell_stats = param.Boolean(default=False, doc="Whether `stats` are told.")
    failure = param.String(
        default="",
        doc="Why nothing can be drawn (no WebGL, lost context, missing pack), or ''.",
    )

    window_width = param.Integer(default=0, doc="CSS pixels of the browser's window; 0 at first.")

    still = param.String(
        default="",
        doc="A picture (data URL) to show and click where the browser cannot draw.",
    )
    still_text = param.String(default="", doc="What that picture shows, for screen readers.")
    still_clicked = param.Dict(
        default={}, doc="`{n, x, y}`: where it was clicked, as shares of its width and height."
    )

    browser_sets: ClassVar[frozenset[str]] = frozenset(kind.parameter for kind in EVENTS)
    _priority_changes: ClassVar[list[str]] = [
        "picked",
        "stroked",
        "penned",
        "rubbed",
        "enclosed",
        "menu_chosen",
        "still_clicked",
    ]  # Panel waits 50 ms with others
    _bundle: ClassVar[Any] = BUNDLE  # served by URL; watched by `--dev` autoreload

    def __init__(self, **params: Any) -> None:
        require_bundle()
        params.setdefault("sizing_mode", "stretch_both")
        super().__init__(**params)
        self.param.watch(self._heed_scene, "scene", onlychanged=False)

    def _heed_scene(self, event: param.parameterized.Event) -> None:
        """Have the body turned back where the same camera is wanted again.

        A camera that was sent before is not sent again by itself: nothing has changed. But the
        person may have turned the body since.
        """
        wanted = _camera_in(event.new)
        there = CameraNow.read(self.camera_now)
        if wanted and there and wanted == _camera_in(event.old) and not alike(wanted, there):
            self.aim += 1

    def speak(self, say: Say) -> None:
        """Use the reader's language for the component's own words."""
        self.texts = {key: say(text) for key, text in TEXTS.items()}


def _camera_in(scene: Mapping[str, Any]) -> CameraNow | None:
    """The camera of a scene; None where it has none that sees something."""
    return CameraNow.read(scene.get("camera"))


def alike(one: CameraNow, other: CameraNow, within: float = 0.05) -> bool:
    """True where two cameras show the same picture; ``within`` in mm."""
    return all(
        math.dist(a, b) <= within
        for a, b in ((one.position, other.position), (one.target, other.target))
    )
