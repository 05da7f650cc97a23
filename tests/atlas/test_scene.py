"""What a state shows of the body."""

from nmt_atlas.atlas.scene import nerve_parts
from nmt_atlas.library import Library


def test_a_nerve_is_drawn_by_its_parts_on_its_side(library: Library) -> None:
    parts = library.nerves["sciatic-nerve"].parts
    assert nerve_parts(library, "sciatic-nerve:left") == tuple(f"{one}-left" for one in parts)
    assert nerve_parts(library, "no-nerve:left") == ()


def test_a_chosen_course_stands_for_the_usual_one(library: Library) -> None:
    usual = nerve_parts(library, "sciatic-nerve:right")
    other = nerve_parts(library, "sciatic-nerve:right", "sciatic-nerve-variant-b")
    assert other[0] == "sciatic-nerve-variant-b-right"
    assert other[1:] == usual[1:]
    assert nerve_parts(library, "sciatic-nerve:right", "median-nerve-variant-x") == usual
