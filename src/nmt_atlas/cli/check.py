"""``nmt-atlas check``: every problem of every document at once."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.rules import RULES

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.library.rules.geometry import Geometry


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="check every document; exit 1 where one is faulty")
    command.add_argument(
        "--documents-only",
        action="store_true",
        help="leave out the rules that measure on the built body",
    )
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem."""
    paths = data_paths()
    report = check_documents(paths, None if arguments.documents_only else _geometry(paths))
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
        left_out = [rule for rule in RULES if rule not in report.rules]
        if left_out:
            print(f"Left out without a built body: {', '.join(left_out)}.")
    return 1 if report.problems else 0


def _geometry(paths: DataPaths) -> Geometry | None:
    """The built body for the rules that measure; None where none is built or nothing drawn."""
    if not paths.pack_index.exists() or not paths.skin_map.exists():
        return None
    from platformdirs import user_cache_path

    from nmt_atlas.body.packs.sources import own_body
    from nmt_atlas.body.painting.measures import BodyMeasures
    from nmt_atlas.body.painting.precompute import painter_of

    cache = user_cache_path("nmt-atlas", appauthor=False) / "zones"
    library = load_library(paths).library
    return BodyMeasures(painter_of(own_body(paths), library, paths, cache))
