"""Questions and lessons made from the documents, without end and without argument.

A :class:`~nmt_atlas.domain.generating.maker.Maker` makes one question of one topic: what is right
stands in a document, and what is wrong is proved wrong by the documents, not only unlike. Chance
comes from a seed, so that the same seed and the same documents give the same questions.
"""

from nmt_atlas.domain.generating.choosing import make_from, make_questions, question_named
from nmt_atlas.domain.generating.kit import Kit, Level, Stock, Topic
from nmt_atlas.domain.generating.maker import Area, Asking, Maker, Wish
from nmt_atlas.domain.generating.makers import MAKERS

__all__ = [
    "MAKERS",
    "Area",
    "Asking",
    "Kit",
    "Level",
    "Maker",
    "Stock",
    "Topic",
    "Wish",
    "make_from",
    "make_questions",
    "question_named",
]
