"""Moodle XML, with pictures inside."""

from __future__ import annotations

import base64
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz, in_words
from nmt_atlas.library.lesson_exports.html_text import clean, html
from nmt_atlas.library.lesson_exports.plain import Choice, Plain


def write(quiz: Quiz) -> bytes:
    """Every question below one category."""
    root = Element("quiz")
    category = SubElement(SubElement(root, "question", type="category"), "category")
    title = clean(quiz.title).replace("/", "//")
    SubElement(category, "text").text = f"$course$/{title}"
    for one in in_words(quiz):
        _question(root, one, quiz)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _question(root: Element, one: Plain, quiz: Quiz) -> None:
    match = one.form == "match"
    question = SubElement(root, "question", type="matching" if match else "multichoice")
    SubElement(SubElement(question, "name"), "text").text = clean(one.id)
    asked = SubElement(question, "questiontext", format="html")
    picture = quiz.draw(one.asks) if quiz.draw and one.asks is not None else None
    shown = '<p><img src="@@PLUGINFILE@@/body.png" alt=""></p>' if picture else ""
    SubElement(asked, "text").text = f"<p>{html(one.prompt)}</p>{shown}"
    if picture:
        file = SubElement(asked, "file", name="body.png", path="/", encoding="base64")
        file.text = base64.b64encode(picture).decode()
    told = SubElement(question, "generalfeedback", format="html")
    SubElement(told, "text").text = f"<p>{html(one.explanation)}</p>"
    SubElement(question, "defaultgrade").text = "1"
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = clean(one.card)[:100]
    if match:
        _pairs(question, one)
    else:
        _choices(question, one)


def _choices(question: Element, one: Plain) -> None:
    SubElement(question, "single").text = "true" if one.form == "choice" else "false"
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    right = sum(at.right for at in one.choices)
    wrong = len(one.choices) - right
    for at in one.choices:
        fraction = _fraction(at, one.form == "several", right, wrong)
        answer = SubElement(question, "answer", fraction=fraction, format="html")
        SubElement(answer, "text").text = html(at.text)
        if at.why:
            feedback = SubElement(answer, "feedback", format="html")
            SubElement(feedback, "text").text = html(at.why)


def _fraction(choice: Choice, several: bool, right: int, wrong: int) -> str:
    if not several:
        return "100" if choice.right else "0"
    share = 100 / right if choice.right else -100 / max(wrong, 1)
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _pairs(question: Element, one: Plain) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    for left, right in (*one.pairs, *(("", text) for text in one.extra)):
        sub = SubElement(question, "subquestion", format="html")
        SubElement(sub, "text").text = html(left)
        SubElement(SubElement(sub, "answer"), "text").text = clean(right)


FORMAT = LessonFormat(id="moodle", ending=".xml", pictured=True, write=write, takes=in_words)
