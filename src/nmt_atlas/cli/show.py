"""``nmt-atlas show ID``: a whole document with its links resolved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pydantic import BaseModel

from nmt_atlas.cli.common import add_json, library_or_warn, print_json
from nmt_atlas.domain.anatomy import Structure, split_part_id
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.condition import red_flags
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.playing import acted, stretched
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.domain.source import Source
from nmt_atlas.library import Library
from nmt_atlas.library.articles import article
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.walk import links
from nmt_atlas.library.writing.text import as_text

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


class Whole(Frozen):
    """A whole muscle that has no document yet: the structures that draw it."""

    id: str
    structures: tuple[Structure, ...]


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("show", help="show one document with its links resolved")
    command.add_argument("id", help="an id of anything that `nmt-atlas list` lists")
    command.add_argument(
        "--kind", choices=[one.name for one in KINDS], help="which kind, where an id names several"
    )
    command.add_argument("--plain", action="store_true", help="in plain words, for clients")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the document."""
    library = library_or_warn()
    kind, document = find_document(library, arguments.id, arguments.kind)
    if arguments.json:
        print_json(resolved(library, kind, document))
    elif isinstance(document, Whole):
        print("\n".join((document.id, *(f"  {one.id}: {one.name}" for one in document.structures))))
    else:
        ident = str(getattr(document, "id", arguments.id))
        print(as_text(article(library, kind, ident, plain=arguments.plain)), end="")
    return 0


def find_document(library: Library, ident: str, kind: str | None) -> tuple[str, BaseModel]:
    """The document with an id, of any kind; a part id (with side) gives its structure.

    Raises
    ------
    UnknownIdError
        With the closest ids of every kind.
    """
    kinds = [kind] if kind else [one.name for one in library.kinds]
    for name in (ident, split_part_id(ident)[0]):
        for one in kinds:
            found = library.of(one).get(name)
            if isinstance(found, tuple):
                found = found[-1]
            if isinstance(found, BaseModel):
                return one, found
    if kind is None and ident in library.wholes:
        return "whole", Whole(id=ident, structures=library.wholes[ident])
    known = [name for one in kinds for name in library.of(one)]
    raise UnknownIdError(
        f"There is no {kind or 'document'} “{ident}”.",
        remedy=did_you_mean(ident, known) or "`nmt-atlas list` shows what there is.",
    )


def resolved(library: Library, kind: str, document: BaseModel) -> dict[str, object]:
    """A document as plain data, with ``document_kind`` and every link under ``links``."""
    data: dict[str, object] = {"document_kind": kind, **document.model_dump(mode="json")}
    found: dict[str, object] = {}
    for link in links(document):
        for one in link.kinds:
            target = library.of(one).get(link.target)
            if target is not None:
                found[link.target] = _summary(one, target)
                break
    data["links"] = found
    if isinstance(document, Muscle):
        data |= _moves(library, document)
    if kind == "trigger-point":
        muscle = library.muscle_with_point(str(data["id"]))
        data["muscle"] = {"id": muscle.id, "name": muscle.name}
    if kind == "region":
        flags = red_flags(str(data["id"]), library.conditions.values(), library.regions)
        data["red_flags"] = [
            {"id": one.id, "name": one.name, "urgency": one.urgency, "text": one.summary.text}
            for one in flags
        ]
    return data


def _moves(library: Library, muscle: Muscle) -> dict[str, object]:
    """The poses of what a muscle does (of the right side), and of its stretch."""
    joints, words = library.of("joint"), library.joints
    if words is None:
        return {}
    side = "right" if muscle.paired else ""
    moves, still = acted(muscle, words, joints, side)
    return {
        "poses": [
            {
                "joint": one.joint,
                "movement": one.words,
                "role": one.role,
                "motion": one.way,
                "start": str(one.start),
                "end": str(one.end),
            }
            for one in moves
        ],
        "not_shown": [{"joint": one.joint, "movement": one.words, "why": one.why} for one in still],
        "stretch_pose": str(stretched(muscle, words, joints, side)),
    }


def _summary(kind: str, target: object) -> dict[str, object]:
    if isinstance(target, tuple):
        target = target[-1] if kind == "trigger-point" else target[0]
    if isinstance(target, Source):
        return {"kind": kind, **target.model_dump(mode="json", exclude_defaults=True)}
    name = getattr(target, "name", None) or getattr(target, "title", "")
    return {"kind": kind, "name": name}
