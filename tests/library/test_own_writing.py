"""Documents of one's own are written at once or not at all, and only where that is permitted."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.domain.drafting import new_lesson
from nmt_atlas.library import DataPaths, load_library
from nmt_atlas.library.own_writing import (
    FULL,
    NO_FOLDER,
    NO_RIGHT,
    NOT_HERE,
    NOT_WRITTEN,
    VERSIONS_KEPT,
    NotWrittenError,
    OwnDocuments,
)


@pytest.fixture
def mine(paths: DataPaths, tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    return DataPaths(paths.root, tmp_path_factory.mktemp("mine") / "documents")


@pytest.fixture
def own(mine: DataPaths) -> OwnDocuments:
    return OwnDocuments(mine, lambda: True)


def lesson(title: str = "The calf") -> dict[str, Any]:
    return new_lesson("calf", title, "Look", "simons-1999") | {"summary": "S"}


def test_what_is_saved_is_read_by_the_atlas(own: OwnDocuments, mine: DataPaths) -> None:
    file = own.save(lesson())
    assert json.loads(file.read_text(encoding="utf-8")) == lesson()
    library, problems = load_library(mine)
    assert problems == ()
    assert library.file_of("lesson", "calf") == "own/lessons/calf.json"
    assert (own.ids(), own.read("calf")) == (("calf",), lesson())
    assert [one.name for one in file.parent.iterdir()] == ["calf.json"], "nothing is left beside it"


def test_drafts_and_versions_are_no_documents(own: OwnDocuments, mine: DataPaths) -> None:
    own.keep_draft({"id": "calf", "steps": "no list at all"})
    own.save(lesson("First"))
    own.save(lesson("Second"))
    library, problems = load_library(mine)
    assert problems == (), "hidden folders are nobody's fault"
    assert library.lessons["calf"].title == "Second"
    assert own.draft("calf") == {"id": "calf", "steps": "no list at all"}
    own.drop_draft("calf")
    own.drop_draft("calf")
    assert own.drafts() == ()


def test_every_version_before_is_kept_up_to_a_number(own: OwnDocuments) -> None:
    for number in range(VERSIONS_KEPT + 4):
        own.save(lesson(f"Title {number}"))
        own.save(lesson(f"Title {number}"))
    found = own.versions("calf")
    assert len(found) == VERSIONS_KEPT
    assert found[0].number == VERSIONS_KEPT + 3, "saving the same again makes no version"
    newest = own.version("calf", found[0].number)
    assert newest is not None
    assert newest["title"] == f"Title {VERSIONS_KEPT + 2}"
    own.remove("calf")
    assert own.read("calf") is None
    last = own.version("calf", own.versions("calf")[0].number)
    assert last is not None
    assert last["title"] == f"Title {VERSIONS_KEPT + 3}", "what is taken away is kept too"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, FULL),
        (errno.EACCES, NO_RIGHT),
        (errno.EROFS, NO_RIGHT),
        (errno.EIO, NOT_WRITTEN),
    ],
)
def test_what_cannot_be_written_leaves_what_was_there(
    own: OwnDocuments, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    file = own.save(lesson("Before"))

    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(NotWrittenError) as caught:
        own.save(lesson("After"))
    assert caught.value.public == told
    monkeypatch.undo()
    assert own.read("calf") == lesson("Before")
    assert [one.name for one in file.parent.iterdir()] == ["calf.json"]


def test_every_write_asks_whether_it_may(mine: DataPaths) -> None:
    permitted = [True]
    own = OwnDocuments(mine, lambda: permitted[0])
    own.save(lesson())
    permitted[0] = False
    for write in (own.save, own.keep_draft):
        with pytest.raises(NotWrittenError) as caught:
            write(lesson("Other"))
        assert caught.value.public == NOT_HERE
    for take in (own.remove, own.drop_draft):
        with pytest.raises(NotWrittenError):
            take("calf")
    assert own.read("calf") == lesson()


def test_without_a_folder_nothing_is_written(paths: DataPaths) -> None:
    own = OwnDocuments(paths, lambda: True)
    with pytest.raises(NotWrittenError) as caught:
        own.save(lesson())
    assert caught.value.public == NO_FOLDER
    assert (own.ids(), own.drafts(), own.versions("calf"), own.read("calf")) == ((), (), (), None)


@pytest.mark.parametrize("ident", ["../calf", "", "a/b", "A", None, ".hidden", "x" * 200])
def test_an_id_leads_out_of_the_folder_nowhere(own: OwnDocuments, ident: object) -> None:
    with pytest.raises(NotWrittenError):
        own.save({**lesson(), "id": ident})
    if isinstance(ident, str):
        assert own.read(ident) is None
        assert own.version(ident, 1) is None
        with pytest.raises(NotWrittenError):
            own.drop_draft(ident)


def test_a_draft_that_is_no_json_is_none(own: OwnDocuments, mine: DataPaths) -> None:
    file = own.keep_draft(lesson())
    file.write_text("{", encoding="utf-8")
    assert own.draft("calf") is None
    assert isinstance(mine.own, Path)
