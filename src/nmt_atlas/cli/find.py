"""``nmt-atlas find --region REGION``: trigger points charted to refer there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_rows
from nmt_atlas.domain.ranking import find

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("find", help="which trigger points are charted to refer where")
    command.add_argument("--region", required=True, help="a body-chart region, like back_neck")
    command.add_argument("--side", choices=("right", "left"), help="the side that hurts")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the ranked rows."""
    library = library_or_warn()
    region = library.region(arguments.region)
    rows = find(region.id, arguments.side, library.muscles.values(), library.regions)
    print_rows(
        [row.model_dump(mode="json") for row in rows],
        ("match", "kind", "muscle", "trigger_point", "side", "sources"),
        as_json=arguments.json,
    )
    return 0
