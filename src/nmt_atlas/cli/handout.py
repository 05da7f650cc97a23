"""``nmt-atlas handout ID -o FILE.pdf``: a page for a client, without a browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.handout import FORMS, PAPERS, Form, HandoutError, Order, Signed

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "handout", help="a page for a client about a condition, posture, muscle or point (PDF, PNG)"
    )
    command.add_argument("id", help="the id of a document; `nmt-atlas search` finds it")
    command.add_argument("--side", choices=("right", "left"), default="")
    command.add_argument("--language", default="en", help="en, es …")
    command.add_argument("--by", default="", metavar="NAME", help="the name of who gives it")
    command.add_argument("--notes", default="", help="words of one's own for the client")
    command.add_argument("--day", default="", help="the day, as it is to be printed")
    command.add_argument("--paper", choices=PAPERS, default="a4")
    command.add_argument("-o", "--output", type=Path, required=True, help="the file: .pdf or .png")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make and write the sheet."""
    form = _form(arguments.output)
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.atlas.handing import handed_kind, handout

    atlas = Atlas.open()
    kind = handed_kind(atlas.library, arguments.id)
    order = Order(
        kind=kind,
        id=arguments.id,
        side=arguments.side,
        language=arguments.language,
        signed=Signed(by=arguments.by, notes=arguments.notes, day=arguments.day),
        form=form,
        paper=arguments.paper,
    )
    pages = handout(atlas, order)
    for number, page in enumerate(pages, start=1):
        file = arguments.output
        if number > 1:
            file = file.with_stem(f"{file.stem}-{number}")
        try:
            file.write_bytes(page)
        except OSError as error:
            raise AtlasError(
                f"the handout cannot be written ({error.strerror}).",
                where=str(file),
                remedy="Choose a folder that exists and can be written.",
            ) from error
        print(file)
    return 0


def _form(output: Path) -> Form:
    for form in FORMS:
        if output.suffix.lower() == f".{form}":
            return form
    raise HandoutError(
        f"“{output.suffix}” is no form of a handout.", where=str(output), remedy="Use .pdf or .png."
    )
