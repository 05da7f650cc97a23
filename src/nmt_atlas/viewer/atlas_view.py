"""The 3D body as a Panel component. Knows no anatomy: a pack and a scene in, picks out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.viewer.bundle import BUNDLE, Bundled, require_bundle

TEXTS: Mapping[str, str] = {
    "canvas": mark(
        "Three-dimensional body. Arrow keys turn it, plus and minus zoom, Home shows it whole."
    ),
    "zoomIn": mark("Zoom in"),
    "zoomOut": mark("Zoom out"),
    "home": mark("Show the whole body"),
    "noWebgl": mark("This browser cannot draw 3D pictures (WebGL 2 is not available)."),
    "lost": mark("The graphics card was reset; the picture comes back in a moment."),
    "pack": mark("The body could not be loaded."),
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
        "markers, labels, camera, clip, theme. A camera is followed when it changes. `clip` "
        "cuts away the side of its plane that faces the eye.",
    )
    paint = param.List(
        default=[],
        item_type=dict,
        doc="Overlays on the skin: `{kind, color, vertices, weights}` with kind `essential`, "
        "`spillover` or `territory`, a hex colour, uint32 (little endian) vertex numbers of "
        "the pack's skin file as bytes, and as many uint8 weights as bytes.",
    )
    detail = param.Selector(
        default="auto",
        objects=["auto", "phone", "standard"],
        doc="Level of detail of the meshes; `auto` decides by the machine.",
    )
    names = param.Dict(default={}, doc="Part id -> the name shown while hovering over it.")
    texts = param.Dict(
        default={},
        doc="The component's own words in the page's language: canvas, zoomIn, zoomOut, home, "
        "noWebgl, lost, pack. Missing keys are English.",
    )
    picked = param.Dict(
        default={},
        doc="The latest click: `{n, part, point, normal, marker, skin_vertex, skin_point, "
        "modifiers, button}`. `n` grows with every click; `part` is '' for the background; "
        "`skin_vertex` is the skin's vertex under the pointer, or -1 (also where the skin, which "
        "comes last when it is not shown, has not arrived yet).",
    )
    hovered = param.String(default="", doc="The part id under the resting pointer, or ''.")
    camera_now = param.Dict(
        default={},
        doc="`{position, target, up}` a moment after the camera stopped moving.",
    )
    ready = param.String(
        default="",
        doc="Empty, then the id of the body once its first picture is drawn.",
    )
    stats = param.Dict(
        default={},
        doc="`{triangles, frame_ms, first_picture_ms, bytes, paint_ms, frames, draw_calls, "
        "renderer}`, told after loading.",
    )
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

    browser_sets: ClassVar[frozenset[str]] = frozenset(
        {
            "picked",
            "hovered",
            "camera_now",
            "ready",
            "stats",
            "failure",
            "window_width",
            "still_clicked",
        }
    )
    _bundle: ClassVar[Any] = BUNDLE  # served by URL; watched by `--dev` autoreload

    def __init__(self, **params: Any) -> None:
        require_bundle()
        params.setdefault("sizing_mode", "stretch_both")
        super().__init__(**params)

    def speak(self, say: Say) -> None:
        """Use the reader's language for the component's own words."""
        self.texts = {key: say(text) for key, text in TEXTS.items()}
