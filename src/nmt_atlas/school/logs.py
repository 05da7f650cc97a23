"""A log of one JSON object a line, in which nobody's name and nobody's answer stands."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

from nmt_atlas.domain.errors import AtlasError

SWITCH = "NMT_ATLAS_LOG"
"""The variable of the environment that asks for it: ``json``."""
ACCESS = logging.getLogger("nmt_atlas.access")
_QUERY = re.compile(r"\?[^\s'\",)]+")
_SHEET = re.compile(r"(sheets/)[A-Za-z0-9_-]{20,}")
_FIELDS = ("kind", "method", "status", "ms")


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object.

    What stands in an address behind its question mark is left out (codes of classes, views), and
    so are the words of exceptions, in which values of documents and answers may stand: their type
    and the places that they came by are told.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": discreet(_message(record)),
        }
        told.update({key: getattr(record, key) for key in _FIELDS if hasattr(record, key)})
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            told["places"] = _places(record.exc_info[2])
        return json.dumps(told, ensure_ascii=False)


def discreet(text: str) -> str:
    """A text without what addresses tell of persons, classes and files made for one of them."""
    return _SHEET.sub(r"\1…", _QUERY.sub("?…", text))


def _message(record: logging.LogRecord) -> str:
    """The words of a record; of an error of the atlas that is about a person, the words alone."""
    args = record.args
    if isinstance(args, tuple):
        args = tuple(one.logged if isinstance(one, AtlasError) else one for one in args)
    try:
        return str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError):
        return str(record.msg)


def _places(trace: Any) -> list[str]:
    return [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]


def log_as_json(stream: TextIO | None = None) -> logging.Handler:
    """Write everything that is logged as JSON lines from now on; returns what writes it."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    for before in list(root.handlers):
        root.removeHandler(before)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in ("tornado.access", "bokeh", "panel", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("bokeh", "panel", "tornado"):  # what writes lines of its own beside these
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    return handler


def say_in_log(line: str) -> None:
    """Tell whoever started the server something, where they read the log."""
    logging.getLogger("nmt_atlas").info("%s", line.strip())
