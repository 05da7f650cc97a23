"""A PostgreSQL of the tests' own, and workers that use one database from processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nmt_atlas.store.database import Database
from nmt_atlas.store.upgrading import upgrade

MEMORY = Path("/dev/shm")
"""Where files lie in memory: of many small databases none is worth a disk's time."""
ROOM = 2_000_000_000
WORKER = Path(__file__).with_name("store_worker.py")


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _version(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdecimal() else 0


def _quickest() -> str:
    """A short path (a socket's may have 107 bytes), in memory where there is room."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy and os.access(MEMORY, os.W_OK) else "/tmp"


class Postgres:
    """A server in a folder of its own, reached by a socket in that folder."""

    def __init__(self, programs: Path) -> None:
        """Make and start it."""
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="nmt-pg-", dir=_quickest()))
        self.count = 0
        self.model = ""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", self.data, "-U", "atlas", "-A", "trust", "-N", "-E", "UTF8")
        self.start()

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        given = f"-c listen_addresses= -c fsync=off -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-l", log, "-w", "-o", given, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def restart(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "restart")

    def fresh(self, *, upgraded: bool = False) -> str:
        """The address of a new database: an empty one, or one with everything upgraded."""
        self.count += 1
        name = f"atlas_{os.getpid()}_{self.count}"
        if upgraded and not self.model:
            self.model = f"model_{os.getpid()}"
            self._create(self.model)
            made = Database(self._address(self.model))
            upgrade(made)
            made.close()
        self._create(name, self.model if upgraded else "template1")
        return self._address(name)

    def _create(self, name: str, of: str = "template1") -> None:
        import psycopg

        where = f"host={self.folder} user=atlas dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"create database {name} template {of}")

    def _address(self, name: str) -> str:
        return f"postgresql://atlas:s3cret@/{name}?host={self.folder}"

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(self.programs / program), *arguments]
        with tempfile.TemporaryFile() as said:  # a pipe would stay open with the server
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/", check=False)
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def start_workers(url: str, *how_many: int) -> subprocess.Popen[str]:
    """Processes that write answers to one database; see ``store_worker.py``."""
    return subprocess.Popen(
        [sys.executable, str(WORKER), url, *map(str, how_many)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def running_postgres() -> Iterator[Postgres]:
    """A server while somebody tests with it; the test is skipped where there can be none."""
    pytest.importorskip("psycopg", reason="the extra `school` is not installed")
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    server = Postgres(programs)
    yield server
    server.remove()
