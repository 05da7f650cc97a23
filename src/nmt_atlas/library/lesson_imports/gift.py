"""Reads GIFT: choices, several choices, pairs, true and false. What else there is is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_atlas.library.lesson_imports.asked import Asked

_MASKS = {char: chr(0xE000 + n) for n, char in enumerate("\\~=#{}:")}
_UNMASKS = {mask: char for char, mask in _MASKS.items()}
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_ANSWER = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_FORMAT = re.compile(r"^\[(plain|html|moodle|markdown)\]")
_LINE = "\ue0ff"


def read(text: str) -> Iterator[Asked]:
    """Every question of a file, in order."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if not _aside(line)]
    for block in re.split(r"\n\s*\n", _masked("\n".join(lines))):
        if block.strip():
            yield _question(block.strip())


def _aside(line: str) -> bool:
    return line.lstrip().startswith(("//", "$CATEGORY"))


def _masked(text: str) -> str:
    """Escaped characters as private ones, so that what is left means something."""
    return _ESCAPE.sub(lambda one: _LINE if one[1] == "n" else _MASKS[one[1]], text)


def _plain(text: str) -> str:
    for mask, char in _UNMASKS.items():
        text = text.replace(mask, char)
    return text.replace(_LINE, "\n").strip()


def _question(block: str) -> Asked:
    named = re.match(r"::(.*?)::(.*)", block, re.DOTALL)
    body = named[2] if named else block
    found = re.fullmatch(r"(.*?)\{(.*)\}(.*)", body, re.DOTALL)
    if found is None:
        return Asked(_plain(body), why="it has no answers in braces")
    before, inside, after = found[1], found[2].strip(), found[3].strip()
    prompt = _plain(_FORMAT.sub("", before.strip()) + (f" ___ {after}" if after else ""))
    inside, _, told = inside.partition("####")
    return _answered(prompt, inside.strip(), _plain(told))


def _answered(prompt: str, inside: str, told: str) -> Asked:
    if inside.split("#", maxsplit=1)[0].strip().upper() in ("T", "F", "TRUE", "FALSE"):
        return Asked(prompt, explanation=told, why="true or false needs reasons to choose from")
    if inside.startswith("#"):
        return Asked(prompt, explanation=told, why="numbers are not asked here")
    if not inside:
        return Asked(prompt, explanation=told, why="essays are not asked here")
    answers = [(mark, text.strip()) for mark, text in _ANSWER.findall(inside)]
    if answers and all(mark == "=" and "->" in text for mark, text in answers):
        pairs = [tuple(_plain(part) for part in text.split("->", 1)) for _, text in answers]
        return Asked(
            prompt,
            pairs=tuple((left, right) for left, right in pairs if left),
            extra=tuple(right for left, right in pairs if not left),
            explanation=told,
        )
    choices = tuple(_choice(mark, text) for mark, text in answers)
    if choices and all(mark == "=" for mark, _ in answers):
        return Asked(prompt, explanation=told, why="typed answers need a structure of the body")
    several = sum(right for _, right, _ in choices) != 1 or any(
        _WEIGHT.match(text) for _, text in answers
    )
    return Asked(prompt, choices=choices, explanation=told, several=several)


def _choice(mark: str, text: str) -> tuple[str, bool, str]:
    weight = _WEIGHT.match(text)
    right = mark == "=" or (weight is not None and float(weight[1]) > 0)
    words, _, why = _WEIGHT.sub("", text).partition("#")
    return _plain(_FORMAT.sub("", words.strip())), right, _plain(why)
