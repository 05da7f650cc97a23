"""``nmt-atlas find``: from a painful region or a pain drawing to what may lie behind it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from nmt_atlas.cli.common import add_json, as_text, library_or_warn, print_json, print_rows
from nmt_atlas.domain.condition import red_flags
from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.narrowing import OF_MOVEMENT
from nmt_atlas.domain.pain import Quality, drawing_of, read_drawing
from nmt_atlas.domain.ranking import find
from nmt_atlas.domain.reasons import NOTICES, words_of
from nmt_atlas.library.ids import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmt_atlas.cli.common import Commands
    from nmt_atlas.domain.condition import Condition, Urgency
    from nmt_atlas.domain.found import Found
    from nmt_atlas.domain.narrowing import Answer
    from nmt_atlas.domain.pain import PainDrawing

_URGENCY = {"emergency": "EMERGENCY", "same-day": "SAME DAY", "soon": "PHYSICIAN SOON"}


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("find", help="what may lie behind pain in a region or drawing")
    asked = command.add_mutually_exclusive_group(required=True)
    asked.add_argument("--region", help="a region of the body chart: back_neck, chest, “big toe”")
    asked.add_argument("--drawing", metavar="FILE", help="a pain drawing (JSON; - reads it here)")
    command.add_argument("--side", choices=("right", "left"), help="the side that hurts")
    command.add_argument(
        "--quality", action="append", choices=get_args(Quality), help="what the pain is like"
    )
    command.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=yes|no",
        help="an answer to one of the questions that were listed",
    )
    command.add_argument(
        "--full",
        action="store_true",
        help="of a region: nerves, joints and organs too, with flags and questions",
    )
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print red flags, then ranked rows; ``--full`` and ``--drawing`` with reasons and questions.

    JSON of a region is the rows alone; with ``--full`` it is an object with ``flags``, ``rows``
    and ``questions``, and with ``--drawing`` always.
    """
    if arguments.drawing:
        return _full(arguments, _read(arguments.drawing))
    if arguments.full:
        region = library_or_warn().region_called(arguments.region)
        told = arguments.quality or ()
        return _full(arguments, drawing_of(region.id, side=arguments.side or "both", quality=told))
    return _region(arguments)


def _region(arguments: argparse.Namespace) -> int:
    library = library_or_warn()
    region = library.region_called(arguments.region)
    rows = find(region.id, arguments.side, library.muscles.values(), library.regions)
    if not arguments.json:
        _print_flags(red_flags(region.id, library.conditions.values(), library.regions))
    print_rows(
        [row.model_dump(mode="json") for row in rows],
        ("match", "kind", "evidence", "rarity", "muscle", "trigger_point", "side", "sources"),
        as_json=arguments.json,
    )
    return 0


def _read(name: str) -> PainDrawing:
    text = sys.stdin.read() if name == "-" else _text(Path(name))
    try:
        data = json.loads(text)
    except ValueError as error:
        raise StateError(
            f"this is no JSON ({error}).", where=name, remedy="`docs/ranking.md` shows a drawing."
        ) from error
    return read_drawing(data, name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StateError(
            f"the drawing cannot be read ({error}).", where=str(path), remedy="Name another file."
        ) from error


def _full(arguments: argparse.Namespace, drawing: PainDrawing) -> int:
    from nmt_atlas.atlas import Atlas

    atlas = Atlas.open()
    found = atlas.pain_sources(drawing, _answers(arguments.answer, atlas.library.clues))
    if arguments.json:
        print_json(found.model_dump(mode="json", exclude={"drawing"}))
        return 0
    for notice in found.notices:
        print(ENGLISH.say(NOTICES[notice.code], value=notice.value))
    _print_found(found)
    return 0


def _answers(told: list[str], clues: Iterable[str]) -> dict[str, Answer]:
    """What was answered, by question: a clue, or ``does:<joint>:<movement>``."""
    known = set(clues)
    found: dict[str, Answer] = {}
    for one in told:
        question, _, answer = one.rpartition("=")
        if answer not in ("yes", "no") or not question:
            raise StateError(
                f"“{one}” is no answer.", remedy="Write the question's id, = and yes or no."
            )
        if question not in known and not question.startswith(OF_MOVEMENT):
            raise StateError(
                f"There is no question “{question}”.",
                remedy=did_you_mean(question, known) or "`find … --full` lists the questions.",
            )
        found[question] = "yes" if answer == "yes" else "no"
    return found


def _print_found(found: Found) -> None:
    _print_lines([(flag.urgency, flag.name, flag.words) for flag in found.flags])
    for row in found.warnings:
        print(f"? Organs are felt here too, as a warning and not as an answer: {row.of}.")
    rows = [
        {
            **row.model_dump(mode="json", include={"rank", "match", "what", "id", "side"}),
            "tied": "=" if row.tied else "",
            "why": " ".join(words_of(reason, ENGLISH.say) for reason in row.reasons),
        }
        for row in found.rows
    ]
    print_rows(rows, ("rank", "tied", "match", "what", "id", "side", "why"), as_json=False)
    if found.together:
        names = ", ".join(f"{of} ({side})" for _, of, side in found.together.sources)
        print(
            f"\nNo single source explains it ({found.together.alone:.0%}); together these explain "
            f"{found.together.explained:.0%}: {names}."
        )
    for asked in found.questions:
        print(f"{asked.id}: {ENGLISH.say(asked.asks, **asked.values)} ({asked.why})")


def _print_flags(flags: tuple[Condition, ...]) -> None:
    _print_lines([(one.urgency or "soon", one.name, one.summary.text) for one in flags])


def _print_lines(flags: list[tuple[Urgency, str, str]]) -> None:
    if not flags:
        return
    print("First ask about these; they are not for treatment by hand:")
    for urgency, name, words in flags:
        print(f"! {_URGENCY[urgency]}: {name}. {as_text(words)}")
    print()
