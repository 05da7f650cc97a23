"""Which address others are given."""

from __future__ import annotations

import pytest

from nmt_atlas.viewer import hosts
from nmt_atlas.viewer.reach import Reach, Reached


def test_a_server_of_this_machine_is_alone() -> None:
    reach = Reach("localhost", 5006)
    assert reach.link("?show=view/a") == "http://localhost:5006/?show=view/a"
    assert reach.link("") == "http://localhost:5006/"
    assert reach.alone


def test_a_phone_is_given_the_address_in_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "_local_addresses", lambda: ["192.168.1.20"])
    reach = Reach("0.0.0.0", 5811, "/atlas")
    assert reach.link("a=b") == "http://192.168.1.20:5811/atlas/?a=b"
    assert not reach.alone


def test_a_proxy_goes_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    now = Reached()
    now.listen("0.0.0.0", 5006, "/atlas", ["school.example"])
    assert now.now.base == "https://school.example/atlas/"
    now.listen("localhost", 5006, "", ["http://school.example:8080"])
    assert now.now.base == "http://school.example:8080/"
    now.listen("localhost", 5006, "", ["*"])
    assert now.now.alone


def test_a_class_has_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "_local_addresses", lambda: ["192.168.1.20"])
    reach = Reach("0.0.0.0", 5811, "/atlas")
    assert reach.link_to_class("bcdfgh") == "http://192.168.1.20:5811/atlas/class?room=bcdfgh"
    wall = reach.link_to_class("bcdfgh", role="screen", word="a_b-c")
    assert wall.endswith("class?room=bcdfgh&role=screen&word=a_b-c")


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1", "[::1]", "127.8.0.1"])
def test_alone_on_one_machine_visitors_may_write(address: str) -> None:
    here = Reached()
    here.listen(address, 5006, "", [])
    assert here.may_author


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("0.0.0.0", []),
        ("192.168.1.2", []),
        ("::", []),
        ("school", []),
        ("localhost", ["a.example"]),
    ],
)
def test_where_others_reach_the_server_nobody_may_write_unless_permitted(
    address: str, origins: list[str]
) -> None:
    here = Reached()
    here.listen(address, 5006, "", origins)
    assert not here.may_author
    here.authoring = True
    assert here.may_author
