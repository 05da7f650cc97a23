"""``nmt-atlas meshes build|skin|paint|views|joints|weights|fibres|…``: bodies and their parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_rows
from nmt_atlas.domain.errors import PackError, UnknownIdError
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.paths import data_paths

if TYPE_CHECKING:
    from nmt_atlas.body.packs.sources import Body
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.domain.pack import PackIndex

Progress = Callable[[str, float], None]


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    meshes = commands.add_parser(
        "meshes", help="build, paint, look at, install, list and export bodies"
    )
    actions = meshes.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="build the own body from its recipes")
    build.add_argument("-o", "--output", type=Path, help="the pack's folder")
    build.add_argument("--fine", action="store_true", help="write the finest level too")
    build.add_argument(
        "--layer",
        choices=("ligaments", "cartilage", "nerves", "vessels"),
        help="build only what the standing pack lacks of this layer; all else stays as it is",
    )
    build.add_argument(
        "--anew",
        nargs="+",
        default=[],
        metavar="ID",
        help="with --layer: build these structures anew too",
    )
    build.add_argument(
        "--part",
        nargs="+",
        default=[],
        metavar="ID",
        help="build only these structures anew, beside what stands; all else stays as it is",
    )
    build.add_argument("--no-views", action="store_true", help="count no views (`meshes views`)")
    build.set_defaults(run=run_build)
    skin = actions.add_parser(
        "skin", help="fill slits and tint the standing own body's skin anew, then paint it"
    )
    skin.set_defaults(run=run_skin)
    paint = actions.add_parser(
        "paint", help="paint the documents' zones anew on a standing body, which stays as it is"
    )
    paint.add_argument("--body", default="own", help="the body's id")
    paint.set_defaults(run=run_paint)
    views = actions.add_parser(
        "views", help="count anew from which way most is seen of everything on a body (minutes)"
    )
    views.add_argument("--body", default="own", help="the body's id")
    views.set_defaults(run=run_views)
    weights = actions.add_parser(
        "weights", help="work out anew what every vertex of a body moves with (a minute)"
    )
    weights.add_argument("--body", default="own", help="the body's id")
    weights.set_defaults(run=run_weights)
    fibres = actions.add_parser(
        "fibres",
        help="carry the fibres anew from the recipes to the standing meshes of the own body",
    )
    fibres.set_defaults(run=run_fibres)
    ends = actions.add_parser(
        "ends", help="lay the ends of the standing muscles onto what their recipes name (seconds)"
    )
    ends.set_defaults(run=run_ends)
    joints = actions.add_parser(
        "joints", help="find the centres and axes of the joints anew on the own body's bones"
    )
    joints.set_defaults(run=run_joints)
    figure = actions.add_parser(
        "figure", help="make another figure of the own body (female, heavier), to choose in the app"
    )
    figure.add_argument("figure", help="the figure's id in the skin's recipe")
    figure.set_defaults(run=run_figure)
    install = actions.add_parser("install", help="install a body from its official archive")
    install.add_argument("body", choices=("bodyparts3d",))
    install.add_argument("--archive", type=Path, help="the archive, where it was downloaded")
    install.add_argument(
        "--accept-checksum", metavar="SHA256", help="accept an archive with this SHA-256"
    )
    install.set_defaults(run=run_install)
    export = actions.add_parser("export", help="write parts for other programs (mm, body frame)")
    export.add_argument("part", nargs="+", help="part ids, like piriformis-right")
    export.add_argument("-o", "--output", type=Path, required=True, help=".stl, .ply or .obj")
    export.add_argument("--body", default="own", help="the body's id")
    export.set_defaults(run=run_export)
    listed = actions.add_parser("list", help="list the bodies that are here, and prove them whole")
    add_json(listed)
    listed.set_defaults(run=run_list)


def run_build(arguments: argparse.Namespace) -> int:
    """Build the own body."""
    from platformdirs import user_cache_path

    from nmt_atlas.body.making.adding import add_structures
    from nmt_atlas.body.making.build import build_pack
    from nmt_atlas.body.making.remaking import remake_parts
    from nmt_atlas.body.making.weights import weigh_pack
    from nmt_atlas.domain.pack import Detail

    details: tuple[Detail, ...] = ("phone", "standard")
    if arguments.fine:
        details = (*details, "fine")
    cache = user_cache_path("nmt-atlas", appauthor=False) / "build"
    paths, out = data_paths(), arguments.output
    with progress_bar() as progress:
        if arguments.part:
            index = remake_parts(paths, arguments.part, out=out, progress=progress, cache_dir=cache)
        elif arguments.layer:
            index = add_structures(
                paths,
                arguments.layer,
                anew=arguments.anew,
                out=out,
                progress=progress,
                cache_dir=cache,
            )
        else:
            index = build_pack(paths, out, progress, cache, details)
        if not arguments.no_views:
            _look_around(out or paths.pack, progress)
        weigh_pack(out or paths.pack, progress)
    print(f"{len(index.parts)} parts, recipes {index.body.recipe_hash[:12]}.")
    return 0


def run_skin(_arguments: argparse.Namespace) -> int:
    """Finish the skin of the own body, and paint it: what is painted names the skin's file."""
    from nmt_atlas.body.making.reskin import finish_skin
    from nmt_atlas.body.painting.precompute import paint_pack
    from nmt_atlas.library.loading import load_library

    paths = data_paths()
    finish_skin(paths)
    with progress_bar() as progress:
        index = paint_pack(paths.pack, load_library(paths).library, paths, progress)
    for file in (one for one in index.files if one.group == "skin"):
        print(f"{file.path}: {file.bytes} bytes.")
    return 0


def run_paint(arguments: argparse.Namespace) -> int:
    """Paint what the documents paint on a body's skin."""
    from nmt_atlas.body.painting.precompute import paint_pack
    from nmt_atlas.library.loading import load_library

    paths = data_paths()
    body = find_body(arguments.body)
    with progress_bar() as progress:
        index = paint_pack(body.directory, load_library(paths).library, paths, progress)
    if index.paint is None:
        print("There is no skin map, so nothing was painted.")
    else:
        print(f"{index.paint.path}: {index.paint.bytes} bytes.")
    return 0


def run_views(arguments: argparse.Namespace) -> int:
    """Count from which way most is seen of everything on a body."""
    with progress_bar() as progress:
        index = _look_around(find_body(arguments.body).directory, progress)
    if index.views is not None:
        print(f"{index.views.path}: {index.views.bytes} bytes.")
    return 0


def run_weights(arguments: argparse.Namespace) -> int:
    """Work out what every vertex of a body moves with."""
    from nmt_atlas.body.making.weights import weigh_pack

    with progress_bar() as progress:
        index = weigh_pack(find_body(arguments.body).directory, progress)
    if index.weights is not None:
        print(f"{index.weights.path}: {index.weights.bytes} bytes.")
    return 0


def run_fibres(_arguments: argparse.Namespace) -> int:
    """Carry the fibres of muscles and ligaments from their recipes to the standing meshes."""
    from nmt_atlas.body.making.regraining import renew_fibres

    with progress_bar() as progress:
        index = renew_fibres(data_paths(), progress=progress)
    print(f"{len(index.parts)} parts, fibres anew.")
    return 0


def run_ends(_arguments: argparse.Namespace) -> int:
    """Lay the ends of the standing muscles onto what they hold on to."""
    from nmt_atlas.body.making.laying import lay_ends

    with progress_bar() as progress:
        index = lay_ends(data_paths(), progress=progress)
    print(f"{len(index.parts)} parts, ends laid.")
    return 0


def run_joints(_arguments: argparse.Namespace) -> int:
    """Measure the joints on the bones, and write them where they have moved."""
    from nmt_atlas.body.making.jointing import Bones, measured_anew
    from nmt_atlas.library.loading import load_library

    paths = data_paths()
    library = load_library(paths).library
    bones = Bones(find_body("own"), library.landmarks)
    changed = measured_anew(bones, library.of("joint"), paths.conditions / "joints")
    print(", ".join(changed) if changed else "Every joint stands where the bones have it.")
    return 0


def _look_around(directory: Path, progress: Progress) -> PackIndex:
    from nmt_atlas.atlas.surveying import survey_pack
    from nmt_atlas.library.loading import load_library

    paths = data_paths()
    return survey_pack(directory, load_library(paths).library, paths, progress)


def run_figure(arguments: argparse.Namespace) -> int:
    """Make a figure of the own body, paint it and weigh it."""
    from nmt_atlas.body.making.build import sound_recipes
    from nmt_atlas.body.making.figures import figure_of, make_figure
    from nmt_atlas.body.making.weights import weigh_pack
    from nmt_atlas.body.packs.sources import bodies_dir, own_body
    from nmt_atlas.body.painting.precompute import paint_pack
    from nmt_atlas.body.progress import portion
    from nmt_atlas.domain.errors import RecipeError
    from nmt_atlas.library.loading import load_library

    paths = data_paths()
    recipe = sound_recipes(paths)[1]
    if recipe is None:
        raise RecipeError("there is no recipe of the skin.", where=str(paths.skin))
    figure, library = figure_of(recipe, arguments.figure), load_library(paths).library
    target = bodies_dir() / figure.id
    with progress_bar() as progress:
        first = portion(progress, 0.0, 0.4)
        own = own_body(paths)
        make_figure(own, recipe, figure, library, target=target, progress=first)
        paint_pack(target, library, paths, portion(progress, 0.4, 0.8))
        index = weigh_pack(target, portion(progress, 0.8, 1.0))
    print(f"{index.body.name}: {len(index.parts)} parts in {target}.")
    return 0


def run_install(arguments: argparse.Namespace) -> int:
    """Install a body."""
    from nmt_atlas.body.bodyparts3d import install
    from nmt_atlas.body.making.weights import weigh_pack
    from nmt_atlas.body.packs.sources import bodies_dir, own_body
    from nmt_atlas.body.painting.precompute import paint_pack
    from nmt_atlas.body.progress import portion
    from nmt_atlas.library.loading import load_library

    paths, target = data_paths(), bodies_dir() / arguments.body
    with progress_bar() as progress:
        index = install(
            arguments.archive,
            arguments.accept_checksum,
            target,
            own_body(paths),
            portion(progress, 0.0, 0.7),
        )
        library = load_library(paths).library
        paint_pack(target, library, paths, portion(progress, 0.7, 0.8))
        _look_around(target, portion(progress, 0.8, 0.9))
        weigh_pack(target, portion(progress, 0.9, 1.0))
    lent = sum(part.stand_in for part in index.parts)
    print(f"{index.body.name}: {len(index.parts)} parts in {target}.")
    print(f"{lent} of them, which the archive lacks, are lent by the NMT Atlas body.")
    print(index.body.attribution)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write parts as one file."""
    from nmt_atlas.body.packs.export import export_parts

    print(export_parts(find_body(arguments.body), arguments.part, arguments.output))
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """List the bodies; exit 1 where one is damaged."""
    from nmt_atlas.body.packs.reading import verify
    from nmt_atlas.body.packs.sources import bodies_dir, readable_bodies

    faults = [str(problem) for problem in readable_bodies(bodies_dir())[1]]
    for body in bodies():
        try:
            verify(body.directory)
        except PackError as error:
            faults.append(str(error))
    rows = [
        {
            "id": body.id,
            "name": body.index.body.name,
            "licence": body.index.body.licence,
            "parts": len(body.index.parts),
            "recipe_hash": body.index.body.recipe_hash,
            "folder": str(body.directory),
        }
        for body in bodies()
    ]
    print_rows(rows, ("id", "name", "licence", "parts", "folder"), as_json=arguments.json)
    for fault in faults:
        print(f"nmt-atlas: {fault}", file=sys.stderr)
    return 1 if faults else 0


def bodies() -> tuple[Body, ...]:
    """The own body, if it is built, and those that are installed and can be read."""
    from nmt_atlas.body.packs.sources import bodies_dir, own_body, readable_bodies

    paths = data_paths()
    own = (own_body(paths),) if paths.pack_index.exists() else ()
    return (*own, *readable_bodies(bodies_dir())[0])


def find_body(ident: str) -> Body:
    """A body by its id.

    Raises
    ------
    UnknownIdError
        Where it is neither built nor installed.
    """
    from nmt_atlas.body.packs.sources import OWN, own_body

    if ident == OWN:
        return own_body(data_paths())
    found = {body.id: body for body in bodies()}
    if ident not in found:
        raise UnknownIdError(
            f"There is no body “{ident}”.",
            remedy=did_you_mean(ident, found) or "`nmt-atlas meshes list` shows what is here.",
        )
    return found[ident]


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on the terminal; one line per tenth where there is none."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Tenths(console.print)
        return
    columns = (
        TextColumn("{task.percentage:>3.0f} %"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Bar(*columns, console=console) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda message, share: bar.update(task, description=message, completed=share)


class _Tenths:
    """Progress without a terminal."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.last = -1

    def __call__(self, message: str, share: float) -> None:
        """Say a message whenever another tenth is done."""
        if int(share * 10) > self.last:
            self.last = int(share * 10)
            self.say(f"{share:4.0%} {message}")
