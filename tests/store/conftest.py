"""The same tests on every kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from quick_stores import UPGRADED_FOR_REAL
from store_samples import Postgres, running_postgres

from nmt_atlas.store.progress import ProgressStore

ENGINES = ("sqlite", "postgresql")
Fresh = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL."""
    yield from running_postgres()


@pytest.fixture
def fresh_sqlite(tmp_path: Path) -> Fresh:
    numbers = iter(range(1, 100))
    return lambda: f"sqlite:///{tmp_path / 'deep' / f'progress-{next(numbers)}.sqlite3'}"


@pytest.fixture
def fresh_of(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The address of a new database of a kind, with no row in it."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return str(request.getfixturevalue("fresh_sqlite")())
        copied = request.path.stem not in UPGRADED_FOR_REAL
        return str(request.getfixturevalue("postgres").fresh(upgraded=copied))

    return make


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, fresh_of: Callable[[str], str]) -> str:
    return fresh_of(kind)


@pytest.fixture
def store(url: str) -> Iterator[ProgressStore]:
    kept = ProgressStore(url)
    yield kept
    kept.close()
