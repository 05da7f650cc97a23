"""``nmt-atlas database backup|restore|info``: the learners' database."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.store.database import Database


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    database = commands.add_parser(
        "database",
        help="back up, restore and describe the learners' database",
        description="The database is the one that `nmt-atlas serve` uses: your own file, or what "
        "NMT_ATLAS_DATABASE names.",
    )
    actions = database.add_subparsers(dest="action", required=True, metavar="ACTION")
    backup = actions.add_parser("backup", help="write everything that learners did to one file")
    backup.add_argument(
        "-o", "--output", type=Path, required=True, help="the file, such as b.jsonl"
    )
    backup.add_argument("--replace", action="store_true", help="replace a file that is there")
    backup.set_defaults(run=run_backup)
    restore = actions.add_parser("restore", help="put a backup into an empty database")
    restore.add_argument("file", type=Path, help="what `backup` has written")
    restore.set_defaults(run=run_restore)
    info = actions.add_parser("info", help="where the database is and how much it holds")
    add_json(info)
    info.set_defaults(run=run_info)


def run_backup(arguments: argparse.Namespace) -> int:
    """Write a backup."""
    from nmt_atlas.store.backup import back_up

    with _opened(create=False) as database:
        counts = back_up(database, arguments.output, datetime.now(UTC), replace=arguments.replace)
    print(f"{arguments.output}: {_told(counts)}")
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Restore a backup."""
    from nmt_atlas.store.backup import restore

    with _opened() as database:
        counts = restore(arguments.file, database)
        print(f"{database.shown}: {_told(counts)}")
    return 0


def run_info(arguments: argparse.Namespace) -> int:
    """Describe the database."""
    from nmt_atlas.store.facts import look

    with _opened(create=False) as database:
        facts = look(database).model_dump(mode="json")
    if arguments.json:
        print_json(facts)
        return 0
    for key, value in facts.items():
        if value is not None:
            print(f"{key.replace('_', ' '):>13}  {value}")
    return 0


@contextmanager
def _opened(*, create: bool = True) -> Iterator[Database]:
    from nmt_atlas.store.database import Database, database_url

    database = Database(database_url(), create=create)
    try:
        yield database
    finally:
        database.close()


def _told(counts: Counter[str]) -> str:
    return f"{counts['learner']} learners, {counts['answer']} answers"
