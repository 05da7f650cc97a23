"""What the atlas offers: the documents that obey the rules, without those that break one.

The built-in documents of an installed package are proved when it is made, and are not checked
again. In a checkout they are, and one's own documents always. What was found is kept in the
user's cache for as long as no document and no rule changes, so that a start costs nothing.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from platformdirs import user_cache_path

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.checking import found_by_rules
from nmt_atlas.library.documents import is_own
from nmt_atlas.library.library import Library
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.rules import NEED_GEOMETRY, RULES, links_resolve, view_states
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.stamps import code_stamp, stamp

MakeGeometry = Callable[[Library], Geometry | None]
"""Makes a built body for the rules that measure; called only where one's own documents need it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that is not offered.

    Attributes
    ----------
    kind, id, file
        The document.
    because
        The fault: its own, or that it needs something that is left out.
    instead
        The built-in file that is offered in its place; empty for none.
    """

    kind: str
    id: str
    file: str
    because: Problem
    instead: str = ""


Blamed = Mapping[tuple[str, str], Sequence[Problem]]
"""Kind and id of a document -> its faults."""


class Offered(NamedTuple):
    """What :func:`offered` gives; ``problems`` are those that ``nmt-atlas check`` tells too."""

    library: Library
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]


def offered(
    paths: DataPaths, geometry: MakeGeometry | None = None, cache: Path | None = None
) -> Offered:
    """The documents that are fit to be offered.

    Parameters
    ----------
    paths
        Where the documents are.
    geometry
        Makes a built body, so that places and zones of one's own documents are measured too;
        None leaves that out.
    cache
        The folder that keeps what was found; None means the user's own.

    Returns
    -------
    Offered
        The documents without the faulty ones and without what cannot do without those; every
        problem; what was left out and why. Where one's own document is faulty that replaces a
        built-in one, the built-in one is offered.
    """
    library, problems = load_library(paths)
    found = list(_remembered(paths, library, geometry, cache))
    library, left_out = _without_faulty(library, _to_blame(paths, library, found))
    return Offered(library, (*problems, *found), left_out)


def _to_blame(paths: DataPaths, library: Library, found: Iterable[Problem]) -> Blamed:
    """Kind and id of each document with a fault -> its faults.

    Where there are documents of one's own, the built-in ones are never to blame: what is wrong
    with them then comes from those (a muscle of one's own that names them as an antagonist).
    """
    own = len(paths.layers) > 1
    keys = {file: key for key, file in library.files.items()}
    blamed: dict[tuple[str, str], list[Problem]] = {}
    for one in found:
        if one.file in keys and (is_own(one.file) or not own):
            kind, ident = keys[one.file].split("/", 1)
            blamed.setdefault((kind, ident), []).append(one)
    return blamed


def _without_faulty(library: Library, blamed: Blamed) -> tuple[Library, tuple[LeftOut, ...]]:
    """Take documents out, then those that cannot do without them, until none is left."""
    gone: list[LeftOut] = []
    while blamed:
        for (kind, ident), problems in blamed.items():
            spared = _spared(library, kind, ident, problems)
            if spared is not None:
                library = spared
                continue
            library, one = _without(library, kind, ident, problems[0])
            gone.append(one)
        blamed = _in_need(library)
    return library, tuple(gone)


def _without(library: Library, kind: str, ident: str, because: Problem) -> tuple[Library, LeftOut]:
    """Take one document out; the built-in one comes back where it was replaced."""
    key = f"{kind}/{ident}"
    file = library.file_of(kind, ident)
    kept: dict[str, Frozen] = dict(library.kept[kind])
    files, replaced = dict(library.files), dict(library.replaced)
    del kept[ident], files[key]
    before = replaced.pop(key, None)
    if before is not None:
        kept[ident], files[key] = before.document, before.file
    library = replace(
        library.having(kind, kept),
        files=MappingProxyType(files),
        replaced=MappingProxyType(replaced),
    )
    return library, LeftOut(kind, ident, file, because, before.file if before else "")


def _spared(library: Library, kind: str, ident: str, problems: Sequence[Problem]) -> Library | None:
    """The library with a document that does without its faulty pieces; None where it cannot."""
    document = library.of(kind)[ident]
    data = document.model_dump(mode="json")
    kept = document.spared(data, [one.pointer for one in problems])
    if kept is None:
        return None
    return library.having(kind, {**library.kept[kind], ident: type(document).model_validate(kept)})


def _in_need(library: Library) -> Blamed:
    """The documents of kinds that need all that they name, where that is not there."""
    needy = {kind.name for kind in library.kinds if kind.needs_links}
    keys = {file: tuple(key.split("/", 1)) for key, file in library.files.items()}
    found: dict[tuple[str, str], list[Problem]] = {}
    for rule in (links_resolve.check, view_states.check):
        for one in rule(library, None):
            kind, ident = keys.get(one.file, ("", ""))
            if kind in needy:
                found.setdefault((kind, ident), []).append(one)
    return found


def _remembered(
    paths: DataPaths, library: Library, geometry: MakeGeometry | None, cache: Path | None
) -> Iterator[Problem]:
    """What the rules find, from the cache where nothing has changed."""
    own = len(paths.layers) > 1
    if paths.shipped and not own:
        return
    folder = cache or user_cache_path("nmt-atlas", appauthor=False) / "checked"
    measured = "measured" if own and geometry is not None else "unmeasured"
    key = sha256(f"{stamp(paths)} {code_stamp()} {measured}".encode()).hexdigest()
    file = folder / f"{key[:32]}.json"
    found = _read(file)
    if found is None:
        found = tuple(_broken(paths, library, geometry if own else None))
        _write(file, found)
    yield from found


def _broken(paths: DataPaths, library: Library, geometry: MakeGeometry | None) -> Iterator[Problem]:
    """What the rules find; those that measure look at one's own documents only."""
    yield from found_by_rules(paths, library).problems
    mine = _own_of(library)
    body = geometry(library) if geometry is not None and any(mine.values()) else None
    if body is not None:
        narrowed = replace(library, kept=mine)
        for name in RULES:
            if name in NEED_GEOMETRY:
                yield from RULES[name](narrowed, body)


def _own_of(library: Library) -> dict[str, Mapping[str, Frozen]]:
    """One's own documents by kind and id."""
    return {
        kind: {
            ident: one for ident, one in documents.items() if is_own(library.file_of(kind, ident))
        }
        for kind, documents in library.kept.items()
    }


def _read(file: Path) -> tuple[Problem, ...] | None:
    """What was found before; None where nothing was kept, or it cannot be read."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return tuple(Problem(**one) for one in json.loads(file.read_text(encoding="utf-8")))
    return None


def _write(file: Path, found: tuple[Problem, ...]) -> None:
    """Keep what was found; a cache that cannot be written is done without."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-7]:
            old.unlink()
        part = file.with_suffix(".part")
        part.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")
        part.replace(file)
