"""``nmt-atlas serve``: start the atlas in the browser."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help="start the atlas and open it in the browser")
    command.add_argument("--port", type=_port, help="the port (a free one where none is named)")
    command.add_argument("--address", default="localhost", help="the address to listen on")
    command.add_argument("--no-browser", action="store_true", help="do not open a browser")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from nmt_atlas.app import serve

    serve(port=arguments.port, address=arguments.address, open_browser=not arguments.no_browser)
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” is no port (1 to 65535)")
    return int(text)
