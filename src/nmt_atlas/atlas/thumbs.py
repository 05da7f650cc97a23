"""Small pictures of prepared views, drawn once and kept in the user's cache.

They are drawn rather than shipped: one's own views and every installed body have them too, they
follow a change of the body by themselves, and the repository holds no picture that can be stale.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from nmt_atlas.domain.look import look_json
from nmt_atlas.domain.prepared import PreparedView
from nmt_atlas.domain.taste import Taste, Theme

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

SIZE = 192
"""Pixels."""
_FINER = 2
_COLORS = 96


def thumbs(atlas: Atlas, idents: tuple[str, ...], body: str, theme: Theme) -> tuple[bytes, ...]:
    """Prepared views (ids) as small PNG files: the drawing worker's work.

    Raises
    ------
    RenderError
        Where this machine cannot draw.
    """
    return tuple(thumb(atlas, ident, body, theme, thumb_cache()) for ident in idents)


def thumb(atlas: Atlas, ident: str, body: str, theme: Theme, folder: Path) -> bytes:
    """One prepared view as a small PNG file, from the cache where it is there."""
    found: PreparedView = atlas.library.of("view")[ident]
    state = found.view.changed(body=body, labels=False)
    packed = atlas.body(body).context.index.body.recipe_hash
    told = "\n".join((state.model_dump_json(), packed, theme, look_json(), str(SIZE)))
    file = folder / f"{hashlib.sha256(told.encode()).hexdigest()[:24]}.png"
    with suppress(OSError):
        return file.read_bytes()
    whole = SIZE * _FINER
    made = _small(atlas.picture(state, Taste(theme=theme), size=(whole, whole)))
    with suppress(OSError):  # a cache that cannot be written is done without
        folder.mkdir(parents=True, exist_ok=True)
        scratch = file.with_suffix(".new")
        scratch.write_bytes(made)
        scratch.replace(file)
    return made


def thumb_cache() -> Path:
    """Where this user's small pictures are kept."""
    return user_cache_path("nmt-atlas", appauthor=False) / "thumbs"


def _small(picture: NDArray[np.uint8]) -> bytes:
    from PIL import Image

    image = Image.fromarray(picture)
    image = image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    image.quantize(_COLORS).save(data, "PNG", optimize=True)
    return data.getvalue()
