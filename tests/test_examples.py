"""The notebooks run from top to bottom, and nothing of a run is kept in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas import RenderError

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.ipynb"))


def cells(notebook: Path, kind: str = "code") -> list[dict[str, Any]]:
    found = json.loads(notebook.read_text(encoding="utf-8"))
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    return [cell for cell in found["cells"] if cell["cell_type"] == kind]


def test_there_are_examples() -> None:
    assert [one.stem for one in EXAMPLES] == ["documents", "pictures"]


@pytest.mark.parametrize("notebook", EXAMPLES, ids=lambda one: one.stem)
def test_nothing_of_a_run_is_kept(notebook: Path) -> None:
    assert cells(notebook, "markdown")
    assert all(cell["outputs"] == [] for cell in cells(notebook))
    assert all(cell["execution_count"] is None for cell in cells(notebook))


@pytest.mark.slow
@pytest.mark.parametrize("notebook", EXAMPLES, ids=lambda one: one.stem)
def test_it_runs(notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(notebook):
        code = compile("".join(cell["source"]), f"{notebook.name}, {cell['id']}", "exec")
        try:
            exec(code, names)
        except RenderError as error:
            pytest.skip(str(error))
