"""Stills: what a scene says is what the picture shows."""

from __future__ import annotations

import io

import numpy as np
import pytest
from body_samples import ball, some_body

from nmt_atlas.body.pictures import opengl, stills
from nmt_atlas.body.pictures.fibres import fibre_image
from nmt_atlas.body.pictures.stills import SkinPaint, picture_of, png, render
from nmt_atlas.body.pictures.tint import skin_colors
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.ink import Ink
from nmt_atlas.domain.scene import GroupLook, Label, Marker, PartLook, Scene
from nmt_atlas.domain.sections import Plane
from nmt_atlas.domain.view_state import Camera

SIZE = (120, 120)


@pytest.fixture(scope="module")
def drawing():
    if opengl.gl_fault():
        pytest.skip(f"no OpenGL here: {opengl.gl_fault()}")


@pytest.fixture(scope="module")
def body(tmp_path_factory):
    return some_body(tmp_path_factory.mktemp("body") / "pack")


def scene(*groups: str, **more) -> Scene:
    looks = {group: GroupLook() for group in groups}
    return Scene(**({"groups": looks, "parts": {}} | more))


def covered(picture: np.ndarray) -> np.ndarray:
    """Where the picture is not its background."""
    low = picture.astype(int)
    return np.abs(low - low[:, :1]).sum(axis=2) > 60


@pytest.mark.usefixtures("drawing")
class TestPictures:
    def test_size_and_colours(self, body):
        picture = render(body, scene("muscles-deep"), size=(160, 100), focus=["piriformis-right"])
        assert picture.shape == (100, 160, 3)
        middle = picture[50, 80].astype(int)
        assert middle[0] > middle[1] + 40

    def test_nothing_shown_is_an_empty_picture(self, body):
        assert not covered(render(body, scene(), size=SIZE)).any()

    def test_hidden_parts_are_not_drawn(self, body):
        hidden = {"piriformis-right": PartLook(visible=False)}
        picture = render(
            body, scene("muscles-deep", parts=hidden), size=SIZE, focus=["piriformis-right"]
        )
        assert not covered(picture)[60, 60]

    def test_right_is_on_the_left_of_an_anterior_picture(self, body):
        shown = {"piriformis-right": PartLook(visible=True)}
        picture = render(body, scene(parts=shown), size=SIZE, focus=["skin"])
        columns = np.flatnonzero(covered(picture).any(axis=0))
        assert len(columns)
        assert columns.max() < 60

    def test_own_colours(self, body):
        look = {"sacrum": PartLook(color="#2040ff")}
        picture = render(body, scene("bones", parts=look), size=SIZE)
        assert picture[60, 60, 2] > picture[60, 60, 0] + 60

    def test_markers_are_full_where_they_are_seen_and_rings_where_not(self, body):
        def greener(at, part=""):
            marker = Marker(id="x", at=at, radius=8, color="#00ff30", part=part)
            picture = render(body, scene("bones", markers=(marker,)), size=SIZE).astype(int)
            return picture[..., 1] > picture[..., 0] + 40

        low, high = body.part("sacrum").bounds
        before = greener((0, low[1] - 10, 900))
        assert before[60, 60]
        behind = greener((0, high[1] + 10, 900))
        assert not behind[60, 60]
        assert behind.any(), "a ring"
        assert greener((0, 0, 900), "sacrum")[60, 60], "its own part never covers it"

    def test_labels_change_the_picture(self, body):
        wide = (320, 240)
        plain = render(body, scene("bones"), size=wide)
        named = render(
            body, scene("bones", labels=(Label(text="Sacrum", at=(0, 0, 900)),)), size=wide
        )
        assert np.abs(plain.astype(int) - named.astype(int)).max() > 60

    def test_paint_shows_where_the_skin_is_hidden(self, body):
        skin = body.skin()
        front = np.flatnonzero(skin.points[:, 1] < -300)
        paint = SkinPaint("essential", "#d01010", front, np.full(len(front), 255, np.uint8))
        empty = render(body, scene(), size=SIZE, focus=["skin"])
        painted = render(body, scene(), [paint], size=SIZE, focus=["skin"])
        assert not covered(empty).any()
        assert painted[60, 60, 0] > painted[60, 60, 1] + 60
        behind = render(body, scene(), [paint], size=SIZE, focus=["skin"], preset="posterior")
        assert not covered(behind)[60, 60]

    def test_clip_leaves_what_lies_below(self, body):
        cut = Plane(normal=(0, 0, 1), distance=900)
        picture = render(body, scene("bones", clips=(cut,)), size=SIZE, focus=["sacrum"])
        shown = covered(picture)
        assert not shown[30, 60]
        assert shown[90, 60]

    def test_selection_is_outlined(self, body):
        plain = render(body, scene("bones"), size=SIZE)
        chosen = render(body, scene("bones", selected=("sacrum",)), size=SIZE)
        assert np.abs(plain.astype(int) - chosen.astype(int)).max() > 60

    def test_png(self, body):
        from PIL import Image

        picture = render(body, scene("bones", theme="dark"), size=SIZE)
        read = np.asarray(Image.open(io.BytesIO(png(picture))))
        assert np.array_equal(read, picture)

    def test_picture_of_one_mesh(self):
        assert picture_of(ball(), (64, 64)).startswith(b"\x89PNG")


def test_without_opengl_one_clear_error(body, monkeypatch):
    monkeypatch.setattr(opengl, "_PROBE", "raise SystemExit(139)")
    opengl.gl_fault.cache_clear()
    with pytest.raises(RenderError, match=r"libegl1.*libosmesa6") as caught:
        render(body, scene("bones"))
    assert "139" in caught.value.what
    opengl.gl_fault.cache_clear()


def test_fibres_run_along_u_and_end_in_pale_tendons():
    picture = fibre_image("#a03030", 200.0, 60.0, (0.1, 0.2), 7).astype(float)
    assert np.array_equal(picture, fibre_image("#a03030", 200.0, 60.0, (0.1, 0.2), 7))
    columns = picture.shape[1]
    ends = picture[:, [0, columns - 1], 1].mean(), picture[:, columns // 2, 1].mean()
    assert ends[0] > ends[1] + 60
    belly = picture[:, columns // 3 : columns // 2, 0]
    assert np.abs(np.diff(belly, axis=0)).mean() > 2 * np.abs(np.diff(belly, axis=1)).mean()


def test_paint_mixes_over_the_skin():
    base = np.array([0.8, 0.6, 0.5])
    layers = [
        SkinPaint("spillover", "#00ff00", np.array([1, 2]), np.array([1.0, 0.0])),
        SkinPaint("essential", "#ff0000", np.array([1]), np.array([255], np.uint8)),
    ]
    rgba = skin_colors(3, base, 0.2, layers)
    assert np.allclose(rgba[0], [*base, 0.2])
    assert np.allclose(rgba[2], [*base, 0.2])
    assert rgba[1, 0] > 0.9
    assert rgba[1, 3] > 0.94


@pytest.mark.usefixtures("drawing")
def test_parts_out_of_sight_are_left_out_and_change_nothing(body):
    view = scene("bones", "muscles-deep")
    focus = ["piriformis-right"]
    some = render(body, view, size=SIZE, focus=focus)
    whole = stills.plotter(body, view, size=SIZE, focus=focus)
    try:
        everything = np.asarray(whole.screenshot(return_img=True))
    finally:
        whole.close()
    assert np.array_equal(some, everything)
    assert not stills._in_sight(
        body.part("sacrum"), Camera(position=(0, -900, 200), target=(0, 0, 200)), 1.0
    )


@pytest.mark.usefixtures("drawing")
class TestInk:
    LINE = Ink(id=1, color="blue", width="thick", body=(((-100, -101, 800), (-80, -101, 800)),))

    def blue(self, body, position) -> int:
        whole = scene("muscles-deep", camera=Camera(position=position, target=(-90, -70, 800)))
        picture = render(body, whole.model_copy(update={"ink": (self.LINE,)}), size=(600, 600))
        red, green, blue = (picture[..., k].astype(int) for k in range(3))
        return int(((blue > red + 60) & (blue > green + 30)).sum())

    def test_what_was_drawn_on_the_body_is_seen_from_its_side_alone(self, body):
        assert self.blue(body, (-90, -370, 800)) > 15
        assert self.blue(body, (-90, 230, 800)) == 0
