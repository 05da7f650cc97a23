"""Pictures without a graphics driver: what is in front is seen and can be clicked."""

import io

import numpy as np
import trimesh
from PIL import Image

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.pictures.raster import Drawn, Picture, draw
from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.sections import Plane

CAMERA = frame((-100, -100, -100), (100, 100, 100), "anterior")


def ball(centre, radius, part, color):
    made = trimesh.creation.icosphere(subdivisions=3, radius=radius)
    points = np.asarray(made.vertices) + centre
    mesh = Mesh(points, np.asarray(made.faces, dtype=np.int32))
    return Drawn(part, mesh, np.tile(rgb_of(color), (len(points), 1)))


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


def test_it_is_a_png():
    data = draw([ball((0, 0, 0), 50, "b", "#808080")], CAMERA, (40, 50)).png()
    assert Image.open(io.BytesIO(data)).size == (40, 50)


def test_a_cut_takes_the_half_beyond_the_plane_and_shows_the_inside():
    things = [ball((0, 0, 0), 80, "shell", "#ffffff"), ball((0, 0, 0), 20, "core", "#ff0000")]
    whole = draw(things, CAMERA, (120, 120))
    assert whole.part_at(0.5, 0.5)[0] == "shell"
    facing = Plane(normal=(0, -1, 0), distance=0)
    cut = draw(things, CAMERA, (120, 120), clips=(facing,))
    assert cut.part_at(0.5, 0.5)[0] == "core", "it was hidden in the shell"
    assert cut.part_at(0.3, 0.5)[0] == "shell", "the far half's inside closes the view"
    shown = things[0].mesh.points[cut.nearest[60, 25]]
    assert shown[1] > 0, "the near half is gone"
    upper = draw(things, CAMERA, (120, 120), clips=(Plane(normal=(0, 0, 1), distance=0),))
    assert upper.part_at(0.5, 0.2) == ("", -1)
    assert upper.part_at(0.5, 0.7)[0] == "shell"


def test_small_triangles_far_away_leave_no_holes():
    near = frame((-400, -400, -400), (400, 400, 400), "anterior")
    picture = draw([ball((0, 0, 0), 350, "ball", "#ffffff")], near, (90, 90))
    rows, columns = np.mgrid[0:90, 0:90]
    inside = np.hypot(rows - 44.5, columns - 44.5) < 29
    assert (picture.owner[inside] == 0).all()


def test_a_click_counts_for_what_most_pixels_around_it_show():
    owner = np.zeros((9, 9), np.int32)
    owner[4, 4] = 1  # a speck
    nearest = np.arange(81, dtype=np.int32).reshape(9, 9)
    picture = Picture(np.zeros((9, 9, 3), np.uint8), owner, nearest, ("muscle", "speck"))
    part, vertex = picture.part_at(4.5 / 9, 4.5 / 9)
    assert part == "muscle"
    assert vertex in {nearest[3, 4], nearest[5, 4], nearest[4, 3], nearest[4, 5]}
    owner[:] = -1
    assert picture.part_at(0.1, 0.1)[0] == ""
