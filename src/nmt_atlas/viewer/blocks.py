"""What a leaf is made of: blocks of text and controls, as frozen types.

Each is one shape of data; ``js/src/leaf*.js`` writes it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from nmt_atlas.domain.base import Frozen
from nmt_atlas.viewer.leaf_entries import Marks, Numbers
from nmt_atlas.viewer.leaf_measures import Bars, Clock
from nmt_atlas.viewer.leaf_plot import Plot
from nmt_atlas.viewer.leaf_writing import Upload, Writing

Tone = Literal["plain", "quiet", "info", "success", "caution", "emergency"]
Lang = Literal["", "en", "es", "la"]


class Run(Frozen):
    """Some words in one style; ``color`` (hex) is that of a dot before them.

    ``lang`` (``la``, ``en``) is their language where it is not the page's, so that they are
    pronounced rightly.
    """

    model_config = ConfigDict(str_strip_whitespace=False)  # runs stand beside each other

    text: str = ""
    style: Literal["", "strong", "em", "small"] = ""
    color: Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6})?$")] = ""
    lang: Lang = ""


class Text(Frozen):
    """A paragraph; all tones but ``plain`` and ``quiet`` stand in a box.

    One with an ``id`` is told to screen readers as it comes, and can be given the focus.
    """

    kind: Literal["text"] = "text"
    runs: tuple[Run, ...]
    tone: Tone = "plain"
    inset: bool = False
    id: str = ""


class Heading(Frozen):
    """A heading; ``level`` is its place in the outline (2 to 6).

    One with an ``id`` can be given the focus.
    """

    kind: Literal["heading"] = "heading"
    text: str
    level: Annotated[int, Field(ge=2, le=6)] = 3
    id: str = ""


class Button(Frozen):
    """A button; ``id`` is told when it is pressed.

    One that is ``off`` cannot be pressed now. ``told`` is read aloud and on hovering in place of
    the label, where that alone says too little. One with ``on`` stays pressed or not.
    """

    id: str
    label: str
    main: bool = False
    off: bool = False
    told: str = ""
    on: bool | None = None


class Buttons(Frozen):
    """Buttons beside each other; ``stacked`` ones below each other, as links.

    With ``columns`` they stand in a grid. With an ``id`` and a ``label`` they are a named group,
    which is kept in the browser while only some of it goes on or off. A ``pair`` stays on one line:
    the first takes the room, the second stands at the end.
    """

    kind: Literal["buttons"] = "buttons"
    buttons: tuple[Button, ...]
    stacked: bool = False
    columns: Annotated[int, Field(ge=0, le=6)] = 0
    pair: bool = False
    id: str = ""
    label: str = ""


class Switch(Frozen):
    """Something that is on or off."""

    kind: Literal["switch"] = "switch"
    id: str
    label: str
    on: bool = False


class Choice(Frozen):
    """One of several: ``options`` are values with their labels."""

    kind: Literal["choice"] = "choice"
    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


class Slider(Frozen):
    """A number between two; it is told as text when the slider is let go.

    It is shown with its ``unit``; without one as a share of the way.
    """

    kind: Literal["slider"] = "slider"
    id: str
    label: str
    start: float = 0.0
    end: float = 1.0
    step: float = 0.01
    value: float = 0.0
    unit: str = ""


class Select(Frozen):
    """One of many, in a list that opens: ``options`` are values with their labels."""

    kind: Literal["select"] = "select"
    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


class Typed(Frozen):
    """A field to type in: ``<id>:ask`` tells what is typed so far.

    One that ``suggests`` is a combobox: ``options`` (values with labels) are what ``query`` may
    mean, and ``<id>:take`` tells the value that was chosen, or the text that was entered.
    """

    kind: Literal["field"] = "field"
    id: str
    label: str
    hint: str = ""
    suggests: bool = False
    query: str = ""
    options: tuple[tuple[str, str], ...] = ()


class Line(Frozen):
    """One line of a shelf; ``id`` is told when it is pressed, ``on`` marks what is chosen."""

    id: str
    label: str
    hint: str = ""
    on: bool = False


class Shelf(Frozen):
    """Lines below a title with how many there are in all, in words where they are ``counted``.

    ``open:<id>`` tells that it was unfolded or folded; ``more`` is the label of a last button,
    which tells ``more:<id>``.
    """

    kind: Literal["shelf"] = "shelf"
    id: str
    title: str
    count: int = 0
    counted: str = ""
    open: bool = False
    items: tuple[Line, ...] = ()
    more: str = ""


class TableRow(Frozen):
    """A row of a table: its first cell is a button, whose ``id`` is told when it is pressed."""

    id: str
    cells: tuple[str, ...]
    on: bool = False


class Table(Frozen):
    """A table; ``langs`` are the languages of its columns where they are not the page's."""

    kind: Literal["table"] = "table"
    id: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    langs: tuple[Lang, ...] = ()


class Picture(Frozen):
    """A picture that is a button; ``source`` is a data URL (PNG), empty until it is there.

    ``mark`` tells afterwards which one was right and which one was chosen wrongly.
    """

    id: str
    label: str
    source: str = ""
    off: bool = False
    mark: Literal["", "right", "wrong"] = ""


class Pictures(Frozen):
    """Pictures to choose among, two beside each other; ``label`` names the group."""

    kind: Literal["pictures"] = "pictures"
    label: str
    pictures: tuple[Picture, ...]


class Chips(Frozen):
    """Switches beside each other, each as small as its word."""

    kind: Literal["chips"] = "chips"
    id: str
    label: str
    chips: tuple[Switch, ...]


class Copy(Frozen):
    """A button that copies a text; ``done`` is what it says then.

    A ``text`` that begins with a question mark is copied as a whole address of this page.
    """

    kind: Literal["copy"] = "copy"
    id: str
    label: str
    text: Annotated[str, StringConstraints(max_length=40_000)]
    done: str = ""


class File(Frozen):
    """A link to a file that was made for the visitor (``viewer/sheets.py``), or the way out."""

    kind: Literal["file"] = "file"
    label: str
    href: Annotated[
        str,
        StringConstraints(pattern=r"^(sheets/[A-Za-z0-9_-]+/[a-z0-9-]+\.[a-z]+|logout)$"),
    ]


class Code(Frozen):
    """A QR code: so many modules wide, its dark ones as a path."""

    kind: Literal["code"] = "code"
    label: str
    size: Annotated[int, Field(gt=0, le=200)]
    path: Annotated[str, StringConstraints(pattern=r"^[Mhvz0-9 -]*$", max_length=60_000)]


class Capture(Frozen):
    """A button that keeps what the canvas shows: a ``picture``, or a ``film`` of one turn.

    ``name`` is the file's, without its ending; ``band`` stands below the picture, line by line;
    ``busy`` and ``failed`` are what is said meanwhile, and where the browser cannot.
    """

    kind: Literal["capture"] = "capture"
    id: str
    label: str
    what: Literal["picture", "film"]
    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")] = "nmt-atlas"
    band: tuple[Run, ...] = ()
    busy: str = ""
    failed: str = ""


class Fold(Frozen):
    """What is seen when it is unfolded; it stays open while the leaf is about the same."""

    kind: Literal["fold"] = "fold"
    title: str
    blocks: tuple[Block, ...]
    tone: Tone = "plain"


class Tab(Frozen):
    """One of several faces of the same thing; ``id`` is what is remembered of it."""

    kind: Literal["tab"] = "tab"
    id: str
    title: str
    blocks: tuple[Block, ...]


class Tabs(Frozen):
    """Faces of which one is seen; the browser turns to another and stays there on other topics."""

    kind: Literal["tabs"] = "tabs"
    id: str
    label: str
    blocks: tuple[Tab, ...]


class Ranked(Frozen):
    """One line of a ranking.

    Attributes
    ----------
    id
        ``show:<id>`` tells that it was pressed; ``near:<id>`` that it is pointed at or has the
        focus (``on``), or no more (empty).
    rank, label, hint
        Its place in words, what it is, and more about it.
    bar, says
        How far a bar is filled (0..1), and what that means in words.
    chips, notes
        Short labels; and sentences, which are seen when they are unfolded.
    color
        The hue (hex) in which it is shown; empty where it is not.
    on
        Whether it is shown.
    buttons
        What else can be done with it.
    """

    id: str
    rank: str = ""
    label: str
    hint: str = ""
    bar: Annotated[float, Field(ge=0, le=1)] = 0.0
    says: str = ""
    chips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    color: Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6})?$")] = ""
    on: bool = False
    buttons: tuple[Button, ...] = ()


class Ranking(Frozen):
    """Lines in order, the first first; ``why`` is the word over their sentences."""

    kind: Literal["ranking"] = "ranking"
    id: str
    label: str
    why: str = ""
    rows: tuple[Ranked, ...]


Block = (
    Text
    | Heading
    | Buttons
    | Switch
    | Choice
    | Slider
    | Select
    | Typed
    | Numbers
    | Marks
    | Writing
    | Upload
    | Shelf
    | Table
    | Pictures
    | Chips
    | Bars
    | Clock
    | Plot
    | Copy
    | File
    | Code
    | Capture
    | Ranking
    | Fold
    | Tabs
)
for _nested in (Fold, Tab, Tabs):
    _nested.model_rebuild()
