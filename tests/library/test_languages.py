from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.atlas.scene import SceneContext
from nmt_atlas.domain.pack import BodyInfo, PackIndex
from nmt_atlas.library import DataPaths, Library, data_paths, load_library
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.languages import interface_texts, texts_in

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_spanish_library_has_spanish_names(library: Library) -> None:
    told = library.in_language("es")
    assert told.muscle("piriformis").name == "Piriforme"
    assert told.nerve("sciatic-nerve").name == "Nervio ciático"
    assert told.structure("sacrum").name == "Hueso sacro"
    assert told.region("buttock").name == "Glúteo"
    assert told.in_language("en") is told
    assert library.muscle("piriformis").name == "Piriformis"


def test_a_document_is_told_in_the_language_as_far_as_it_is_translated(library: Library) -> None:
    lesson = library.in_language("es").lesson("hip")
    assert lesson.title == "La cadera"
    question = lesson.steps[1].question
    assert question is not None
    assert question.prompt == "Haga clic en el piriforme."
    assert lesson.steps[0].view == library.lesson("hip").steps[0].view
    muscle, english = library.in_language("es").muscle("piriformis"), library.muscle("piriformis")
    assert muscle.client == f"¡{english.client}!"
    assert muscle.latin == english.latin, "what has no text stays as it is"
    assert library.in_language("es") is library.in_language("es")


def test_what_the_program_reads_is_only_shown_in_the_language(library: Library) -> None:
    told, english = library.in_language("es"), library.muscle("piriformis")
    assert told.muscle("piriformis").actions == english.actions
    movement = english.actions[0].movement
    assert told.told(movement) == f"¡{movement}!"
    assert told.told("dancing") == "dancing"
    assert library.told(movement) == movement


def test_other_languages_are_english_or_latin(library: Library) -> None:
    assert library.in_language("xx") is library
    assert library.in_language("la").muscle("piriformis").name == "Musculus piriformis"
    assert library.catalogue("la").say("Hide") == "Hide"
    assert library.catalogue("es").say("Hide") == "¡Hide!"


def test_names_on_the_body(library: Library) -> None:
    info = BodyInfo(id="own", name="B", licence="L", attribution="A", recipe_hash="0")
    structures = tuple(library.structures.values())
    index = PackIndex(body=info, files=(), structures=structures, parts=(), colors={})
    context = SceneContext(index, library, lambda _point, _side: (0.0, 0.0, 0.0))
    named = {code: context.name("piriformis", code) for code in ("en", "la", "es")}
    assert named == {"en": "Piriformis", "la": "Musculus piriformis", "es": "Piriforme"}
    assert context.name("sacrum", "la") == "Sacrum", "English where there is no Latin name"


@pytest.mark.parametrize(
    ("text", "kind", "ident"),
    [
        ("piriforme", "muscle", "piriformis"),
        ("gluteo medio", "muscle", "gluteus-medius"),
        ("hueso", "structure", "sacrum"),
        ("ciático", "nerve", "sciatic-nerve"),
    ],
)
def test_spanish_names_are_found(library: Library, text: str, kind: str, ident: str) -> None:
    best = library.search(text)[0]
    assert (best.kind, best.id) == (kind, ident)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("languages/es/structures.json", "{", "broken JSON"),
        ("languages/es/interface.json", '{"Hide": ""}', '""'),
        ("languages/es/documents/lessons/hip.json", '{"The hip": 3}', "3"),
        ("languages/xx/interface.json", "{}", "“xx”"),
    ],
)
def test_a_faulty_catalogue_is_told_and_left_out(
    paths: DataPaths, name: str, text: str, found: str
) -> None:
    (paths.root / name).parent.mkdir(parents=True, exist_ok=True)
    (paths.root / name).write_text(text)
    library, (problem,) = load_library(paths)
    assert name.startswith(problem.file)
    assert found in problem.found
    assert library.in_language("es").muscle("piriformis").id == "piriformis"


def test_texts_are_found_in_code() -> None:
    code = 'x = {"a": mark("One")}\nself.say("{n} two", n=2)\nsay(name)\nsay(f"{name}")\n'
    assert sorted(texts_in(code)) == [("One", 1), ("{n} two", 2)]
    counted = 'say.plural(n, "{count} bone", "{count} bones", of=n)\n'
    assert list(texts_in(counted)) == [("{count} bone", 1), ("{count} bones", 1)]


def test_the_browser_side_says_the_same() -> None:
    from nmt_atlas.viewer.atlas_view import TEXTS

    style = (REPOSITORY / "src/nmt_atlas/viewer/js/src/style.js").read_text(encoding="utf-8")
    words = style[style.index("export const WORDS") :]
    assert dict(re.findall(r'^  (\w+): "(.*)",$', words, flags=re.MULTILINE)) == dict(TEXTS)
    assert set(TEXTS.values()) <= set(interface_texts())


def test_a_face_of_the_cube_is_called_by_the_word_on_it() -> None:
    """Who steers by voice says what they read (2.5.3)."""
    from nmt_atlas.viewer.atlas_view import TEXTS

    file = REPOSITORY / "languages/es/interface.json"
    spanish: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    for said in (str, spanish.__getitem__):
        words = {key: said(text).lower() for key, text in TEXTS.items()}
        faces = {key[4:].lower(): word for key, word in words.items() if key.startswith("face")}
        assert len(faces) == 6
        assert {name: face for name, face in faces.items() if face not in words[name]} == {}


@pytest.mark.slow
def test_every_name_and_word_of_the_atlas_is_there_in_spanish() -> None:
    problems = check_documents(data_paths({})).problems
    assert [one for one in problems if one.rule == "languages-complete"] == []


def test_spanish_names_tell_structures_apart() -> None:
    names: dict[str, Any] = json.loads(
        (REPOSITORY / "languages/es/structures.json").read_text(encoding="utf-8")
    )
    library = load_library(data_paths({})).library
    shown = [names[ident] for ident in library.structures if ident in names]
    assert len(shown) == len(set(shown))
