"""Image-occlusion notes, as Anki itself makes them: a picture with names, each hidden on a card.

Anki knows such a note by its kind's ``originalStockKind``, and its fields by their ``tag``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nmt_atlas.library.lesson_exports.base import Quiz
from nmt_atlas.library.lesson_exports.html_text import html
from nmt_atlas.library.lesson_exports.plain import Plain

_MODEL = 1_714_205_612
"""The id of the kind of note. It never changes: Anki knows notes by it."""
_STOCK_KIND = 6
"""What Anki calls its own image occlusion by."""
_FIELDS = ("Occlusion", "Image", "Header", "Back Extra", "Comments")
"""In this order, as Anki has them."""
_PICTURE = """<div id="image-occlusion-container">{{Image}}
<canvas id="image-occlusion-canvas"></canvas></div>
<script>anki.imageOcclusion.setup();</script>"""
_FRONT = f"<p>{{{{Header}}}}</p><div hidden>{{{{cloze:Occlusion}}}}</div>{_PICTURE}"
_BACK = f"{_FRONT}<p><button id=toggle>Show or hide all</button></p><p>{{{{Back Extra}}}}</p>"
_STYLE = """.card { font: 20px sans-serif; text-align: center; background: white; color: black }
#image-occlusion-canvas { --inactive-shape-color: #d7e3e4; --active-shape-color: #0f7c80;
  --inactive-shape-border: 1px #5c6770; --active-shape-border: 1px #20262b;
  --highlight-shape-color: #0f7c8000; --highlight-shape-border: 2px #0f7c80 }"""


@dataclass(frozen=True)
class Occluded:
    """A note, and the name of its picture's file."""

    note: Any
    picture: str


def occluded(one: Plain, quiz: Quiz, folder: str) -> Occluded | None:
    """A question that labels a picture as such a note; None for any other, or without pictures.

    Each name is a card of its own, by its place in the question: what is not seen leaves a gap, so
    that the others keep their progress.
    """
    import genanki

    if one.named is None or quiz.label is None:
        return None
    drawn, boxes = quiz.label(one.named.view, dict(one.named.names))
    if not boxes:
        return None
    picture = f"nmt-atlas-{hashlib.sha256(drawn).hexdigest()[:20]}.png"
    (Path(folder) / picture).write_bytes(drawn)
    masks = [
        _mask(number, *boxes[part])
        for number, (part, _) in enumerate(one.named.names, 1)
        if part in boxes
    ]
    image = f'<img src="{picture}">'
    told = (html(one.prompt), html(one.explanation), html(one.card))
    note = genanki.Note(
        model=_model(),
        fields=["<br>".join(masks), image, *told],
        guid=genanki.guid_for("nmt-atlas", "occlusion", one.card),
        tags=["nmt-atlas", one.kind],
    )
    return Occluded(note, picture)


def _mask(number: int, left: float, top: float, width: float, height: float) -> str:
    """A rectangle over a name; ``oi``: the others are hidden as well."""
    sides = {"left": left, "top": top, "width": width, "height": height}
    told = ":".join(f"{name}={share:.4f}".replace("=0.", "=.") for name, share in sides.items())
    return f"{{{{c{number}::image-occlusion:rect:{told}:oi=1}}}}"


@lru_cache(maxsize=1)
def _model() -> object:
    import genanki

    class Native(genanki.Model):  # type: ignore[misc, no-any-unimported]
        """A kind of note that Anki takes for its own."""

        def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
            return {**super().to_json(timestamp, deck_id), "originalStockKind": _STOCK_KIND}

    return Native(
        _MODEL,
        "NMT Atlas, image occlusion",
        fields=[{"name": name, "tag": tag} for tag, name in enumerate(_FIELDS)],
        templates=[{"name": "Image Occlusion", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
        model_type=genanki.Model.CLOZE,
    )
