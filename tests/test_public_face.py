"""What programs may build on: its names are pinned, and importing it costs next to nothing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import nmt_atlas
from nmt_atlas.cli.common import BEYOND_SERVING

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = {
    "Atlas",
    "AtlasError",
    "Camera",
    "DataPaths",
    "DocumentError",
    "Found",
    "Library",
    "PackError",
    "PainArea",
    "PainDrawing",
    "Problem",
    "RenderError",
    "Taste",
    "UnknownIdError",
    "ViewState",
    "__version__",
    "load_library",
}


def imported_by(code: str) -> set[str]:
    """The top-level packages that a fresh Python holds after some code."""
    show = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_public_names_are_pinned() -> None:
    assert set(nmt_atlas.__all__) == PUBLIC
    assert len(nmt_atlas.__all__) == len(PUBLIC)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there_and_told(name: str) -> None:
    assert getattr(nmt_atlas, name) is not None
    assert name in dir(nmt_atlas)


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Muscles'"):
        nmt_atlas.Muscles  # noqa: B018


def test_types_are_told_to_type_checkers() -> None:
    assert (Path(nmt_atlas.__file__).parent / "py.typed").is_file()


def test_importing_it_loads_nothing_else() -> None:
    heavy = {"numpy", "pydantic", "panel", "scipy"} | BEYOND_SERVING
    assert not imported_by("import nmt_atlas") & heavy


def test_a_view_state_needs_neither_numbers_nor_the_web() -> None:
    code = "import nmt_atlas; nmt_atlas.ViewState()"
    assert not imported_by(code) & {"numpy", "panel", "vtkmodules", "pyvista"}


@pytest.mark.slow
def test_serving_needs_nothing_that_makes_or_draws_bodies() -> None:
    code = (
        "import nmt_atlas.app\n"
        "from nmt_atlas import Atlas\n"
        "Atlas.open().body('own').place_of('piriformis-tp1', 'right')"
    )
    assert not imported_by(code) & BEYOND_SERVING


def requirements(lines: list[str]) -> dict[str, str]:
    """Package -> the whole requirement."""
    return {re.split(r"[><=~!\[; ]", line, maxsplit=1)[0]: line for line in lines}


def test_the_list_for_serving_is_all_but_what_makes_and_draws_bodies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (ROOT / "requirements-serve.txt").read_text(encoding="utf-8").splitlines()
    serving = requirements([line for line in listed if line and not line.startswith("#")])
    needed = requirements(project["dependencies"])
    left_out = {name.replace("_", "-") for name in BEYOND_SERVING}
    assert serving == {name: one for name, one in needed.items() if name not in left_out}
