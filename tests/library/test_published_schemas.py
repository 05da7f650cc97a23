"""Every shipped document against the schema that editors use, by another validator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nmt_atlas.domain.pain import drawing_of
from nmt_atlas.library import data_paths, schemas
from nmt_atlas.library.kinds import KINDS

PATHS = data_paths({})
SINGLES = {
    "regions": PATHS.regions,
    "skin_map": PATHS.skin_map,
    "landmarks": PATHS.landmarks,
    "joints": PATHS.joints,
    "search": PATHS.everyday,
    "skin": PATHS.skin,
}


def documents_of(name: str) -> list[Path]:
    if name in SINGLES:
        return [SINGLES[name]]
    if name == "recipe":
        return list(PATHS.recipes())
    folders = [folder for kind in KINDS if kind.schema == name for folder in kind.folders]
    return [path for folder in folders for path in sorted((PATHS.root / folder).glob("*.json"))]


def published(name: str) -> Any:
    schema = json.loads(schemas.schema_file(name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_pain_drawing_obeys_its_published_schema() -> None:
    validator = published("drawing")
    told = drawing_of("heel", side="left", quality=["ache"]).model_dump(mode="json")
    assert list(validator.iter_errors(told)) == []
    assert list(validator.iter_errors({"areas": [{"strength": 4}]}))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in schemas.TYPES if name != "drawing"])
def test_every_shipped_document_obeys_its_published_schema(name: str) -> None:
    validator = published(name)
    files = documents_of(name)
    assert files
    for file in files:
        document = json.loads(file.read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(document)] == [], file.name


@pytest.mark.parametrize("kind", [one for one in KINDS if one.folders], ids=lambda one: one.name)
def test_the_published_schema_finds_the_fault_of_the_bad_example(kind: Any) -> None:
    file = Path(__file__).parent / "kinds" / f"{kind.name}.json"
    example = json.loads(file.read_text(encoding="utf-8"))
    document, bad = example["good"], example["bad"]
    validator = published(kind.schema)
    assert list(validator.iter_errors(document)) == []
    *steps, last = bad["pointer"].strip("/").split("/")
    here = document
    for step in steps:
        here = here[int(step) if isinstance(here, list) else step]
    here[last] = bad["value"]
    assert list(validator.iter_errors(document))
