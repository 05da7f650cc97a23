from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.library import schemas


def test_the_files_say_what_the_domain_types_say() -> None:
    assert schemas.stale() == (), "run `nmt-atlas schemas --write`"


def test_a_file_that_is_behind_is_noticed_and_renewed(tmp_path: Path) -> None:
    assert set(schemas.stale(tmp_path)) == set(schemas.TYPES)
    schemas.write_schemas(tmp_path)
    assert schemas.stale(tmp_path) == ()
    file = schemas.schema_file("muscle", tmp_path)
    file.write_text(file.read_text().replace("latin", "latein"))
    assert schemas.stale(tmp_path) == ("muscle",)


@pytest.mark.parametrize("name", schemas.TYPES)
def test_prose_stands_beside_each_and_names_every_key(name: str) -> None:
    prose = (schemas.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    keys = [key for key in schemas.schema_of(name)["properties"] if key != "$schema"]
    assert [key for key in keys if f"`{key}`" not in prose] == []


def test_a_schema_lets_documents_name_it() -> None:
    schema: dict[str, Any] = json.loads(schemas.schema_text("lesson"))
    assert schema["properties"]["$schema"] == {"type": "string"}
    assert schema["additionalProperties"] is False
