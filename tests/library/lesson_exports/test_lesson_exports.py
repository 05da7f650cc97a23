"""Lessons out and in again: hostile text stays text, ids stay the same, nothing needs a network."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from xmlschema import XMLSchema

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library import load_library
from nmt_atlas.library.lesson_exports import FORMATS, gift, quiz_of
from nmt_atlas.library.lesson_exports.base import Quiz
from nmt_atlas.library.lesson_exports.csv_lessons import guarded, unguarded
from nmt_atlas.library.lesson_exports.plain import Choice, Plain
from nmt_atlas.library.lesson_imports import Heading, read_lesson
from nmt_atlas.library.lesson_imports import gift as gift_in

HOSTILE = 'a~b=c#d{e}f:g\\h "i" <img src=x onerror=alert(1)> %50% -> // ::x:: ñ € \n\n $CATEGORY: z'
BY_ID = {one.id: one for one in FORMATS}


@pytest.fixture(scope="module")
def library():
    return load_library().library


def _png(_view):
    out = io.BytesIO()
    Image.new("RGB", (40, 50), "#c0c0c0").save(out, "png")
    return out.getvalue()


def _labelled(view, names):
    boxes = {part: (0.02, 0.1 * n, 0.2, 0.05) for n, part in enumerate(names, 1)}
    return _png(view), boxes


@pytest.fixture(scope="module")
def quiz(library):
    lesson = library.lessons["quiz-all-90-1"]
    return quiz_of(library, lesson.title, [lesson], _png, _labelled)


@pytest.fixture(scope="module")
def pictures_to_label(quiz):
    found = [one for one in quiz.questions if one.named]
    assert found
    return found


def nasty() -> Plain:
    return Plain(
        id="q",
        card="choose-one:q",
        kind="choose-one",
        form="choice",
        prompt=HOSTILE,
        explanation=HOSTILE,
        answer=HOSTILE,
        choices=(Choice(HOSTILE, True, HOSTILE), Choice("b}", False), Choice("~c", False)),
    )


def hostile() -> Quiz:
    pairs = ((HOSTILE, "1#"), ("b", "2{"), ("c", "3"))
    match = Plain("m", "m:m", "match-pairs", "match", HOSTILE, "", "", pairs=pairs, extra=("4}",))
    return Quiz(HOSTILE, (), (nasty(), match))


def one_line(text: str) -> str:
    return text.replace("->", "→").strip()


def test_gift_round_trips_hostile_text():
    asked = list(gift_in.read(gift.write(hostile()).decode()))
    assert len(asked) == 2
    choice, match = asked
    assert choice.prompt == one_line(HOSTILE)
    assert choice.explanation == one_line(HOSTILE)
    assert choice.choices == (
        (one_line(HOSTILE), True, one_line(HOSTILE)),
        ("b}", False, ""),
        ("~c", False, ""),
    )
    assert match.pairs == ((one_line(HOSTILE), "1#"), ("b", "2{"), ("c", "3"))
    assert match.extra == ("4}",)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\r"),
        min_size=1,
    )
)
def test_gift_round_trips_any_text(text):
    text = "".join(char for char in text if char.isprintable() or char == "\n")
    if not text.strip():
        return
    plain = Plain(
        "q", "k:q", "choose-one", "choice", text, "", "", (Choice(text, True), Choice("x"))
    )
    (asked,) = gift_in.read(gift.write(Quiz("t", (), (plain,))).decode())
    assert asked.prompt == one_line(text)
    assert asked.choices[0][0] == one_line(text)


def test_every_format_writes_every_kind(quiz):
    kinds = {one.kind for one in quiz.questions}
    assert len(kinds) >= 17
    for one in FORMATS:
        written = one.write(quiz)
        assert written, one.id
        assert one.takes(quiz), one.id


def test_every_format_bears_hostile_text():
    for one in FORMATS:
        assert one.write(hostile()), one.id


def test_moodle_is_what_moodle_reads(quiz):
    root = ElementTree.fromstring(BY_ID["moodle"].write(quiz))
    assert root.tag == "quiz"
    first, *questions = root
    assert first.get("type") == "category"
    assert first.find("category/text").text.startswith("$course$/")
    for question in questions:
        assert question.get("type") in ("multichoice", "matching")
        assert question.find("name/text").text
        assert question.find("questiontext").get("format") == "html"
        assert question.find("questiontext/text").text
        assert question.find("idnumber").text
        if question.get("type") == "matching":
            pairs = question.findall("subquestion")
            assert sum(bool(one.find("text").text) for one in pairs) >= 2
            assert all(one.find("answer/text").text for one in pairs)
            continue
        shares = [float(one.get("fraction")) for one in question.findall("answer")]
        assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.001)
        assert all(share in (0, 100) for share in shares) == (
            question.find("single").text == "true"
        )
        for file in question.iter("file"):
            assert f"@@PLUGINFILE@@/{file.get('name')}" in question.find("questiontext/text").text


@pytest.fixture(scope="module")
def moodle_schema():
    """What Moodle's importer reads, as its documentation has it: it publishes no schema."""
    return XMLSchema(Path(__file__).parents[2] / "samples" / "moodle.xsd")


def test_moodle_xml_is_of_the_documented_form(quiz, moodle_schema):
    for one in (quiz, hostile()):
        found = list(moodle_schema.iter_errors(BY_ID["moodle"].write(one).decode()))
        assert [(error.path, error.reason) for error in found] == []


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ('fraction="100"', 'fraction="99"'),
        ('type="matching"', 'type="pairs"'),
        ("<single>true</single>", "<single>yes</single>"),
        ("<name>", "<title>"),
        ('encoding="base64"', 'encoding="hex"'),
    ],
)
def test_another_form_is_no_moodle_xml(quiz, moodle_schema, was, is_now):
    text = BY_ID["moodle"].write(quiz).decode()
    assert was in text
    broken = text.replace(was, is_now).replace(
        "</name>", "</title>" if was == "<name>" else "</name>"
    )
    assert not moodle_schema.is_valid(broken)


@pytest.mark.parametrize("count", range(1, 9))
def test_shares_are_those_that_moodle_takes(count, moodle_schema):
    choices = [Choice(f"r{n}", True) for n in range(count)] + [Choice("w1"), Choice("w2")]
    plain = Plain("q", "k:q", "choose-several", "several", "?", "!", "", tuple(choices))
    written = BY_ID["moodle"].write(Quiz("t", (), (plain,))).decode()
    assert moodle_schema.is_valid(written)


def test_moodle_shows_markup_as_text():
    text = BY_ID["moodle"].write(hostile()).decode()
    assert "<img src=x" not in text
    root = ElementTree.fromstring(text)
    assert "&lt;img src=x" in root[1].find("questiontext/text").text


def test_anki_notes_keep_their_ids_and_have_their_pictures(quiz, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        with zipfile.ZipFile(io.BytesIO(BY_ID["anki"].write(quiz))) as package:
            package.extractall(folder)
    notes = [
        sqlite3.connect(folder / "collection.anki2")
        .execute("select guid, flds from notes")
        .fetchall()
        for folder in (one, two)
    ]
    assert notes[0] == notes[1]
    assert len({guid for guid, _ in notes[0]}) == len(quiz.askable)
    media = json.loads((one / "media").read_text())
    shown = {name for _, fields in notes[0] for name in re.findall(r'src="([^"]+)"', fields)}
    assert shown == set(media.values())


IMPORTED = """
import json, os, sys
from anki.collection import Collection, ImportAnkiPackageRequest, ImportAnkiPackageOptions
col = Collection(sys.argv[1])
for file in sys.argv[2:]:
    col.import_anki_package(ImportAnkiPackageRequest(
        package_path=file, options=ImportAnkiPackageOptions(with_scheduling=True)))
col.add_image_occlusion_notetype()
stock = next(one for one in col.models.all() if one["name"] == "Image Occlusion")
kind = lambda note: col.models.get(note.mid)
own = [col.get_note(one) for one in col.find_notes("tag:label-picture")]
native = [kind(one).get("originalStockKind") == stock["originalStockKind"] for one in own]
cards = col.find_cards("-tag:label-picture")
print(json.dumps({
    "cards": len(cards),
    "notes": len(col.find_notes("tag:nmt-atlas")),
    "turned": "<hr" in col.get_card(cards[0]).answer(),
    "pictures": len(os.listdir(col.media.dir())),
    "native": native,
    "fields": [[(one["name"], one["tag"]) for one in kind(note)["flds"]] for note in own],
    "stock": [(one["name"], one["tag"]) for one in stock["flds"]],
    "hidden": [len(note.card_ids()) for note in own],
    "shapes": [
        [shape.shape for at in col.backend.get_image_occlusion_note(note.id).note.occlusions
         for shape in at.shapes]
        for note, is_native in zip(own, native) if is_native
    ],
}))
col.close()
"""
"""What Anki has after it has read some packages."""


def imported_by_anki(tmp_path, *files):
    pytest.importorskip("anki")
    import subprocess
    import sys

    command = [sys.executable, "-c", IMPORTED, str(tmp_path / "c.anki2"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_anki_imports_the_package(quiz, pictures_to_label, tmp_path):
    file, again = tmp_path / "quiz.apkg", tmp_path / "again.apkg"
    for one in (file, again):
        one.write_bytes(BY_ID["anki"].write(quiz))
    found = imported_by_anki(tmp_path, file, again)
    assert found["notes"] == len(quiz.askable), "twice is once"
    assert found["cards"] == len(quiz.askable) - len(pictures_to_label)
    assert found["turned"]
    assert found["pictures"] >= 1


def test_a_picture_to_label_is_an_image_occlusion_of_ankis_own(quiz, pictures_to_label, tmp_path):
    file = tmp_path / "quiz.apkg"
    file.write_bytes(BY_ID["anki"].write(quiz))
    found = imported_by_anki(tmp_path, file)
    count = len(pictures_to_label)
    assert found["native"] == [True] * count
    assert found["fields"] == [found["stock"]] * count
    names = sorted(len(one.named.names) for one in pictures_to_label)
    assert sorted(found["hidden"]) == names, "a card for each name"
    assert sorted(map(len, found["shapes"])) == names
    assert {one for shapes in found["shapes"] for one in shapes} == {"rect"}


def test_without_pictures_a_picture_to_label_is_asked_in_words(quiz, tmp_path):
    bare = dataclasses.replace(quiz, label=None)
    file = tmp_path / "bare.apkg"
    file.write_bytes(BY_ID["anki"].write(bare))
    found = imported_by_anki(tmp_path, file)
    assert found["native"] == [False] * len(found["native"])
    assert found["cards"] + len(found["native"]) == len(bare.askable)


def test_csv_holds_formulas_as_text(quiz):
    text = BY_ID["csv"].write(quiz).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(BY_ID["csv"].takes(quiz))
    assert guarded("=1+1") == "'=1+1"
    for cell in ("=1", "'=1", "-x", "plain", "", "'x"):
        assert unguarded(guarded(cell)) == cell or cell == "'=1"


def test_the_html_file_needs_nothing_else(quiz):
    page = BY_ID["html"].write(quiz).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=[\"']?https?:", page)
    data = re.search(r'<script id="data"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    assert len(json.loads(data)) == len(quiz.askable)


def test_the_html_file_holds_no_markup_of_texts():
    page = BY_ID["html"].write(hostile()).decode()
    assert "<img src=x" not in page
    assert page.count("</script>") == 2


def test_the_worksheet_is_a_pdf(quiz):
    assert BY_ID["pdf"].write(quiz).startswith(b"%PDF")


def test_what_needs_a_picture_is_left_out_without_one(library):
    lesson = library.lessons["quiz-all-90-1"]
    bare = quiz_of(library, lesson.title, [lesson])
    assert 0 < len(bare.askable) < len(bare.questions)
    assert all("What is highlighted" not in one.prompt for one in bare.askable)


HEADING = Heading("mine", "Mine", "gray-2020")


def imported(folder: Path, name: str, data: bytes):
    file = folder / name
    file.write_bytes(data)
    return read_lesson(file, HEADING)


def test_csv_and_gift_come_in_again(quiz, tmp_path):
    for name in ("csv", "gift"):
        form = BY_ID[name]
        found = imported(tmp_path, f"q{form.ending}", form.write(quiz))
        assert len(found.lesson.questions) > 20
        asked = {one.prompt for one in quiz.questions}
        assert {one.prompt for one in found.lesson.questions} <= asked
        assert Lesson.model_validate_json(found.lesson.model_dump_json()) == found.lesson


def test_what_cannot_be_asked_is_told(tmp_path):
    text = """// a remark
$CATEGORY: x

::good::What is it? {=a#yes ~b ~c}

Two plus two {#4}

The sky is blue {T}

Name it {=one =two}

Write about it {}

No braces here

Too few {=a ~b}
"""
    found = imported(tmp_path, "x.gift", text.encode())
    assert [one.prompt for one in found.lesson.questions] == ["What is it?"]
    assert len(found.left_out) == 6
    assert any("numbers" in line for line in found.left_out)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.csv", b"a,b\n1,2\n", "column is missing"),
        ("x.gift", b"nothing", "no question"),
        ("x.gift", b"\xff\xfe\x00", "UTF-8"),
        ("x.docx", b"x", "cannot be read"),
        ("x.json", b"{}", "no lesson"),
    ],
)
def test_bad_files_are_refused_in_a_line(tmp_path, name, data, said):
    with pytest.raises(AtlasError, match=said) as caught:
        imported(tmp_path, name, data)
    assert "\n" not in str(caught.value)
