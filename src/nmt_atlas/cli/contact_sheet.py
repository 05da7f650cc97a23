"""``nmt-atlas render --contact-sheet``: every referral pattern on pages of pictures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from nmt_atlas.atlas import Atlas
from nmt_atlas.cli.meshes import progress_bar
from nmt_atlas.domain.errors import AtlasError, UnknownIdError
from nmt_atlas.library import Library
from nmt_atlas.library.ids import did_you_mean


def run(arguments: argparse.Namespace) -> int:
    """Draw the pages and write them."""
    from nmt_atlas.body.pictures.contact_sheet import COLUMNS, ROWS, pages

    atlas = Atlas.open()
    body = atlas.body(arguments.body)
    points = points_named(atlas.library, arguments.structure)
    count = -(-len(points) // (COLUMNS * ROWS))
    files = page_files(arguments.output, count)
    with progress_bar() as progress:
        drawn = pages(body.painter, points, arguments.side, progress)
        for file, page in zip(files, drawn, strict=True):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                page.save(file, "PNG")
            except OSError as error:
                raise AtlasError(
                    f"the page cannot be written ({error.strerror or error}).",
                    where=str(file),
                    remedy="Choose a folder that can be written.",
                ) from error
            print(file)
    return 0


def points_named(library: Library, names: Sequence[str]) -> tuple[str, ...]:
    """The trigger points of muscles, of their parts, or named themselves; all where none is named.

    Raises
    ------
    UnknownIdError
        Where a name has no trigger point.
    """
    if not names:
        return tuple(library.trigger_points)
    found: dict[str, None] = {}
    for name in names:
        points = [
            point.id
            for muscle, point in library.trigger_points.values()
            if name in (point.id, point.part, muscle.id)
        ]
        if not points:
            known = {*library.muscles, *library.trigger_points}
            raise UnknownIdError(
                f"There is no trigger point of “{name}”.",
                remedy=did_you_mean(name, known)
                or "`nmt-atlas list trigger-points` shows what there is.",
            )
        found.update(dict.fromkeys(points))
    return tuple(found)


def page_files(output: Path, count: int) -> list[Path]:
    """The files of the pages.

    A folder gets ``page-01.png`` and so on; a name that ends in ``.png`` is the file where one
    page is enough, and else gets numbers.
    """
    if output.suffix.lower() != ".png":
        return [output / f"page-{number:02d}.png" for number in range(1, count + 1)]
    if count == 1:
        return [output]
    return [output.with_name(f"{output.stem}-{number:02d}.png") for number in range(1, count + 1)]
