"""Everybody can use it: axe on every page, roles, names, headings, and where the focus goes."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_samples import wait_until
from house import House, Person
from reflow import NAMED, SPACED

from nmt_atlas.pages.registry import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GRAVE = {"serious", "critical"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHOSEN = {
    "explore": "?selection=piriformis-right&overlay=piriformis-tp1:right",
    "assess": "?page=assess",
    "library": "?page=library&doc=muscle/piriformis",
    "stories": "?page=stories&story=sciatica-and-piriformis",
    "lessons": "?page=lessons&lesson=sciatica-and-piriformis",
    "client": "?page=client&about=muscle/piriformis&of=right",
    "list": "?page=list&as=table&selection=sacrum",
}
"""Pages with something on them -> where; the others as they open."""

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
SMALLEST = {"width": 320, "height": 568}


def found_by_axe(page: Any) -> list[str]:
    """What axe finds that keeps anybody out, with the element and why."""
    told = Axe().run(
        page, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    )
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['failureSummary']}"
        for one in told.response["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if not (one["id"] == "target-size" and "data-sight" in node["html"])
    ]


def marks_too_small(page: Any) -> list[Any]:
    """Marks on the body that are smaller than a finger needs.

    They stand where their places are, so some lie over each other, which axe cannot know; the
    card has a button for each.
    """
    return [
        box
        for one in page.locator("button[data-sight]").all()
        if (box := one.bounding_box()) and min(box["width"], box["height"]) < 23.9
    ]


TARGETS = """() => {
  const small = [];
  const walk = (node) => {
    if (node instanceof Element) {
      if (node.inert || node.hidden) return;
      const style = getComputedStyle(node);
      if (style.display === 'none' || style.visibility === 'hidden') return;
      const wanted = 'button, a[href], select, summary, textarea, input:not([type=hidden]),'
        + ' [role=button], [role=tab], [role=switch], [role=checkbox], [role=radio], [role=option]';
      if (node.matches(wanted)) {
        const inline = style.display === 'inline' && node.matches('a, button');
        const of = node.matches('input') && (node.closest('label') ?? node.labels?.[0]);
        const [own, its] = [node, of || node].map((one) => one.getBoundingClientRect());
        const wide = Math.max(own.width, its.width), high = Math.max(own.height, its.height);
        const turned = own.width < 0.5 || own.height < 0.5; // a face of the cube, edge on
        const unseen = (turned || (own.width <= 1 && own.height <= 1)) && !of;
        if (!inline && !unseen && Math.min(wide, high) < 23.5) {
          const name = node.getAttribute('aria-label') || node.textContent.trim().slice(0, 50);
          small.push(`${node.tagName} ${name}: ${Math.round(wide)} by ${Math.round(high)}`);
        }
      }
    }
    for (const one of node.shadowRoot?.childNodes ?? []) walk(one);
    for (const one of node.childNodes) walk(one);
  };
  walk(document.body);
  return small;
}"""
"""What can be pressed and is smaller than 24 CSS pixels; not links within a line of text."""


def at_rest(page: Any) -> None:
    """Wait until nothing that moves changes how it looks."""
    page.evaluate(
        "async () => { await document.fonts.ready;"
        " await Promise.allSettled(document.getAnimations().map(one => one.finished)); }"
    )
    page.wait_for_timeout(400)


def grounded(page: Any, theme: str) -> None:
    """Choose a ground in the settings, as a person would."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["wide"], strict=True)))
    page.get_by_role("button", name="Settings", exact=True).click()
    sheet = page.get_by_role("dialog", name="Settings")
    sheet.get_by_role("button", name=theme.title(), exact=True).click()
    page.wait_for_function(f"() => document.documentElement.dataset.theme === '{theme}'")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("kind", [page.id for page in PAGES])
def test_axe_finds_nothing_grave_on_a_page(person: Person, kind: str) -> None:
    person.open(CHOSEN.get(kind, f"?page={kind}"))
    page, found = person.page, {}
    page.get_by_role("navigation").first.wait_for()
    for theme, sizes in ("light", tuple(SIZES)), ("dark", ("wide",)):  # dark changes colours alone
        grounded(page, theme)
        for name in sizes:
            width, height = SIZES[name]
            page.set_viewport_size({"width": width, "height": height})
            wait_until(lambda w=width: person.frame.shell.window_width == w)
            at_rest(page)
            small = page.evaluate(TARGETS) if name == "phone" else []
            if grave := [*found_by_axe(page), *map(str, marks_too_small(page)), *small]:
                found[theme, name] = grave
    page.set_viewport_size(SMALLEST)
    wait_until(lambda: person.frame.shell.window_width == SMALLEST["width"])
    at_rest(page)
    found["smallest"] = page.evaluate(SPACED) + page.evaluate(NAMED)
    found = {where: grave for where, grave in found.items() if grave}
    assert found == {}, "\n".join(one for grave in found.values() for one in grave)


def focused(page: Any) -> str:
    """What has the focus, wherever it lies: its tag and its name."""
    return str(
        page.evaluate(
            "() => { let at = document.activeElement;"
            " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " const name = at.getAttribute('aria-label') ?? at.textContent.slice(0, 60);"
            " return `${at.tagName} ${name}`; }"
        )
    )


HEADINGS = """() => {
  const found = [];
  const walk = (node) => {
    if (node instanceof Element) {
      if (node.inert || getComputedStyle(node).display === 'none' || node.hidden) return;
      if (/^H[1-6]$/.test(node.tagName)) found.push(Number(node.tagName[1]));
      if (node.tagName === 'DETAILS' && !node.open) return;
    }
    for (const one of node.shadowRoot?.childNodes ?? []) walk(one);
    for (const one of node.tagName === 'SLOT' ? node.assignedNodes() : node.childNodes) walk(one);
  };
  walk(document.body);
  return found;
}"""


def test_the_list_does_what_the_picture_does_by_keyboard_alone(person: Person) -> None:
    person.open()
    page = person.page
    page.get_by_role("toolbar").wait_for()
    page.keyboard.press("Tab")
    assert focused(page) == "A Skip to the body"
    page.keyboard.press("Tab")
    assert focused(page) == "A The body as a list"
    page.keyboard.press("Enter")
    page.get_by_role("region", name="The body as a list").wait_for()
    hip = page.locator("summary").filter(has_text="Hip")
    hip.focus()
    page.keyboard.press("Enter")
    line = page.locator('[data-id="pick:piriformis-right"]')
    line.wait_for()
    assert focused(page).startswith("SUMMARY Hip"), "what was unfolded keeps the focus"
    line.focus()
    page.keyboard.press("Enter")
    person.until(lambda: person.state.selection == ("piriformis-right",))
    page.get_by_role("complementary", name="Piriformis").wait_for()
    assert focused(page).startswith("BUTTON Piriformis"), "and so does what was chosen"
    assert line.get_attribute("aria-current") == "true"
    page.wait_for_function("() => document.title.startsWith('Piriformis · ')")
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_page_follows_the_language_and_says_which_words_are_latin(person: Person) -> None:
    person.open("?selection=piriformis-right")
    page = person.page
    card = page.get_by_role("complementary", name="Piriformis")
    card.wait_for()
    latin = page.locator(".slot.right [lang=la]")
    assert latin.first.inner_text() == "Musculus piriformis"
    assert page.evaluate("() => document.documentElement.lang") == "en"
    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Español").click()
    page.wait_for_function("() => document.documentElement.lang === 'es'")
    assert latin.first.inner_text() == "Musculus piriformis"


def test_the_focus_is_never_lost_where_a_sheet_is_put_away(person: Person) -> None:
    person.open("?selection=piriformis-right")
    page = person.page
    card = page.get_by_role("complementary", name="Piriformis")
    card.get_by_role("button", name="Close").click()
    assert focused(page) == "BUTTON Piriformis", "what opens it again"
    page.keyboard.press("Enter")
    assert focused(page).startswith("ASIDE")
    page.keyboard.press("Escape")
    assert focused(page) == "BUTTON Piriformis"
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Enter")
    card.wait_for()
    page.keyboard.press("Escape")
    assert not focused(page).startswith("BODY")


def test_the_title_names_no_answer_while_a_question_asks(person: Person) -> None:
    person.open("?page=lessons&lesson=sciatica-and-piriformis")
    page, visit = person.page, person.visit
    for _ in range(12):
        if visit.view.quiet:
            break
        number = person.lessons.run.position if person.lessons.run else 0
        page.get_by_role("button", name="Next", exact=True).first.click()
        wait_until(lambda n=number: person.lessons.run.position > n)
        assert not focused(page).startswith("BODY")
    assert visit.view.quiet
    page.wait_for_function("() => document.title.split(' · ').length === 2")


def test_who_wants_no_motion_sees_none(chromium: Any, house: House) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(house.url + "?selection=piriformis-right")
    page.get_by_role("complementary").first.wait_for()
    moving = page.evaluate(
        "() => document.getAnimations().filter(one => one.playState === 'running').length"
    )
    context.close()
    assert moving == 0
