"""The command line: ``nmt-atlas COMMAND``; one file per command."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence

from nmt_atlas import __version__
from nmt_atlas.cli import (
    accounts,
    audit,
    cases,
    check,
    credits,
    database,
    export,
    facts,
    find,
    handout,
    info,
    learners,
    lessons,
    link,
    listing,
    meshes,
    render,
    schemas,
    search,
    serve,
    show,
)
from nmt_atlas.cli.common import left_out
from nmt_atlas.domain.errors import AtlasError

_COMMANDS = (
    serve,
    info,
    listing,
    show,
    find,
    search,
    render,
    link,
    handout,
    meshes,
    export,
    facts,
    lessons,
    check,
    schemas,
    database,
    learners,
    accounts,
    audit,
    cases,
    credits,
)


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="nmt-atlas",
        description="An interactive 3D anatomy atlas for neuromuscular therapy. "
        "It teaches; it replaces no examination by a physician.",
    )
    top.add_argument("--version", action="version", version=f"nmt-atlas {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        What stands after ``nmt-atlas``; None reads it from the process.

    Returns
    -------
    int
        0, or 1 after an error that was told in one line (2 for wrong usage, by argparse).
    """
    _write_what_can_be_written()
    chosen = parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        if sys.stdout is not None:
            sys.stdout.flush()
    except AtlasError as error:
        print(f"nmt-atlas: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        return left_out(error)
    except KeyboardInterrupt:
        print("nmt-atlas: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        _write_no_more()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EBADF):
            raise
        _write_no_more()
        print(f"nmt-atlas: the output cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    return code


def _write_no_more() -> None:
    """Let what is still waiting to be written go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_what_can_be_written() -> None:
    """Where the terminal has but few characters, the others are replaced; nothing fails."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
