"""Articles as blocks of a leaf: what card, nerve page and library show is written here alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from nmt_atlas.domain.language import Say
from nmt_atlas.library.articles import (
    TEACHES,
    Action,
    Article,
    Item,
    Passage,
    Reference,
    Section,
)
from nmt_atlas.library.library import Library
from nmt_atlas.library.walk import prose
from nmt_atlas.library.writing.evidence import EVIDENCE
from nmt_atlas.pages.bits import ESSENTIAL, SPILLOVER
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Fold,
    Heading,
    Switch,
    Text,
    Tone,
)

_ZONES = {"essential": ESSENTIAL, "spillover": SPILLOVER}


@dataclass(frozen=True)
class Reading:
    """Who reads: in which words, on which side, and what is painted and drawn now.

    Attributes
    ----------
    say, library
        The reader's language, and the documents in it.
    side
        The side that the reader looks at.
    painted
        ``point:side`` of what is painted.
    course
        The structure of the nerve's course that is drawn; empty for the usual one.
    linked
        Whether documents that are named can be opened.
    original
        The library in English, where another language is read; None else.
    english
        Texts of the page that stand in English on a page of another language.
    """

    say: Say
    library: Library
    side: str = "right"
    painted: tuple[str, ...] = ()
    course: str = ""
    linked: bool = True
    original: Library | None = None
    english: frozenset[str] = frozenset()

    def of(self, page: Article) -> Reading:
        """The same for one page: with its texts that are not translated."""
        kept = self.original.kept if self.original else {}
        document = kept.get(page.kind, {}).get(page.id)
        if document is None:
            return self
        return replace(self, english=frozenset(str(one.value) for one in prose(document)))


def blocks_of(page: Article, reading: Reading) -> tuple[Block, ...]:
    """An article as blocks, from its title to its sources."""
    say = reading.say
    subtitle = Text(runs=subtitle_of(page, say).runs, tone="quiet")
    return (
        Heading(text=say(page.title), level=2),
        *((subtitle,) if page.subtitle else ()),
        *body_of(page, reading),
    )


def subtitle_of(page: Article, say: Say) -> Rich:
    """The Latin name, or what kind of thing it is."""
    return Rich.latin(page.subtitle) if page.is_latin else Rich.italic(say(page.subtitle))


def body_of(page: Article, reading: Reading) -> tuple[Block, ...]:
    """An article as blocks without its title."""
    reading = reading.of(page)
    return (
        *(block for one in page.sections for block in section_of(one, page, reading)),
        *evidence_of(page, reading),
        Text(runs=Rich.plain(reading.say(TEACHES)).runs, tone="info"),
    )


def press_id(action: Action) -> str:
    """What a leaf tells when an action's button is pressed."""
    return f"{action.kind}:{action.id}"


def actions_of(page: Article) -> Iterator[Action]:
    """Every action of an article, those of its items too."""
    yield from page.actions
    for section in page.sections:
        yield from section.actions
    waiting = [item for section in page.sections for item in section.items]
    while waiting:
        item = waiting.pop()
        yield from item.actions
        waiting.extend(item.items)


def section_of(section: Section, page: Article, reading: Reading) -> Iterator[Block]:
    """A section of an article as blocks."""
    if section.title:
        yield Heading(text=reading.say(section.title), level=3)
    for passage in section.passages:
        yield from passage_of(passage, page, reading)
    if section.actions:
        yield Buttons(buttons=tuple(button_of(one, reading) for one in section.actions))
    if section.id == "courses" and page.short:
        yield from _courses(section, page, reading)
    else:
        for item in section.items:
            yield from _item(item, page, reading)
    yield from _links(section.references, reading)


def _courses(section: Section, page: Article, reading: Reading) -> Iterator[Block]:
    """A choice among the courses of a nerve, and what is said of the one that is drawn."""
    drawn = next((one for one in section.items if one.id == reading.course), section.items[0])
    options = tuple((one.id, reading.say(one.title)) for one in section.items)
    label = reading.say("Course shown")
    yield Choice(id="course", label=label, options=options, value=drawn.id)
    for passage in drawn.passages:
        yield from passage_of(passage, page, reading)


def _item(item: Item, page: Article, reading: Reading) -> Iterator[Block]:
    match item.kind:
        case "trigger-point":
            yield from _point(item, page, reading)
        case "entrapment" if any(one.kind == "look" for one in item.actions):
            title = reading.say("Narrow place: {name}", name=reading.say(item.title))
            yield Fold(title=title, blocks=tuple(_inner(item, page, reading)))
        case _:
            yield from _station(item, page, reading)


def _point(item: Item, page: Article, reading: Reading) -> Iterator[Block]:
    """A switch for its charted pain, and where that is."""
    tag = f"{item.id}:{item.side or reading.side}"
    label = reading.say(item.title)
    yield Switch(id=f"paint:{tag}", label=label, on=tag in reading.painted)
    for passage in item.passages:
        yield from passage_of(passage, page, reading, inset=True)


def _station(item: Item, page: Article, reading: Reading) -> Iterator[Block]:
    """A title before the first words, and what stands below."""
    number = f"{item.number}. " if item.number else ""
    title = Rich.bold(number + reading.say(item.title))
    first, *rest = item.passages or (Passage(text=""),)
    yield Text(runs=(title + "  " + _rich(first, page, reading)).runs, tone=_tone(first))
    inner = item.model_copy(update={"passages": tuple(rest)})
    yield from _inner(inner, page, reading)


def _inner(item: Item, page: Article, reading: Reading) -> Iterator[Block]:
    for passage in item.passages:
        yield from passage_of(passage, page, reading)
    shown = (one for one in item.actions if one.kind not in ("course", "paint"))
    buttons = tuple(button_of(one, reading) for one in shown)
    if buttons:
        yield Buttons(buttons=buttons)
    for one in item.items:
        yield from _item(one, page, reading)
    yield from _links(item.references, reading)


def button_of(action: Action, reading: Reading) -> Button:
    """The button of an action."""
    label = reading.say(action.label, **action.values)
    return Button(id=press_id(action), label=label)


def passage_of(
    passage: Passage, page: Article, reading: Reading, *, inset: bool = False
) -> Iterator[Block]:
    """A paragraph as blocks; as links where it names documents."""
    if passage.references and reading.linked:
        if passage.label:
            yield Text(runs=Rich.bold(reading.say(passage.label)).runs)
        yield from _links(passage.references, reading)
        return
    yield Text(runs=_rich(passage, page, reading).runs, tone=_tone(passage), inset=inset)


def _tone(passage: Passage) -> Tone:
    return passage.tone


def _rich(passage: Passage, page: Article, reading: Reading) -> Rich:
    say = reading.say
    found = Rich.dot(_ZONES[passage.zone]) if passage.zone else Rich()
    if passage.label:
        found += Rich.bold(say(passage.label)) + "  "
    text = say(passage.text)
    found += Rich.english(text) if text in reading.english else text
    if passage.after:
        found += " " + say(passage.after)
    if passage.note:
        found += Rich.italic(f" {passage.note}")
    return found if page.short else found + _marks(passage.sources, reading.library)


def _marks(sources: tuple[str, ...], library: Library) -> Rich:
    """The sources of a statement, short."""
    found = [library.sources[one] for one in sources if one in library.sources]
    names = "; ".join(f"{_surname(one.authors)} {one.year}" for one in found)
    return Rich.small(f" [{names}]") if names else Rich()


def _links(references: tuple[Reference, ...], reading: Reading) -> Iterator[Block]:
    if references and reading.linked:
        yield Buttons(
            buttons=tuple(Button(id=f"read:{one.key}", label=one.name) for one in references)
        )


def evidence_of(page: Article, reading: Reading) -> Iterator[Block]:
    """What an article stands on, and its sources."""
    say = reading.say
    if page.evidence is not None:
        kind = Rich.bold(say(EVIDENCE[page.evidence.kind])) + "  " + page.evidence.note
        marks = Rich() if page.short else _marks(page.evidence.sources, reading.library)
        yield Heading(text=say("How sure is this?"), level=3)
        yield Text(runs=(kind + marks).runs)
    if page.sources:
        buttons = tuple(
            Button(id=f"read:source/{one.id}", label=f"{one.authors} ({one.year}). {one.title}")
            for one in page.sources
        )
        title = say("Sources ({count})", count=len(buttons))
        yield Fold(title=title, blocks=(Buttons(buttons=buttons, stacked=True),))


def _surname(authors: str) -> str:
    """The first author's family name, with a word that there are more."""
    first, *others = authors.replace(";", ",").split(",")
    family = list(takewhile(lambda word: not _initials(word), first.split()))
    name = " ".join(family) or first.strip()
    return f"{name} et al." if others else name


def _initials(word: str) -> bool:
    letters = "".join(char for char in word if char.isalpha())
    return letters.isupper()
