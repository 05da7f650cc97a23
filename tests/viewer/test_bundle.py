"""The bundle, its build hook, and the component that loads it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import panel as pn
import pytest
from javascript_samples import build_hook

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.domain.picks import EVENTS
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import BUNDLE, require_bundle

ROOT = Path(__file__).parents[2]
JS = ROOT / "src" / "nmt_atlas" / "viewer" / "js"
WIRE = {
    "index_url", "scene", "aim", "paint", "detail", "names", "texts", "tool", "silent",
    "picked", "camera_now", "ready", "stats", "tell_stats", "failure",
    "window_width", "still", "still_text", "still_clicked",
    "scale", "menu", "regions", "enclosed", "menu_chosen",
    "brush", "stroked", "sectioned", "ink", "pen", "penned", "rubbed", "motion",
}  # fmt: skip


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    return build_hook()


def test_a_missing_bundle_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match=r"pip install \."):
        require_bundle(tmp_path / "atlas_view.js")
    (tmp_path / "empty.js").touch()
    with pytest.raises(ServeError):
        require_bundle(tmp_path / "empty.js")


def test_the_bundle_loads_nothing_from_elsewhere() -> None:
    text = require_bundle().read_text(encoding="utf-8")
    assert re.search(r"export\s*\{[^}]*render", text)
    assert not re.search(r"""\bfrom\s*["']""", text)
    assert not re.search(r"""\bimport\s*\(?\s*["']""", text)
    for host in ("esm.sh", "unpkg.com", "jsdelivr", "cdnjs"):
        assert host not in text


def test_a_current_bundle_is_kept_and_a_stale_one_is_not(hook: ModuleType, tmp_path: Path) -> None:
    stamp = hook.source_hash(JS)
    assert hook.is_current(BUNDLE, stamp), "run `python hatch_build.py`: the bundle is stale"
    stale = tmp_path / "atlas_view.js"
    stale.write_text("/* nmt-atlas viewer, sources 0000 */")
    assert not hook.is_current(stale, stamp)
    assert not hook.is_current(tmp_path / "none.js", stamp)


def test_a_failing_step_tells_what_and_how_to_mend_it(hook: ModuleType, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('ECONNREFUSED')"]
    with pytest.raises(hook.BundleError, match="fetching") as caught:
        hook.run("fetching its JavaScript packages", command, tmp_path)
    assert "ECONNREFUSED" in str(caught.value)
    assert "registry" in str(caught.value)


def test_every_source_counts(hook: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "js"
    shutil.copytree(JS, copy, ignore=shutil.ignore_patterns("node_modules"))
    stamp = hook.source_hash(copy)
    assert stamp == hook.source_hash(JS)
    for name in ("viewer.js", "tools/pick.js", "look.json", "events.json"):
        with (copy / "src" / name).open("a") as stream:
            stream.write("\n")
        assert hook.source_hash(copy) != stamp, name
        stamp = hook.source_hash(copy)


def test_the_lock_names_no_registry_host() -> None:
    lock = json.loads((JS / "package-lock.json").read_text(encoding="utf-8"))
    for about in lock["packages"].values():
        about.pop("funding", None)  # where its makers take donations
    assert "http" not in json.dumps(lock)


def test_every_parameter_of_the_wire_is_documented() -> None:
    own = set(AtlasView.param) - set(pn.custom.JSComponent.param)
    assert own == WIRE
    assert all((AtlasView.param[name].doc or "").strip() for name in own)


def test_the_browser_side_uses_no_other_names() -> None:
    used: set[str] = set()
    for file in (JS / "src").rglob("*.js"):
        if not file.name.startswith(
            ("shell", "boot", "leaf", "class")
        ):  # they have models of their own
            text = file.read_text(encoding="utf-8")
            used |= set(re.findall(r"\bmodel\.(\w+)", text)) - {"on"}
            used |= set(re.findall(r"""\breport\("(\w+)",""", text))
            used |= set(re.findall(r"""\b(?:eventOf|tell)\("(\w+)",""", text))
    assert used <= WIRE
    assert {kind.parameter for kind in EVENTS} <= used


def test_autoreload_watches_the_bundle() -> None:
    with pn.config.set(autoreload=True):
        assert Path(AtlasView._bundle_path) == BUNDLE
        assert Path(AtlasView._esm_path(compiled=False)) == BUNDLE
