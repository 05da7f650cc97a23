from __future__ import annotations

import pytest

from nmt_atlas.domain.assessment import ASKED, Matter, matters, screen
from nmt_atlas.library import data_paths, load_library

ALL = matters(load_library(data_paths()).library.conditions)


def test_every_heading_of_the_three_documents_is_asked_about() -> None:
    assert {one.verdict for one in ALL} == set(ASKED)
    assert len(ALL) > 25
    assert len({one.key for one in ALL}) == len(ALL)
    assert all(one.why.sources for one in ALL)


@pytest.mark.parametrize("matter", ALL, ids=lambda one: one.key)
def test_each_alone_gives_its_own_verdict_and_reason(matter: Matter) -> None:
    found = screen([matter.key], ALL)
    assert (found.verdict, found.reasons) == (matter.verdict, (matter,))
    assert found.stops == (matter.verdict == "stop")


def test_the_gravest_decides_and_every_reason_is_told() -> None:
    found = screen(["with-care/pregnancy", "not-here/burn", "stop/aneurysm", "stop/nothing"], ALL)
    assert found.stops
    assert [one.name for one in found.reasons] == ["aneurysm", "burn", "pregnancy"]


def test_nothing_found_is_clear() -> None:
    assert screen([], ALL).verdict == "clear"
