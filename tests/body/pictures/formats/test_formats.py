"""Every format of a view: whole files, in the right colours and sizes, and clear refusals."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.pictures import stills
from nmt_atlas.body.pictures.formats import FORMATS, format_of, gif, glb, html, png, stl
from nmt_atlas.body.pictures.formats.base import Key, Shot, checked_size
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.scene import GroupLook, Scene
from nmt_atlas.domain.sections import Plane
from nmt_atlas.domain.view_state import Camera

CAMERA = Camera(position=(0, -3000, 900), target=(0, 0, 900))
LEGEND = (Key("#c8102e", "Essential pain"), Key("#f08a4b", "Spillover", dotted=True))


class Info:
    name, licence, attribution = "Balls", "CC BY 4.0", "Nobody <&>"
    source_url = changes = ""


class Part:
    def __init__(self, ident: str, group: str) -> None:
        self.id, self.group = ident, group


class FakeBody:
    """Two balls: one bone, one muscle."""

    finest = "standard"
    weights = None

    def skinning(self, _part: str, _detail: str = "standard") -> None:
        return None

    def __init__(self) -> None:
        parts = (Part("bone", "bones"), Part("muscle-right", "muscles-deep"))
        colors = {"bones": "#ffffff", "muscles-deep": "#800000"}
        self.index = type("Index", (), {"body": Info, "parts": parts, "colors": colors})()
        self.open = False

    def mesh(self, part: str, _detail: str = "standard") -> Mesh:
        ball = trimesh.creation.icosphere(2, 40.0)
        faces = np.asarray(ball.faces, dtype=np.int32)[1 if self.open else 0 :]
        shift = [0.0, 0.0, 900.0] if part == "bone" else [100.0, 0.0, 900.0]
        return Mesh(np.asarray(ball.vertices) + shift, faces)


class Skinned(FakeBody):
    """The same with a skin around them."""

    def __init__(self) -> None:
        super().__init__()
        self.index.parts = (*self.index.parts, Part("skin", "skin"))


def shot(**more: Any) -> Shot:
    groups = {"bones": GroupLook(), "muscles-deep": GroupLook(opacity=0.5)}
    scene = Scene(groups=groups, parts={}, camera=CAMERA, selected=("muscle-right",))
    given: dict[str, Any] = {
        "body": FakeBody(),
        "scene": scene,
        "size": (200, 100),
        "title": "A <title>",
        "words": "Two words",
        "legend": LEGEND,
        "credit": "Nobody, CC BY 4.0",
    }
    return Shot(**(given | more))


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(_body: Any, _scene: Any, _paint: Any, *, size: tuple[int, int]) -> Any:
        return np.full((size[1], size[0], 3), 77, np.uint8)

    monkeypatch.setattr(stills, "render", render)


def test_every_format_has_its_name_and_is_found_by_a_file() -> None:
    assert len({one.id for one in FORMATS}) == len(FORMATS)
    for one in FORMATS:
        assert format_of(f"some/FILE.{one.id.upper()}") is one
        assert one.about
    with pytest.raises(RenderError, match=r"\.png"):
        format_of("film.mp4")


def test_a_picture_stands_above_its_band() -> None:
    image = Image.open(io.BytesIO(png.write(shot())))
    assert image.width == 200
    assert image.height > 130
    pixels = np.asarray(image)
    assert (pixels[:100] == 77).all()
    assert (pixels[100:] == [200, 16, 46]).all(axis=2).any(), "the colour of the legend"
    bare = Image.open(io.BytesIO(png.write(shot(title="", words="", legend=(), credit=""))))
    assert bare.size == (200, 100)


@pytest.mark.parametrize("title", ["x" * 300, "🦵🏽" * 50, "عضلة", "\n\t"])
def test_titles_of_every_kind_fit(title: str) -> None:
    image = Image.open(io.BytesIO(png.write(shot(title=title))))
    assert image.width == 200
    assert image.height < 900


def test_words_are_cut_and_wrapped_within_their_room() -> None:
    assert png.wrapped("one two three", len, 7) == ["one two", "three"]
    assert png.cut("abcdefgh", len, 4) == "abc…"
    assert all(len(line) <= 5 for line in png.wrapped("extraordinary a b", len, 5))


def test_a_sheet_is_text_and_asks_for_nothing() -> None:
    page = html.write(shot(legend=(*LEGEND, Key("#000000", "<i>", hatched=True)))).decode()
    assert "A &lt;title&gt;" in page
    assert "&lt;i&gt;" in page
    assert "<i>" not in page
    assert "@page" in page
    assert page.count('src="data:image/png;base64,') == 1
    assert "http" not in page.replace("http-equiv", "")
    both = html.write_beside((shot(), shot(title="B"))).decode()
    assert both.count("<img") == 2
    assert "landscape" in both


def read_glb(data: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, whole, length, kind = struct.unpack("<IIIII", data[:20])
    assert (magic, version, whole, kind) == (0x46546C67, 2, len(data), 0x4E4F534A)
    return json.loads(data[20 : 20 + length]), data[28 + length :]


def test_a_model_says_whose_it_is_and_is_read_by_others() -> None:
    data = glb.write(shot())
    model, _ = read_glb(data)
    assert model["asset"]["extras"]["licence"] == "CC BY 4.0"
    assert model["asset"]["extras"]["attribution"] == "Nobody <&>"
    assert "CC BY" in model["asset"]["copyright"]
    scene = trimesh.load(io.BytesIO(data), file_type="glb")
    low, high = scene.bounds
    assert np.allclose(high[1] - low[1], 0.08, atol=1e-3), "metres, y up"
    assert np.allclose((low[1] + high[1]) / 2, 0.9, atol=1e-3)
    assert [one["name"] for one in model["nodes"][:2]] == ["bone", "muscle-right"]
    see_through = [one for one in model["materials"] if one.get("alphaMode") == "BLEND"]
    assert len(see_through) == 1
    assert see_through[0]["pbrMetallicRoughness"]["baseColorFactor"][0] == pytest.approx(
        0.2159, abs=1e-3
    )


def test_a_model_leaves_out_what_is_hidden_or_cut_away() -> None:
    plane = Plane(normal=(1.0, 0.0, 0.0), distance=50.0)
    cut = replace(shot(), scene=shot().scene.model_copy(update={"clips": (plane,)}))
    model, _ = read_glb(glb.write(cut))
    assert [one["name"] for one in model["nodes"]] == ["bone", "body"]
    nothing = shot().scene.model_copy(update={"groups": {}})
    with pytest.raises(RenderError, match="nothing is shown"):
        glb.write(replace(shot(), scene=nothing))


def test_what_is_printed_is_closed_and_in_millimetres() -> None:
    solid = trimesh.load(io.BytesIO(stl.write(shot())), file_type="stl")
    assert solid.is_watertight
    assert np.allclose(np.ptp(solid.bounds, axis=0), 80, atol=0.5)
    both = trimesh.load(
        io.BytesIO(stl.write(shot(parts=("bone", "muscle-right")))), file_type="stl"
    )
    assert both.body_count == 2


def test_of_a_divided_view_what_is_selected_in_both_halves_is_printed() -> None:
    scene = shot().scene
    other = scene.model_copy(update={"selected": ("bone",)})
    divided = shot(scene=scene.model_copy(update={"other": other}))
    assert trimesh.load(io.BytesIO(stl.write(divided)), file_type="stl").body_count == 2


def test_a_model_of_a_divided_view_has_no_paint_of_the_second_half() -> None:
    """Both halves' pain lay on the one skin of the model, whatever it showed."""
    one, other = (
        SkinPaint(
            "essential", "#ff0000", np.zeros(1, np.uint32), np.full(1, 255, np.uint8), half=half
        )
        for half in (0, 1)
    )
    alone, both, none = (
        hash(glb.write(shot(body=Skinned(), paint=paint)))
        for paint in ((one,), (one, other), (other,))
    )
    assert both == alone
    assert none != alone


def test_a_hole_is_told_before_it_is_printed() -> None:
    body = FakeBody()
    body.open = True
    with pytest.raises(RenderError, match="not closed"):
        stl.write(shot(body=body))
    unselected = shot().scene.model_copy(update={"selected": ()})
    with pytest.raises(RenderError, match="selected"):
        stl.write(replace(shot(), scene=unselected))


def test_a_camera_goes_once_round_and_keeps_its_height() -> None:
    quarter = gif.turned(CAMERA, 0.25)
    assert quarter.position == pytest.approx((3000, 0, 900), abs=1e-6)
    whole = gif.turned(CAMERA, 1.0)
    assert whole.position == pytest.approx(CAMERA.position, abs=1e-6)


@pytest.mark.parametrize(
    ("size", "form"),
    [((0, 100), png), ((100, 9000), png), ((8000, 8000), png), ((1200, 400), gif)],
)
def test_sizes_that_cannot_be_are_refused(size: tuple[int, int], form: Any) -> None:
    with pytest.raises(RenderError, match="pixels"):
        checked_size(size, form.FORMAT)
    assert checked_size((400, 300), form.FORMAT) == (400, 300)


Make = Callable[..., Shot]
