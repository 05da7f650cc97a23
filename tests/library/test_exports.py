from __future__ import annotations

import csv
import io
import json
import types
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library import Library
from nmt_atlas.library.exports import FORMATS, TABLES, TableFormat, export, rows_of
from nmt_atlas.library.exports.csv_tables import LIST_MARK
from nmt_atlas.library.facts import facts
from nmt_atlas.library.tables import Table

CSV, JSON = FORMATS
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_tell_rows_apart_and_every_column_is_explained(library: Library, table: Table) -> None:
    rows = rows_of(table, library)
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert len({tuple(row[name] for name in table.key) for row in rows}) == len(rows)
    assert all(column.about for column in table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_values_have_their_types_and_links_resolve(library: Library, table: Table) -> None:
    types = {
        "string": (str, type(None)),
        "integer": int,
        "number": (int, float, type(None)),
        "list": list,
    }
    ids = {one.name: {row.get("id") for row in rows_of(one, library)} for one in TABLES}
    for row in rows_of(table, library):
        for column in table.columns:
            value = row[column.name]
            assert isinstance(value, types.get(column.type, bool)), column.name
            if column.table and value:
                items = value if isinstance(value, list) else [value]
                assert set(items) <= ids[column.table], column.name


def test_csv_and_json_say_the_same(library: Library) -> None:
    as_csv, as_json = export(library, CSV, "1"), export(library, JSON, "1")
    zones = read_csv(as_csv["zones.csv"])
    told = json.loads(as_json["zones.json"])
    assert len(zones) == len(told) == 4
    assert zones[0]["trigger_point"] == told[0]["trigger_point"] == "gluteus-medius-1"
    assert zones[0]["strokes"] == "sacrum > thigh back 10% @ 30"
    assert told[0]["strokes"] == ["sacrum > thigh back 10% @ 30"]
    muscles = read_csv(as_csv["muscles.csv"])
    assert muscles[1]["origin"] == "Where Piriformis begins."
    assert muscles[1]["origin_sources"] == "gray-2020"
    assert muscles[1]["paired"] == "true"


def test_everything_is_in_it(library: Library) -> None:
    files = export(library, CSV, "1")
    counts = {table.name: len(read_csv(files[f"{table.name}.csv"])) for table in TABLES}
    assert counts == {
        "joints": 1,
        "joint_motions": 1,
        "positions": 1,
        "muscles": 2,
        "actions": 2,
        "innervation": 2,
        "trigger_points": 2,
        "zones": 4,
        "nerves": 1,
        "entrapments": 1,
        "dermatomes": 1,
        "origins": 2,
        "motions": 1,
        "motion_values": 2,
        "clues": 1,
        "landmarks": 1,
        "conditions": 3,
        "condition_facts": 1,
        "signs": 0,
        "sites": 1,
        "tests": 1,
        "test_accuracy": 1,
        "regions": 2,
        "quantities": 1,
        "sources": 2,
        "facts": len(facts(library)),
        "lessons": 1,
        "stories": 1,
        "views": 1,
        "questions": 2,
        "structures": 4,
    }


@pytest.mark.parametrize("kind", FORMATS, ids=lambda one: one.id)
def test_the_package_describes_every_file(library: Library, kind: TableFormat) -> None:
    files = export(library, kind, "1.2.3")
    package = json.loads(files["datapackage.json"])
    assert package["version"] == "1.2.3"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    names = {one["name"] for one in package["resources"]}
    for resource in package["resources"]:
        fields = [one["name"] for one in resource["schema"]["fields"]]
        text = files[resource["path"]]
        if kind is CSV:
            assert next(csv.reader(io.StringIO(text))) == fields
            assert len(read_csv(text)) == resource["rows"]
        else:
            assert len(json.loads(text)) == resource["rows"]
        for link in resource["schema"].get("foreignKeys", ()):
            assert link["reference"]["resource"] in names
        assert f"## {resource['name']}" in files["README.md"]
        assert all(f"`{name}`" in files["README.md"] for name in fields)
    assert "CC BY 4.0" in files["LICENSE.txt"]
    assert "do not diagnose" in files["README.md"]


def test_what_would_break_a_list_is_refused(spoil: Any) -> None:
    library = spoil("referral_patterns/piriformis.json", "/synonyms", [f"one{LIST_MARK}two"])
    with pytest.raises(AtlasError, match="table muscles, column synonyms"):
        export(library, CSV, "1")
    assert f"one{LIST_MARK}two" in export(library, JSON, "1")["muscles.json"]


def test_the_command_writes_a_folder(
    paths: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NMT_ATLAS_DATA", str(paths.root))
    folder = tmp_path / "out" / "tables"
    assert main(["export", "--format", "csv", "-o", str(folder)]) == 0
    assert "34 files" in capsys.readouterr().out
    assert (folder / "zones.csv").read_text(encoding="utf-8").startswith("trigger_point,number,")
    taken = tmp_path / "file"
    taken.write_text("")
    assert main(["export", "-o", str(taken)]) == 1
    assert "Choose a folder" in capsys.readouterr().err


def test_formats_are_told_apart_and_told_whole() -> None:
    ids = [one.id for one in FORMATS]
    assert len(set(ids)) == len(ids)
    for one in FORMATS:
        assert "/" in one.media_type
        assert one.about.endswith(".")


def test_the_worked_example_adds_a_format(library: Library) -> None:
    text = GUIDE.read_text(encoding="utf-8").split("### Adding a format of exports", 1)[1]
    module = types.ModuleType("jsonl_tables")
    exec(text.split("```python\n", 1)[1].split("```", 1)[0], vars(module))
    files = export(library, module.FORMAT, "1")
    (zones,) = [
        one for one in json.loads(files["datapackage.json"])["resources"] if one["name"] == "zones"
    ]
    assert (zones["path"], zones["mediatype"]) == ("zones.jsonl", "application/jsonl")
    rows = [json.loads(line) for line in files["zones.jsonl"].splitlines()]
    assert rows == json.loads(export(library, JSON, "1")["zones.json"])
