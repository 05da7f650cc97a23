"""Pictures without a graphics driver: what is in front is seen and can be clicked."""

import io

import numpy as np
import trimesh
from PIL import Image

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.pictures.raster import Drawn, draw, painted, rgb
from nmt_atlas.domain.framing import frame

CAMERA = frame((-100, -100, -100), (100, 100, 100), "anterior")


def ball(centre, radius, part, color):
    made = trimesh.creation.icosphere(subdivisions=3, radius=radius)
    points = np.asarray(made.vertices) + centre
    mesh = Mesh(points, np.asarray(made.faces, dtype=np.int32))
    return Drawn(part, mesh, np.tile(rgb(color), (len(points), 1)))


def test_the_nearer_ball_is_seen_and_owns_the_pixel():
    red = ball((0, -60, 0), 20, "near", "#ff0000")
    blue = ball((0, 40, 0), 60, "far", "#0000ff")
    picture = draw([red, blue], CAMERA, (120, 120))
    assert picture.part_at(0.5, 0.5)[0] == "near"
    assert picture.part_at(0.5, 0.33)[0] == "far"
    assert picture.part_at(0.02, 0.02) == ("", -1)
    r, _, b = picture.pixels[60, 60]
    assert r > b


def test_the_order_of_drawing_does_not_matter():
    things = [ball((0, -60, 0), 20, "near", "#ff0000"), ball((0, 40, 0), 60, "far", "#0000ff")]
    one, two = draw(things, CAMERA, (90, 90)), draw(things[::-1], CAMERA, (90, 90))
    assert np.array_equal(one.pixels, two.pixels)


def test_a_ball_has_no_holes():
    picture = draw([ball((0, 0, 0), 80, "ball", "#ffffff")], CAMERA, (300, 300))
    rows, columns = np.mgrid[0:300, 0:300]
    inside = np.hypot(rows - 150, columns - 150) < 90
    assert (picture.owner[inside] == 0).all()


def test_right_is_on_the_left_of_a_front_view():
    picture = draw([ball((-60, 0, 0), 20, "right", "#ffffff")], CAMERA, (100, 100))
    assert picture.part_at(0.25, 0.5)[0] == "right"


def test_paint_lies_over_the_skin():
    base = np.zeros((4, 3))
    done = painted(base, [(np.array([1, 2], np.uint32), np.array([255, 0], np.uint8), "#ff0000")])
    assert np.allclose(done[1], [1, 0, 0])
    assert np.allclose(done[2], 0)
    assert base.sum() == 0


def test_it_is_a_png():
    data = draw([ball((0, 0, 0), 50, "b", "#808080")], CAMERA, (40, 50)).png()
    assert Image.open(io.BytesIO(data)).size == (40, 50)
