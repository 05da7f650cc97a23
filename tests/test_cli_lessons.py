"""``nmt-atlas lessons``."""

from __future__ import annotations

import json

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.lesson import Lesson

pytestmark = pytest.mark.slow


def test_make_prints_a_lesson_document_that_is_the_same_again(capsys):
    command = ["lessons", "make", "--region", "forearm", "--count", "40", "--seed", "1", "--json"]
    assert main(command) == 0
    first = capsys.readouterr().out
    lesson = Lesson.model_validate_json(first)
    assert len(lesson.questions) == 40
    assert main(command) == 0
    assert capsys.readouterr().out == first


def test_make_refuses_what_it_does_not_know(capsys):
    assert main(["lessons", "make", "--muscle", "soleuss"]) == 1
    assert "soleus" in capsys.readouterr().err
    assert main(["lessons", "make", "--count", "0"]) == 1
    assert main(["lessons", "make", "--muscle", "soleus", "--nerve", "tibial-nerve"]) == 1


def test_what_new_prints_passes_check(capsys, tmp_path):
    assert main(["lessons", "new", "my-lesson", "--title", "Mine"]) == 0
    file = tmp_path / "my-lesson.json"
    file.write_text(capsys.readouterr().out)
    assert main(["lessons", "check", str(file)]) == 0
    file.write_text(file.read_text().replace('"minutes": 10', '"minutes": "ten"'))
    assert main(["lessons", "check", str(file)]) == 1
    assert "/minutes" in capsys.readouterr().out


def test_a_file_is_held_against_the_rules_too(capsys, tmp_path):
    assert main(["lessons", "new", "my-lesson"]) == 0
    lesson = json.loads(capsys.readouterr().out)
    lesson["objectives"].append("What nothing asks about.")
    lesson["steps"][1]["question"]["options"][0]["text"] = "What is right, told at great length"
    file = tmp_path / "my-lesson.json"
    file.write_text(json.dumps(lesson))
    assert main(["lessons", "check", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert {(one["file"], one["rule"]) for one in found} == {
        (str(file), "objectives-tested"),
        (str(file), "answers-alike"),
    }


def test_list_and_stats_are_data(capsys):
    assert main(["lessons", "list", "--made", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 300
    assert {"id", "title", "made_from"} <= set(rows[0])
    assert main(["lessons", "stats", "--json"]) == 0
    kinds = json.loads(capsys.readouterr().out)
    assert len(kinds) >= 14


def test_preview_shows_questions_with_their_answers(capsys):
    assert main(["lessons", "preview", "about-muscle-soleus"]) == 0
    said = capsys.readouterr().out
    assert "? " in said
    assert "= " in said
    assert main(["lessons", "preview", "about-muscle-soleuss"]) == 1
    assert "about-muscle-soleus" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["gift", "csv", "moodle", "html", "pdf", "anki"])
def test_export_writes_a_file(capsys, tmp_path, form):
    file = tmp_path / "out"
    command = ["lessons", "export", "about-muscle-soleus", "--format", form, "-o", str(file)]
    assert main([*command, "--without-pictures"]) == 0
    assert file.stat().st_size > 500
    assert "questions" in capsys.readouterr().out


@pytest.mark.slow
def test_export_draws_pictures(capsys, tmp_path):
    file = tmp_path / "out.html"
    command = ["lessons", "export", "about-muscle-soleus", "--format", "html"]
    assert main([*command, "-o", str(file)]) == 0
    assert "data:image/png;base64," in file.read_text()
    assert main([*command, "-o", str(tmp_path / "no" / "folder")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_import_writes_a_lesson(capsys, tmp_path):
    file, out = tmp_path / "q.gift", tmp_path / "q.json"
    file.write_text("What? {=a ~b ~c}\n\nEssay {}\n")
    command = ["lessons", "import", str(file), "--id", "mine", "--source", "gray-2020"]
    assert main([*command, "-o", str(out)]) == 0
    assert "Essay" in capsys.readouterr().err
    assert main(["lessons", "check", str(out)]) == 0


def test_info_counts_lessons(capsys):
    assert main(["info", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts["lessons"] == counts["lessons_written"] + counts["lessons_generated"]
    assert counts["lessons_generated"] > 300
    assert counts["question_kinds"] >= 14
