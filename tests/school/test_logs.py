"""A log is one object a line, and tells of nobody."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.school.logs import JsonLines, discreet, log_as_json, say_in_log
from nmt_atlas.store.people import named

LOG = logging.getLogger("nmt_atlas.test")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    written = io.StringIO()
    handler = log_as_json(written)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
    for one in before:
        root.addHandler(one)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_is_one_line_with_its_time_and_level(stream: io.StringIO) -> None:
    LOG.warning("two\nlines of %s", "é")
    say_in_log("  NMT Atlas is at http://localhost:5006/")
    one, two = lines(stream)
    assert one["message"] == "two\nlines of é"
    assert (one["level"], one["logger"]) == ("warning", "nmt_atlas.test")
    assert one["time"].endswith("+00:00")
    assert two["message"] == "NMT Atlas is at http://localhost:5006/"


def test_neither_names_nor_answers_nor_addresses_are_told(stream: io.StringIO) -> None:
    with pytest.raises(StoreError) as caught:
        named("Secret\tPerson\x00")
    LOG.warning("%s", caught.value)
    try:
        raise ValueError("answer: soleus-secret")
    except ValueError:
        LOG.exception("a class could not do what a screen asked for")
    LOG.warning("refused GET /class?room=secret-code (127.0.0.1)")
    LOG.info("GET /sheets/" + "s3cret" * 5 + "/results.csv")
    text = stream.getvalue()
    assert "ecret" not in text.replace("nmt_atlas", "")
    trace = lines(stream)[1]
    assert trace["error"] == "ValueError"
    assert "test_logs.py" in trace["places"][0]


def test_what_is_not_about_a_person_is_told_with_its_place(stream: io.StringIO) -> None:
    LOG.warning("%s", StoreError("away.", where="postgresql://atlas:***@db/atlas"))
    assert "db/atlas" in lines(stream)[0]["message"]


def test_words_without_addresses_stay_as_they_are() -> None:
    assert discreet("Is it well? Yes, it is.") == "Is it well? Yes, it is."


def test_a_message_whose_blanks_do_not_fit_is_told_as_it_stands() -> None:
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "%d of them", ("many",), None)
    assert json.loads(JsonLines().format(record))["message"] == "%d of them"
