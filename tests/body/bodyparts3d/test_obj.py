"""OBJ text: triangles, polygons, negative numbers, heads."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.bodyparts3d.obj import read_head, read_obj

TEXT = b"""# Compatibility version : 4.0
# Concept ID : FMA22348
# English name : Right quadratus lumborum
# Bounds(mm): (0,0,0)-(1,1,1)
v 0 0 0
v 1 0 0
v 1 1 0
v 0 1 0
vn 0 0 1
f 1//1 2//1 3//1 4//1
f -4 -3 -1
"""


def test_polygons_become_fans_and_negative_numbers_count_back():
    mesh = read_obj(TEXT)
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3], [0, 1, 3]]
    assert np.array_equal(mesh.points[2], [1, 1, 0])


def test_heads():
    fields = read_head(TEXT).fields
    assert fields["English name"] == "Right quadratus lumborum"
    assert fields["Concept ID"] == "FMA22348"


def test_an_empty_name_is_an_empty_field():
    assert read_head(b"# English name : \n# Concept ID : \nv 0 0 0\n").fields["English name"] == ""


@pytest.mark.parametrize(
    "text",
    [
        b"v 0 0 0\nf 1 2 3\n",
        b"v 0 0 x\n",
        b"v 0 0 nan\nf 1 1 1\n",
        b"v 0 0 1e308\n",
        b"v 0 0 0\nf 1 1 %d\n" % 2**70,
    ],
)
def test_faults_raise(text):
    with pytest.raises(ValueError, match=r"vertex|convert"):
        read_obj(text)
