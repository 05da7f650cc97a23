"""Breaks that tests once let pass: each is made in a copy of the checkout and must turn it red.

A break is found by what it changes, not by its file, so that code may move. Where the code itself
changes, change its break too: it says which behaviour somebody has to see.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src", "nmt_atlas")
COPIED = ("src", "tests")
LEFT_OUT = {*COPIED, "test-results"}
"""What a test of a copy never reads, or reads from the copy; all other folders are linked to."""

pytestmark = pytest.mark.release


@dataclass(frozen=True)
class Break:
    """One change of the package's code and the tests that have to see it.

    Attributes
    ----------
    what
        The behaviour that is broken.
    old, new
        A regular expression that fits one place of all the package, and what replaces it.
    tests
        What is run, beside the room's name where it is one.
    """

    what: str
    old: str
    new: str
    tests: str


BREAKS = (
    Break(
        "a wrong name gets full marks",
        r"float\(answer\.structure == self\.target\), self\.target",
        "1.0, self.target",
        "tests/domain",
    ),
    Break(
        "the worst score is called the best",
        r"func\.max\(case\(\(now, Answer\.score\)\)\)",
        "func.min(case((now, Answer.score)))",
        "tests/store",
    ),
    Break(
        "the other side is the same side",
        r'OTHER = \{"right": "left", "left": "right"\}',
        'OTHER = {"right": "right", "left": "left"}',
        "tests/domain",
    ),
    Break(
        "redo does nothing",
        r"self\._change\(again\)",
        "self._change(self.state)",
        "tests/pages",
    ),
    Break(
        "the plainest row comes last",
        r"_guessed\(one\[1\]\), -one\[1\]\.match,",
        "_guessed(one[1]), one[1].match,",
        "tests/domain",
    ),
    Break(
        "an anchor turns the other way",
        r"angle \+ \(float\(turn",
        "angle - (float(turn",
        "tests/domain",
    ),
    Break(
        "a path leaves the folder that is served",
        r"file\.is_relative_to\(home\) and file\.is_file\(\)",
        "file.is_file()",
        "tests/viewer",
    ),
    Break(
        "a file that never changes is asked for again each time",
        r"FOREVER if _HASHED\.search\(name\) else REVALIDATE",
        "REVALIDATE",
        "tests/viewer",
    ),
    Break(
        "starting one lesson over starts all of them over",
        r"here = \(tables\.Place\.learner_id == learner, tables\.Place\.lesson == lesson\)",
        "here = (tables.Place.learner_id == learner,)",
        "tests/store",
    ),
    Break(
        "what state an old database is in is not kept",
        r"command\.stamp\(config, FIRST\)",
        "pass",
        "tests/store",
    ),
    Break(
        "synergists are told as antagonists",
        r"\(mark\(\"Works with\"\), muscle\.synergists\)",
        '(mark("Works with"), muscle.antagonists)',
        "tests/library",
    ),
    Break(
        "essential pain has the colour of spillover and the other way round",
        r'"spillover": PaintLook\(color=("#\w+")(.*?)"essential": PaintLook\(color=("#\w+")',
        r'"spillover": PaintLook(color=\3\2"essential": PaintLook(color=\1',
        "tests/domain tests/atlas",
    ),
    Break(
        "a layer's switch shows the opposite",
        r"on = group in state\.layers",
        "on = group not in state.layers",
        "tests/pages",
    ),
    Break(
        "looking closely at the left shows the right",
        r"at = mirror_point\(action\.at\) if self\.side\(\) == \"left\" else action\.at",
        "at = action.at",
        "tests/pages",
    ),
    Break(
        "the open lesson is not in the address",
        r"return \{\"lesson\": run\.lesson\.id, \"step\": step\}",
        "return {}",
        "tests/pages",
    ),
    Break(
        "what could not be restored is not told",
        r"self\.visit\.tell\(text, \"address\"\)",
        "pass",
        "tests/pages",
    ),
    Break(
        "Next skips a step",
        r"return self\.go\(self\.position \+ 1, now\)",
        "return self.go(self.position + 2, now)",
        "tests/domain",
    ),
    Break(
        "starting over keeps the answers",
        r"number=number,\s+shown_at=now,",
        "number=number, answers=self.answers, shown_at=now,",
        "tests/domain",
    ),
    Break(
        "a part is looked at from the wrong side",
        r"\"left\" if toward\[0\] > 0 else \"right\"",
        '"right" if toward[0] > 0 else "left"',
        "tests/atlas tests/pages",
    ),
    Break(
        "the skin is not shown where pain is painted",
        r"visible, opacity = visible or painted, state\.skin",
        "visible, opacity = visible, state.skin",
        "tests/atlas",
    ),
    Break(
        "a learner who comes back is a new one",
        r"str\(cookies\.get\(COOKIE\) or secrets\.token_urlsafe\(12\)\)",
        "secrets.token_urlsafe(12)",
        "tests/test_app.py tests/pages",
    ),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code and its tests once more; documents and meshes are linked to."""
    home = tmp_path_factory.mktemp("broken")
    left_out = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in COPIED:
        shutil.copytree(ROOT / name, home / name, ignore=left_out)
    for one in ROOT.iterdir():
        if one.is_file():
            shutil.copy(one, home / one.name)
        elif one.name not in LEFT_OUT and not one.name.startswith("."):
            (home / one.name).symlink_to(one, target_is_directory=True)
    return home


def run(copy: Path, tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",  # a break of the same second and size reads a stale one
    }
    return subprocess.run(
        [*command, *tests.split()],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def place_of(one: Break, copy: Path) -> tuple[Path, str, str]:
    """The one file that a break changes, its text and the broken text."""
    found = []
    for file in sorted((copy / PACKAGE).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        broken, times = re.subn(one.old, one.new, text, flags=re.DOTALL)
        found += [(file, text, broken)] * times
    assert len(found) == 1, (
        f"“{one.what}”: its place was found {len(found)} times; the code has changed: "
        "say anew how this behaviour is broken"
    )
    return found[0]


@pytest.mark.parametrize("tests", sorted({one.tests for one in BREAKS}))
def test_what_is_whole_is_green(tests: str, copy: Path) -> None:
    done = run(copy, tests)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.what)
def test_what_is_broken_is_red(one: Break, copy: Path) -> None:
    file, text, broken = place_of(one, copy)
    file.write_text(broken, encoding="utf-8")
    try:
        done = run(copy, one.tests)
    finally:
        file.write_text(text, encoding="utf-8")
    assert done.returncode == 1, f"nothing saw that {one.what}\n{done.stdout[-1500:]}{done.stderr}"
