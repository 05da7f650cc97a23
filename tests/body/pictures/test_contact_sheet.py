from __future__ import annotations

import numpy as np
import pytest
from body_samples import INFO, ball, some_parts
from PIL import Image

from nmt_atlas.body.making.packing import write_pack
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.pictures.contact_sheet import ContactSheet, Pattern, pages, patterns_of
from nmt_atlas.cli import main
from nmt_atlas.cli.contact_sheet import page_files, points_named
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.library import DataPaths, Library


class BallBody:
    """A body whose skin is a ball around hip and thigh."""

    id = "ball"

    def skin(self) -> Mesh:
        return ball(centre=(0.0, 0.0, 850.0), radius=330.0, rings=60)


@pytest.fixture
def files(files: dict) -> dict:
    """The small library with zones that need no trunk."""
    for name in ("piriformis", "gluteus-medius"):
        zones = files[f"referral_patterns/{name}.json"]["trigger_points"][0]["zones"]
        zones[1]["strokes"] = [{"through": ["thigh front 20%"], "radius": 40}]
    return files


@pytest.fixture
def painter(library: Library, paths: DataPaths) -> Painter:
    return Painter(BallBody(), library, paths)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sheet() -> ContactSheet:
    """The ball's sheet, its pictures drawn once."""
    return ContactSheet(BallBody().skin())


def spot(skin: Mesh, toward: tuple[float, float, float]) -> Pattern:
    """An essential zone where the ball looks in a direction."""
    way = (skin.points - skin.points.mean(axis=0)) @ np.array(toward)
    vertices = np.nonzero(way > 0.85 * way.max())[0].astype(np.uint32)
    return Pattern("spot", (), {"essential": (vertices, np.full(len(vertices), 255, np.uint8))})


def redness(picture: Image.Image) -> float:
    """Share of the pixels that show the red of an essential zone."""
    r, g, b = np.asarray(picture).astype(int).transpose(2, 0, 1)
    return float(((r - g > 60) & (b - g > 5)).mean())


def test_a_pattern_is_seen_from_its_own_side_only(sheet: ContactSheet) -> None:
    front = spot(sheet.skin, (0, -1, 0))
    assert redness(sheet.whole(front, "anterior")) > 0.01
    assert redness(sheet.whole(front, "posterior")) == 0
    assert sheet.best_views(front) == ("anterior",)
    assert redness(sheet.close(front, "anterior")) > redness(sheet.whole(front, "anterior"))


@pytest.mark.parametrize(
    ("toward", "view"),
    [
        ((0, 1, 0), "posterior"),
        ((-1, 0, 0), "right"),
        ((1, 0, 0), "left"),
        ((0, 0, -1), "inferior"),
    ],
)
def test_the_close_picture_looks_from_where_most_is_seen(
    toward: tuple[float, float, float], view: str, sheet: ContactSheet
) -> None:
    assert sheet.best_views(spot(sheet.skin, toward))[0] == view


@pytest.mark.parametrize("toward", [(1, -1, 0), (-1, 1, 1), (1, -1, -1)])
def test_what_is_best_seen_aslant_has_its_place_on_a_page(
    toward: tuple[float, float, float], sheet: ContactSheet
) -> None:
    assert redness(sheet.page([spot(sheet.skin, toward)])) > 0.005


def test_a_pattern_on_both_sides_is_shown_from_both(sheet: ContactSheet) -> None:
    front, back = spot(sheet.skin, (0, -1, 0)), spot(sheet.skin, (0, 1, 0))
    vertices = np.concatenate([front.layers["essential"][0], back.layers["essential"][0]])
    both = Pattern("both", (), {"essential": (vertices, np.full(len(vertices), 255, np.uint8))})
    assert set(sheet.best_views(both)) == {"anterior", "posterior"}


def test_light_is_kept_under_the_paint(sheet: ContactSheet) -> None:
    bare = np.asarray(sheet.whole(Pattern("bare", (), {}), "anterior")).astype(int)
    painted = np.asarray(sheet.whole(spot(sheet.skin, (0, -1, 0)), "anterior")).astype(int)
    changed = abs(bare - painted).max(axis=2) > 60
    assert 0.005 < changed.mean() < 0.2
    assert (painted[changed].sum(axis=1) < bare[changed].sum(axis=1)).all()
    assert np.corrcoef(bare[changed][:, 0], painted[changed][:, 0])[0, 1] > 0.9


def test_patterns_carry_names_words_and_paint(painter: Painter) -> None:
    first, _ = patterns_of(painter, list(painter.library.trigger_points), "left")
    assert first.title == "Gluteus Medius 1 (left). Not charted: drawn from anatomy alone."
    assert [kind for kind, _ in first.words] == ["essential", "spillover"]
    assert set(first.layers) == {"essential", "spillover"}
    vertices, _ = first.layers["spillover"]
    assert painter.skin.mesh.points[vertices][:, 0].mean() > 0, "left is positive x"


@pytest.mark.slow
def test_pages_hold_every_point(painter: Painter) -> None:
    told: list[float] = []
    points = list(painter.library.trigger_points) * 6
    found = list(pages(painter, points, "right", lambda _text, share: told.append(share)))
    assert len(found) == 2
    assert told == [0.5, 1.0]
    assert found[0].size[0] == found[1].size[0]
    assert found[0].size[1] > 4 * found[1].size[1]
    assert redness(found[1]) > 0.001


def test_points_are_named_by_muscle_part_or_id(library: Library) -> None:
    assert points_named(library, []) == ("gluteus-medius-1", "piriformis-1")
    assert points_named(library, ["piriformis", "piriformis-1"]) == ("piriformis-1",)
    with pytest.raises(UnknownIdError, match="piriformis"):
        points_named(library, ["piriformos"])


def test_files_of_pages(tmp_path) -> None:
    assert [file.name for file in page_files(tmp_path, 2)] == ["page-01.png", "page-02.png"]
    assert page_files(tmp_path / "one.png", 1) == [tmp_path / "one.png"]
    assert [file.name for file in page_files(tmp_path / "all.png", 2)] == [
        "all-01.png",
        "all-02.png",
    ]


@pytest.mark.slow
def test_the_command_writes_pages(
    paths: DataPaths, tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NMT_ATLAS_DATA", str(paths.root))
    write_pack(paths.pack, INFO, some_parts())
    one = tmp_path / "one.png"
    assert main(["render", "--contact-sheet", "piriformis", "-o", str(one)]) == 0
    assert redness(Image.open(one)) > 0.001
    assert main(["render", "--contact-sheet", "-o", str(tmp_path / "sheets")]) == 0
    assert (tmp_path / "sheets" / "page-01.png").is_file()
    assert str(tmp_path / "sheets" / "page-01.png") in capsys.readouterr().out
    assert main(["render", "--contact-sheet", "unicorn", "-o", str(one)]) == 1
    assert "no trigger point of “unicorn”" in capsys.readouterr().err
