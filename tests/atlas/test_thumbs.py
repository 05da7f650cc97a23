"""Small pictures of prepared views."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.thumbs import SIZE, thumb, thumbs
from nmt_atlas.domain.prepared import PreparedView
from nmt_atlas.domain.view_state import ViewState


class Drawer:
    """An atlas with one prepared view, which counts what it draws."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.drawn: list[tuple[ViewState, str]] = []
        self.found = PreparedView(
            id="hip", title="The hip", words="Look here.", group="region", view=ViewState()
        )

    @property
    def library(self) -> Any:
        return self

    def of(self, _kind: str) -> dict[str, PreparedView]:
        return {"hip": self.found}

    def body(self, body: str) -> Any:
        return self.atlas.body(body)

    def picture(self, state: ViewState, taste: Any, *, size: tuple[int, int]) -> Any:
        self.drawn.append((state, taste.theme))
        return np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), np.uint8)


@pytest.fixture
def drawer(atlas: Atlas) -> Any:
    return Drawer(atlas)


def test_a_small_picture_is_drawn_once_without_names(drawer: Any, tmp_path: Path) -> None:
    folder = tmp_path / "thumbs"
    first = thumb(drawer, "hip", "own", "light", folder)
    assert Image.open(io.BytesIO(first)).size == (SIZE, SIZE)
    assert thumb(drawer, "hip", "own", "light", folder) == first
    ((state, theme),) = drawer.drawn
    assert (state.labels, theme) == (False, "light")
    assert [one.suffix for one in folder.iterdir()] == [".png"], "no scratch file is left"


def test_another_theme_or_a_changed_view_is_drawn_anew(drawer: Any, tmp_path: Path) -> None:
    thumb(drawer, "hip", "own", "light", tmp_path)
    thumb(drawer, "hip", "own", "dark", tmp_path)
    turned = ViewState(camera="posterior")
    drawer.found = drawer.found.model_copy(update={"view": turned})
    thumb(drawer, "hip", "own", "light", tmp_path)
    assert len(drawer.drawn) == 3
    assert len(list(tmp_path.glob("*.png"))) == 3


def test_a_cache_that_cannot_be_written_is_done_without(drawer: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert thumb(drawer, "hip", "own", "light", blocked / "thumbs").startswith(b"\x89PNG")


def test_several_come_in_the_order_asked_for(
    drawer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nmt_atlas.atlas.thumbs.thumb_cache", lambda: tmp_path)
    assert len(thumbs(drawer, ("hip", "hip"), "own", "light")) == 2
    assert len(drawer.drawn) == 1
