"""``nmt-atlas check``: every problem of every document at once."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.paths import data_paths

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="check every document; exit 1 where one is faulty")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem."""
    report = check_documents(data_paths())
    if arguments.json:
        print_json(
            {
                "documents": report.documents,
                "rules": list(report.rules),
                "problems": [asdict(problem) for problem in report.problems],
            }
        )
    else:
        for problem in report.problems:
            print(problem)
        print(
            f"{report.documents} documents, {len(report.rules)} rules, "
            f"{len(report.problems)} problem(s)."
        )
    return 1 if report.problems else 0
