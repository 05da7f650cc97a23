"""The wheel, in an empty environment, from another folder: it starts and serves the page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def run(*words, **options):
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A wheel built from the checkout and installed into an empty environment."""
    home = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", home, ROOT)
    (wheel,) = home.glob("nmt_atlas-*.whl")
    venv.create(home / "env", with_pip=True)
    folder = "Scripts" if os.name == "nt" else "bin"
    python = home / "env" / folder / "python"
    run(python, "-m", "pip", "install", "-q", wheel)
    return home / "env" / folder, home


@pytest.fixture
def server(installed, tmp_path):
    """The installed command, serving from an empty folder."""
    bin_, _ = installed
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "NMT_ATLAS_DATABASE": f"sqlite:///{tmp_path / 'p.sqlite3'}",
        **{k: v for k, v in os.environ.items() if k.startswith(("SYSTEM", "LANG", "LC_"))},
    }
    process = subprocess.Popen(
        [str(bin_ / "nmt-atlas"), "serve", "--port", str(port), "--no-browser"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield f"http://localhost:{port}/", process
    process.terminate()
    process.communicate(timeout=20)  # reads what is left and closes the pipe


def fetch(url, patience=60.0):
    end = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def test_it_starts_from_another_folder_and_serves_page_bundle_and_pack(server):
    url, process = server
    page = fetch(url).decode()
    assert process.poll() is None
    assert "NMT Atlas" in page
    index = fetch(url + "pack/own/index.json").decode()
    assert '"piriformis-right"' in index
    (name,) = set(re.findall(r"bones-standard-[0-9a-f]{12}\.glb", index))
    assert len(fetch(url + "pack/own/" + name)) > 10_000


def test_its_page_draws_the_body(server, page):
    url, _ = server
    fetch(url)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(url)
    page.wait_for_function(
        "() => window.nmtAtlas && window.nmtAtlas.stats().frames > 0", timeout=120_000
    )


def test_its_commands_know_their_documents(installed, tmp_path):
    bin_, _ = installed
    out = run(bin_ / "nmt-atlas", "list", "muscles", "--json", cwd=tmp_path)
    assert '"piriformis"' in out


def test_serving_never_imports_vtk(installed, tmp_path):
    bin_, _ = installed
    code = (
        "import sys, nmt_atlas.app\n"
        "from nmt_atlas.atlas import Atlas\n"
        "a = Atlas.open(); a.body('own').place_of('piriformis-tp1', 'right')\n"
        "bad = [m for m in sys.modules if m.startswith(('vtk', 'pyvista'))]\n"
        "assert not bad, bad\n"
    )
    run(bin_ / "python", "-c", code, cwd=tmp_path)


def test_it_serves_without_what_makes_and_draws_bodies(installed, tmp_path):
    _, home = installed
    (wheel,) = home.glob("nmt_atlas-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "-q", "-r", ROOT / "requirements-serve.txt")
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel)
    code = (
        "import nmt_atlas.app\n"
        "from nmt_atlas import Atlas, ViewState\n"
        "atlas = Atlas.open()\n"
        "state = ViewState(overlay=('piriformis-tp1:right',))\n"
        "assert atlas.body('own').paint(state)\n"
        "try:\n"
        "    import vtkmodules\n"
        "except ImportError:\n"
        "    print('served')\n"
    )
    assert run(python, "-c", code, cwd=tmp_path).strip() == "served"
