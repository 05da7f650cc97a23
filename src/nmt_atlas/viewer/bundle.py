"""The viewer's JavaScript, bundled into one local ES module when the package is built."""

from __future__ import annotations

from pathlib import Path

from nmt_atlas.domain.errors import ServeError

BUNDLE: Path = Path(__file__).parent / "dist" / "atlas_view.js"
"""Where the build puts the bundle (inside the installed package)."""


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
