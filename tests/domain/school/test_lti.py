"""What a platform's token must say, fault by fault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmt_atlas.domain.errors import LaunchError
from nmt_atlas.domain.school.lti import (
    AGS,
    CLAIM,
    SCORE,
    Platform,
    Platforms,
    read_launch,
    score_told,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
MOODLE = Platform(
    id="moodle",
    issuer="https://moodle.school.example",
    client_id="abc",
    deployments=("1",),
    authorize="https://moodle.school.example/auth.php",
    token="https://moodle.school.example/token.php",
    keys="https://moodle.school.example/certs.php",
)
CLAIMS: dict[str, Any] = {
    "iss": MOODLE.issuer,
    "aud": "abc",
    "sub": "user-7",
    "iat": NOW.timestamp(),
    "exp": NOW.timestamp() + 60,
    "nonce": "n" * 20,
    "name": " Bea\nMay ",
    f"{CLAIM}version": "1.3.0",
    f"{CLAIM}message_type": "LtiResourceLinkRequest",
    f"{CLAIM}deployment_id": "1",
    f"{CLAIM}roles": [f"{ROLE}Learner"],
    f"{CLAIM}target_link_uri": "https://atlas.school.example/lti/launch?lesson=hip-and-thigh",
    AGS: {"scope": [SCORE], "lineitem": "https://moodle.school.example/li/3?type=1"},
}


def read(**changed: Any) -> Any:
    claims = {key: value for key, value in {**CLAIMS, **changed}.items() if value is not ...}
    return read_launch(claims, MOODLE, "n" * 20, NOW)


def test_a_launch_is_read() -> None:
    found = read()
    assert (found.key, found.user, found.name) == ("moodle:user-7", "user-7", "Bea May")
    assert (found.role, found.lesson) == ("student", "hip-and-thigh")
    assert found.scores == "https://moodle.school.example/li/3/scores?type=1"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://evil.example"}, "another platform"),
        ({"aud": "xyz"}, "another tool"),
        ({"aud": ["abc", "xyz"]}, "for which tool"),
        ({"aud": ["abc", "xyz"], "azp": "xyz"}, "another tool"),
        ({"exp": NOW.timestamp() - 61}, "too old"),
        ({"iat": NOW.timestamp() - 700, "exp": NOW.timestamp() + 999}, "not of now"),
        ({"iat": NOW.timestamp() + 100}, "not of now"),
        ({"exp": ...}, "until when"),
        ({"exp": True}, "until when"),
        ({"nonce": "x"}, "this login"),
        ({"nonce": ...}, "this login"),
        ({f"{CLAIM}version": "1.1"}, "not of LTI 1.3"),
        ({f"{CLAIM}message_type": "LtiDeepLinkingRequest"}, "cannot be launched"),
        ({f"{CLAIM}deployment_id": "2"}, "deployment"),
        ({"sub": ""}, "nobody"),
        ({"sub": 7}, "nobody"),
        ({"sub": "a\nb"}, "nobody"),
    ],
)
def test_what_is_not_so_is_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(LaunchError, match=why):
        read(**changed)


def test_an_empty_nonce_never_fits() -> None:
    with pytest.raises(LaunchError):
        read_launch({**CLAIMS, "nonce": ""}, MOODLE, "", NOW)


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ([f"{ROLE}Instructor", f"{ROLE}Learner"], "instructor"),
        (["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"], "student"),
        ("Instructor", "student"),
        (None, "student"),
    ],
)
def test_who_teaches_in_the_course_teaches_here_and_nobody_else(roles: Any, role: str) -> None:
    assert read(**{f"{CLAIM}roles": roles}).role == role


@pytest.mark.parametrize(
    ("changed", "lesson"),
    [
        ({f"{CLAIM}custom": {"lesson": "Foot"}}, "foot"),
        ({f"{CLAIM}custom": {"lesson": "../../etc"}}, ""),
        ({f"{CLAIM}custom": {"lesson": ["a"]}}, "hip-and-thigh"),
        ({f"{CLAIM}target_link_uri": ...}, ""),
    ],
)
def test_the_lesson_is_that_of_the_link(changed: dict[str, Any], lesson: str) -> None:
    assert read(**changed).lesson == lesson


@pytest.mark.parametrize(
    "told",
    [
        ...,
        {"scope": [], "lineitem": "https://moodle.school.example/li"},
        {"scope": [SCORE]},
        {"scope": [SCORE], "lineitem": "http://inside.example/admin"},
        {"scope": [SCORE], "lineitem": "file:///etc/passwd"},
        "scores",
    ],
)
def test_scores_go_nowhere_but_to_an_encrypted_address(told: Any) -> None:
    assert read(**{AGS: told}).scores == ""


def test_a_long_name_of_a_user_is_still_one_key() -> None:
    one, two = read(sub="a" * 255), read(sub="b" * 255)
    assert one.key != two.key
    assert len(one.key) <= 255


def test_a_platform_is_known_by_issuer_and_client() -> None:
    other = MOODLE.model_copy(update={"id": "second", "client_id": "xyz"})
    both = Platforms(key="k.pem", platforms=(MOODLE, other))
    assert both.of(MOODLE.issuer, "xyz").id == "second"
    assert both.of(MOODLE.issuer).id == "moodle"
    for issuer, client in (("https://evil.example", ""), (MOODLE.issuer, "nobody")):
        with pytest.raises(LaunchError, match="not set up"):
            both.of(issuer, client)
    assert MOODLE.insecure == ""
    assert MOODLE.model_copy(update={"token": "http://x.example/"}).insecure == "http://x.example/"


def test_a_score_is_told_as_platforms_read_it() -> None:
    at = NOW.astimezone(UTC) + timedelta(seconds=1.5)
    told = score_told("user-7", 2 / 3, whole=True, at=at)
    assert (told["scoreGiven"], told["scoreMaximum"]) == (66.67, 100)
    assert (told["activityProgress"], told["gradingProgress"]) == ("Completed", "FullyGraded")
    assert told["timestamp"] == "2026-03-01T09:00:01.500+00:00"
    begun = score_told("user-7", 0.1, whole=False, at=at)
    assert (begun["activityProgress"], begun["gradingProgress"]) == ("InProgress", "Pending")


JSON = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.text()
    | st.lists(st.text())
    | st.just({"lesson": 3})
)


@given(st.dictionaries(st.sampled_from(sorted(CLAIMS)), JSON, max_size=4))
def test_claims_of_any_shape_are_read_or_refused(changed: dict[str, Any]) -> None:
    try:
        found = read(**changed)
    except LaunchError:
        return
    assert found.role in ("student", "instructor")
