"""What is wrong with a draft, asked of the worker: the rules take longer than a page may wait."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nmt_atlas.library.drafts import check_draft

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas
    from nmt_atlas.domain.errors import Problem


def faults_of(atlas: Atlas, text: str) -> tuple[Problem, ...]:
    """Every fault of a draft, given as JSON."""
    return check_draft(atlas.library, json.loads(text))
