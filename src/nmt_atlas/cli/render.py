"""``nmt-atlas render STRUCTURE … -o FILE.png``: a view as a picture, a model or a sheet.

``nmt-atlas render --link "?selection=…" -o FILE.png`` draws what a link shows. The file's ending is
the format (``body/pictures/formats``).

``nmt-atlas render --contact-sheet -o FOLDER`` draws pages of all referral patterns.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import AtlasError, UnknownIdError
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.pose import names_of
from nmt_atlas.domain.posed import read_pose
from nmt_atlas.domain.position import Position
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.skin_look import SKIN
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import CameraPreset
from nmt_atlas.library import Library
from nmt_atlas.library.ids import did_you_mean

if TYPE_CHECKING:
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.cli.common import Commands

VIEWS = get_args(CameraPreset)
SIZE = (900, 1200)


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "render", help="write a view: picture, turning picture, sheet to print, or model"
    )
    command.add_argument("structure", nargs="*", help="structure or part ids; none: the whole body")
    command.add_argument(
        "--link", help="what a link shows: its address, or the part from the question mark on"
    )
    command.add_argument(
        "--pose",
        metavar="TERMS",
        help="how the body stands: elbow-right:flexion=90,… or the id of a position or a posture",
    )
    command.add_argument("--view", choices=VIEWS, default="anterior", help="the side seen")
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        help="the file; its ending is the format: .png, .gif, .html, .glb or .stl",
    )
    command.add_argument("--title", default="", help="what is written below the picture")
    command.add_argument("--words", default="", help="one or two sentences below the title")
    command.add_argument(
        "--legend", action="store_true", help="what the colours mean, and whose it is, below"
    )
    command.add_argument(
        "--contact-sheet",
        action="store_true",
        help="draw the charted referral patterns (of the named muscles and points, or all) from "
        "the front, the back and close up; the output is a folder of pages or a PNG file",
    )
    command.add_argument(
        "--side", choices=("right", "left"), default="right", help="of a contact sheet's points"
    )
    command.add_argument("--size", type=_size, metavar="WIDTHxHEIGHT", help="pixels")
    command.add_argument(
        "--bones", type=_share, default=0.3, help="how opaque the bones around are (0 to 1)"
    )
    command.add_argument("--body", default="own", help="the body's id")
    command.add_argument("--tone", choices=tuple(SKIN.tones), help="the tone of skin")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw and write the picture."""
    if arguments.contact_sheet:
        from nmt_atlas.cli import contact_sheet

        return contact_sheet.run(arguments)
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.atlas.shots import Said, shot_of
    from nmt_atlas.body.pictures.formats import format_of

    form = format_of(arguments.output.name)
    size = arguments.size or (SIZE if form.most >= max(SIZE) else (480, 640))
    atlas = Atlas.open()
    if arguments.link:
        state, taste, change = *_linked(atlas, arguments.link), None
    else:
        state, taste, change = *_named(atlas, arguments), partial(around, arguments.bones)
    if arguments.tone:
        taste = taste.changed(tone=arguments.tone)
    if arguments.pose:
        state = in_pose(atlas.library, state, arguments.pose)
    said = Said(arguments.title, arguments.words, legend=arguments.legend)
    shot = shot_of(atlas, state, taste, form=form, size=size, said=said, change=change)
    named = parts_named(atlas.body(state.body).context.index, arguments.structure)
    keep(arguments.output, form.write(replace(shot, parts=named)))
    print(arguments.output)
    return 0


def in_pose(library: Library, state: ViewState, asked: str) -> ViewState:
    """A view with the body in a pose, which is told by its terms or by a document.

    Raises
    ------
    UnknownIdError
        Where a joint does not exist or does not move so.
    """
    named = library.of("position").get(asked) or library.conditions.get(asked)
    if isinstance(named, Position):
        return state.changed(pose=named.pose)
    if isinstance(named, Condition) and named.stance:
        return state.changed(pose=named.stance.pose)
    joints = library.of("joint")
    texts, missing, notices = read_pose(asked.split(","), joints, ENGLISH.say)
    if missing:
        known = [
            f"{name}:{motion}"
            for joint in joints.values()
            for name in names_of(joint)
            for motion, _ in joint.motions
        ]
        raise UnknownIdError(
            f"no joint moves as “{missing[0]}”.",
            remedy=did_you_mean(missing[0].partition("=")[0], known)
            or "`nmt-atlas list joints` shows what there is.",
        )
    for one in notices:
        print(one, file=sys.stderr)
    return state.changed(pose=texts)


def keep(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises
    ------
    AtlasError
        Where the folder is missing or may not be written, or the disk is full.
    """
    half = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(file)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise AtlasError(
            "the disk is full." if full else f"the file cannot be written ({error.strerror}).",
            where=str(file),
            remedy="Free some space and try again."
            if full
            else "Choose a folder that exists and can be written.",
        ) from error


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


def _linked(atlas: Atlas, link: str) -> tuple[ViewState, Taste]:
    """What a link shows, and in which language; what could not be read is told."""
    from nmt_atlas.atlas.known import read_link

    address = read_link(atlas, urlsplit(link).query or link)
    for notice in address.notices:
        print(f"nmt-atlas: {notice}", file=sys.stderr)
    return address.state, address.taste


def _named(atlas: Atlas, arguments: argparse.Namespace) -> tuple[ViewState, Taste]:
    """The named parts alone, framed; the whole body where none is named."""
    parts = parts_named(atlas.body(arguments.body).context.index, arguments.structure)
    state = ViewState(body=arguments.body, camera=arguments.view, labels=False)
    if not parts:
        return state, PLAIN
    layers = ("bones",) if arguments.bones > 0 else ()
    return state.changed(layers=layers, isolated=parts, focus=parts), PLAIN


def around(bones: float, scene: Scene) -> Scene:
    """The scene with what it shows by name opaque, and the bones around as opaque as wanted."""
    named = {
        part: look.model_copy(update={"opacity": 1.0})
        for part, look in scene.parts.items()
        if look.visible
    }
    if not named:
        return scene
    groups = {**scene.groups, "bones": scene.groups["bones"].model_copy(update={"opacity": bones})}
    return scene.model_copy(update={"groups": groups, "parts": {**scene.parts, **named}})


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
