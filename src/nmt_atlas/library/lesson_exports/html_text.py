"""Text that stays text: in HTML, and in XML that allows few control characters."""

from __future__ import annotations

import html as escaping
import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text without characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def html(text: str) -> str:
    """A text as HTML shows it, markup and all."""
    return escaping.escape(clean(text)).replace("\n", "<br>")
