"""A story is about a document that is there, and every text that it tells is there too."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem, UnknownIdError
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.telling import words_of

RULE = "stories-told"
_TEXT = "the text of a document, such as “condition/sciatica-and-piriformis#facts.chain”"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at what every story is about and at every text that it names."""
    for story in library.of("story").values():
        file = library.file_of("story", story.id)
        if story.id not in library.of(story.kind):
            expected = f"the id of a document of the kind “{story.kind}”"
            yield Problem(file, "/id", f"“{story.id}”", expected, RULE)
        for number, moment in enumerate(story.moments):
            for field in ("says", "plain"):
                for at, ref in enumerate(getattr(moment, field)):
                    try:
                        words_of(library, (ref,))
                    except UnknownIdError:
                        pointer = f"/moments/{number}/{field}/{at}"
                        yield Problem(file, pointer, f"“{ref}”", _TEXT, RULE)
