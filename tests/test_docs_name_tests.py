"""What the documents name as proof is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "src" / "nmt_atlas" / "viewer" / "js" / "test"
NAMED = re.compile(
    r"`(tests/[\w/]+\.py|benchmarks/\w+\.py|\w+\.test\.js|test_\w+|samples/\w+\.py)`"
)


def there(name: str) -> bool:
    """Whether a named test, sample or benchmark exists."""
    if name.endswith(".test.js"):
        return (SCRIPTS / name).is_file()
    if "/" in name:
        return (ROOT / name).is_file() or (ROOT / "tests" / name).is_file()
    return any(ROOT.glob(f"tests/**/{name}.py"))


@pytest.mark.parametrize("document", ["access.md", "testing.md"])
def test_what_is_named_as_proof_is_there(document: str) -> None:
    named = NAMED.findall((ROOT / "docs" / document).read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [one for one in dict.fromkeys(named) if not there(one)] == []
