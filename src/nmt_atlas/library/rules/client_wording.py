"""What clients read tells what some people have and what often helps.

It finds nothing in the reader's own body, promises nothing and blames nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "client-wording"

FIELDS = frozenset({"client", "every_day", "self_care"})

_PART = (
    r"(?:ankles?|arch(?:es)?|arms?|back|belly|chest|elbows?|feet|foot|hands?|head|hips?|jaw|"
    r"knees?|legs?|muscles?|neck|nerves?|pelvis|ribs?|shoulders?|spine|tendons?|thighs?|wrists?)"
)
_STATE = (
    r"(?:bends?|bow|bows|drops?|falls?|is|are|leans?|rolls?|seems?|sinks?|sits?|stands?|"
    r"tips?|turns?|tilts?)"
)
_SENTENCE = r"(?:^|[.:!?]\s+)"
_STATED = rf"{_SENTENCE}(?:(?!(?:how|if|when|while|until|once|let|keep)\b)\w+ ){{0,5}}?"
"""A sentence that says how it is, not when or how it should be."""

FORBIDDEN: Mapping[str, str] = {
    rf"{_STATED}your (?:\w+ ){{0,2}}?{_PART} {_STATE}\b": "“in some people …”",
    rf"\ba (?:nerve|tendon|muscle|disc) in your {_PART} (?:is|are|has)\b": "“in some people …”",
    rf"{_SENTENCE}you (?:stand|sit and stand|breathe|walk) (?:\w+ )?(?:with|high|in)\b": (
        "“some people …”"
    ),
    rf"{_SENTENCE}you (?:twisted|tore|strained|damaged|pulled)\b": "“after a twist …”",
    r"\b(?:it|this|that|they|pain|the pain|the neck|the shoulder) will (?:\w+ )?"
    r"(?:be (?:fine|gone)|calm|disappear|ease|end|fade|get better|go|heal|pass|settle|stop)\b": (
        "“it often …”, “in many people …”"
    ),
    r"\b(?:it )?does (?:thaw|get better|go away|heal|pass)\b": "“it often …”, “in many people …”",
    r"\b(?:always|never fails to|is sure to) (?:eases?|helps?|works?)\b": "“often helps”",
    r"\b(?:are|is) the best help\b|\b(?:is|are) what (?:it|they) needs?\b": "“often helps”",
    r"\blazy\b|\bbad (?:back|posture|habits?)\b|\byour (?:own )?fault\b|\bslouch(?:es|ing)?\b|"
    r"\byou (?:should have|failed)\b|\bcareless\w*\b": "words that blame nobody",
}

_HEDGES = re.compile(
    r"\b(?:may|can|could|might|some|many|most|often|few|if|as if|feels? like|not|doctor)\b",
    re.IGNORECASE,
)
_HURTS = re.compile(
    r"\b(?:and|then|,) (?:then )?(?:the|your|they|it) [^.,;]{0,60}?"
    r"\b(?:aches?|hurts?|burns?|goes numb|is sore)\b|"
    r"(?:^|[.!:] )(?:its ache (?:is|sits|goes)|it (?:aches|hurts))\b",
    re.IGNORECASE,
)
"""What hurts hurts some people: nothing on a page knows that it hurts the one who reads it."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for findings in the second person, promises and blame in texts for clients."""
    for file, document in library.all():
        for one in walk(document):
            if one.field not in FIELDS or not isinstance(one.value, str):
                continue
            for pattern, instead in FORBIDDEN.items():
                for match in re.finditer(pattern, one.value, flags=re.IGNORECASE):
                    found = f"“{match.group().lstrip(' .:!?')}”"
                    yield Problem(file, one.pointer, found, instead, RULE)
            yield from _hurting(file, one.pointer, one.value)


def _hurting(file: str, pointer: str, text: str) -> Iterator[Problem]:
    """Sentences that say outright where the reader hurts; questions may ask it."""
    for sentence in re.findall(r"[^.!?]+[.!?]?", text):
        match = _HURTS.search(sentence.strip())
        if match and not sentence.endswith("?") and not _HEDGES.search(sentence):
            found = f"“{match.group().strip(' ,')}”"
            yield Problem(file, pointer, found, "“may ache”, “in some people …”", RULE)
