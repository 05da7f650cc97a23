"""JSON Schemas of the documents, generated from the domain types.

Editors read the files beside this one to complete and check while people type; each has a
prose description (``.md``) beside it. ``nmt-atlas schemas --write`` makes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from nmt_atlas.domain.everyday import Everyday
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.landmark import Landmarks
from nmt_atlas.domain.pain import PainDrawing
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.region import Regions, SkinMap
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library.kinds import KINDS

FOLDER = Path(__file__).resolve().parent

TYPES: Mapping[str, type[BaseModel]] = {
    **{kind.schema: kind.type for kind in KINDS if kind.folders},
    "regions": Regions,
    "skin_map": SkinMap,
    "landmarks": Landmarks,
    "joints": Joints,
    "search": Everyday,
    "recipe": Recipe,
    "skin": SkinRecipe,
    "drawing": PainDrawing,
}
"""Document type -> the domain type that it is checked against."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str, types: Mapping[str, type[BaseModel]] = TYPES) -> dict[str, Any]:
    """The JSON Schema of a document type, by its name among ``types``."""
    schema = types[name].model_json_schema()
    schema["properties"] = {"$schema": {"type": "string"}, **schema["properties"]}
    for part in (schema, *schema.get("$defs", {}).values()):
        if "description" in part:
            part["description"] = _first_paragraph(part["description"])
    return {"$schema": _DIALECT, "$id": f"{name}.schema.json", **schema}


def schema_text(name: str) -> str:
    """The schema as its file holds it."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"


def schema_file(name: str, folder: Path = FOLDER) -> Path:
    """Where the schema of a document type is kept."""
    return folder / f"{name}.schema.json"


def stale(folder: Path = FOLDER) -> tuple[str, ...]:
    """The document types whose file does not say what the domain type says."""
    return tuple(name for name in TYPES if _kept(schema_file(name, folder)) != schema_text(name))


def write_schemas(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write every schema; the files that changed are returned."""
    changed = [schema_file(name, folder) for name in stale(folder)]
    for name in stale(folder):
        schema_file(name, folder).write_text(schema_text(name), encoding="utf-8")
    return tuple(changed)


def _kept(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _first_paragraph(text: str) -> str:
    first = text.split("\n\n", 1)[0]
    return " ".join(first.replace("``", "").split())
