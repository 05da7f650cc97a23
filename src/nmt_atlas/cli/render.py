"""``nmt-atlas render STRUCTURE … -o FILE.png``: a still picture, drawn off screen.

``nmt-atlas render --contact-sheet -o FOLDER`` draws pages of all referral patterns.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.errors import AtlasError, UnknownIdError
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.scene import GroupLook, PartLook, Scene
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, CameraPreset
from nmt_atlas.library.ids import did_you_mean

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands

VIEWS = get_args(CameraPreset)


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("render", help="draw structures as a still picture (PNG)")
    command.add_argument("structure", nargs="*", help="structure or part ids; none: the whole body")
    command.add_argument("--view", choices=VIEWS, default="anterior", help="the side seen")
    command.add_argument("-o", "--output", type=Path, required=True, help="the PNG file")
    command.add_argument(
        "--contact-sheet",
        action="store_true",
        help="draw the charted referral patterns (of the named muscles and points, or all) from "
        "the front, the back and close up; the output is a folder of pages or a PNG file",
    )
    command.add_argument(
        "--side", choices=("right", "left"), default="right", help="of a contact sheet's points"
    )
    command.add_argument("--size", type=_size, default=(900, 1200), metavar="WIDTHxHEIGHT")
    command.add_argument(
        "--bones", type=_share, default=0.3, help="how opaque the bones around are (0 to 1)"
    )
    command.add_argument("--body", default="own", help="the body's id")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw and write the picture."""
    if arguments.contact_sheet:
        from nmt_atlas.cli import contact_sheet

        return contact_sheet.run(arguments)
    from nmt_atlas.body.pictures.stills import png, render
    from nmt_atlas.cli.meshes import find_body

    body = find_body(arguments.body)
    parts = parts_named(body.index, arguments.structure)
    picture = render(
        body,
        scene_of(body.index, parts, arguments.bones),
        size=arguments.size,
        preset=arguments.view,
        focus=parts,
    )
    try:
        arguments.output.write_bytes(png(picture))
    except OSError as error:
        raise AtlasError(
            f"the picture cannot be written ({error.strerror}).",
            where=str(arguments.output),
            remedy="Choose a folder that exists and can be written.",
        ) from error
    print(arguments.output)
    return 0


def parts_named(index: PackIndex, names: Sequence[str]) -> tuple[str, ...]:
    """The part ids of structures (both sides), wholes (all their parts) and parts.

    Raises
    ------
    UnknownIdError
        Where the body has none of a name.
    """
    whole_of = {structure.id: structure.whole for structure in index.structures}
    found: list[str] = []
    for name in names:
        parts = [
            part.id
            for part in index.parts
            if name in (part.id, part.structure, whole_of.get(part.structure))
        ]
        if not parts:
            known = {*whole_of, *whole_of.values(), *(part.id for part in index.parts)}
            raise UnknownIdError(
                f"The body “{index.body.id}” has no “{name}”.",
                remedy=did_you_mean(name, known) or "`nmt-atlas list parts` shows what it has.",
            )
        found.extend(parts)
    return tuple(dict.fromkeys(found))


def scene_of(index: PackIndex, parts: Sequence[str], bones: float) -> Scene:
    """The named parts with translucent bones around them; the whole body where none is named."""
    if not parts:
        looks = {group: GroupLook(visible=group in DEFAULT_LAYERS) for group in GROUPS}
        variants = {one.id for one in index.structures if one.variant_of}
        hidden = {p.id: PartLook(visible=False) for p in index.parts if p.structure in variants}
        return Scene(groups=looks, parts=hidden)
    looks = {group: GroupLook(visible=False) for group in GROUPS}
    if bones > 0:
        looks["bones"] = GroupLook(visible=True, opacity=bones)
    shown = {part: PartLook(visible=True, opacity=1.0) for part in parts}
    return Scene(groups=looks, parts=shown)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"“{text}” is no size like 900x1200")
    if not (16 <= int(width) <= 8192 and 16 <= int(height) <= 8192):
        raise argparse.ArgumentTypeError("a side has 16 to 8192 pixels")
    return int(width), int(height)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number") from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("between 0 and 1")
    return value
