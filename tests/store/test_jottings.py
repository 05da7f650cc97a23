"""What learners keep: a log that is only added to, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.note import MOST_KEPT, Kept
from nmt_atlas.store import jottings as module
from nmt_atlas.store.jottings import Jottings
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.tables import Jotting

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
NOTE = Kept(id="a", name="Sore", text="Here", at=(1.0, 2.0, 3.0), part="soleus-left")
FAVOURITE = Kept(id="b", sort="favourite", document="muscle/soleus")


@pytest.fixture
def store(url: str) -> Iterator[ProgressStore]:
    opened = ProgressStore(url)
    yield opened
    opened.close()


def test_what_is_kept_is_read_again_with_its_times(store: ProgressStore) -> None:
    mine = Jottings(store.database)
    assert mine.all("ada") == ()
    assert mine.keep("ada", [NOTE, FAVOURITE], NOW) == 2
    later = NOW + timedelta(hours=1)
    assert mine.keep("ada", [NOTE.model_copy(update={"text": "There"}), FAVOURITE], later) == 1
    note, favourite = mine.all("ada")
    assert (note.kept.text, note.kept.at) == ("There", (1.0, 2.0, 3.0))
    assert (note.made_at, note.changed_at) == (NOW, later)
    assert favourite.changed_at == NOW
    assert mine.all("ben") == ()


def test_what_is_removed_stays_in_the_log_and_comes_back(store: ProgressStore) -> None:
    mine = Jottings(store.database)
    mine.keep("ada", [NOTE, FAVOURITE], NOW)
    assert mine.remove("ada", "a", NOW)
    assert not mine.remove("ada", "a", NOW)
    assert not mine.remove("ben", "b", NOW)
    assert [one.kept.id for one in mine.all("ada")] == ["b"]
    count = store.database.read(
        lambda one: one.execute(select(func.count()).select_from(Jotting)).scalar_one()
    )
    assert count == 3
    assert mine.restore("ada", "a", NOW)
    assert not mine.restore("ada", "a", NOW)
    assert [one.kept for one in mine.all("ada")] == [NOTE, FAVOURITE]


def test_the_order_of_events_counts_not_the_clock(store: ProgressStore) -> None:
    mine = Jottings(store.database)
    mine.keep("ada", [NOTE], NOW)
    mine.keep("ada", [NOTE.model_copy(update={"text": "set back"})], NOW - timedelta(days=1))
    assert mine.all("ada")[0].kept.text == "set back"


@pytest.mark.parametrize("name", ["", "x" * 300, "🦵🏽 pain 👩‍⚕️", "عضلة", "' or 1=1 --", "<b>&"])
def test_names_of_every_kind_are_kept_as_they_are(store: ProgressStore, name: str) -> None:
    mine = Jottings(store.database)
    mine.keep("ada", [Kept(id="n", name=name)], NOW)
    assert mine.all("ada")[0].kept.name == name


def test_too_many_are_refused_and_nothing_is_lost(
    store: ProgressStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    mine = Jottings(store.database)
    mine.keep("ada", [NOTE, FAVOURITE], NOW)
    with pytest.raises(StoreError) as told:
        mine.keep("ada", [Kept(id="c")], NOW)
    assert "too many" in told.value.public
    assert len(mine.all("ada")) == 2
    assert MOST_KEPT > 2
