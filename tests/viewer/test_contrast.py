"""Contrast, measured on the theme's own colours: text 4.5 to 1, what marks a control 3 to 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nmt_atlas.pages.theme import DARK, LIGHT

JS = Path(__file__).parents[2] / "src" / "nmt_atlas" / "viewer" / "js" / "src"
SHELL = (JS / "shell_style.js").read_text(encoding="utf-8")
LEAF = (JS / "leaf_style.js").read_text(encoding="utf-8")
TABS = (JS / "leaf_tabs.js").read_text(encoding="utf-8")
STAGE = (JS / "style.js").read_text(encoding="utf-8")
THEMES = {"light": LIGHT, "dark": DARK}
SHUT = ("disabled", "inert", "[aria-checked", ".away", "line {", "veiled", "span", ".icon")
"""Rules of what cannot be pressed now, of pictures, and of what is checked by itself."""


def plain(theme: str, name: str) -> str:
    """A colour of ``shell_theme.js``."""
    code = (JS / "shell_theme.js").read_text(encoding="utf-8")
    found = re.search(rf'{theme}: {{.*?\b{name}: "(#[0-9a-f]{{6}})"', code)
    assert found, (theme, name)
    return found[1]


def colours(theme: str) -> dict[str, str]:
    palette = THEMES[theme]["palette"]
    ground = palette["background"]
    return {
        "text": plain(theme, "text"),
        "paper": ground["paper"],
        "ground": ground["default"],
        "primary": palette["primary"]["main"],
    }


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def mixed(one: str, other: str, share: float) -> str:
    """So much of one colour over another."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    shares = [one / 255 for one in channels(colour)]
    r, g, b = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def percent(sheet: str, pattern: str) -> float:
    found = re.search(pattern, sheet)
    assert found, pattern
    return int(found[1]) / 100


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> dict[str, str]:
    return colours(str(request.param))


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_text_and_what_acts_can_be_read_on_every_ground(theme: dict[str, str]) -> None:
    for ground in (theme["paper"], theme["ground"]):
        assert contrast(theme["text"], ground) >= 7
        assert contrast(theme["primary"], ground) >= 4.5


def test_what_is_chosen_can_be_read_on_its_tint(theme: dict[str, str]) -> None:
    tints = {
        int(one) / 100 for one in re.findall(r"--(?:primary|accent)\) (\d+)%, transp", SHELL + LEAF)
    }
    assert tints
    for sheet in (SHELL, LEAF):
        share = percent(sheet, r"--told: color-mix\(in srgb, var\(--\w+\) (\d+)%, var\(--text")
        told = mixed(theme["primary"], theme["text"], share)
        for ground in (theme["paper"], theme["ground"]):
            for tint in tints:
                assert contrast(told, mixed(theme["primary"], ground, tint)) >= 4.5
    for sheet in (SHELL, LEAF):
        pressed = re.findall(r"aria-(?:pressed|current)[^{}]*{([^}]*)}", sheet)
        assert pressed
        assert not any(re.search(r"(?<!-)color: var\(--(primary|accent)\)", one) for one in pressed)


def test_quiet_text_is_quiet_and_legible(theme: dict[str, str]) -> None:
    shares = {
        float(share)
        for sheet in (SHELL, LEAF)
        for rule, share in re.findall(r"([^{}]*){[^{}]*opacity: (0?\.\d+)", sheet)
        if not any(word in rule for word in SHUT)
    }
    shares.add(percent(LEAF, r"\.quiet { color: color-mix\(in srgb, currentColor (\d+)%"))
    assert len(shares) > 2
    for share in shares:
        for ground in (theme["paper"], theme["ground"]):
            assert contrast(mixed(theme["text"], ground, share), ground) >= 4.5, share


def test_a_line_that_is_off_can_be_read(theme: dict[str, str]) -> None:
    found = re.search(r"\.key\[aria-checked=false\] { opacity: (\.\d+)", SHELL)
    assert found
    assert contrast(mixed(theme["text"], theme["paper"], float(found[1])), theme["paper"]) >= 4.5


def test_fields_and_switches_have_an_edge_that_can_be_seen(theme: dict[str, str]) -> None:
    share = percent(LEAF, r"--bound: color-mix\(in srgb, currentColor (\d+)%")
    assert contrast(mixed(theme["text"], theme["paper"], share), theme["paper"]) >= 3
    for rule in (r"select, \.field {[^}]*var\(--bound\)", r"input\[role=switch\] {[^}]*--bound"):
        assert re.search(rule, LEAF)


def test_boxes_of_caution_stand_out(theme: dict[str, str]) -> None:
    share = percent(LEAF, r"--line: color-mix\(in srgb, var\(--line-of\) (\d+)%")
    lines = re.findall(r"--line-of: (#[0-9a-f]{6})", LEAF)
    assert len(lines) == 4
    for line in lines:
        assert contrast(mixed(line, theme["text"], share), theme["paper"]) >= 3, line


def test_where_the_focus_is_can_be_seen(theme: dict[str, str]) -> None:
    rings = set(re.findall(r"focus-visible[^{}]*{[^}]*?(#[0-9a-f]{6})", STAGE))
    assert rings
    for ring in (*rings, theme["primary"]):
        for ground in (theme["paper"], theme["ground"]):
            assert contrast(ring, ground) >= 3, ring
    for sheet in (SHELL, LEAF):
        assert re.search(r":focus-visible { outline: 2px solid", sheet)


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_loud_can_be_read(theme: str) -> None:
    found = re.search(r"\.loud summary { color: color-mix\(in srgb, var\(--line-of\) (\d+)%", TABS)
    assert found
    tones = dict(re.findall(r"\.(\w+) { --line-of: (#[0-9a-f]{6}); }", LEAF))
    assert {"caution", "emergency"} <= set(tones)
    kept = colours(theme)
    for tone in tones.values():
        shown = mixed(tone, kept["text"], int(found[1]) / 100)
        assert contrast(shown, kept["paper"]) >= 4.5, (tone, shown)
