"""``nmt-atlas cases``: by a passphrase, never by an option."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nmt_atlas.cli import main
from nmt_atlas.cli.cases import PASSPHRASE
from nmt_atlas.domain.casefile import CaseFile, Day, Drawn, Finding
from nmt_atlas.store.casefile import FOLDER, CaseFiles

WORDS = "four plain words here"
HOSTILE = "<script>alert(1)</script>\x1b[31m"


def day(number: int, vertices: range, **more: object) -> Day:
    drawn = Drawn(skin="s", words="Heel (right)", vertices=tuple(vertices), area=2_000.0)
    return Day.model_validate({"day": date(2026, 11, number), "drawings": (drawn,), **more})


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CaseFiles:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cases"))
    monkeypatch.setenv(PASSPHRASE, WORDS)
    return CaseFiles(tmp_path / "cases")


@pytest.fixture
def kept(files: CaseFiles) -> CaseFiles:
    note = Finding(kind="note", words=HOSTILE)
    case = CaseFile(label="A-17", days=(day(3, range(10)), day(24, range(5, 15), findings=(note,))))
    files.keep(case, WORDS)
    return files


def test_none_are_listed_before_they_are_switched_on(
    files: CaseFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cases", "list"]) == 0
    assert "off" in capsys.readouterr().err
    assert not files.folder.exists()


def test_labels_and_dates_are_told(kept: CaseFiles, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["labels"] == ["A-17"]
    assert main(["cases", "show", "A-17", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["days"]
    assert (first["day"], first["area_cm2"]) == ("2026-11-03", 20.0)
    assert HOSTILE in second["findings"]
    assert main(["cases", "show", "A-17"]) == 0
    printed = capsys.readouterr().out
    assert "alert(1)" in printed
    assert "\x1b" not in printed


@pytest.mark.slow
def test_two_dates_are_compared(kept: CaseFiles, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "compare", "A-17", "2026-11-03", "2026-11-24", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["jaccard"] == pytest.approx(1 / 3, abs=1e-3)
    assert told["beyond"] is False
    assert told["repeated"]["doi"] == "10.1080/17434440.2023.2277226"
    assert main(["cases", "compare", "A-17", "2026-11-03", "2026-11-25"]) == 1
    assert "2026-11-24" in capsys.readouterr().err


def test_an_export_is_readable_and_writes_over_nothing(
    kept: CaseFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    assert main(["cases", "export", "A-17", "-o", str(out)]) == 0
    assert CaseFile.model_validate_json(out.read_text(encoding="utf-8")).label == "A-17"
    assert main(["cases", "export", "A-17", "-o", str(out)]) == 1
    assert "exists" in capsys.readouterr().err


def test_another_passphrase_is_refused_and_the_file_kept(
    kept: CaseFiles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept.path("A-17").read_bytes()
    monkeypatch.setenv(PASSPHRASE, "x" * 12)
    assert main(["cases", "show", "A-17"]) == 1
    told = capsys.readouterr().err
    assert "A-17.nmtcase" in told
    assert "left as it is" in told
    assert kept.path("A-17").read_bytes() == before


def test_without_a_terminal_nobody_is_asked(
    kept: CaseFiles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(PASSPHRASE)
    assert main(["cases", "show", "A-17"]) == 1
    assert PASSPHRASE in capsys.readouterr().err


def test_erasing_is_said_twice(kept: CaseFiles, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "erase", "A-17"]) == 1
    assert kept.labels() == ("A-17",)
    assert main(["cases", "erase", "A-17", "--yes"]) == 0
    assert kept.labels() == ()
