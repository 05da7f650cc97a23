"""Text is text: nothing of a link, a document, a name or a file runs or becomes a link."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bokeh.document import Document
from bokeh.model import Model
from hypothesis import given, settings
from hypothesis import strategies as st
from panel.pane.markup import Markdown

import nmt_atlas.pages
import nmt_atlas.viewer
from nmt_atlas.atlas import Atlas
from nmt_atlas.pages.bits import alert, card, fact, fold, heading, words
from nmt_atlas.pages.frame import Frame, address_of
from nmt_atlas.pages.rich import Rich, inert
from nmt_atlas.pages.visit import Visit

HOSTILE = (
    "<img src=x onerror=alert(1)> [x](javascript:alert(2)) <iframe srcdoc='<b>'></iframe> "
    "www.evil.example https://evil.example/ me@evil.example **bold** `code` # - 1. <script>"
)
TAGS = {"p", "b", "i", "small", "span", "br", "strong", "em"}


class Tags(HTMLParser):
    """The tags that a browser would make."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    made = Tags()
    made.feed(html)
    made.close()
    return made


def shown_by(text: str) -> Tags:
    """What a browser makes of a text in a Material component, after Panel's Markdown."""
    return read(Markdown._get_parser("markdown-it", ()).render(text))


def is_inert(tags: Tags) -> bool:
    return all(tag in TAGS and all(key == "style" for key in attrs) for tag, attrs in tags.found)


@pytest.mark.parametrize("make", [words, heading, alert, lambda text: fact(text, text)])
def test_every_piece_shows_text_as_text(make: Callable[[str], Any]) -> None:
    tags = shown_by(make(HOSTILE).object)
    assert is_inert(tags)
    assert HOSTILE in tags.text


@pytest.mark.parametrize("make", [card, fold])
def test_titles_show_text_as_text(make: Callable[[str], Any]) -> None:
    tags = read(make(HOSTILE).title)
    assert tags.found == []
    assert tags.text == HOSTILE


def test_emphasis_is_our_own() -> None:
    rich = Rich.bold("<b>") + " " + Rich.italic("*") + Rich.small("_x_") + Rich.dot("#ff0000")
    tags = shown_by(rich.markup())
    assert [tag for tag, _ in tags.found if tag != "p"] == ["b", "i", "small", "span"]
    assert tags.text.startswith("<b> *_x_")
    assert str(rich) == "<b> *_x_"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    tags = shown_by(words(text).object)
    assert [tag for tag, _ in tags.found if tag != "p"] == []


@given(st.sampled_from(["1. a", "- a", "+ a", "# a", "> a", "    a", "a\n\n- b", "---", "a\n==="]))
def test_beginnings_are_no_lists_nor_headings(text: str) -> None:
    assert [tag for tag, _ in shown_by(inert(" ".join(text.split()))).found if tag != "p"] == []


def test_pages_make_no_component_that_reads_markup_but_by_way_of_bits() -> None:
    reading = {"Typography", "Alert", "Card", "Details", "Markdown", "HTML", "StaticText"}
    folder = Path(nmt_atlas.pages.__file__).parent
    allowed = {"bits.py", "choose_referral.py"}  # the latter writes one escaped picture
    found = [
        f"{file.name}:{node.lineno}"
        for file in folder.rglob("*.py")
        if file.name not in allowed
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in reading
    ]
    assert found == []


# Whole pages


def spoilt(value: Any, key: str = "", spared: frozenset[str] = frozenset()) -> Any:
    """A document with hostile text wherever people write words."""
    if isinstance(value, dict):
        return {name: spoilt(one, name, spared) for name, one in value.items()}
    if isinstance(value, list):
        return [spoilt(one, key, spared) for one in value]
    prose = {
        "text", "note", "words", "name", "latin", "title", "summary", "client", "phenomena",
        "synonyms", "joint", "movement", "authors", "nerve", "prompt", "explanation",
        "territory_words", "self_care", "objectives", "name_es", "covers", "felt", "avoid",
    }  # fmt: skip
    written = isinstance(value, str) and key in prose - spared
    return f"{value} {HOSTILE}" if written else value


NAMED = {"conditions/motions/": frozenset({"joint", "movement"})}
"""Keys that name a thing there, where other documents have words."""
FOLDERS = ("referral_patterns/", "conditions/", "lessons/", "sources/")


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    for name, data in files.items():
        if name.startswith(FOLDERS):
            spared = next((keys for at, keys in NAMED.items() if name.startswith(at)), frozenset())
            files[name] = spoilt(data, spared=spared)
    files["conditions/entrapments/piriformis-sciatic.json"]["nerve"] = "sciatic-nerve"
    return files


def texts_sent(value: Any) -> Iterator[str]:
    """Every text in what is sent to the browser."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_sent(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_sent(one)


READ_AS_HTML = {"Typography", "Alert"}
TITLED = {"Card", "Details"}


def markup_sent(model: Model) -> Iterator[str]:
    """What of a model the browser reads as HTML."""
    kind = getattr(model, "class_name", "") or type(model).__name__
    data = getattr(model, "data", model)
    if kind in READ_AS_HTML:
        yield read(str(getattr(data, "object", "") or "")).text  # decoded once before it is set
    if kind in TITLED:
        yield str(getattr(data, "title", "") or "")
    if type(model).__name__ in ("HTML", "Div"):
        yield read(str(getattr(model, "text", "") or "")).text


PLACES = [
    "?selection=piriformis-right",
    "?page=nerves&nerve=sciatic-nerve:right",
    "?page=library&doc=muscle/piriformis",
    "?page=library&doc=entrapment/piriformis-sciatic",
    "?page=library&doc=condition/danger-notch",
    "?page=library&doc=source/gray-2020",
    "?page=lessons",
    "?page=lessons&lesson=hip&step=click",
    f"?page={HOSTILE}&doc={HOSTILE}&selection={HOSTILE}&skin={HOSTILE}",
    f"?page=library&doc=muscle/{HOSTILE}",
    f"?page=lessons&lesson={HOSTILE}",
]


@pytest.mark.parametrize("search", PLACES)
def test_no_page_sends_markup_that_is_not_ours(
    small_atlas: Atlas, make_visit: Callable[..., Visit], search: str
) -> None:
    address = address_of(small_atlas, search)
    frame = Frame(make_visit(small_atlas, state=address.state, taste=address.taste), address)
    root = frame.shell.get_root(Document())
    sent = list(root.references())
    assert any("onerror" in text for one in sent for text in texts_sent(plain(one))), "it is shown"
    for model in sent:
        for html in markup_sent(model):
            assert is_inert(read(html)), html


def plain(model: Model) -> Any:
    """The values of a model, and of the data that its component holds."""
    data = getattr(model, "data", None)
    values = model.properties_with_values()
    held = data.properties_with_values() if isinstance(data, Model) else {}
    return [v for v in (*values.values(), *held.values()) if not isinstance(v, Model)]


def test_a_leaf_writes_text_as_text() -> None:
    sources = (Path(nmt_atlas.viewer.__file__).parent / "js" / "src").glob("leaf*.js")
    code = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    assert "textContent" in code
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc", code)
    assert json.dumps(HOSTILE)
