from __future__ import annotations

import io
import re
import time

import pytest
from PIL import Image

from nmt_atlas.domain.handout import Advice, Handout, Help, Key, Signed
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.library import data_paths, load_library
from nmt_atlas.library.writing.handout import HANDED, WORDS, handout_of, has_handout
from nmt_atlas.press.printing import printed

HOSTILE = '#panic("x") *b* _i_ $x$ @a <b> <script>alert(1)</script> \\u{41} #import "y": * ]'


def png() -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (36, 43), "#aaccbb").save(found, "PNG")
    return found.getvalue()


PICTURE = png()


def sheet(**more: object) -> Handout:
    return Handout.model_validate(
        {
            "title": "Heel pain",
            "about": "Condition",
            "plain": ("It hurts under the heel.",),
            "helps": (Help(urgency="emergency", words="A cold foot."), Help(words="A numb one.")),
            "felt": (Advice(about="Heel", words="An ache."),),
            "care": (Advice(words="Walk a little."),),
            "goal": "a walk",
            "legend": (Key(color="#c8102e", words="Pain", texture="dots"),),
            "picture": "The foot from below",
            "words": WORDS,
            "foot": ("This teaches.",),
            **more,
        }
    )


def test_a_sheet_is_a_tagged_pdf_with_title_language_and_words_for_its_picture() -> None:
    (found,) = printed(sheet(language="es"), PICTURE)
    text = found.decode("latin-1")
    assert found.startswith(b"%PDF-")
    assert "pdfuaid:part>1<" in text.replace(" ", "")
    assert "/Lang(es)" in text
    assert "/Marked true" in text
    assert "/Alt(The foot from below)" in text
    assert re.search(r"/Title ?\(Heel pain\)", text)
    assert text.count("/S/H1") == 1


@pytest.mark.parametrize("field", ["title", "about", "goal", "picture"])
def test_hostile_words_are_set_as_they_stand(field: str) -> None:
    changed = sheet(**{field: HOSTILE}, signed=Signed(by=HOSTILE, notes=HOSTILE, day=HOSTILE))
    assert len(printed(changed, PICTURE, "png")) == 1
    assert printed(changed, PICTURE)[0] != printed(sheet(), PICTURE)[0]


def test_words_without_a_shape_still_print() -> None:
    strange = sheet(signed=Signed(notes="\U000e0041 \ufdd0 \U0001f9a0"))
    assert printed(strange, PICTURE)[0].startswith(b"%PDF-")


def test_the_shortest_and_the_longest_words_fit_one_page() -> None:
    long = sheet(
        plain=("Words and more words. " * 30,),
        care=tuple(Advice(about="Muscle", words="Do this, then that. " * 6) for _ in range(5)),
        signed=Signed(by="A B", notes="A note. " * 60),
    )
    assert len(printed(long, PICTURE, "png")) == 1
    assert len(printed(sheet(helps=(), felt=(), care=(), goal="", legend=()), PICTURE, "png")) == 1


def test_what_cannot_fit_goes_on_to_a_second_page() -> None:
    assert len(printed(sheet(signed=Signed(notes="line\n" * 120)), PICTURE, "png")) > 1


@pytest.mark.slow
def test_every_document_has_one_page_with_signs_and_words() -> None:
    library, _ = load_library(data_paths())
    count, start = 0, time.perf_counter()
    for kind in HANDED:
        for ident in library.of(kind):
            if not has_handout(library, kind, ident):
                continue
            found = handout_of(library, kind, ident, "right", ENGLISH.say)
            assert found.helps, ident
            assert found.care, ident
            assert all(found.plain), ident
            if kind in ("condition", "entrapment"):
                count += 1
                assert len(printed(found, PICTURE, "png")) == 1, ident
    assert count > 100
    assert (time.perf_counter() - start) / count < 1
