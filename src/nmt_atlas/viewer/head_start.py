"""A head start for the picture: the page's head loads the viewer while Bokeh still connects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from panel.io.resources import component_resource_path

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import BUNDLE, stamped


@dataclass(frozen=True)
class Room:
    """What floats over the body on a new page (``js/src/room.js`` knows where that stands).

    Attributes
    ----------
    left, right
        Which sheets are open.
    reading
        Whether the right one is a reading column.
    doors
        Whether the first screen's doors are there.
    """

    left: bool = False
    right: bool = False
    reading: bool = False
    doors: bool = False


def head_start(
    index_url: str, scene: Mapping[str, Any], detail: str = "auto", room: Room | None = None
) -> str:
    """A tag for the page's head that fetches a pack and draws it before the page is there.

    The :class:`AtlasView` that is shown first on the page takes over what was begun. Without
    the tag, or with another pack in it, everything works as before, only later.

    Parameters
    ----------
    index_url
        The pack that the page will show first, as in ``AtlasView.index_url``.
    scene
        As in ``AtlasView.scene``; its groups and theme suffice. What is shown is fetched first.
    detail
        As in ``AtlasView.detail``.
    room
        What floats over the body; None: nothing does, and nothing is ever going to.
    """
    source = stamped(component_resource_path(AtlasView, "_bundle_path", BUNDLE), BUNDLE)
    values = {
        "type": "module",
        "src": source,
        "data-nmt-pack": index_url,
        "data-nmt-detail": detail,
        "data-nmt-scene": json.dumps(scene, separators=(",", ":"), sort_keys=True),
    }
    if room is not None:
        values["data-nmt-open"] = json.dumps(asdict(room), separators=(",", ":"))
    written = " ".join(f'{key}="{escape(value)}"' for key, value in values.items())
    return f"<script async {written}></script>"


HEAD = "nmt_head"
"""The document's template variable that :data:`PAGE_TEMPLATE` puts into the head."""

PAGE_TEMPLATE = (
    '{% extends "base.html" %}{% block preamble %}{{ super() }}\n    {{ '
    + HEAD
    + " | default('') | safe }}{% endblock %}\n"
)
"""Panel's page with room for one more tag in its head, as a Jinja template."""
