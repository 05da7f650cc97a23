"""``nmt-atlas find --region REGION``: trigger points charted to refer there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, as_text, library_or_warn, print_rows
from nmt_atlas.domain.condition import red_flags
from nmt_atlas.domain.ranking import find

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.domain.condition import Condition

_URGENCY = {"emergency": "EMERGENCY", "same-day": "SAME DAY", "soon": "PHYSICIAN SOON"}


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("find", help="which trigger points are charted to refer where")
    command.add_argument(
        "--region", required=True, help="a region of the body chart: back_neck, chest, “big toe”"
    )
    command.add_argument("--side", choices=("right", "left"), help="the side that hurts")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the red flags of the region, then the ranked rows.

    JSON is the rows alone; ``nmt-atlas show REGION --json`` has the red flags.
    """
    library = library_or_warn()
    region = library.region_called(arguments.region)
    rows = find(region.id, arguments.side, library.muscles.values(), library.regions)
    if not arguments.json:
        _print_flags(red_flags(region.id, library.conditions.values(), library.regions))
    print_rows(
        [row.model_dump(mode="json") for row in rows],
        ("match", "kind", "evidence", "rarity", "muscle", "trigger_point", "side", "sources"),
        as_json=arguments.json,
    )
    return 0


def _print_flags(flags: tuple[Condition, ...]) -> None:
    if not flags:
        return
    print("First ask about these; they are not for treatment by hand:")
    for one in flags:
        print(f"! {_URGENCY[one.urgency or 'soon']}: {one.name}. {as_text(one.summary.text)}")
    print()
