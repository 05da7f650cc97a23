from __future__ import annotations

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.handing import handed_kind, handout, told, view_for
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.handout import HandoutError, Order, Signed


@pytest.mark.slow
def test_a_sheet_is_made_of_a_muscle_in_each_language(atlas: Atlas) -> None:
    order = Order(kind="muscle", id="piriformis", side="left")
    (english,) = handout(atlas, order)
    (spanish,) = handout(atlas, order.model_copy(update={"language": "es"}))
    assert b"/Lang(en)" in english
    assert b"/Lang(es)" in spanish


def test_its_picture_is_told_in_words(atlas: Atlas) -> None:
    view = view_for(atlas, "muscle", "piriformis", "left")
    assert "piriformis (left)" in told(atlas, view, "en")


def test_a_note_that_is_too_long_makes_no_sheet(atlas: Atlas) -> None:
    order = Order(kind="muscle", id="piriformis", signed=Signed(notes="x" * 2000))
    with pytest.raises(HandoutError, match="Shorten it"):
        handout(atlas, order)


def test_an_id_is_looked_for_among_all_kinds_that_have_a_sheet(atlas: Atlas) -> None:
    library = atlas.library
    assert handed_kind(library, "piriformis") == "muscle"
    assert handed_kind(library, "piriformis-1") == "trigger-point"
    with pytest.raises(UnknownIdError, match="piriformis"):
        handed_kind(library, "piriformiss")
