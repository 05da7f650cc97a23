"""The viewer's JavaScript with its tools, where Node can work on it.

The packages are fetched once for every lock file into the user's cache; each use works on a copy
of the sources beside them, so that nothing is written into the checkout.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import platformdirs
import pytest

ROOT = Path(__file__).parents[2]
JS = ROOT / "src" / "nmt_atlas" / "viewer" / "js"
_NAMES = ("package.json", "package-lock.json", ".npmrc")


def build_hook() -> ModuleType:
    """The module ``hatch_build.py``."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Workshop:
    """A copy of the sources with every package at hand."""

    folder: Path
    node: str

    def run(self, *command: str) -> str:
        """What a Node script says; fails with all that it said where it fails."""
        done = subprocess.run(
            [self.node, *command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"node {' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@contextmanager
def workshop() -> Iterator[Workshop]:
    """Copy the sources beside their packages; the test is skipped where these cannot be had."""
    node, npm = build_hook().node_programs()
    home = _packages(node, str(npm))
    folder = home / f"work-{uuid.uuid4().hex}"
    shutil.copytree(JS, folder, ignore=shutil.ignore_patterns("node_modules"))
    try:
        yield Workshop(folder, node)
    finally:
        shutil.rmtree(folder)


def _packages(node: str, npm: str) -> Path:
    """A folder that holds ``node_modules`` as the lock file wants them."""
    stamp = hashlib.sha256(b"".join((JS / name).read_bytes() for name in _NAMES)).hexdigest()
    cache = platformdirs.user_cache_path("nmt-atlas") / "javascript"
    home = cache / stamp[:16]
    if home.is_dir():
        return home
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="fetching-") as scratch:
        fetched = Path(scratch) / "packages"
        fetched.mkdir()
        for name in _NAMES:
            shutil.copy(JS / name, fetched)
        _fetch(node, npm, fetched)
        try:
            fetched.rename(home)
        except OSError:
            if not home.is_dir():  # else another process was quicker
                raise
    return home


def _fetch(node: str, npm: str, folder: Path) -> None:
    command = [node, npm, "ci", "--ignore-scripts", "--fetch-retries=1"]
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )
    if done.returncode and any(
        sign in done.stderr for sign in ("ENOTFOUND", "ECONN", "ETIMEDOUT", "EAI_AGAIN", "network")
    ):
        pytest.skip("the npm registry cannot be reached, and no earlier run left its packages")
    assert done.returncode == 0, done.stderr
