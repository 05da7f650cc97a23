"""``nmt-atlas link WHAT``: the short address of a document or view, and its QR code."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nmt_atlas.cli.common import add_json, print_json
from nmt_atlas.domain.errors import UnknownIdError

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("link", help="the address of a view, and its QR code")
    command.add_argument(
        "what", help="a link, or what it shows: view/section-thigh, muscle/piriformis:left"
    )
    command.add_argument("--at", default="http://localhost:5006/", help="where the atlas is served")
    command.add_argument("--qr", action="store_true", help="draw the QR code in the terminal")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the address."""
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.atlas.known import read_link, short_query
    from nmt_atlas.domain.qr import lines_of

    atlas = Atlas.open()
    named = arguments.what
    query = urlsplit(named).query or (named if "=" in named else f"show={named}")
    address = read_link(atlas, query)
    if address.notices and "=" not in named:
        raise UnknownIdError(
            f"nothing is shown as “{named:.80}”.",
            remedy="Name a document or a prepared view: `nmt-atlas list views` lists them.",
        )
    short = short_query(atlas, address.state)
    link = arguments.at + (f"?{short}" if short else "")
    if arguments.json:
        print_json({"link": link, "query": short, "notices": list(address.notices)})
        return 0
    print(link)
    if arguments.qr:
        print(lines_of(link))
    return 0
