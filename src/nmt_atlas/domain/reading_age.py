"""How hard an English text is to read: the Flesch-Kincaid grade.

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59, the school year (United
States) whose pupils read such a text with ease; J. P. Kincaid, R. P. Fishburne, R. L. Rogers,
B. S. Chissom: Derivation of new readability formulas for Navy enlisted personnel, Research
Branch Report 8-75, 1975. Grade 7 is an age of about twelve.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"i(?=[aou]|et|enc)|y(?=ing)|[aeou](?=ing$|ings$)|e(?=o|a$)|u(?=a|e[lt]$|i[dn])"
)
"""Vowels side by side that are spoken apart: gi-ant, do-ing, vide-o, are-a, flu-id."""
_TOGETHER = re.compile(
    r"(?<=[a-z])(?:ti|ci|si|gi|xi)(?=on|ous|al|ent|an(?!t))|qu|gu(?=[ae])|eo(?=ple)"
)
"""Where two vowels make one sound after all: na-tion, spe-cial, quick, peo-ple."""
_SILENT = re.compile(
    r"(?<=[^laeiouy])e$|(?<=[aeiouy]l)e$|(?<=[^tdaeiouy])ed$|(?<=[^aeiouycszgxh])es$"
)


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; right for nine of ten words."""
    word = word.lower().replace("’", "'").split("'")[0]
    if len(word) <= 3:
        return 1
    spoken = _SILENT.sub("", word)
    spoken = _TOGETHER.sub(_one_sound, spoken)
    spoken = _APART.sub(lambda found: found.group() + "-", spoken)
    return max(1, len(_VOWELS.findall(spoken)))


def _one_sound(found: re.Match[str]) -> str:
    return "e" if found.group() == "eo" else found.group()[0]


def grade(text: str, known: Collection[str] = ()) -> float:
    """The Flesch-Kincaid grade of a text.

    Parameters
    ----------
    text
        One or more sentences; a colon and a semicolon end a sentence too.
    known
        Words in small letters that do not count, because the reader has to hear them.
    """
    sentences = max(1, len(_SENTENCE.findall(text.strip() + " ")))
    words = [one for one in _WORD.findall(text.lower()) if one not in known]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59
