"""Accounts and the audit log on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nmt_atlas.cli import main
from nmt_atlas.cli.accounts import PASSWORD
from nmt_atlas.store.database import DATABASE

GOOD = "a long password"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE, f"sqlite:///{tmp_path / 'school.sqlite3'}")
    monkeypatch.setenv(PASSWORD, GOOD)


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["accounts", "list", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_account_is_made_changed_and_switched_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "add", "anna", "--role", "instructor", "--called", "Anna May"]) == 0
    assert main(["accounts", "add", "anna"]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["accounts", "role", "anna", "administrator"]) == 0
    assert main(["accounts", "password", "anna"]) == 0
    assert main(["accounts", "off", "anna"]) == 0
    [found] = listed(capsys)
    assert (found["name"], found["role"], found["off"]) == ("Anna May", "administrator", True)
    assert main(["accounts", "on", "anna"]) == 0
    assert main(["accounts", "list"]) == 0
    assert "anna  Anna May  administrator" in capsys.readouterr().out
    assert main(["accounts", "role", "nobody", "student"]) == 1
    assert "no such account" in capsys.readouterr().err


def test_a_short_password_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "short")
    assert main(["accounts", "add", "anna"]) == 1
    assert "10 to 200" in capsys.readouterr().err
    assert listed(capsys) == []


def test_the_audit_tells_what_was_done_and_no_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "add", "anna"]) == 0
    assert main(["accounts", "off", "anna"]) == 0
    capsys.readouterr()
    assert main(["audit", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert [(one["who"], one["what"]) for one in lines] == [
        ("operator", "account made"),
        ("operator", "account changed"),
    ]
    assert main(["audit", "--after", str(lines[0]["id"])]) == 0
    told = capsys.readouterr().out
    assert "switched off" in told
    assert "account made" not in told
    assert GOOD not in told
