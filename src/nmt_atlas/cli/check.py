"""``nmt-atlas check``: every problem of every document at once."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, documents_of, print_folders, print_json
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import data_paths
from nmt_atlas.library.rules import RULES

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="check every document; exit 1 where one is faulty")
    command.add_argument(
        "--documents",
        type=Path,
        metavar="DIR",
        help="the folder of your own documents (else NMT_ATLAS_DOCUMENTS, else the user's data)",
    )
    command.add_argument(
        "--documents-only",
        action="store_true",
        help="leave out the rules that measure on the built body",
    )
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem."""
    from nmt_atlas.atlas.measuring import faults_of_pack, geometry_of

    paths = data_paths(own=arguments.documents)
    report = check_documents(paths, None if arguments.documents_only else geometry_of(paths))
    problems = (*report.problems, *faults_of_pack(paths))
    documents = documents_of(paths, load_library(paths).library)
    if arguments.json:
        print_json(
            {
                "documents": report.documents,
                "rules": list(report.rules),
                "problems": [asdict(problem) for problem in problems],
                **documents,
            }
        )
        return 1 if problems else 0
    print_folders(documents)
    for problem in problems:
        print(problem)
    print(f"{report.documents} documents, {len(report.rules)} rules, {len(problems)} problem(s).")
    left_out = [rule for rule in RULES if rule not in report.rules]
    if left_out:
        print(f"Left out without a built body: {', '.join(left_out)}.")
    return 1 if problems else 0
