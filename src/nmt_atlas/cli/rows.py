"""What ``nmt-atlas list`` can list: the lists of every kind of document."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Listing

LISTS: Mapping[str, Listing] = {one.name: one for kind in KINDS for one in kind.lists}
"""Word after ``list`` -> its rows, and the columns that a table shows."""
