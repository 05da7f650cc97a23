"""Tables of structures, conditions, regions, sources and lessons."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.questions import KINDS, kind_name
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.facts import facts
from nmt_atlas.library.tables.columns import (
    CLIENT,
    EVIDENCE,
    ID,
    NAME,
    NAMED,
    PAIRED,
    SOURCES,
    SYNONYMS,
    Column,
    Table,
    cited,
    every,
    fact,
    field,
    inner,
    items,
    nested,
    number,
    owner,
    place,
)

STRUCTURES = Table(
    "structures",
    "Every structure that the body shows, both sides at once.",
    every("structure"),
    (
        *NAMED,
        field("system", "skin, muscle, bone, cartilage, ligament, nerve or vessel."),
        field("region", "Where in the body it is."),
        field("layer", "Depth of a muscle: superficial, intermediate or deep."),
        PAIRED,
        field("whole", "The muscle (or other whole) that it is a part of, or itself."),
        SYNONYMS,
        field("variant_of", "The structure that it is a variant of, if it is one."),
        field(
            "usual", "Whether it is shown without being asked for; no for rare variants.", "boolean"
        ),
        Column(
            "of_hundred",
            "How many of a hundred people have it, from and to; empty for what everybody has.",
            lambda row: list(row.of_hundred or ()),
            "list",
        ),
    ),
)


CONDITIONS = Table(
    "conditions",
    "Conditions, posture patterns, techniques, safety matters and guides.",
    every("condition"),
    (
        ID,
        NAME,
        field("kind", "condition, posture, technique, safety or guide."),
        field("topic", "Of safety matters: what they are about."),
        field("urgency", "Of red flags: emergency, same-day, or soon (see a physician soon)."),
        SYNONYMS,
        field("regions", "Regions of the body chart.", "list", "regions"),
        *fact("summary", "What it is."),
        field("muscles_tight", "Muscles that tend to be tight.", "list"),
        field("muscles_weak", "Muscles that tend to be weak.", "list"),
        field("nerves", "Nerves involved.", "list", "nerves"),
        field("entrapments", "Narrow places involved.", "list", "entrapments"),
        field("techniques", "Techniques that are used.", "list", "conditions"),
        CLIENT,
        field("every_day", "What helps every day, in plain words."),
        *EVIDENCE,
    ),
)


def _paragraphs(library: Documents) -> Iterable[tuple[Condition, str, Fact]]:
    for one in library.conditions.values():
        for heading, text in one.facts.items():
            yield one, heading, text


CONDITION_FACTS = Table(
    "condition_facts",
    "The paragraphs of each condition, posture, technique and safety matter.",
    _paragraphs,
    (
        owner("condition", "The document.", "conditions"),
        Column("heading", "What the paragraph is about.", lambda row: row[1]),
        Column("text", "The paragraph.", lambda row: row[2].text),
        Column("note", "Where sources disagree.", lambda row: row[2].note),
        cited("sources", lambda row: row[2].sources),
    ),
    ("condition", "heading"),
)

SIGNS = items(
    "signs",
    "What is seen of a posture.",
    ("condition", "signs"),
    owner("condition", "The posture.", "conditions"),
    (
        inner("id", "The sign."),
        inner("view", "From where it is seen: side, front or back."),
        inner("text", "What is seen."),
        cited("sources", lambda row: row[1].sources),
    ),
)

SITES = items(
    "sites",
    "Places where pressure or a needle may do harm.",
    ("condition", "sites"),
    owner("condition", "The safety document.", "conditions"),
    (
        inner("name", "The place."),
        *place("right side or midline", 1, "at"),
        inner("structures", "What lies there.", "list", "structures"),
        Column("words", "What to mind.", lambda row: row[1].words.text),
        cited("sources", lambda row: row[1].words.sources),
    ),
)

REGIONS = Table(
    "regions",
    "The body chart: named areas that cover the skin without gaps.",
    every("region"),
    (
        ID,
        NAME,
        field("name_es", "Spanish name."),
        field("group", "head_neck, torso, upper_limb or lower_limb."),
        PAIRED,
        field("part_of", "The larger region that it belongs to, or itself.", "string", "regions"),
        field("seeds", "Skin anchors around which it lies.", "list"),
        field("parts", "Of a group: the regions that it consists of.", "list", "regions"),
        field("covers", "What it covers, in words."),
        SYNONYMS,
        field("synonyms_es", "Other Spanish names.", "list"),
        SOURCES,
    ),
)

SOURCES_TABLE = Table(
    "sources",
    "Every book, paper, data set and guideline that rows cite.",
    every("source"),
    (
        ID,
        field("kind", "book, paper, dataset, guideline, web or own."),
        field("authors", "Who wrote it."),
        field("year", "Year of this edition.", "integer"),
        field("title", "Title."),
        field("container", "Journal, publisher or series."),
        field("doi", "Digital object identifier."),
        field("isbn", "International standard book number."),
        field("url", "Address."),
        field("licence", "Its licence, where it matters."),
        field("used_for", "What the library takes from it."),
        field("seen", "Where the entry was compared with a record; empty where it was not yet."),
        field("note", "Remarks."),
    ),
)

FACTS = Table(
    "facts",
    "Every text that stands on a source or tells a number, so that it can be checked.",
    facts,
    (
        field("document", "The document, as kind/id."),
        field("field", "Where in the document it stands (a JSON pointer)."),
        field("text", "The text."),
        cited("sources", lambda row: row.sources),
        field("passage", "Where in the source it is said, where that is known."),
        field("numbers", "The numbers that the text tells.", "list"),
        field("basis", "Of a pattern of pain: what it stands on."),
    ),
    ("document", "field"),
)

QUANTITIES = Table(
    "quantities",
    "Numbers that several texts tell, with their range.",
    every("quantity"),
    (
        ID,
        NAME,
        field("text", "What is measured."),
        field("unit", "percent, mm, degrees, seconds, days or times."),
        field("low", "The least that was found.", "number"),
        field("high", "The most that was found.", "number"),
        field("note", "How sure it is."),
        SOURCES,
    ),
)

LESSONS = Table(
    "lessons",
    "Lessons of the app.",
    every("lesson"),
    (
        ID,
        field("title", "Title."),
        field("summary", "What it is about."),
        field("level", "beginner, intermediate or advanced."),
        field("minutes", "About how long it takes.", "integer"),
        field("regions", "Regions of the body chart.", "list", "regions"),
        field("objectives", "What is learned.", "list"),
        Column("steps", "How many steps it has.", lambda row: len(row.steps), "integer"),
        field("language", "Language code."),
        field("author", "Who wrote it."),
        field("licence", "Its licence."),
        SOURCES,
    ),
)


QUESTIONS = Table(
    "questions",
    "The questions of the lessons.",
    nested("lesson", "questions"),
    (
        inner("id", "Id that never changes."),
        owner("lesson", "The lesson.", "lessons"),
        number(),
        inner("kind", f"One of {', '.join(map(kind_name, KINDS))}."),
        inner("prompt", "What is asked."),
        Column("correct", "Ids of right answers.", lambda row: list(row[1].right), "list"),
        Column(
            "distractors",
            "Ids of wrong answers to choose among.",
            lambda row: getattr(row[1], "distractors", ()),
            "list",
        ),
        inner("hint", "A hint."),
        inner("explanation", "Why."),
        inner("sources", "Sources that the answer stands on.", "list", "sources"),
    ),
)
