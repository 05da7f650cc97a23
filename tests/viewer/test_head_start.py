"""The tag that gives the picture a head start."""

import json
from html.parser import HTMLParser

import jinja2

from nmt_atlas.viewer.head_start import HEAD, PAGE_TEMPLATE, Room, head_start

BASE = "<head>{% block preamble %}<link>{% endblock %}</head>"


class Tag(HTMLParser):
    """Attributes of the first script."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found = dict(attrs)


def test_the_tag_names_the_pack_the_detail_and_what_is_shown() -> None:
    scene = {"groups": {"skin": {"visible": False}, "bones": {"opacity": 0.5}}, "theme": "dark"}
    room = Room(right=True)
    reader = Tag()
    reader.feed(head_start("pack/own/index.json", scene, "phone", room))
    assert reader.found["type"] == "module"
    assert "async" in reader.found
    assert "/atlas_view.js?v=" in reader.found["src"], "another URL for another bundle"
    assert reader.found["data-nmt-pack"] == "pack/own/index.json"
    assert reader.found["data-nmt-detail"] == "phone"
    assert json.loads(reader.found["data-nmt-scene"]) == scene
    assert json.loads(reader.found["data-nmt-open"])["right"] is True


def test_the_page_keeps_its_head_and_nothing_in_the_tag_is_read_as_a_template() -> None:
    tag = head_start('pack/"{{ 7 * 7 }}"/index.json', {})
    env = jinja2.Environment(loader=jinja2.DictLoader({"base.html": BASE}), autoescape=False)
    page = env.from_string(PAGE_TEMPLATE).render({HEAD: tag})
    assert page.startswith("<head><link>")
    assert "{{ 7 * 7 }}" in page
    reader = Tag()
    reader.feed(page)
    assert reader.found["data-nmt-pack"] == 'pack/"{{ 7 * 7 }}"/index.json'
    assert env.from_string(PAGE_TEMPLATE).render().startswith("<head><link>"), "no tag, no fault"
