"""Classes on both kinds of database: a log, members by their key, answers once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom.ballots import Ballot, Spot, counting
from nmt_atlas.domain.classroom.events import Asked, Blanked, Opened, Shown
from nmt_atlas.domain.classroom.room import read_code, room_of
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.questions import ClickStructure
from nmt_atlas.domain.view_state import Camera, ViewState
from nmt_atlas.store import rooms as module
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.rooms import Cast, Rooms

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})


@pytest.fixture
def store(url: str) -> Iterator[ProgressStore]:
    opened = ProgressStore(url)
    yield opened
    opened.close()


@pytest.fixture
def rooms(store: ProgressStore) -> Rooms:
    return Rooms(store.database)


def ballot(uid: str, member: int, **more: object) -> Ballot:
    given = {"round": 2, "n": 1, "answer": {"part": "soleus-right"}, "score": 1.0, "at": NOW}
    return Ballot.model_validate({"uid": uid, "member": member, **given, **more})


def test_a_room_is_found_by_its_code_and_begins_with_its_opening(rooms: Rooms) -> None:
    made = rooms.open("ada", "Tuesday", "nicknames", NOW)
    assert read_code(made.code) == made.code
    assert rooms.find(made.code) == made
    assert rooms.find("zzzzzz") is None
    (first,) = rooms.since(made.id)
    assert (first.number, first.event) == (1, Opened(title="Tuesday", naming="nicknames"))
    assert rooms.owns("ada", made)
    assert not rooms.owns("ben", made)


def test_events_are_kept_as_they_were_and_once(rooms: Rooms) -> None:
    room = rooms.open("ada", "Tuesday", "names", NOW).id
    view = ViewState(selection=("soleus-right",), camera=Camera(position=(0, -900, 900),
                                                                target=(0, 0, 900)))  # fmt: skip
    rooms.append(room, Shown(view=view), "u1", NOW)
    rooms.append(room, Asked(question=QUESTION, view=view, lesson="hip"), "u2", NOW)
    rooms.append(room, Asked(question=QUESTION, view=view, lesson="hip"), "u2", NOW)
    _, shown, asked = rooms.since(room)
    assert shown.event == Shown(view=view)
    assert asked.event == Asked(question=QUESTION, view=view, lesson="hip")
    assert (asked.number, asked.at) == (3, NOW)
    assert rooms.since(room, 2) == (asked,)
    live = room_of(rooms.since(room)).live
    assert live is not None
    assert (live.round, live.question) == (3, QUESTION)


def test_many_write_at_once_and_no_event_is_lost(rooms: Rooms) -> None:
    room = rooms.open("ada", "Tuesday", "names", NOW).id

    def work(who: int) -> None:
        for one in range(10):
            rooms.append(room, Blanked(on=bool(one % 2)), f"{who}-{one}", NOW)

    threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.number for one in rooms.since(room)] == list(range(1, 42))


def test_a_member_is_known_again_by_the_key_alone(rooms: Rooms) -> None:
    room = rooms.open("ada", "Tuesday", "names", NOW).id
    other = rooms.open("ada", "Wednesday", "names", NOW).id
    assert rooms.join(room, "key", None, NOW) is None
    first = rooms.join(room, "key", "Bea", NOW)
    assert first is not None
    assert rooms.join(room, "key", None, NOW) == first
    assert rooms.join(room, "key", "Beate", NOW) == first.model_copy(update={"name": "Beate"})
    second = rooms.join(room, "other", "Bea", NOW)
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    assert rooms.join(other, "key", None, NOW) is None
    assert [one.name for one in rooms.members(room).values()] == ["Beate", "Bea"]


def test_a_full_room_says_so_and_still_knows_its_own(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_MEMBERS", 1)
    room = rooms.open("ada", "Tuesday", "names", NOW).id
    assert rooms.join(room, "key", "Bea", NOW) is not None
    with pytest.raises(StoreError, match="full"):
        rooms.join(room, "other", "Cy", NOW)
    assert rooms.join(room, "key", "Bee", NOW) is not None


def test_answers_are_kept_once_and_the_last_of_each_counts(rooms: Rooms) -> None:
    room = rooms.open("ada", "Tuesday", "names", NOW).id
    bea, cy = (rooms.join(room, key, key, NOW) for key in ("bea", "cy"))
    assert bea is not None
    assert cy is not None
    spot = Spot(at=(1.0, 2.0, 3.0), vertex=7)
    first, second = ballot("a", bea.id, spot=spot), ballot("b", bea.id, n=2, score=0.0)
    assert rooms.cast([Cast(room, second), Cast(room, first)]) == (True, True)
    assert rooms.cast([Cast(room, first), Cast(room, ballot("c", cy.id))]) == (False, True)
    kept = rooms.ballots(room)
    assert {one.uid for _, one in kept} == {"a", "b", "c"}
    assert next(one for _, one in kept if one.uid == "a") == first
    assert [one.uid for one in counting(one for _, one in kept)] == ["b", "c"]
    assert [one.uid for _, one in rooms.ballots(room, after=kept[1][0])] == [kept[2][1].uid]


def test_who_opened_a_room_sees_it_and_takes_it_along(store: ProgressStore, rooms: Rooms) -> None:
    room = rooms.open("ada", "Tuesday", "names", NOW)
    later = rooms.open("ada", "Wednesday", "names", NOW + timedelta(days=1))
    rooms.append(room.id, Asked(question=QUESTION), "u", NOW)
    bea = rooms.join(room.id, "bea", "Bea", NOW)
    assert bea is not None
    rooms.cast([Cast(room.id, ballot("a", bea.id))])
    found = rooms.opened_by("ada")
    assert [(one.key.code, one.title, one.members, one.asked) for one in found] == [
        (later.code, "Wednesday", 0, 0),
        (room.code, "Tuesday", 1, 1),
    ]
    assert rooms.opened_by("ben") == ()
    store.people.erase("ada")
    assert rooms.find(room.code) is None
    assert rooms.ballots(room.id) == ()


def test_only_rooms_that_are_numbers_are_told_of() -> None:
    assert module.rooms_in(["3:events", "x", "4:answers", "", "-1:y"]) == {3, 4}
