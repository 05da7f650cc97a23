"""Starting the app: ports, folders, the store."""

import re
import socket
import time

import pytest

from nmt_atlas import app
from nmt_atlas.cli import parser
from nmt_atlas.domain.errors import ServeError, StoreError
from nmt_atlas.domain.taste import Taste
from nmt_atlas.store import database


@pytest.fixture
def taken():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


def test_a_named_port_that_is_taken_is_refused_with_a_remedy(taken):
    with pytest.raises(ServeError, match="--port"):
        app.choose_port(taken, "localhost")


def test_a_taken_default_gives_way_to_a_free_one(taken, monkeypatch):
    monkeypatch.setattr(app, "DEFAULT_PORT", taken)
    assert app.choose_port(None, "localhost") not in (taken, 0)


def test_the_store_that_the_environment_names(tmp_path, monkeypatch):
    file = tmp_path / "p.sqlite3"
    monkeypatch.setenv(database.DATABASE, f"sqlite:///{file}")
    app.open_store().close()
    assert file.exists()


def test_an_unwritable_data_folder_is_one_message(tmp_path, monkeypatch):
    monkeypatch.delenv(database.DATABASE, raising=False)
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setattr(database, "user_data_path", lambda *_, **__: blocker / "data")
    with pytest.raises(StoreError, match=database.DATABASE):
        app.open_store()


def test_a_bad_address_is_not_told_as_a_taken_port():
    with pytest.raises(ServeError, match="--address"):
        app.serve(address="203.0.113.9", open_browser=False, say=print)


def test_the_address_of_ipv6_is_one(taken):
    assert app.choose_port(None, "::1") > 0


def test_what_takes_long_is_told_and_waited_for():
    said = []

    def slow():
        time.sleep(0.3)
        return 7

    assert app.patiently(slow, lambda: said.append("waiting"), seconds=0.05) == 7
    assert said == ["waiting"]
    assert app.patiently(lambda: 8, lambda: said.append("never"), seconds=5) == 8
    assert said == ["waiting"]


def test_an_error_of_what_takes_long_is_its_own():
    def fails():
        raise StoreError("no", where="x", remedy="y")

    with pytest.raises(StoreError):
        app.patiently(fails, list)


def test_the_database_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv(app.DATABASE, "postgresql+psycopg://u:geheim@db.school/atlas")
    assert app._named_store() == "the database on db.school"


@pytest.mark.parametrize(
    ("given", "prefix"), [("", ""), ("/", ""), ("atlas", "/atlas"), ("/a/b/", "/a/b")]
)
def test_a_prefix_is_written_any_way(given, prefix):
    assert parser().parse_args(["serve", "--prefix", given]).prefix == prefix


def test_a_prefix_that_is_no_path_is_refused(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["serve", "--prefix", "a b"])
    assert re.search("no path", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("address", "prefix", "origins", "alone"),
    [
        ("localhost", "", (), True),
        ("127.0.0.1", "", (), True),
        ("0.0.0.0", "", (), False),
        ("localhost", "/atlas", (), False),
        ("localhost", "", ("school.example",), False),
    ],
)
def test_case_files_are_kept_only_where_nobody_else_is_served(
    address: str, prefix: str, origins: tuple[str, ...], alone: bool
) -> None:
    assert app.is_alone(address, prefix, origins) is alone


@pytest.mark.parametrize(
    ("kept", "tone"),
    [({app.TONE_COOKIE: "brown"}, "brown"), ({app.TONE_COOKIE: "x"}, "pale"), ({}, "pale")],
)
def test_a_visit_begins_in_the_tone_that_the_browser_remembers(kept, tone, monkeypatch):
    monkeypatch.setattr(type(app.pn.state), "cookies", property(lambda _self: kept))
    taste = app.kept_taste(Taste(language="es"))
    assert (taste.tone, taste.language) == (tone, "es")


def test_a_learner_who_comes_back_is_the_same(monkeypatch):
    monkeypatch.setattr(type(app.pn.state), "cookies", property(lambda _self: {app.COOKIE: "key"}))
    assert app.learner_key() == "key"
    monkeypatch.setattr(type(app.pn.state), "cookies", property(lambda _self: {}))
    assert len({"key", app.learner_key(), app.learner_key()}) == 3
