"""The registry of kinds: each is complete, and a new one needs its own file and one line."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nmt_atlas.cli.rows import LISTS
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.library import DataPaths, Library, load_library, schemas
from nmt_atlas.library.articles import article
from nmt_atlas.library.checking import broken_rules
from nmt_atlas.library.exports import FORMATS, export
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Kind
from nmt_atlas.library.paths import FOLDERS
from nmt_atlas.library.reading import validate
from nmt_atlas.library.walk import links
from nmt_atlas.library.writing.text import as_text

REPOSITORY = Path(__file__).resolve().parents[3]
GUIDE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.filterwarnings("error")


def example(kind: Kind) -> dict[str, Any]:
    """The example of a kind that has files: a good document, and a fault of it."""
    file = Path(__file__).with_name(f"{kind.name}.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
kinds_of_files = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.folders], ids=lambda kind: kind.name
)


def test_kinds_have_names_shelves_lists_tables_and_counts_of_their_own() -> None:
    for of in (
        [kind.name for kind in KINDS],
        [shelf for kind in KINDS for shelf in kind.shelves],
        [one.name for kind in KINDS for one in kind.lists],
        [table.name for kind in KINDS for table in kind.tables],
        [name for kind in KINDS for name in kind.counts],
        [folder for kind in KINDS for folder in kind.folders],
    ):
        assert len(of) == len(set(of))


@every_kind
def test_a_kind_is_complete(kind: Kind, library: Library) -> None:
    assert (kind.type.__doc__ or "").strip()
    assert (schemas.FOLDER / f"{kind.schema}.md").is_file(), "prose beside the schema"
    assert schemas.schema_file(kind.schema).is_file()
    assert kind.shelves
    assert all(kind.shelves.values())
    assert kind.tables
    assert kind.lists
    documents = kind.documents(library)
    assert documents, "the small library has a document of every kind"
    entries = list(kind.entries(library))
    assert {entry.shelf for entry, _ in entries} <= set(kind.shelves)
    assert {entry.kind for entry, _ in entries} == {kind.name}
    assert {one.id for one in kind.names(library)} <= set(documents)
    for ident in documents:
        page = article(library, kind.name, ident)
        assert (page.kind, page.id, bool(page.title)) == (kind.name, ident, True)
        assert as_text(page).startswith(page.title)
        assert (
            (page.actions[-1].kind == "show") if kind.target and kind.target(library, ident) else 1
        )
    for one in kind.lists:
        assert all(set(one.columns) <= set(row) for row in one.rows(library))
        assert LISTS[one.name] is one
    for table in kind.tables:
        assert list(table.rows(library)) or table.name in {"sites", "signs", "condition_facts"}


@kinds_of_files
def test_a_kind_has_a_good_example_and_a_bad_one(kind: Kind) -> None:
    found = example(kind)
    document, problems = validate(kind.type, found["good"], "good.json")
    assert problems == ()
    assert document is not None
    bad = found["bad"]
    here = found["good"]
    *steps, last = bad["pointer"].strip("/").split("/")
    for step in steps:
        here = here[int(step) if isinstance(here, list) else step]
    here[last] = bad["value"]
    _, problems = validate(kind.type, found["good"], "bad.json")
    assert problems, "the fault must be found"
    assert problems[0].pointer.startswith(bad["pointer"])
    assert bad["expected"] in problems[0].expected


@kinds_of_files
def test_the_fields_that_link_are_fields(kind: Kind) -> None:
    def types(model: type[Any]) -> Iterator[type[Any]]:
        yield model
        yield from (one for sub in model.__subclasses__() for one in types(sub))

    for one in types(kind.type):
        assert set(one.LINKS) <= set(one.model_fields), one
        assert set(one.SILENT) <= set(one.model_fields), one


def test_the_wheel_holds_every_folder() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    mapped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    shipped = (*FOLDERS, "CHANGELOG.md")
    assert {name: f"nmt_atlas/data/{name}" for name in shipped} == mapped


# The worked example of docs/architecture.md


@pytest.fixture
def exercise() -> Iterator[Kind]:
    """The kind that the guide adds."""
    (code,) = re.findall(
        r"Its file, `library/kinds/exercise.py`:\n\n```python\n(.*?)```", GUIDE, re.S
    )
    module = ModuleType("exercise_of_the_guide")
    sys.modules[module.__name__] = module
    exec(compile(code, "docs/architecture.md", "exec"), module.__dict__)
    yield module.KIND
    del sys.modules[module.__name__]


@pytest.fixture
def with_exercise(paths: DataPaths, exercise: Kind) -> Callable[..., Any]:
    """Read the small library with the new kind and one document of it, perhaps spoilt."""

    def load(**changes: Any) -> Any:
        document = {
            "id": "bridge",
            "name": "Bridge",
            "muscles": ["gluteus-medius"],
            "how": {"text": "Lie on the back and lift the hips.", "sources": ["gray-2020"]},
            "client": "Lift your hips.",
            **changes,
        }
        (paths.root / "exercises").mkdir(exist_ok=True)
        (paths.root / "exercises" / "bridge.json").write_text(json.dumps(document))
        return load_library(paths, (*KINDS, exercise))

    return load


def test_a_new_kind_is_loaded_listed_searched_shown_and_exported(
    with_exercise: Callable[..., Any], exercise: Kind
) -> None:
    library, problems = with_exercise()
    assert problems == ()
    assert set(library.of("exercise")) == {"bridge"}
    assert library.file_of("exercise", "bridge") == "exercises/bridge.json"
    assert [row["id"] for row in exercise.lists[0].rows(library)] == ["bridge"]
    assert library.search("bridge")[0].id == "bridge"
    assert [one.key for one in library.shelves.find("lift hips", "exercise")] == ["exercise/bridge"]
    assert library.shelves.headings["exercise"] == "Exercises"
    page = article(library, "exercise", "bridge")
    assert "Lift" not in page.title
    assert [one.key for one in page.sections[1].references] == ["muscle/gluteus-medius"]
    assert [one.kind for one in page.actions] == ["show"]
    assert article(library, "exercise", "bridge", plain=True).sections[0].id == "plain-words"
    assert "bridge,Bridge,gluteus-medius" in export(library, FORMATS[0], "1")["exercises.csv"]
    schema = schemas.schema_of("exercise", {"exercise": exercise.type})
    assert "muscles" in schema["properties"]
    cited = article(library, "source", "gray-2020").section("users")
    assert cited is not None
    assert "exercise/bridge" in {one.key for one in cited.references}


def test_a_new_kind_is_checked_by_schema_and_rules(with_exercise: Callable[..., Any]) -> None:
    (problem,) = with_exercise(muscles="many").problems
    assert (problem.file, problem.pointer) == ("exercises/bridge.json", "/muscles")
    found = broken_rules(with_exercise(muscles=["gluteus-medium"]).library)
    assert [(one.rule, one.pointer) for one in found] == [
        ("links-resolve", "/muscles/0"),
        ("languages-told", "/name"),
        ("languages-told", "/how/text"),
        ("languages-told", "/client"),
    ]
    found = broken_rules(with_exercise(client="<b>Lift</b> your hips.").library)
    assert "no-markup" in {one.rule for one in found}


def test_a_kind_that_is_not_registered_is_not_there(library: Library) -> None:
    with pytest.raises(UnknownIdError):
        article(library, "exercise", "bridge")
    assert library.of("exercise") == {}
    assert replace(library, kinds=()).shelves.entries == ()


def test_questions_name_what_they_link_to(library: Library) -> None:
    found = {(one.target, one.kinds) for one in links(library.lesson("hip"))}
    assert {("piriformis", ("structure",)), ("piriformis-1", ("trigger-point",))} <= found
