from __future__ import annotations

import numpy as np

from nmt_atlas.body.painting.fibre_lines import fibre_lines
from nmt_atlas.domain.recipe import Chain, Loft, NodeMesh, NodePart, Pieces, Sheet, Tube

LOFT = Loft(
    stations=((0, 0, 100, 10, 5, 0), (0, 0, 50, 10, 5, 0), (0, 0, 0, 10, 5, 0)),
    width_axis=(1, 0, 0),
)
SHEET = Sheet(
    lines=(((0, 0, 90), (0, 0, 45), (0, 0, 0)), ((40, 0, 90), (40, 0, 45), (40, 0, 0))),
    thickness=((4, 4, 4), (4, 4, 4)),
)
TUBE = Tube(course=((0, 0, 0, 2), (0, 0, 30, 2)))


def test_lines_run_from_origin_to_insertion() -> None:
    for shape, count in ((LOFT, 3), (SHEET, 6), (TUBE, 1)):
        lines = fibre_lines(shape)
        assert [line.shape for line in lines] == [(25, 3)] * count
    assert np.allclose(fibre_lines(LOFT)[1][[0, -1]], [(0, 0, 100), (0, 0, 0)])
    assert sorted(round(line[0, 0]) for line in fibre_lines(LOFT)) == [-6, 0, 6]
    assert all(np.allclose(line[[0, -1], 2], (90, 0)) for line in fibre_lines(SHEET))


def test_pieces_give_all_their_lines_and_bones_none() -> None:
    assert len(fibre_lines(Pieces(pieces=(LOFT, TUBE)))) == 4
    bone = NodeMesh(
        nodes={"a": (0, 0, 0, 5), "b": (0, 0, 20, 5)},
        parts=(NodePart(name="p", chains=(Chain(nodes=("a", "b")),)),),
    )
    assert fibre_lines(bone) == []
