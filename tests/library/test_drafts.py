"""A draft is held against its form and the rules, as if it lay among the documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nmt_atlas.library import Library
from nmt_atlas.library.drafts import check_draft
from nmt_atlas.library.rules import RULES


@pytest.fixture
def draft(files: dict[str, Any]) -> dict[str, Any]:
    """A copy of the small library's lesson."""
    found: dict[str, Any] = json.loads(
        json.dumps(files["lessons/hip.json"]).replace("hip-", "own-")
    )
    return found | {"id": "own-hip"}


def pointers(library: Library, draft: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one.pointer, one.rule) for one in check_draft(library, draft)}


def test_a_draft_without_fault_has_none(library: Library, draft: dict[str, Any]) -> None:
    assert check_draft(library, draft) == ()


def test_a_fault_of_form_is_told_by_pointer(library: Library, draft: dict[str, Any]) -> None:
    draft["minutes"] = 0
    draft["steps"][0]["title"] = ""
    assert pointers(library, draft) == {("/minutes", "schema"), ("/steps/0/title", "schema")}


def test_the_rules_hold_it_against_all_other_documents(
    library: Library, draft: dict[str, Any]
) -> None:
    draft["sources"] = ["nobody-1900"]
    assert pointers(library, draft) == {("/sources/0", "links-resolve")}


def test_an_id_that_a_built_in_question_has_is_told(library: Library, files: Any) -> None:
    twin = files["lessons/hip.json"] | {"id": "own-hip"}
    assert {rule for _, rule in pointers(library, twin)} == {"question-ids"}


def test_faults_of_other_documents_are_not_its_own(library: Library, draft: dict[str, Any]) -> None:
    before = sum(1 for rule in RULES.values() for _ in rule(library, None))
    assert check_draft(library, draft) == ()
    assert sum(1 for rule in RULES.values() for _ in rule(library, None)) == before
    assert "own-hip" not in library.lessons, "the library is as it was"
