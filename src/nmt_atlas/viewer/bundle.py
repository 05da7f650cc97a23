"""The viewer's JavaScript, bundled into one local ES module when the package is built."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from panel.custom import JSComponent

from nmt_atlas.domain.errors import ServeError

BUNDLE: Path = Path(__file__).parent / "dist" / "atlas_view.js"
"""Where the build puts the viewer's bundle (inside the installed package)."""

SHELL_BUNDLE: Path = BUNDLE.with_name("shell.js")
"""Where the build puts the bundle of the window around it."""

LEAF_BUNDLE: Path = BUNDLE.with_name("leaf.js")
"""Where the build puts the bundle of leaves."""

BOOT_BUNDLE: Path = BUNDLE.with_name("boot.js")
"""Where the build puts what the page itself begins with."""


def require_bundle(path: Path = BUNDLE) -> Path:
    """The bundle's path.

    Raises
    ------
    ServeError
        Where the package was not built: the viewer's JavaScript is missing or empty.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise ServeError(
            "The viewer's JavaScript is missing: the package was never built.",
            where=str(path),
            remedy="Run `pip install .` (or `pip install -e .`) again in the project's folder.",
        )
    return path


def stamped(url: str, path: Path) -> str:
    """A bundle's URL with the hash of what it holds, so that browsers may keep it for ever."""
    return f"{url}?v={_digest(path, path.stat().st_mtime_ns)}"


@lru_cache(maxsize=16)
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


class Bundled(JSComponent):
    """A component whose bundle is loaded by a URL that changes with the bundle."""

    __abstract = True

    browser_sets: ClassVar[frozenset[str]] = frozenset()
    """Parameters that a browser may set; :mod:`nmt_atlas.viewer.guard` refuses all others."""

    @classmethod
    def _patch_datamodel_ref(cls, props: Any, ref: str) -> None:
        """Mark the component's own data as its page's.

        Panel walks through every value and every child for that, at every change: 14 ms where there
        are 900 names or a whole window in the slots. What lies there marks itself when it is made.
        """
        tag = f"__ref:{ref}"
        if tag not in props.tags:
            props.tags.append(tag)

    @classmethod
    def _render_esm(cls, compiled: Any = True, server: bool = False) -> str:
        found = str(super()._render_esm(compiled, server))
        path = cls._bundle_path
        if not server or path is None or "\n" in found or "?" in found:
            return found
        return stamped(found, Path(path))
