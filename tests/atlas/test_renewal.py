"""Documents that change while people look at them are read again."""

from __future__ import annotations

import json
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas import renewal as renewals
from nmt_atlas.atlas.renewal import Renewal
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library import DataPaths


@pytest.fixture
def asked(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the worker was asked; it does nothing."""
    found: list[Any] = []

    def later(job: Any, *rest: Any) -> Future[None]:
        found.append((job, *rest))
        done: Future[None] = Future()
        done.set_result(None)
        return done

    monkeypatch.setattr(atlas.pictures, "later", later)
    monkeypatch.setattr(Atlas, "prepare", lambda self: found.append("prepared"))
    return found


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def renewal(atlas: Atlas, told: list[str]) -> Renewal:
    return Renewal(atlas, told.append)


def rename(root: Path, muscle: str, name: str) -> None:
    file = root / "referral_patterns" / f"{muscle}.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(document | {"name": name}), encoding="utf-8")


def test_what_has_changed_is_read_and_warmed_off_the_first_click(
    atlas: Atlas, paths: DataPaths, renewal: Renewal, asked: list[Any], told: list[str]
) -> None:
    assert not renewal.look()
    assert asked == []
    rename(paths.root, "piriformis", "Pear muscle")
    assert renewal.look()
    assert atlas.library.muscles["piriformis"].name == "Pear muscle"
    assert asked == [(renewals._checked, 1), "prepared"], "the worker checks first"
    assert not renewal.look()
    rename(paths.root, "piriformis", "Pear-shaped muscle")
    assert renewal.look()
    assert asked[2] == (renewals._checked, 2), "another question than the last"
    assert atlas.edition == 2
    assert not [one for one in told if "piriformis.json" in one]


def test_a_fault_is_told_once_for_as_long_as_it_stands(
    paths: DataPaths, renewal: Renewal, asked: list[Any], told: list[str]
) -> None:
    file = paths.root / "referral_patterns" / "piriformis.json"
    whole = file.read_text(encoding="utf-8")
    for text, times in (("{", 1), (whole, 1), ("{", 2)):
        file.write_text(text, encoding="utf-8")
        assert renewal.look()
        rename(paths.root, "gluteus-medius", f"Muscle {times}{text[:9]}")
        assert renewal.look()
        assert len([one for one in told if "left out: referral_patterns/pir" in one]) == times


def test_where_nothing_can_be_read_it_is_told_once_and_what_was_read_stays(
    paths: DataPaths,
    renewal: Renewal,
    asked: list[Any],
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_self: Atlas) -> None:
        raise AtlasError("the folders are gone.", where=str(paths.root))

    rename(paths.root, "piriformis", "Pear muscle")
    with monkeypatch.context() as patch:
        patch.setattr(Atlas, "reread", fails)
        assert not renewal.look()
        assert not renewal.look()
    assert len(told) == 1
    assert renewal.atlas.library.muscles["piriformis"].name == "Piriformis"
    assert renewal.look(), "they are back"


def test_without_the_worker_the_rules_are_checked_here(
    atlas: Atlas, paths: DataPaths, renewal: Renewal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Future[None]:
        raise BrokenExecutor("killed")

    monkeypatch.setattr(atlas.pictures, "later", broken)
    monkeypatch.setattr(Atlas, "prepare", lambda self: None)
    rename(paths.root, "piriformis", "Pear muscle")
    assert renewal.look()


def test_the_worker_reads_for_itself(atlas: Atlas, paths: DataPaths) -> None:
    rename(paths.root, "piriformis", "Pear muscle")
    renewals._checked(atlas, 1)
    assert atlas.library.muscles["piriformis"].name == "Pear muscle"
