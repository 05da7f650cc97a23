from __future__ import annotations

import re

from nmt_atlas.viewer.sheets import MOST, SECONDS, Sheets, sheet_routes


def taken(address: str) -> tuple[str, str]:
    _, token, name = address.split("/")
    return token, name


def test_a_file_is_fetched_by_the_name_that_was_told_and_no_other() -> None:
    sheets = Sheets()
    token, name = taken(sheets.put("heel.pdf", b"one"))
    assert sheets.get(token, name) == b"one"
    assert sheets.get(token, "other.pdf") is None
    assert sheets.get(token[:-1] + "!", name) is None
    (route,) = sheet_routes(sheets)
    assert re.fullmatch(route[0], f"/sheets/{token}/{name}")
    assert not re.fullmatch(route[0], f"/sheets/{token}/../x.pdf")


def test_files_are_forgotten_after_a_while_and_when_there_are_many() -> None:
    now = [0.0]
    sheets = Sheets(lambda: now[0])
    old = taken(sheets.put("a.pdf", b"a"))
    now[0] = SECONDS + 1
    assert sheets.get(*old) is None
    first, *others = [taken(sheets.put("b.pdf", b"b")) for _ in range(MOST + 1)]
    assert sheets.get(*first) is None
    assert all(sheets.get(*one) for one in others)
