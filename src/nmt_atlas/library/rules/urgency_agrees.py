"""One sign has one urgency: what a red flag calls an emergency is one wherever it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from nmt_atlas.domain.condition import WHEN_TO_REFER, Urgency
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.rules.safety_told import SAID
from nmt_atlas.library.walk import Value, prose

RULE = "urgency-agrees"

SIGNS: Mapping[str, Urgency] = {
    r"\b(?:arm|hand|foot|fingers)\b[^.;:]*\b(?:cold and (?:pale|white)|turns? blue)\b": "emergency",
    r"\b(?:cold,? white|swollen,? (?:and )?blue|blue,? swollen) (?:arm|hand|foot)\b": "emergency",
    r"\bnumb skin between the legs\b|\bloss of bladder\b|\btwo weak legs\b": "emergency",
    r"\bface that droops\b|\bslurred speech\b|\bdouble (?:sight|vision)\b": "emergency",
    r"\bpain in a testicle\b": "emergency",
    r"\bcalf (?:that is |that stays )?(?:hot|swollen)\b": "same-day",
    r"\bhot, swollen(?:, sore)? calf\b": "same-day",
    r"\b(?:foot|wrist) that drops\b": "same-day",
    r"\bclumsy hands\b|\bhands (?:numb or |are )?clumsy\b": "same-day",
    r"\bafter fifty with a sore scalp\b|\bover fifty with a new headache\b": "same-day",
    r"\bhot, swollen joint with fever\b|\bhot joint with fever\b": "same-day",
}
"""Signs in the words of the texts, each with the urgency of its red flag."""

NEVER_LATER = re.compile(r"\bfever\b", re.IGNORECASE)
"""What is never left for some days."""

_WORDS: Mapping[str, Urgency] = {
    "Emergency": "emergency",
    "Same day": "same-day",
    "Soon": "soon",
}
_GROUP = re.compile(r"(?:^|(?<=\. ))(Emergency|Same day|Soon)\b")
_REFERS = (f"/facts/{WHEN_TO_REFER}/text", "/refer_when/text")


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for a sign under another urgency: in lists of when to refer, in texts for clients."""
    for file, document in library.all():
        for one in prose(document):
            if one.pointer in _REFERS:
                yield from _listed(file, one)
            elif one.field == "client":
                yield from _told(file, one)


def _listed(file: str, one: Value) -> Iterator[Problem]:
    text = str(one.value)
    starts = [*_GROUP.finditer(text)]
    for start, after in zip_longest(starts, starts[1:]):
        said = _WORDS[start.group(1)]
        group = text[start.start() : after.start() if after else len(text)]
        if said == "soon" and (late := NEVER_LATER.search(group)):
            yield Problem(file, one.pointer, f"“{late.group()}” as “soon”", "“same-day”", RULE)
        for found, urgency in _signs(group):
            if urgency != said:
                told = f"“{found}” as “{said}”"
                yield Problem(file, one.pointer, told, f"“{urgency}”", RULE)


def _told(file: str, one: Value) -> Iterator[Problem]:
    for sentence in re.split(r"(?<=[.!?])\s+", str(one.value)):
        for found, urgency in _signs(sentence):
            for other, words in SAID.items():
                if other != urgency and re.search(words, sentence, re.IGNORECASE):
                    yield Problem(
                        file, one.pointer, f"“{found}” as “{other}”", f"“{urgency}”", RULE
                    )


def _signs(text: str) -> Iterator[tuple[str, Urgency]]:
    for pattern, urgency in SIGNS.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.group(), urgency
