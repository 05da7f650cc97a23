"""docs/operating.md tells for each fault by which test it is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
LINES = [
    line.strip("|").split("|")
    for line in PAGE.partition("## What a class survives")[2].partition("\n## ")[0].splitlines()
    if line.startswith("|") and "---" not in line
][1:]


def test_the_faults_of_a_class_are_told() -> None:
    assert len(LINES) >= 12


@pytest.mark.parametrize(("fault", "tried"), LINES, ids=[fault.strip() for fault, _ in LINES])
def test_every_fault_is_tried_by_a_test_that_is_there(fault: str, tried: str) -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", tried)
    assert named, fault
    for file, name in named:
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text, f"{file} has no {name}"
