"""The kind of question that docs/architecture.md adds is added, asked, answered and kept."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.lesson import lesson_type
from nmt_atlas.domain.questions import KINDS
from nmt_atlas.pages.asking import ASKING
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "architecture.md").read_text("utf-8")
SECTION = PAGE.split("### Adding a kind of question")[1].split("\n## ")[0]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, ModuleType]:
    """The two files of the page, as modules under the names that it gives them."""
    found = re.findall(
        r"`((?:domain|pages)/\w+/\w+)\.py`:\n\n```python\n(.*?)```", SECTION, re.DOTALL
    )
    modules = [load(tmp_path, name, code, monkeypatch) for name, code in found]
    kind, widget = modules
    return kind, widget


def load(folder: Path, name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    dotted = "nmt_atlas." + name.replace("/", ".")
    file = folder / f"{name.replace('/', '_')}.py"
    file.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(dotted, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, dotted, module)
    spec.loader.exec_module(module)
    return module


def document(**own: Any) -> dict[str, Any]:
    asked = {
        "id": "hip-judge",
        "kind": "judge-statement",
        "prompt": "Piriformis turns the thigh outward.",
        "explanation": "It does while the hip is straight.",
        "sources": ["gray-2020"],
        **own,
    }
    return {
        "id": "judge",
        "title": "True or false",
        "summary": "S",
        "minutes": 1,
        "objectives": ["O"],
        "steps": [{"id": "judge", "title": "T", "question": asked}],
        "sources": ["gray-2020"],
    }


def test_a_document_of_the_new_kind_is_read_and_a_bad_one_refused(
    example: tuple[ModuleType, ModuleType],
) -> None:
    kind = example[0].JudgeStatement
    lesson = lesson_type((*KINDS, kind))
    (question,) = lesson.model_validate(document(true=True)).questions
    assert type(question) is kind
    assert "judge-statement" in str(lesson.model_json_schema())
    with pytest.raises(ValidationError):
        lesson.model_validate(document(true="perhaps"))
    with pytest.raises(ValidationError):
        lesson_type(KINDS).model_validate(document(true=True))


@pytest.mark.parametrize(("label", "score"), [("True", 1.0), ("False", 0.0)])
def test_it_is_asked_answered_and_kept(
    example: tuple[ModuleType, ModuleType],
    small_atlas: Atlas,
    monkeypatch: pytest.MonkeyPatch,
    label: str,
    score: float,
) -> None:
    require_bundle()
    kind, widget = example
    monkeypatch.setitem(ASKING, kind.JudgeStatement, widget.WIDGET)  # type: ignore[arg-type]
    lesson = lesson_type((*KINDS, kind.JudgeStatement)).model_validate(document(true=True))
    paths = small_atlas.paths
    library = small_atlas.library.having("lesson", {"judge": lesson})
    atlas = Atlas(paths, library, (), {"own": own_body(paths)})
    store = ProgressStore("sqlite://")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    url = "pack/{}/index.json".format
    visit = Visit(atlas, AtlasView(), url, store=store, learner="l", clock=lambda: now)
    page = LessonsPage(visit)
    page.open("judge")
    leaf = page.left
    (answers,) = [one for one in leaf.blocks if one.get("id") == "answers"]
    (button,) = [one for one in answers["buttons"] if one["label"] == label]
    leaf.pressed = {"n": 1, "id": button["id"], "value": True}
    (kept,) = store.answers("l", "judge")
    assert (kept.kind, kept.answer, kept.score) == (
        "judge-statement",
        {"true": label == "True"},
        score,
    )
    (told,) = [one for one in leaf.blocks if one.get("id") == "verdict"]
    assert ("You chose" in told["runs"][0]["text"]) == (label == "False")
    store.close()
