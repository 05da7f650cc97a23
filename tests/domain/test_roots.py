from __future__ import annotations

import pytest

from nmt_atlas.domain.roots import SPINAL, is_root, outside


@pytest.mark.parametrize("text", ["C1", "C8", "T12", "L5", "S5", "Co1", "CNVII", "CNV3", "CNXI"])
def test_roots_that_can_be_read(text: str) -> None:
    assert is_root(text)


@pytest.mark.parametrize("text", ["C9", "T13", "L6", "V3", "CNXIII", "CNV4", "c5", "", "C5-C7"])
def test_what_is_no_root(text: str) -> None:
    assert not is_root(text)


def test_a_span_reaches_from_its_uppermost_to_its_lowest_root() -> None:
    assert outside(["C6", "T1"], ["C5", "T1"]) == ()
    assert outside(["C4", "C6", "T2"], ["T1", "C5"]) == ("C4", "T2")
    assert outside(["L1"], ["T12", "L2"]) == ()


def test_cranial_nerves_stand_for_themselves() -> None:
    assert outside(["CNV3"], ["CNV3"]) == ()
    assert outside(["CNVII", "C2"], ["CNXI", "C1", "C5"]) == ("CNVII",)
    assert outside(["C3"], ["CNXI"]) == ("C3",)


def test_every_spinal_root_from_above_downwards() -> None:
    cervical = [f"C{number}" for number in range(1, 9)]
    thoracic = [f"T{number}" for number in range(1, 13)]
    below = ["L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5", "Co1"]
    assert list(SPINAL) == [*cervical, *thoracic, *below]


def test_the_ends_of_a_span_belong_to_it() -> None:
    assert outside(["C8", "T1", "T4", "T5"], ["T4", "T1"]) == ("C8", "T5")
    assert outside(["C1", "Co1"], ["C1", "Co1"]) == ()
