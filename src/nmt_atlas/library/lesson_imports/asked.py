"""A question as a file from elsewhere asks it, and the document that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read: words, what is chosen among (text, right, why), what belongs together.

    ``why`` says what makes it impossible to ask here.
    """

    prompt: str
    choices: tuple[tuple[str, bool, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    explanation: str = ""
    several: bool = False
    why: str = ""

    def document(self, ident: str, source: str) -> dict[str, Any] | None:
        """The question as a document of ours; None where no kind holds it."""
        right = "; ".join(text for text, good, _ in self.choices if good)
        told = self.explanation or right or "; ".join(f"{a}: {b}" for a, b in self.pairs)
        start = {"id": ident, "prompt": self.prompt, "explanation": told, "sources": [source]}
        if self.pairs:
            pairs = [{"left": left, "right": text} for left, text in self.pairs]
            return {**start, "kind": "match-pairs", "pairs": pairs, "extra": list(self.extra)}
        if not self.choices:
            return None
        options = [{"text": text, "right": good, "why": why} for text, good, why in self.choices]
        kind = "choose-several" if self.several else "choose-one"
        return {**start, "kind": kind, "options": options}
