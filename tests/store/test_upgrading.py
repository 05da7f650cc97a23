"""Databases of every released state become the present one, whole; newer ones are not touched."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store import upgrading
from nmt_atlas.store.database import Database
from nmt_atlas.store.progress import LessonProgress, ProgressStore
from nmt_atlas.store.tables import Base

RELEASED = Path(__file__).parent / "released"
STATES = sorted({file.name.split(".")[0] for file in RELEASED.iterdir()})


def make(url: str, kind: str, state: str) -> None:
    """Put a database into a released state."""
    script = (RELEASED / f"{state}.{kind}.sql").read_text(encoding="utf-8")
    run(url, *(one.strip() for one in script.split(";\n") if one.strip()))


def run(url: str, *statements: str) -> None:
    database = Database(url)
    database.write(lambda one: [raw(one).execute(each) for each in statements])
    database.close()


def raw(connection: Connection) -> Any:
    """The driver's own connection, which leaves a percent sign alone."""
    return connection.connection.driver_connection


def fetch(url: str, query: str) -> list[tuple[object, ...]]:
    database = Database(url)
    rows = database.read(lambda one: [tuple(row) for row in one.execute(text(query))])
    database.close()
    return rows


def differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_there_is_a_frozen_copy_of_every_released_state() -> None:
    assert STATES == ["state_1", "state_2"]


@pytest.mark.parametrize("state", ["nothing", *STATES])
def test_every_released_state_becomes_the_present_tables(url: str, kind: str, state: str) -> None:
    if state != "nothing":
        make(url, kind, state)
    store = ProgressStore(url)
    assert store.database.read(differences) == []
    assert store.database.read(upgrading.revision_of) == upgrading.HEAD
    store.close()


def test_the_comparison_sees_a_column_that_no_upgrade_makes(url: str) -> None:
    store = ProgressStore(url)
    store.database.write(lambda one: one.execute(text("alter table answer add column x integer")))
    assert "x" in str(store.database.read(differences))
    store.close()


def test_the_newest_upgrade_is_the_one_that_is_named() -> None:
    with upgrading._config() as config:
        assert ScriptDirectory.from_config(config).get_heads() == [upgrading.HEAD]


def test_all_progress_of_the_first_release_is_kept(url: str, kind: str) -> None:
    make(url, kind, "state_1")
    store = ProgressStore(url)
    assert store.learner_name("ada-key") == "Ada"
    first, second, third = store.answers("ada-key")
    assert [one.answer for one in (first, second, third)] == [
        'say "piriformis" ñ \\ 100 %',
        "piriformis-right",
        "longus-colli-left",
    ]
    assert first.at == datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    assert (first.uid, first.kind, first.run, first.zone) == ("attempt-1", "", 1, "")
    assert store.progress_of("ada-key") == {
        "hip": LessonProgress(
            lesson="hip",
            step="click",
            attempts=2,
            best={"q1": 1.0},
            ever={"q1": 1.0},
            begun_at=first.at,
        ),
        "neck": LessonProgress(
            lesson="neck", attempts=1, best={"q9": 0.5}, ever={"q9": 0.5}, begun_at=third.at
        ),
    }
    assert store.progress("ben-key", "neck").best == {"q9": 0.0}
    assert store.progress("cy-key", "hip").step == "look"
    assert store.progress_of("dan-key") == {}
    store.close()


def test_after_the_upgrade_learners_go_on(url: str, kind: str) -> None:
    make(url, kind, "state_1")
    store = ProgressStore(url)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    assert store.ensure_learner("eve-key", now) not in {
        store.ensure_learner(f"{name}-key", now) for name in ("ada", "ben", "cy", "dan")
    }
    store.record("ada-key", "hip", "q1", answer=1, score=0, now=now)
    store.record("eve-key", "hip", "q1", answer=1, score=0, now=now)
    assert [one.answer for one in store.answers("ada-key", "hip")][-1] == 1
    assert len({number for (number,) in fetch(url, "select id from answer")}) == 6
    store.close()


def test_the_first_release_refuses_what_it_does_not_know(url: str) -> None:
    """It refuses where the greatest number in ``upgrade`` is above 1, as its last one was."""
    ProgressStore(url).close()
    assert fetch(url, "select max(number) from upgrade") == [(2,)]


def test_a_start_that_the_first_release_broke_off_is_mended(url: str, kind: str) -> None:
    make(url, kind, "state_1")
    run(url, "delete from upgrade", "drop table place")
    store = ProgressStore(url)
    assert store.progress("ada-key", "hip").best == {"q1": 1.0}
    assert store.database.read(differences) == []
    store.close()


@pytest.mark.parametrize("state", ["state_1", "state_2"])
def test_a_newer_database_is_not_touched(url: str, kind: str, state: str) -> None:
    make(url, kind, state)
    if state == "state_1":
        run(url, "insert into upgrade values (99, '2030-01-01 00:00:00')")
    else:
        run(url, "update alembic_version set version_num = '9999'")
    before = contents(url)
    with pytest.raises(StoreError, match="was made by a newer NMT Atlas") as caught:
        ProgressStore(url)
    assert "\n" not in str(caught.value)
    assert contents(url) == before


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(url: str, kind: str) -> None:
    make(url, kind, "state_1")
    run(url, "create table answer (something integer)")
    before = contents(url)
    with pytest.raises(StoreError):
        ProgressStore(url)
    assert contents(url) == before
    run(url, "drop table answer")
    store = ProgressStore(url)
    assert store.progress("ada-key", "hip").best == {"q1": 1.0}
    store.close()


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a database holds."""
    database = Database(url)
    names = database.read(lambda one: inspect(one).get_table_names())
    database.close()
    return {name: sorted(fetch(url, f'select * from "{name}"'), key=repr) for name in names}


def test_a_database_that_is_up_to_date_is_opened_without_alembic(fresh_sqlite) -> None:
    url = fresh_sqlite()
    ProgressStore(url).close()
    code = (
        "import sys; from nmt_atlas.store.progress import ProgressStore as Store\n"
        f"Store({url!r}).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False", "it would cost every start a third of a second"


def test_the_upgrades_are_in_the_wheel() -> None:
    """They are read as files of the package, never from the checkout."""
    with upgrading._config() as config:
        folder = Path(config.get_main_option("script_location") or "")
    assert {file.name for file in folder.glob("**/*.py")} >= {
        "env.py",
        "r0001_first_release.py",
        "r0002_answers_are_a_log.py",
    }
