"""``nmt-atlas serve``: start the atlas in the browser."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help="start the atlas and open it in the browser")
    command.add_argument("--port", type=_port, help="the port (a free one where none is named)")
    command.add_argument("--address", default="localhost", help="the address to listen on")
    command.add_argument(
        "--prefix", type=_prefix, default="", help="the path below which all is served (/atlas)"
    )
    command.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="HOST",
        help="a further name of the page, such as a proxy's (may be given again)",
    )
    command.add_argument(
        "--documents",
        type=Path,
        metavar="DIR",
        help="the folder of your own documents (else NMT_ATLAS_DOCUMENTS, else the user's data)",
    )
    command.add_argument(
        "--authoring",
        action="store_true",
        help="let everybody who reaches the server write lessons into that folder",
    )
    command.add_argument(
        "--log",
        choices=("text", "json"),
        default=None,
        help="how the log is written: json is one object a line (else NMT_ATLAS_LOG, else text)",
    )
    command.add_argument(
        "--school",
        action="store_true",
        help="let only those in who sign in (else NMT_ATLAS_SCHOOL); docs/operating.md",
    )
    command.add_argument(
        "--behind-proxy",
        action="store_true",
        help="believe what the proxy before it says of where requests come from",
    )
    command.add_argument("--no-browser", action="store_true", help="do not open a browser")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from nmt_atlas.app import serve
    from nmt_atlas.school.logs import SWITCH, log_as_json, say_in_log

    as_json = (arguments.log or os.environ.get(SWITCH, "")) == "json"
    if as_json:
        log_as_json()
    serve(
        say=say_in_log if as_json else print,
        port=arguments.port,
        address=arguments.address,
        open_browser=not arguments.no_browser,
        prefix=arguments.prefix,
        origins=arguments.allow_origin,
        documents=arguments.documents,
        authoring=arguments.authoring,
        school=arguments.school,
        behind_proxy=arguments.behind_proxy,
    )
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” is no port (1 to 65535)")
    return int(text)


def _prefix(text: str) -> str:
    parts = [part for part in text.split("/") if part]
    if not all(part.replace("-", "").replace("_", "").isalnum() for part in parts):
        raise argparse.ArgumentTypeError(f"“{text}” is no path of letters, digits, - and _")
    return "".join(f"/{part}" for part in parts)
