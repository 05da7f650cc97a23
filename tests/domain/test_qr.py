"""QR codes: the path draws what the code says."""

from __future__ import annotations

import re

import pytest
import segno

from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.qr import LONGEST, code_of, lines_of

ADDRESS = "http://192.168.1.20:5006/?show=view/section-thigh"


def test_the_path_draws_every_dark_module_and_no_other() -> None:
    code = code_of(ADDRESS)
    drawn = set()
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        drawn |= {(int(x) + k, int(y)) for k in range(int(run))}
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, one in enumerate(row) if one}
    assert drawn == dark
    assert code.size == len(matrix) + 8
    assert re.fullmatch(r"[Mhvz0-9 -]*", code.path)


def test_a_short_address_makes_a_coarse_code() -> None:
    assert code_of(ADDRESS).size <= 41
    assert "█" in lines_of(ADDRESS) or "\x1b" in lines_of(ADDRESS)


def test_what_no_phone_could_read_is_refused() -> None:
    with pytest.raises(StateError, match="phone"):
        code_of("x" * (LONGEST + 1))
    assert code_of("x" * LONGEST).size < 200
