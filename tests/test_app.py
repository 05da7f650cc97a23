"""Starting the app: ports, folders, the store."""

import socket

import pytest

from nmt_atlas import app
from nmt_atlas.domain.errors import ServeError, StoreError
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
