"""A head start for the picture: the page's head loads the viewer while Bokeh still connects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from panel.io.resources import component_resource_path

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import BUNDLE


def head_start(index_url: str, groups: Mapping[str, Any], detail: str = "auto") -> str:
    """A tag for the page's head that fetches a pack and compiles the shaders early.

    The :class:`AtlasView` that is shown first on the page takes over what was begun. Without
    the tag, or with another pack in it, everything works as before, only later.

    Parameters
    ----------
    index_url
        The pack that the page will show first, as in ``AtlasView.index_url``.
    groups
        The scene's groups, as in ``AtlasView.scene["groups"]``: what is shown is fetched first.
    detail
        As in ``AtlasView.detail``.
    """
    source = component_resource_path(AtlasView, "_bundle_path", BUNDLE)
    values = {
        "type": "module",
        "src": source,
        "data-nmt-pack": index_url,
        "data-nmt-detail": detail,
        "data-nmt-groups": json.dumps(groups, separators=(",", ":"), sort_keys=True),
    }
    written = " ".join(f'{key}="{escape(value)}"' for key, value in values.items())
    return f"<script async {written}></script>"


def page_template(head: str) -> str:
    """Panel's page with one more tag in its head, as a Jinja template."""
    return (
        '{% extends "base.html" %}{% block preamble %}{{ super() }}\n    {% raw %}'
        + head
        + "{% endraw %}{% endblock %}\n"
    )
