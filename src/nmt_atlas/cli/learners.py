"""``nmt-atlas learners list|export|import|erase``: who learns on this machine, by name."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json
from nmt_atlas.domain.errors import StoreError

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.store.people import PeopleStore


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    learners = commands.add_parser(
        "learners",
        help="list, export, import and erase what learners did, by name",
        description="Learners have a name once they have chosen one on the Review page.",
    )
    actions = learners.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="everybody who has a name, and how much they answered")
    add_json(listed)
    listed.set_defaults(run=run_list)
    export = actions.add_parser("export", help="write everything that one learner did to a file")
    export.add_argument("name", help="their name")
    export.add_argument("-o", "--output", type=Path, required=True, help="such as anna.json")
    export.set_defaults(run=run_export)
    taken = actions.add_parser("import", help="add what an export holds to a learner")
    taken.add_argument("file", type=Path, help="what `export` has written")
    taken.add_argument("--name", required=True, help="whose it shall be")
    taken.set_defaults(run=run_import)
    erase = actions.add_parser("erase", help="erase everything that is known of a learner")
    erase.add_argument("name", help="their name")
    erase.add_argument("--yes", action="store_true", help="really; nothing brings it back")
    erase.set_defaults(run=run_erase)


def run_list(arguments: argparse.Namespace) -> int:
    """Print everybody."""
    from nmt_atlas.store.people import named

    with _people() as people:
        found = {name: people.count(named(name)) for name in people.names()}
    if arguments.json:
        print_json([{"name": name, "answers": count} for name, count in found.items()])
        return 0
    for name, count in found.items():
        print(f"{name}  {count} answers")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write an export."""
    from nmt_atlas.store.people import named

    with _people() as people:
        count = people.export(named(arguments.name), arguments.output)
    print(f"{arguments.output}: {count} answers")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Take an export in."""
    with _people() as people:
        count = people.take_in(arguments.file, arguments.name, datetime.now(UTC))
    print(f"{arguments.name}: {count} new answers")
    return 0


def run_erase(arguments: argparse.Namespace) -> int:
    """Erase a learner, where that was said twice."""
    from nmt_atlas.store.people import named

    if not arguments.yes:
        raise StoreError(
            "nothing was erased.",
            where=arguments.name,
            remedy="Export it first, then say --yes: nothing brings it back.",
        )
    with _people() as people:
        count = people.erase(named(arguments.name))
    print(f"{arguments.name}: {count} answers erased")
    return 0


@contextmanager
def _people() -> Iterator[PeopleStore]:
    from nmt_atlas.store.database import database_url
    from nmt_atlas.store.progress import ProgressStore

    store = ProgressStore(database_url())
    try:
        yield store.people
    finally:
        store.close()
