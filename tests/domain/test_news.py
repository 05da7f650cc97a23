"""The list of changes as people read it."""

from __future__ import annotations

from pathlib import Path

from nmt_atlas.domain.news import Release, read_changes

TEXT = """# Changelog

- not a change of any version

## [Unreleased]

### Added

- A brush paints the *skin*, with `size` and
  [undo](docs/x.md).
- Another.

## [1.0.0] - 2026-01-01

## [0.9.0] - 2025-01-01

- First.
"""


def test_versions_are_read_with_their_changes_as_plain_lines() -> None:
    assert read_changes(TEXT) == (
        Release(
            name="Unreleased", lines=("A brush paints the skin, with size and undo.", "Another.")
        ),
        Release(name="0.9.0 - 2025-01-01", lines=("First.",)),
    )
    assert read_changes("") == ()


def test_the_list_that_is_kept_can_be_read() -> None:
    found = read_changes(Path(__file__).parents[2].joinpath("CHANGELOG.md").read_text("utf-8"))
    assert found
    assert all("`" not in line and "](" not in line for one in found for line in one.lines)
