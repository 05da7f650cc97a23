"""``nmt-atlas lessons check|list|new|preview|make|export|import|stats``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_json, print_rows
from nmt_atlas.domain.drafting import as_written, text_of
from nmt_atlas.domain.errors import AtlasError, Problem, UnknownIdError
from nmt_atlas.domain.generating import MAKERS
from nmt_atlas.domain.generating.lessons import quiz
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import KINDS, kind_name
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import Library
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.drafts import check_draft
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.lesson_exports import FORMATS, LessonFormat, quiz_of
from nmt_atlas.library.lesson_exports.plain import Boxes, Draw, Label, Plainer
from nmt_atlas.library.lesson_imports import Heading, read_lesson
from nmt_atlas.library.made import Scope, quiz_id
from nmt_atlas.library.paths import data_paths
from nmt_atlas.library.reading import read_document

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands

_PICTURE = (480, 600)
_LABELLED = (640, 720)


def add(commands: Commands) -> None:
    """Add the command and what it can do."""
    lessons = commands.add_parser("lessons", help="check, make, export and import lessons")
    actions = lessons.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check lessons; exit 1 where one is faulty")
    check.add_argument("file", nargs="*", type=Path, help="lesson files; none: all of the atlas")
    check.set_defaults(run=run_check)
    listing = actions.add_parser("list", help="every lesson")
    listing.add_argument("--made", action="store_true", help="those made by template too")
    listing.set_defaults(run=run_list)
    new = actions.add_parser("new", help="print the beginning of a lesson document")
    new.add_argument("id")
    new.add_argument("--title", default="")
    new.set_defaults(run=run_new)
    preview = actions.add_parser("preview", help="print a lesson with its answers")
    preview.add_argument("id", help="a lesson's id, or a file")
    preview.set_defaults(run=run_preview)
    _add_make(actions)
    _add_moving(actions)
    stats = actions.add_parser("stats", help="how many questions of which kind there are")
    stats.set_defaults(run=run_stats)
    for one in (check, listing, preview, stats):
        add_json(one)


def _add_make(actions: Commands) -> None:
    make = actions.add_parser("make", help="make a quiz from the documents, as a lesson document")
    make.add_argument("--region", help="a region of the body chart, by name or id")
    for kind in ("muscle", "nerve", "entrapment", "condition"):
        make.add_argument(f"--{kind}", help=f"the id of a {kind} document")
    make.add_argument("--kind", action="append", default=[], choices=[kind_name(k) for k in KINDS])
    make.add_argument("--level", choices=("easy", "medium", "hard"), default="medium")
    make.add_argument("--count", type=int, default=20)
    make.add_argument("--seed", type=int, default=1)
    make.set_defaults(run=run_make)
    add_json(make)


def _add_moving(actions: Commands) -> None:
    export = actions.add_parser("export", help="write lessons for other programs, or for paper")
    export.add_argument("id", nargs="*", help="lessons, written or made (about-muscle-soleus)")
    export.add_argument("--region", help="a quiz about a region instead")
    export.add_argument("--count", type=int, default=40, help="questions of such a quiz")
    export.add_argument("--seed", type=int, default=1)
    export.add_argument("--language", default="en")
    export.add_argument("--format", choices=[one.id for one in FORMATS], required=True)
    export.add_argument("--without-pictures", action="store_true")
    export.add_argument("-o", "--output", type=Path, required=True)
    export.set_defaults(run=run_export)
    reading = actions.add_parser("import", help="make a lesson document of GIFT, CSV or JSON")
    reading.add_argument("file", type=Path)
    reading.add_argument("--id", required=True, help="the new lesson's id")
    reading.add_argument("--title", default="")
    reading.add_argument("--source", required=True, help="the id of the source it stands on")
    reading.add_argument("-o", "--output", type=Path, help="the file; else it is printed")
    reading.set_defaults(run=run_import)


def run_check(arguments: argparse.Namespace) -> int:
    """Print every fault of lessons."""
    if arguments.file:
        library = library_or_warn()
        problems = [one for file in arguments.file for one in _faults(library, file)]
        count = len(arguments.file)
    else:
        report = check_documents(data_paths())
        problems = [one for one in report.problems if "lessons/" in one.file]
        count = len(library_or_warn().lessons)
    if arguments.json:
        print_json({"lessons": count, "problems": [asdict(one) for one in problems]})
    else:
        for problem in problems:
            print(problem)
        print(f"{count} lesson(s), {len(problems)} problem(s).")
    return 1 if problems else 0


def _faults(library: Library, file: Path) -> Iterator[Problem]:
    """What is wrong with a file: its form, then the rules, as if it lay among the documents."""
    lesson, faults = read_document(Lesson, file, str(file))
    yield from faults
    if lesson is not None and not faults:
        for one in check_draft(library, as_written(lesson)):
            yield replace(one, file=str(file))


def run_list(arguments: argparse.Namespace) -> int:
    """Print every lesson."""
    library = library_or_warn()
    rows: list[dict[str, object]] = [_row(one) for one in library.lessons.values()]
    if arguments.made:
        for ident, kind, document in library.lessons.makeable():
            name = library.of(kind)[document].name
            rows.append({"id": ident, "title": name, "made_from": f"{kind}/{document}"})
    print_rows(rows, ("id", "title", "level", "questions"), as_json=arguments.json)
    return 0


def _row(lesson: Lesson) -> dict[str, object]:
    return {
        "id": lesson.id,
        "title": lesson.title,
        "level": lesson.level,
        "minutes": lesson.minutes,
        "questions": len(lesson.questions),
        "made_from": lesson.made_from,
    }


def run_new(arguments: argparse.Namespace) -> int:
    """Print a lesson to begin with: it is valid as it stands."""
    lesson = Lesson.model_validate(
        {
            "id": arguments.id,
            "title": arguments.title or arguments.id.replace("-", " ").capitalize(),
            "summary": "One sentence: what it is about.",
            "minutes": 10,
            "objectives": ["What somebody can do afterwards."],
            "author": "",
            "steps": [
                {"id": "look", "title": "Look", "words": "What to see."},
                {"id": "ask", "title": "Ask", "question": _asked(arguments.id)},
            ],
            "sources": ["gray-2020"],
        }
    )
    print(_written(lesson))
    return 0


def _asked(lesson: str) -> dict[str, object]:
    """A question to begin with; it tests the objective."""
    return {
        "kind": "choose-one",
        "id": f"{lesson}-q1",
        "prompt": "What is asked?",
        "options": [
            {"text": "What is right", "right": True, "why": "Why it is right."},
            {"text": "What is wrong", "why": "Why it is wrong."},
            {"text": "What is wrong too", "why": "Why it is wrong too."},
        ],
        "explanation": "What is so, and how one sees it.",
        "objectives": [1],
        "sources": ["gray-2020"],
    }


def run_preview(arguments: argparse.Namespace) -> int:
    """Print a lesson as a student meets it, with the answers."""
    library = library_or_warn()
    file = Path(arguments.id)
    lesson = _read(file) if file.suffix == ".json" else _lesson(library, arguments.id)
    plain = {one.id: one for one in Plainer(library).lesson(lesson)}
    if arguments.json:
        print_json([asdict(one) | {"asks": None, "shows": None} for one in plain.values()])
        return 0
    print(f"{lesson.title}\n{lesson.summary}\n")
    for number, step in enumerate(lesson.steps, 1):
        print(f"{number}. {step.title}\n   {step.words}".rstrip())
        if step.question is not None:
            asked = plain[step.question.id]
            print(f"   ? {asked.prompt}")
            for choice in asked.choices:
                print(f"     {'*' if choice.right else '-'} {choice.text}")
            print(f"   = {asked.answer}\n     {asked.explanation}")
    return 0


def run_make(arguments: argparse.Namespace) -> int:
    """Print a quiz as a lesson document."""
    library = library_or_warn()
    scope = _scope(library, arguments)
    _refuse_count(arguments.count)
    name = library.lessons.scope_name(scope)
    if name is None:
        raise UnknownIdError(
            f"The library has no {scope.kind} “{scope.ident}”.",
            remedy=did_you_mean(scope.ident, library.of(scope.kind))
            or "`nmt-atlas list` shows all.",
        )
    wish = library.lessons.wish(scope, arguments.level, frozenset(arguments.kind))
    near = library.lessons.around(scope)
    count, seed = arguments.count, arguments.seed
    ident = quiz_id(scope, count, seed)
    made = quiz(library.kit, ident, name, wish, count=count, seed=seed, around=near)
    if made is None:
        raise AtlasError(
            "the documents give no question of that.",
            where=name,
            remedy="Ask for other kinds, or for more of the body.",
        )
    if len(made.questions) < arguments.count:
        print(f"nmt-atlas: the documents give {len(made.questions)} questions.", file=sys.stderr)
    print(_written(made))
    return 0


def _scope(library: Library, arguments: argparse.Namespace) -> Scope:
    given = [
        (kind, getattr(arguments, kind))
        for kind in ("region", "muscle", "nerve", "entrapment", "condition")
        if getattr(arguments, kind, None)
    ]
    if len(given) > 1:
        raise AtlasError("name one thing only.", where="make", remedy="Make two quizzes.")
    if not given:
        return Scope("all", "")
    kind, ident = given[0]
    return Scope(kind, library.region_called(ident).id if kind == "region" else ident)


def _refuse_count(count: int) -> None:
    if not 1 <= count <= 1_000:
        raise AtlasError("the count must be 1 to 1,000.", where="--count", remedy="Ask for fewer.")


def run_export(arguments: argparse.Namespace) -> int:
    """Write lessons in another format."""
    library = library_or_warn().in_language(arguments.language)
    chosen: LessonFormat = next(one for one in FORMATS if one.id == arguments.format)
    lessons = [_lesson(library, ident) for ident in arguments.id]
    if arguments.region:
        _refuse_count(arguments.count)
        region = library.region_called(arguments.region).id
        ident = quiz_id(Scope("region", region), arguments.count, arguments.seed)
        lessons.append(_lesson(library, ident))
    if not lessons:
        raise AtlasError("nothing to export.", where="export", remedy="Name lessons, or --region.")
    wanted = chosen.pictured and not arguments.without_pictures
    draw, label = drawing() if wanted else (None, None)
    title = lessons[0].title if len(lessons) == 1 else "NMT Atlas"
    found = quiz_of(library, title, lessons, draw, label)
    try:
        arguments.output.write_bytes(chosen.write(found))
    except OSError as error:
        raise AtlasError(
            f"the file cannot be written ({error.strerror}).",
            where=str(arguments.output),
            remedy="Choose a folder that exists and can be written.",
        ) from error
    taken, all_of = len(chosen.takes(found)), len(found.questions)
    print(f"{arguments.output}: {taken} questions")
    if taken < all_of:
        print(f"nmt-atlas: {all_of - taken} ask about the body and were left out.", file=sys.stderr)
    return 0


def drawing() -> tuple[Draw, Label]:
    """Draw views as PNG, without a graphics driver, bare (the same view once) and with names."""
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.body.pictures.named import named

    atlas = Atlas.open()

    @lru_cache(maxsize=2_000)
    def draw(state: ViewState) -> bytes:
        return atlas.body(state.body).picture(state, _PICTURE).png()

    def label(state: ViewState, names: Mapping[str, str]) -> tuple[bytes, Boxes]:
        drawn = named(atlas.body(state.body).picture(state, _LABELLED), names)
        return drawn.png, drawn.boxes

    return draw, label


def run_import(arguments: argparse.Namespace) -> int:
    """Write a lesson document of a file from elsewhere."""
    heading = Heading(arguments.id, arguments.title or arguments.id, arguments.source)
    found = read_lesson(arguments.file, heading)
    for line in found.left_out:
        print(f"nmt-atlas: left out {line}", file=sys.stderr)
    if arguments.output is None:
        print(_written(found.lesson))
        return 0
    try:
        arguments.output.write_text(f"{_written(found.lesson)}\n", encoding="utf-8")
    except OSError as error:
        raise AtlasError(
            f"the lesson cannot be written ({error.strerror}).",
            where=str(arguments.output),
            remedy="Choose a folder that exists and can be written.",
        ) from error
    print(f"{arguments.output}: {len(found.lesson.questions)} questions")
    return 0


def run_stats(arguments: argparse.Namespace) -> int:
    """Print how many questions of which kind there are, and what can be made."""
    library = library_or_warn()
    written = Counter(
        kind_name(type(one)) for lesson in library.lessons.values() for one in lesson.questions
    )
    topics: Counter[str] = Counter()
    for maker in MAKERS:
        topics[maker.kind] += len(maker.topics(library.kit))
    rows = [
        {"kind": name, "written": written[name], "topics": topics[name]}
        for name in map(kind_name, KINDS)
    ]
    print_rows(rows, ("kind", "written", "topics"), as_json=arguments.json)
    return 0


def _lesson(library: Library, ident: str) -> Lesson:
    try:
        return library.lessons[ident]
    except KeyError:
        known = [*library.lessons, *(one for one, _, _ in library.lessons.makeable())]
        raise UnknownIdError(
            f"The library has no lesson “{ident}”.",
            remedy=did_you_mean(ident, known) or "`nmt-atlas lessons list --made` shows all.",
        ) from None


def _read(file: Path) -> Lesson:
    lesson, problems = read_document(Lesson, file, str(file))
    if lesson is None:
        raise AtlasError(str(problems[0]), where=str(file), remedy="Mend it and try again.")
    return lesson


def _written(lesson: Lesson) -> str:
    """A lesson as people write it."""
    return text_of(as_written(lesson)).rstrip("\n")
