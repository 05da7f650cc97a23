"""What the environment tells a school's server."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.school.settings import school_settings

SECRET = {"NMT_ATLAS_SECRET": "x" * 32}
SERVICE = {
    "NMT_ATLAS_OAUTH_PROVIDER": "google",
    "NMT_ATLAS_OAUTH_KEY": "key",
    "NMT_ATLAS_OAUTH_SECRET": "secret",
    "NMT_ATLAS_OAUTH_REDIRECT": "https://atlas.school.example/oauth",
}


def test_it_is_no_school_unless_it_is_told() -> None:
    assert school_settings(environment=SECRET) is None
    assert school_settings(environment={**SECRET, "NMT_ATLAS_SCHOOL": "0"}) is None
    for said in ("1", "yes", "TRUE"):
        assert school_settings(environment={**SECRET, "NMT_ATLAS_SCHOOL": said})
    assert school_settings(on=True, environment=SECRET).guests  # type: ignore[union-attr]


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_school_needs_a_secret(secret: str) -> None:
    with pytest.raises(ServeError, match="token_urlsafe"):
        school_settings(on=True, environment={"NMT_ATLAS_SECRET": secret})


def test_a_sign_in_service_is_told_whole() -> None:
    domains = {"NMT_ATLAS_OAUTH_DOMAINS": "School.example, ,x.example"}
    found = school_settings(on=True, environment={**SECRET, **SERVICE, **domains})
    assert found
    assert found.sign_in
    assert found.sign_in.domains == {"school.example", "x.example"}
    for name in list(SERVICE)[1:]:
        with pytest.raises(ServeError, match=name):
            school_settings(on=True, environment={**SECRET, **{**SERVICE, name: ""}})
    with pytest.raises(ServeError, match="services are"):
        school_settings(
            on=True, environment={**SECRET, **SERVICE, "NMT_ATLAS_OAUTH_PROVIDER": "myspace"}
        )


def test_guests_may_be_shut_out() -> None:
    environment = {**SECRET, "NMT_ATLAS_GUESTS": "no"}
    assert not school_settings(on=True, environment=environment).guests  # type: ignore[union-attr]
