"""What ``nmt-atlas list`` can list: the lists of every kind of document, and all that are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.kinds.kind import Listing, Row, row


def _read(library: Documents) -> Iterator[Row]:
    """Every document that is told to students and to clients, kind by kind."""
    for kind in KINDS:
        if kind.plain is not None and kind.folders:
            for ident, one in library.of(kind.name).items():
                yield row(ident, str(getattr(one, "name", ident)), kind=kind.name)


LISTS: Mapping[str, Listing] = {
    **{one.name: one for kind in KINDS for one in kind.lists},
    "documents": Listing("documents", _read, ("kind", "id", "name")),
}
"""Word after ``list`` -> its rows, and the columns that a table shows."""
