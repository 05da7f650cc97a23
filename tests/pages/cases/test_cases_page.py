"""Case files by a visitor without a browser: off, on, kept, compared, refused, erased."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.comparing import drawn_on
from nmt_atlas.domain.casefile import REPEATED, Day, Finding
from nmt_atlas.pages.cases import CasesPage
from nmt_atlas.pages.cases.keeper import IDLE
from nmt_atlas.pages.cases.sheet import blocks
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.casefile import CaseFiles

WORDS = "four plain words here"
HOSTILE = "<img src=x onerror=alert(1)> #panic() {{x}}"
FIRST, SECOND = datetime(2026, 11, 3, 12, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(
    small_atlas: Atlas, make_visit: Callable[..., Visit], case_files: CaseFiles, watch: Watch
) -> Iterator[CasesPage]:
    made = CasesPage(make_visit(small_atlas, cases=case_files, clock=watch))
    made.enter()
    assert made.left is not None
    yield made
    made.visit.store.close()


@pytest.fixture
def case_files(tmp_path: Path) -> CaseFiles:
    return CaseFiles(tmp_path / "sealed")


def texts(page: CasesPage) -> str:
    above, below = blocks(page._shown())
    told = [one.model_dump(mode="json") for one in (*above, *below)]
    return json.dumps(told, ensure_ascii=False)


def told(page: CasesPage) -> str:
    return page.visit.notices.now.text if page.visit.notices.now else ""


def press(page: CasesPage, ident: str, value: str = "on") -> None:
    kind, _, rest = ident.partition(":")
    page._acts()[kind](rest, value)


def enter(page: CasesPage, label: str, words: str = WORDS, *, new: bool = False) -> None:
    page._label.value_input, page._words.value_input = label, words
    press(page, "begin:" if new else "open:")


def draw(page: CasesPage, vertices: range) -> Day:
    drawn = drawn_on(page.visit.body, vertices, "Buttock (left): strong")
    page.visit.tray = Day(day=FIRST.date(), drawings=(drawn,))
    return page.visit.tray


def keep(page: CasesPage, day: str) -> None:
    page._date.value_input = day
    press(page, "add:")


def two_dates(page: CasesPage) -> None:
    press(page, "on:")
    enter(page, "A-17", new=True)
    draw(page, range(100))
    keep(page, "2026-11-03")
    draw(page, range(80, 140))
    keep(page, "2026-11-24")


def test_nothing_is_kept_before_somebody_says_so(page: CasesPage, case_files: CaseFiles) -> None:
    assert "off until you switch it on" in texts(page)
    assert not case_files.folder.exists()
    assert not page.address(), "no address tells of a case"


def test_served_to_others_none_are_kept(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    page = CasesPage(make_visit(small_atlas))
    page.enter()
    assert "nobody else" in texts(page)
    press(page, "on:")
    assert not page.keeper.on
    page.visit.store.close()


def test_a_drawing_is_kept_under_a_date_and_read_again(
    page: CasesPage, case_files: CaseFiles
) -> None:
    press(page, "on:")
    assert case_files.on
    enter(page, "A-17", new=True)
    draw(page, range(100))
    page._note.value_input, page._goal.value_input, page._plan.value_input = (
        HOSTILE,
        "Sit through a meal",
        "Heat",
    )
    keep(page, "2026-11-03")
    assert page.visit.tray is None
    press(page, "close:")
    assert page.keeper.case is None
    assert "Buttock" not in texts(page)
    enter(page, "A-17")
    said = texts(page)
    for words in ("Buttock (left): strong", json.dumps(HOSTILE)[1:-1], "Sit through a meal"):
        assert words in said
    (day,) = case_files.read("A-17", WORDS).days
    assert day.findings == (Finding(kind="note", words=HOSTILE),)
    assert day.area > 0


def test_two_dates_are_compared_on_the_body_and_in_numbers(page: CasesPage) -> None:
    two_dates(page)
    press(page, "with:", "2026-11-03")
    said = texts(page)
    assert page.keeper.case is not None
    areas = page.visit.body.finder.canvas.areas
    alike = areas[80:100].sum() / areas[:140].sum()
    assert f"Overlap (Jaccard index): {alike:.2f}" in said
    assert str(REPEATED) in said
    assert "10.1080/17434440.2023.2277226" in said
    kinds = {one["kind"] for one in page.visit.view.canvas.paint}
    assert {"spillover", "essential", "territory"} <= kinds, "each tells itself without its hue"


def test_a_drawing_on_another_skin_is_named_and_not_shown(page: CasesPage) -> None:
    two_dates(page)
    day = draw(page, range(5))
    (drawn,) = day.drawings
    other = drawn.model_copy(update={"skin": "0" * 64})
    page.visit.tray = day.model_copy(update={"drawings": (other,)})
    keep(page, "2026-11-25")
    press(page, "day:2026-11-25")
    assert "painted on another skin" in texts(page)
    assert not page.visit.view.canvas.paint
    press(page, "with:", "2026-11-03")
    assert "no overlap" in texts(page)


@pytest.mark.parametrize("harm", ["passphrase", "damaged"])
def test_what_cannot_be_opened_is_refused_whole_and_named(
    page: CasesPage, case_files: CaseFiles, harm: str
) -> None:
    two_dates(page)
    press(page, "close:")
    file = case_files.path("A-17")
    raw = bytearray(file.read_bytes())
    raw[-5] ^= harm == "damaged"
    file.write_bytes(raw)
    enter(page, "A-17", "x" * 12 if harm == "passphrase" else WORDS)
    assert page.keeper.case is None
    assert "A-17" in told(page)
    assert "left as it is" in told(page)
    assert file.read_bytes() == bytes(raw)
    enter(page, "A-17", new=True)
    assert "already" in told(page)
    assert file.read_bytes() == bytes(raw)


def test_an_open_file_is_closed_when_nobody_touches_it(page: CasesPage, watch: Watch) -> None:
    two_dates(page)
    watch.now += IDLE - timedelta(seconds=1)
    page.keeper.look()
    assert page.keeper.case is not None
    watch.now += timedelta(seconds=2)
    page.keeper.look()
    assert page.keeper.case is None
    assert "Buttock" not in texts(page)


def test_export_and_erasing_are_said_twice(page: CasesPage, case_files: CaseFiles) -> None:
    two_dates(page)
    press(page, "export:")
    assert "case-a-17.json" in texts(page)
    assert "not sealed" in texts(page)
    press(page, "drop:", "on")
    assert page.keeper.case is not None
    assert len(page.keeper.case.days) == 2
    press(page, "drop:sure")
    assert [one.day.day for one in page.keeper.case.days] == [3]
    press(page, "erase:A-17")
    assert case_files.labels() == ("A-17",)
    press(page, "erase:A-17")
    assert case_files.labels() == ()
    press(page, "off:")
    assert not case_files.on


@pytest.mark.parametrize(
    ("label", "words", "why"),
    [("Ana Rivera", WORDS, "hyphens"), ("A-1", "short", "too short"), ("../x", WORDS, "hyphens")],
)
def test_names_and_short_passphrases_are_refused(
    page: CasesPage, label: str, words: str, why: str
) -> None:
    press(page, "on:")
    enter(page, label, words, new=True)
    assert why in told(page)
    assert page.keeper.labels == ()


def test_a_date_that_is_none_keeps_nothing(page: CasesPage) -> None:
    press(page, "on:")
    enter(page, "A-17", new=True)
    keep(page, "2026-11-03")
    assert "first" in told(page), "nothing was drawn or written"
    draw(page, range(3))
    keep(page, "yesterday")
    assert "2026-11-30" in told(page)
    assert page.visit.tray is not None
