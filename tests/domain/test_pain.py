from __future__ import annotations

import pytest

from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.pain import PainArea, PainDrawing, drawing_of, read_drawing


def test_a_drawing_is_read_as_it_was_written() -> None:
    area = PainArea(regions=("heel",), side="left", strength=3, depth="deep", quality=("ache",))
    drawing = PainDrawing(areas=(area,), time="2026-11-30T10:00:00Z")
    assert read_drawing(drawing.model_dump(mode="json")) == drawing
    assert read_drawing({"$schema": "drawing.schema.json", "areas": []}) == PainDrawing()


def test_empty_areas_are_not_drawn() -> None:
    drawing = PainDrawing(areas=(PainArea(), PainArea(vertices=(1,))))
    assert drawing.drawn == (PainArea(vertices=(1,)),)
    assert drawing.has_vertices
    assert not drawing_of("heel").has_vertices


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "no pain drawing"),
        ({"version": 2, "areas": [{"later": 1}]}, "newer atlas"),
        ({"areas": [{"strength": 4}]}, "areas/0/strength"),
        ({"areas": [{"quality": ["sore"]}]}, "areas/0/quality/0"),
        ({"colour": "red"}, "colour"),
        ({"version": 0}, "version"),
    ],
)
def test_what_is_no_drawing_is_told_in_words(data: object, says: str) -> None:
    with pytest.raises(StateError, match=says):
        read_drawing(data, "mine.json")
