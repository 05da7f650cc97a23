"""Several learners on one machine: chosen by name, exported, taken in, erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.database import DATABASE, database_url
from nmt_atlas.store.people import named
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = "click-structure:soleus"


def answered(store, who, count=3):
    for one in range(count):
        store.record(
            who,
            "hip",
            f"q{one}",
            answer=[one],
            score=1,
            now=NOW,
            uid=f"{who}-{one}"[:60],
            card=CARD,
        )


def test_names_are_chosen_in_a_browser_and_found_again(store):
    assert store.people.names() == ()
    assert store.people.chosen("browser") is None
    anna = store.people.choose("browser", "  Anna  Maria ", NOW)
    assert anna == named("Anna Maria")
    store.people.choose("other", "bert", NOW)
    assert store.people.names() == ("Anna Maria", "bert")
    assert store.people.chosen("browser") == anna
    store.people.choose("browser", "", NOW)
    assert store.people.chosen("browser") is None
    assert store.people.names() == ("Anna Maria", "bert")


def test_each_has_their_own_answers(store):
    anna = store.people.choose("browser", "Anna", NOW)
    answered(store, anna)
    answered(store, "browser", 1)
    assert (store.people.count(anna), store.people.count("browser")) == (3, 1)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_what_is_no_name_is_refused(store, name):
    with pytest.raises(StoreError, match="name must have"):
        named(name)


def test_an_export_goes_into_another_database_and_counts_once(store, fresh_of, kind, tmp_path):
    anna = store.people.choose("browser", "Anna", NOW)
    answered(store, anna)
    store.memory.take_back(anna, store.answers(anna)[0].uid, NOW)
    file = tmp_path / "anna.json"
    assert store.people.export(anna, file) == 3
    other = ProgressStore(fresh_of(kind))
    assert other.people.take_in(file, "Anna", NOW) == 3
    assert other.people.take_in(file, "Anna", NOW) == 0
    assert other.answers(anna) == store.answers(anna)
    assert other.memory.all(anna) == store.memory.all(anna)
    assert other.progress(anna, "hip").best == store.progress(anna, "hip").best
    other.close()


def test_an_export_never_writes_over_a_file(store, tmp_path):
    anna = store.people.choose("browser", "Anna", NOW)
    file = tmp_path / "anna.json"
    file.write_text("mine")
    with pytest.raises(StoreError, match="cannot be written"):
        store.people.export(anna, file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"nmt-atlas-learner": 9}',
        '{"nmt-atlas-learner": 1, "place": [{}]}',
        "[" * 9999,
    ],
)
def test_what_is_no_export_changes_nothing(store, tmp_path, text):
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(StoreError, match="no export"):
        store.people.take_in(file, "Anna", NOW)
    assert store.people.names() == ()


def test_a_row_that_is_wrong_leaves_everything_out(store, tmp_path):
    anna = store.people.choose("browser", "Anna", NOW)
    answered(store, anna)
    file = tmp_path / "anna.json"
    store.people.export(anna, file)
    data = json.loads(file.read_text())
    data["answer"][2]["at"] = "yesterday"
    file.write_text(json.dumps(data))
    with pytest.raises(StoreError, match="no export"):
        store.people.take_in(file, "Bert", NOW)
    assert store.people.names() == ("Anna",)


def test_who_is_erased_is_gone_and_others_are_not(store):
    anna = store.people.choose("browser", "Anna", NOW)
    answered(store, anna)
    answered(store, "browser", 2)
    assert store.people.erase(anna) == 3
    assert store.people.names() == ()
    assert store.people.chosen("browser") is None, "nobody learns under a name that is gone"
    assert store.answers(anna) == ()
    assert store.memory.all(anna) == {}
    assert store.people.count("browser") == 2
    with pytest.raises(StoreError, match="nobody of that name"):
        store.people.erase(anna)


def test_the_command_line_lists_exports_takes_in_and_erases(
    fresh_sqlite, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv(DATABASE, fresh_sqlite())
    kept = ProgressStore(database_url())
    anna = kept.people.choose("browser", "Anna", NOW)
    answered(kept, anna)
    kept.close()
    file = str(tmp_path / "anna.json")
    assert main(["learners", "list"]) == 0
    assert "Anna  3 answers" in capsys.readouterr().out
    assert main(["learners", "export", "Anna", "-o", file]) == 0
    assert main(["learners", "erase", "Anna"]) == 1, "it must be said twice"
    assert main(["learners", "erase", "Anna", "--yes"]) == 0
    assert main(["learners", "import", file, "--name", "Bert"]) == 0
    capsys.readouterr()
    assert main(["learners", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"name": "Bert", "answers": 3}]
