"""docs/security.md names every way in that the code has."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import get_args

import pytest
from school_samples import HANDLERS

from nmt_atlas.domain.classroom.speech import Said
from nmt_atlas.domain.picks import EVENTS as PICKS
from nmt_atlas.viewer import guard
from nmt_atlas.viewer.leaf import Leaf
from nmt_atlas.viewer.shell import Shell

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = frozenset(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_handler_is_named() -> None:
    firsts = {"/" + path.lstrip("/").partition("/")[0] for path, _ in HANDLERS.values()}
    assert firsts <= NAMED


@pytest.mark.parametrize("name", ["login", "launch", "jwks", "config"])
def test_every_way_in_of_platforms_is_named(name: str) -> None:
    handlers = (ROOT / "src/nmt_atlas/school/lti/handlers.py").read_text(encoding="utf-8")
    assert len(re.findall(r'\("/lti/', handlers)) == 4
    assert f"/lti/{name}" in NAMED


def test_every_message_of_a_class_is_named() -> None:
    kinds = {one.model_fields["say"].default for one in get_args(Said)}
    assert kinds <= NAMED


def test_everything_that_a_browser_may_set_is_named() -> None:
    told = {kind.parameter for kind in PICKS} | Leaf.browser_sets | Shell.browser_sets
    assert told | guard.CONTROLS | guard.EVENTS <= NAMED


def test_what_the_page_says_of_the_audit_is_a_program() -> None:
    file = ROOT / ".ci" / "audit"
    assert ".ci/audit" in NAMED
    assert sys.platform == "win32" or file.stat().st_mode & stat.S_IXUSR
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert ".ci/audit" in workflow
