"""Breaks a room's code in every small way and counts the breaks that its tests see.

cosmic-ray makes the breaks, each in a copy of the checkout, so that the checkout stays as it is::

    python benchmarks/mutation.py domain
    python benchmarks/mutation.py domain --only roots.py anchors.py --jobs 1 --json roots.json
    python benchmarks/mutation.py pages --sample 60 --seed 1

The score is the share of breaks that made a test fail. Every survivor is printed with its place
and its change: write the test that would have shown it, or see that the change means the same.
A room takes from minutes to hours: about two seconds a break. A sample is drawn by lot from all
breaks of the room, so that its score stands for the room's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import WorkerOutcome, WorkResult

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "benchmarks" / "mutation.toml").read_text(encoding="utf-8"))
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "__pycache__", ".*_cache", "test-results", "dist-*"
)
LONGEST = 600.0
"""Seconds after which the tests of one break are stopped; that counts as seen."""


@dataclass(frozen=True)
class Break:
    """One change and what the tests said of it."""

    file: str
    line: int
    change: str
    seen: bool


def config(file: str, tests: list[str]) -> str:
    """A cosmic-ray session of one file; the tests that mirror it come first."""
    options = "-x -q -p no:cacheprovider --assert=plain -o addopts=--import-mode=importlib"
    marked = "not slow and not release and not browser"
    command = " ".join(
        [
            sys.executable,
            "-m pytest",
            options,
            "-o filterwarnings=ignore",
            f"-m '{marked}'",
            *mirror(file),
            *tests,
        ]
    )
    excluded = json.dumps(SETTINGS["operators"]["exclude"])
    return (
        f"[cosmic-ray]\nmodule-path = {json.dumps([file])}\ntimeout = {LONGEST}\n"
        f'excluded-modules = []\ntest-command = "{command}"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {excluded}\n"
    )


def mirror(file: str) -> list[str]:
    """The test file that mirrors a file of the package, where there is one."""
    place = Path(file).relative_to("src/nmt_atlas")
    test = Path("tests") / place.parent / f"test_{place.name}"
    return [test.as_posix()] if (ROOT / test).exists() else []


def run_share(
    files: list[str], tests: list[str], folder: Path, chosen: tuple[int, int] | None = None
) -> list[Break]:
    """Try the breaks of some files in a copy of the checkout: all, or so many by a seed."""
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # half of the time went to starting pytest
        "PYTHONDONTWRITEBYTECODE": "1",  # a break of the same second and size reads a stale one
    }
    environment.pop("NMT_ATLAS_DATA", None)

    def step(*words: object) -> None:
        command = [sys.executable, *map(str, words)]
        subprocess.run(command, cwd=copy, env=environment, check=True, stdout=subprocess.DEVNULL)

    pyc = ("--invalidation-mode", "checked-hash", "-q")
    step("-m", "compileall", *pyc, copy / "src", copy / "tests")
    sessions = []
    for number, file in enumerate(files):
        session, settings = folder / f"{number}.sqlite", folder / f"{number}.toml"
        settings.write_text(config(file, tests), encoding="utf-8")
        step("-m", "cosmic_ray.cli", "init", settings, session)
        step("-m", "cosmic_ray.tools.filters.operators_filter", session, settings)
        sessions.append((file, settings, session))
    if chosen is not None:
        draw([session for *_, session in sessions], *chosen)
    found = []
    for file, settings, session in sessions:
        if not waiting(session):
            continue
        step("-m", "cosmic_ray.cli", "baseline", settings)  # whole code has to be green
        step("-m", "cosmic_ray.cli", "exec", settings, session)
        found += read(session)
        print(f"{file} done", file=sys.stderr, flush=True)
    return found


def waiting(session: Path) -> list[str]:
    """The breaks of a session that nobody has tried or left out, in the order of their places."""
    asked = (
        "select job_id from mutation_specs where job_id not in (select job_id from work_results) "
        "order by start_pos_row, start_pos_col, operator_name, operator_args, occurrence"
    )
    with sqlite3.connect(session) as database:
        return [job for (job,) in database.execute(asked)]


def draw(sessions: list[Path], many: int, seed: int) -> None:
    """Keep so many breaks of all sessions, drawn by lot, and leave the others out."""
    jobs_of = {session: waiting(session) for session in sessions}
    jobs = [(session, place) for session in sessions for place in range(len(jobs_of[session]))]
    kept = set(random.Random(seed).sample(jobs, min(many, len(jobs))))
    for session in sessions:
        with use_db(session) as database:
            for place, job in enumerate(jobs_of[session]):
                if (session, place) not in kept:
                    database.set_result(job, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def read(session: Path) -> list[Break]:
    """What a finished session found, without the breaks that were left out."""
    asked = (
        "select module_path, start_pos_row, diff, test_outcome from mutation_specs m "
        "join work_results w on w.job_id = m.job_id where worker_outcome != 'SKIPPED'"
    )
    with sqlite3.connect(session) as database:
        rows = database.execute(asked).fetchall()
    return [
        Break(
            Path(file).as_posix(),
            line,
            "  ->  ".join(re.findall(r"^[-+](?![-+]{2})\s*(.*)$", diff or "", re.MULTILINE)),
            outcome != "SURVIVED",
        )
        for file, line, diff, outcome in rows
    ]


def shares(files: list[Path], jobs: int) -> list[list[str]]:
    """Divide files between jobs: the largest first, each to the job with the least."""
    loads: list[tuple[int, list[str]]] = [(0, []) for _ in range(jobs)]
    for file in sorted(files, key=lambda one: -one.stat().st_size):
        least = min(range(jobs), key=lambda at: loads[at][0])
        size, names = loads[least]
        name = file.relative_to(ROOT).as_posix()
        loads[least] = (size + file.stat().st_size, [*names, name])
    return [names for _, names in loads if names]


def report(found: list[Break]) -> float:
    """Print the survivors and a line for each file; the score in percent."""
    for one in sorted((one for one in found if not one.seen), key=lambda one: (one.file, one.line)):
        print(f"{one.file}:{one.line}: {one.change}")
    print()
    for file in sorted({one.file for one in found}):
        own = [one for one in found if one.file == file]
        print(f"{file}: {sum(one.seen for one in own)} of {len(own)}")
    score = 100 * sum(one.seen for one in found) / max(1, len(found))
    print(f"\n{score:.1f} % of {len(found)} breaks were seen")
    return score


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room", choices=sorted(SETTINGS["rooms"]))
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE", help="files by name")
    parser.add_argument("--skip", nargs="+", default=[], metavar="FILE", help="files by name")
    parser.add_argument("--sample", type=int, metavar="N", help="only so many, drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="of the lot")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every break there")
    parser.add_argument("--floor", type=float, default=0.0, help="exit 1 below this score")
    asked = parser.parse_args()
    files = [
        file
        for file in (ROOT / "src" / "nmt_atlas" / asked.room).rglob("*.py")
        if (not asked.only or file.name in asked.only) and file.name not in asked.skip
    ]
    tests = SETTINGS["rooms"][asked.room]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.jobs) as pool:
        homes = [Path(folder) / str(number) for number in range(asked.jobs)]
        parts = shares(files, asked.jobs)
        chosen = (asked.sample // len(parts), asked.seed) if asked.sample else None
        done = [
            pool.submit(run_share, part, tests, home, chosen)
            for part, home in zip(parts, homes, strict=False)
        ]
        found = [one for part in done for one in part.result()]
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in found], indent=1))
    return int(report(found) < asked.floor)


if __name__ == "__main__":
    sys.exit(main())
