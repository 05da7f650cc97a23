"""Names under which the server may be asked, and addresses that a person can type."""

import pytest

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.viewer.hosts import addresses_of, checked_address, hosts_of, url_of


@pytest.mark.parametrize("host", ["localhost:5006", "127.0.0.1:1", "[::1]:5006", "LOCALHOST"])
def test_this_machine_is_always_known(host: str) -> None:
    assert hosts_of("localhost").allows(host)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:5006", "10.0.0.7:5006", "", "[::"])
def test_other_names_are_refused(host: str) -> None:
    assert not hosts_of("localhost").allows(host)


def test_a_server_for_the_network_takes_addresses_but_no_names() -> None:
    hosts = hosts_of("0.0.0.0")
    assert hosts.allows("192.168.1.20:5006")
    assert hosts.allows_origin("http://192.168.1.20:5006", "192.168.1.20:5006")
    assert not hosts.allows("rebound.example:5006")
    assert not hosts.allows_origin("http://10.9.9.9:5006", "192.168.1.20:5006")


def test_a_page_of_another_origin_opens_no_visit() -> None:
    hosts = hosts_of("localhost")
    assert hosts.allows_origin("http://localhost:5006", "localhost:5006")
    assert not hosts.allows_origin("http://localhost:8000", "localhost:5006")
    assert not hosts.allows_origin("http://evil.example", "localhost:5006")


@pytest.mark.parametrize("given", ["atlas.school.example", "https://atlas.school.example"])
def test_a_proxy_is_taken_by_its_name_whatever_it_asks_for(given: str) -> None:
    hosts = hosts_of("localhost", [given])
    assert hosts.allows("atlas.school.example")
    assert hosts.allows_origin("https://atlas.school.example", "127.0.0.1:5006")


@pytest.mark.parametrize("address", ["", "  ", "no such host", "203.0.113.9", "[", "a" * 300])
def test_a_bad_address_is_told_as_such(address: str) -> None:
    with pytest.raises(ServeError, match="address"):
        checked_address(address)


def test_addresses_can_be_typed() -> None:
    assert url_of("::1", 5006) == "http://[::1]:5006/"
    assert addresses_of("localhost", 5006, "/atlas") == ["http://localhost:5006/atlas/"]
    everywhere = addresses_of("0.0.0.0", 5006)
    assert everywhere[0] == "http://localhost:5006/"
    assert not any("0.0.0.0" in one for one in everywhere)
