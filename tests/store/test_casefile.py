from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nmt_atlas.domain.casefile import CaseFile, Day
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.casefile import CaseFiles

WORDS = "four plain words here"
HOSTILE = "<script>alert(1)</script> #panic()"
CASE = CaseFile(label="A-17", days=(Day(day=date(2026, 11, 30), plan=HOSTILE),))


@pytest.fixture
def files(tmp_path: Path) -> CaseFiles:
    return CaseFiles(tmp_path / "cases")


def test_nothing_is_made_before_something_is_kept(files: CaseFiles) -> None:
    assert files.labels() == ()
    assert not files.folder.exists()


def test_a_case_is_read_again_and_nothing_of_it_is_legible(files: CaseFiles) -> None:
    file = files.keep(CASE, WORDS)
    assert files.read("A-17", WORDS) == CASE
    assert b"script" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert files.labels() == ("A-17",)
    assert HOSTILE in files.export("A-17", WORDS)


def test_another_passphrase_opens_nothing_and_writes_nothing(files: CaseFiles) -> None:
    file = files.keep(CASE, WORDS)
    before = file.read_bytes()
    for act in (lambda: files.read("A-17", "x" * 12), lambda: files.keep(CASE, "x" * 12)):
        with pytest.raises(StoreError, match=r"A-17.*left as it is") as told:
            act()
        assert "A-17" not in told.value.public
    assert file.read_bytes() == before


@pytest.mark.parametrize("at", [0, 25, 60, -1])
def test_a_damaged_file_is_refused_whole_and_kept(files: CaseFiles, at: int) -> None:
    file = files.keep(CASE, WORDS)
    raw = bytearray(file.read_bytes())
    raw[at] ^= 1
    file.write_bytes(raw)
    with pytest.raises(StoreError, match="left as it is"):
        files.read("A-17", WORDS)
    assert file.read_bytes() == bytes(raw)


def test_a_file_under_another_s_label_is_refused(files: CaseFiles) -> None:
    file = files.keep(CASE, WORDS)
    file.rename(file.with_name("B-2.nmtcase"))
    with pytest.raises(StoreError, match="A-17"):
        files.read("B-2", WORDS)


def test_a_case_is_erased_even_where_it_cannot_be_opened(files: CaseFiles) -> None:
    files.keep(CASE, WORDS)
    files.erase("A-17")
    assert files.labels() == ()
    with pytest.raises(StoreError, match="erased"):
        files.erase("A-17")


@pytest.mark.parametrize("label", ["../x", "Ana Rivera", ""])
def test_a_label_leaves_the_folder_never(files: CaseFiles, label: str) -> None:
    with pytest.raises(StoreError, match="label"):
        files.read(label, WORDS)


def test_a_short_passphrase_is_refused(files: CaseFiles) -> None:
    with pytest.raises(StoreError, match="fewer than 8"):
        files.keep(CASE, "short")
    assert not files.folder.exists()


def test_a_file_of_a_newer_version_is_refused_as_such(files: CaseFiles) -> None:
    newer = CASE.model_copy(update={"version": 2})
    files.keep(newer, WORDS)
    with pytest.raises(StoreError, match="newer version"):
        files.read("A-17", WORDS)
