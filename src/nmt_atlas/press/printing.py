"""A handout on paper: a tagged PDF that a screen reader can read, or the same as a picture."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from nmt_atlas.domain.handout import Form, Handout, HandoutError, Paper
from nmt_atlas.domain.plan_sheet import PlanSheet

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATES = Path(__file__).parent
_FONT = "fontpkg_source_sans_3"
"""The package that holds the sheet's typeface."""
_DENSE = 150.0
"""Pixels an inch of a PNG."""


def printed(
    handout: Handout | PlanSheet, picture: bytes, form: Form = "pdf", paper: Paper = "a4"
) -> tuple[bytes, ...]:
    """A handout or a plan as a file.

    Parameters
    ----------
    handout
        The words. They are set as they stand: nothing in them is read as markup.
    picture
        The picture (PNG).
    form
        ``pdf`` is one file; ``png`` one for each page.
    paper
        Its size.

    Returns
    -------
    tuple of bytes
        One PDF (PDF/UA-1, save where a character has no shape in any font), or the pages.

    Raises
    ------
    HandoutError
        Where the sheet cannot be set.
    """
    from typst import TypstError

    words = {**handout.model_dump(mode="json"), "paper": paper}
    template = _TEMPLATES / ("plan.typ" if isinstance(handout, PlanSheet) else "handout.typ")
    with TemporaryDirectory(prefix="nmt-atlas-") as folder:
        Path(folder, "picture.png").write_bytes(picture)
        Path(folder, template.name).write_bytes(template.read_bytes())
        try:
            return _set(Path(folder, template.name), words, form)
        except TypstError as error:
            raise HandoutError(f"the sheet cannot be set ({error}).") from error


def _set(template: Path, words: dict[str, object], form: Form) -> tuple[bytes, ...]:
    import typst

    inputs = {"handout": json.dumps(words, ensure_ascii=False)}

    def made(*standards: typst.PDFStandard) -> tuple[bytes, ...]:
        found = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            format=form,
            ppi=_DENSE,
            sys_inputs=inputs,
            pdf_standards=list(standards),
        )
        return tuple(found) if isinstance(found, list) else (bytes(found or b""),)

    if form != "pdf":
        return made()
    try:
        return made("ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return made()  # a character without a shape: the sheet is tagged, and claims no more


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    folder = str(files(_FONT).joinpath("files"))
    return Fonts(include_system_fonts=True, font_paths=[folder])
