"""Roots can be read, and a muscle's lie within the range of the nerve that its document names."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.nerve import Nerve
from nmt_atlas.domain.roots import is_root, outside
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "roots-in-range"

READABLE = "a root like C5, T12, L4 or S1, or a cranial nerve like CNVII or CNV3"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Read every root; compare those of muscles with the nerve's, where it has a document."""
    for nerve in library.nerves.values():
        yield from _readable(library.file_of("nerve", nerve.id), "/roots", nerve.roots)
    for skin in library.dermatomes.values():
        if not is_root(skin.root):
            file = library.file_of("dermatome", skin.id)
            yield Problem(file, "/root", f"“{skin.root}”", READABLE, RULE)
    for muscle in library.muscles.values():
        file = library.file_of("muscle", muscle.id)
        for number, supply in enumerate(muscle.innervation):
            pointer = f"/innervation/{number}/roots"
            yield from _readable(file, pointer, supply.roots)
            found = _nerve(library, supply.nerve_id)
            if found is None or not found.roots:
                continue
            beyond = outside(filter(is_root, supply.roots), filter(is_root, found.roots))
            if beyond:
                expected = (
                    f"roots within those of {found.id} ({', '.join(found.roots)}), "
                    f"or a wider range in {library.file_of('nerve', found.id)}"
                )
                yield Problem(file, pointer, ", ".join(beyond), expected, RULE)


def _readable(file: str, pointer: str, roots: tuple[str, ...]) -> Iterator[Problem]:
    for number, root in enumerate(roots):
        if not is_root(root):
            yield Problem(file, f"{pointer}/{number}", f"“{root}”", READABLE, RULE)


def _nerve(library: Library, name: str | None) -> Nerve | None:
    """The document of a nerve, or of the nerve that a structure is a part of."""
    if name is None or name in library.nerves:
        return library.nerves.get(name or "")
    return next((one for one in library.nerves.values() if name in one.parts), None)
