"""``nmt-atlas cases list|show|export|erase|compare``: case files, which a passphrase opens."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json, print_rows
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.foreign import legible
from nmt_atlas.store.casefile import CaseFiles, case_folder

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands
    from nmt_atlas.domain.casefile import CaseFile, Change, Day

PASSPHRASE = "NMT_ATLAS_PASSPHRASE"
"""Holds the passphrase where nobody can be asked."""


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    cases = commands.add_parser(
        "cases",
        help="list, show, compare, export and erase case files (sealed; off by default)",
        description="Case files are switched on and filled in the browser. The passphrase is asked "
        f"for, or taken from {PASSPHRASE}; no option takes it, since others can read a command.",
    )
    actions = cases.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="the labels of all case files")
    add_json(listed)
    listed.set_defaults(run=run_list)
    show = _about_one(actions, "show", "what is noted, by date")
    add_json(show)
    show.set_defaults(run=run_show)
    compare = _about_one(actions, "compare", "two dates in numbers")
    compare.add_argument("before", type=_day, help="a date, such as 2026-11-03")
    compare.add_argument("after", type=_day, help="a later date")
    add_json(compare)
    compare.set_defaults(run=run_compare)
    export = _about_one(actions, "export", "write everything as readable JSON")
    export.add_argument("-o", "--output", type=Path, required=True, help="such as a-17.json")
    export.set_defaults(run=run_export)
    erase = _about_one(actions, "erase", "erase a case file, opened or not")
    erase.add_argument("--yes", action="store_true", help="really; nothing brings it back")
    erase.set_defaults(run=run_erase)


def _about_one(actions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=words)
    action.add_argument("label", help="the label of a case file")
    return action


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date such as 2026-11-03") from None


def run_list(arguments: argparse.Namespace) -> int:
    """Print the labels."""
    files = CaseFiles(case_folder())
    if arguments.json:
        print_json({"folder": str(files.folder), "on": files.on, "labels": list(files.labels())})
        return 0
    if not files.on:
        print(f"Case files are off: there is no {files.folder}.", file=sys.stderr)
    for label in files.labels():
        print(label)
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print what is noted."""
    case = _opened(arguments.label)
    rows = [_row(day) for day in case.days]
    if arguments.json:
        print_json({"label": case.label, "days": rows})
        return 0
    shown = [{key: _safe(value) for key, value in row.items()} for row in rows]
    print_rows(shown, ("day", "area_cm2", "drawings", "findings", "goals", "plan"), as_json=False)
    return 0


def run_compare(arguments: argparse.Namespace) -> int:
    """Print two dates in numbers, with how alike two drawings of one pain are."""
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.atlas.comparing import change_between

    case = _opened(arguments.label)
    before, after = (_of(case, one) for one in (arguments.before, arguments.after))
    change = change_between(Atlas.open(), before, after)
    if arguments.json:
        print_json(_numbers(change))
    else:
        _print_change(change)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write a case as JSON; a file that is there is not written over."""
    text = CaseFiles(case_folder()).export(arguments.label, _passphrase(arguments.label))
    try:
        with arguments.output.open("x", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as error:
        raise StoreError(
            f"the export cannot be written ({error.strerror}).",
            where=str(arguments.output),
            remedy="Name another file.",
        ) from error
    print(f"{arguments.output}: not sealed; whoever has it can read it")
    return 0


def run_erase(arguments: argparse.Namespace) -> int:
    """Erase a case, where that was said twice."""
    if not arguments.yes:
        raise StoreError(
            "nothing was erased.",
            where=arguments.label,
            remedy="Export it first, then say --yes: nothing brings it back.",
        )
    CaseFiles(case_folder()).erase(arguments.label)
    print(f"{arguments.label}: erased")
    return 0


def _opened(label: str) -> CaseFile:
    return CaseFiles(case_folder()).read(label, _passphrase(label))


def _passphrase(label: str) -> str:
    """The passphrase of the environment, or what is typed unseen."""
    named = os.environ.get(PASSPHRASE, "")
    if named:
        return named
    if not sys.stdin.isatty():
        raise StoreError(
            "nobody can be asked for the passphrase.",
            where=label,
            remedy=f"Set {PASSPHRASE}, or use a terminal.",
        )
    return getpass(f"Passphrase of {label}: ")


def _of(case: CaseFile, day: date) -> Day:
    found = case.of(day)
    if found is None:
        known = ", ".join(one.day.isoformat() for one in case.days) or "none"
        raise StoreError(
            f"there is nothing under {day.isoformat()}.",
            where=case.label,
            remedy=f"Dates: {known}.",
        )
    return found


def _row(day: Day) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "area_cm2": round(day.area / 100, 1),
        "drawings": [one.words for one in day.drawings],
        "findings": [
            " ".join(filter(None, (one.id or "", one.side, _degrees(one.degrees), one.words)))
            for one in day.findings
        ],
        "goals": [*day.goals, *(one.words for one in (day.agreed.goals if day.agreed else ()))],
        "plan": day.plan,
        "review": day.review.isoformat() if day.review else None,
    }


def _safe(value: object) -> object:
    """A value whose text turns no terminal's colours or cursor."""
    if isinstance(value, list):
        return [_safe(one) for one in value]
    return legible(value) if isinstance(value, str) else value


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:g}°"


def _numbers(change: Change) -> dict[str, object]:
    from nmt_atlas.domain.casefile import REPEATED, SPREAD

    return {
        "before_cm2": round(change.before / 100, 1),
        "after_cm2": round(change.after / 100, 1),
        "change_cm2": round(change.area / 100, 1),
        "jaccard": None if change.jaccard is None else round(change.jaccard, 3),
        "beyond": change.beyond,
        "repeated": {
            "mean": REPEATED,
            "spread": SPREAD,
            "people": 31,
            "doi": "10.1080/17434440.2023.2277226",
        },
    }


def _print_change(change: Change) -> None:
    from nmt_atlas.domain.casefile import REPEATED, SPREAD

    print(f"area: {change.before / 100:.0f} cm², then {change.after / 100:.0f} cm²")
    if change.jaccard is None:
        print("overlap: none can be told (nothing painted on one of them, or another skin)")
        return
    print(f"overlap (Jaccard index): {change.jaccard:.2f}")
    more = "more than" if change.beyond else "no more than"
    print(f"They differ by {more} most people's two drawings of one pain do")
    print(f"({REPEATED} ± {SPREAD}, 31 people; doi:10.1080/17434440.2023.2277226).")
