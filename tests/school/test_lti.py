"""Launch and grade return against a stand-in of a platform that signs real tokens (RS256)."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from browser_samples import free_port
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.school.lti import AGS, CLAIM, SCORE
from nmt_atlas.school.door import COOKIE
from nmt_atlas.school.school import School
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import LTI
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import hosts_of

pytest.importorskip("joserfc", reason="the extra `school` is not installed")

ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
CLIENT = "our-client"


class Standin:
    """A platform: keys, tokens, and scores that it was told."""

    def __init__(self) -> None:
        from joserfc.jwk import RSAKey

        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.keys_asked = 0
        self.tokens: list[dict[str, list[str]]] = []
        self.scores: list[tuple[str, str, dict[str, Any]]] = []
        self.refuses = False

    def sign(self, **changed: Any) -> str:
        from joserfc import jwt

        key, header = changed.pop("key", self.key), changed.pop("header", {})
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "user-7",
            "iat": now,
            "exp": now + 60,
            "name": "Bea May",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}deployment_id": "1",
            f"{CLAIM}roles": [f"{ROLE}Learner"],
            f"{CLAIM}custom": {"lesson": "hip"},
            AGS: {"scope": [SCORE], "lineitem": f"{self.url}/item?type=1"},
            **changed,
        }
        return str(jwt.encode({"alg": "RS256", "kid": "one", **header}, claims, key))

    def application(self) -> Application:
        platform = self

        class Keys(RequestHandler):
            def get(self) -> None:
                platform.keys_asked += 1
                self.finish(json.dumps({"keys": [platform.key.as_dict(private=False)]}))

        class Token(RequestHandler):
            def post(self) -> None:
                platform.tokens.append(parse_qs(self.request.body.decode()))
                self.finish(json.dumps({"access_token": "t0ken", "expires_in": 3600}))

        class Scores(RequestHandler):
            def post(self) -> None:
                if platform.refuses:
                    self.set_status(500)
                    return
                brought = self.request.headers["Authorization"]
                platform.scores.append((self.request.uri, brought, json.loads(self.request.body)))

        return Application([("/keys", Keys), ("/token", Token), ("/item/scores", Scores)])


@pytest.fixture(scope="module")
def platform() -> Standin:
    return Standin()


@pytest.fixture
def file(platform: Standin, tmp_path: Path) -> Path:
    from joserfc.jwk import RSAKey

    (tmp_path / "key.pem").write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    one = {
        "id": "moodle",
        "issuer": platform.url,
        "client_id": CLIENT,
        "deployments": ["1"],
        "authorize": f"{platform.url}/auth?x=1",
        "token": f"{platform.url}/token",
        "keys": f"{platform.url}/keys",
    }
    named = tmp_path / "lti.json"
    named.write_text(json.dumps({"key": "key.pem", "platforms": [one]}))
    return named


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProgressStore]:
    opened = ProgressStore(f"sqlite:///{tmp_path / 'school.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def run(file: Path, store: ProgressStore, platform: Standin, serve: Any) -> Any:
    """A school and a platform, both over real connections."""
    settings = SchoolSettings(secret="s" * 32, lti=file)
    school = School(
        settings, store, lambda _language: ENGLISH.say, questions=lambda _lesson: ("a", "b")
    )

    def start(told: Any) -> None:
        async def both(server: Any) -> None:
            other = HTTPServer(platform.application())
            other.listen(platform.port, "127.0.0.1")
            try:
                await told(server, school)
            finally:
                other.stop()
                await other.close_all_connections()

        serve(school.routes(hosts_of("127.0.0.1")), both)
        school.close()

    return start


async def begin(server: Any, platform: Standin) -> tuple[str, dict[str, str]]:
    """A login as the platform begins it: the cookie, and what the browser brings back."""
    query = urlencode({"iss": platform.url, "login_hint": "7", "client_id": CLIENT})
    answer = await server.ask(f"/lti/login?{query}")
    assert answer.code == 302
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=None"} <= set(cookie.split("; "))
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    told = {key: values[0] for key, values in asked.items()}
    assert (told["response_mode"], told["login_hint"], told["x"]) == ("form_post", "7", "1")
    return cookie.partition(";")[0], told


async def come(server: Any, cookie: str, state: str, token: str) -> Any:
    body = urlencode({"state": state, "id_token": token})
    return await server.ask("/lti/launch", method="POST", body=body, headers={"Cookie": cookie})


def test_a_student_comes_to_the_lesson_of_the_link(
    run: Any, platform: Standin, store: ProgressStore
) -> None:
    async def told(server: Any, school: School) -> None:
        cookie, asked = await begin(server, platform)
        answer = await come(server, cookie, asked["state"], platform.sign(nonce=asked["nonce"]))
        assert (answer.code, answer.headers["Location"]) == (303, "/?page=lessons&lesson=hip")
        passes = [c for c in answer.headers.get_list("Set-Cookie") if c.startswith(COOKIE)]
        assert school.visitor(SimpleCookie(passes[0])) == Identity(LTI, "moodle:user-7")

    run(told)
    account = school_account(store)
    assert (account.name, account.role) == ("Bea May", "student")
    assert [one.what for one in audit.lines(store.database)] == ["account made", "signed in"]


def school_account(store: ProgressStore) -> Any:
    from nmt_atlas.store.accounts import Accounts

    return Accounts(store.database).find(Identity(LTI, "moodle:user-7"))


def test_an_instructor_is_one_here_and_stays_one(
    run: Any, platform: Standin, store: ProgressStore
) -> None:
    async def told(server: Any, _school: School) -> None:
        for role in ("Learner", "Instructor", "Learner"):
            cookie, asked = await begin(server, platform)
            roles = {f"{CLAIM}roles": [ROLE + role]}
            token = platform.sign(nonce=asked["nonce"], **roles)
            assert (await come(server, cookie, asked["state"], token)).code == 303

    run(told)
    assert school_account(store).role == "instructor"


def test_what_is_forged_stale_or_used_is_refused(run: Any, platform: Standin) -> None:
    from joserfc.jwk import RSAKey

    async def told(server: Any, _school: School) -> None:
        async def refused(cookie: str, state: str, token: str, why: str) -> None:
            answer = await come(server, cookie, state, token)
            assert answer.code == 403, why
            assert why in answer.body.decode()
            assert not any(c.startswith(COOKIE) for c in answer.headers.get_list("Set-Cookie"))

        cookie, asked = await begin(server, platform)
        good, state = platform.sign(nonce=asked["nonce"]), asked["state"]
        await refused("", state, good, "did not begin")
        await refused("nmt_atlas_lti=other", state, good, "did not begin")
        await refused("nmt_atlas_lti=forged", "forged", good, "too old")
        strangers = RSAKey.generate_key(2048, {"kid": "one"})
        for token, why in (
            (platform.sign(nonce=asked["nonce"], key=strangers), "not signed"),
            (platform.sign(nonce=asked["nonce"], header={"kid": "two"}), "not signed"),
            (good[:-6] + "AAAAAA", "not signed"),
            (unsigned(good), "not signed"),
            ("a.b.c", "no token"),
            ("", "no token"),
            (platform.sign(nonce=asked["nonce"], iss="https://evil.example"), "not set up"),
            (platform.sign(nonce="another"), "this login"),
            (platform.sign(nonce=asked["nonce"], exp=1), "too old"),
        ):
            cookie, asked2 = await begin(server, platform)
            await refused(cookie, asked2["state"], token, why)
        confused = sealed_with(platform.key.as_pem(private=False), good)
        cookie, asked2 = await begin(server, platform)
        await refused(cookie, asked2["state"], confused, "not signed")

    run(told)


def plain(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def sealed_with(public: bytes, token: str) -> str:
    """A token that takes the platform's public key, which anybody has, for a secret."""
    told = plain(b'{"alg":"HS256","kid":"one"}') + "." + token.split(".")[1]
    return f"{told}.{plain(hmac.digest(public, told.encode(), 'sha256'))}"


def unsigned(token: str) -> str:
    """A token that says that it needs no signature."""
    head = plain(b'{"alg":"none"}')
    return f"{head}.{token.split('.')[1]}."


def test_a_login_is_good_for_one_launch(run: Any, platform: Standin) -> None:
    async def told(server: Any, _school: School) -> None:
        cookie, asked = await begin(server, platform)
        token = platform.sign(nonce=asked["nonce"])
        assert (await come(server, cookie, asked["state"], token)).code == 303
        again = await come(server, cookie, asked["state"], token)
        assert (again.code, b"used before" in again.body) == (403, True)

    run(told)


def test_who_is_switched_off_is_refused(run: Any, platform: Standin) -> None:
    async def told(server: Any, school: School) -> None:
        for off in (False, True):
            cookie, asked = await begin(server, platform)
            token = platform.sign(nonce=asked["nonce"])
            answer = await come(server, cookie, asked["state"], token)
            assert answer.code == (403 if off else 303)
            who, now = Identity(LTI, "moodle:user-7"), datetime.now(UTC)
            school.accounts.switch(who, off=True, now=now, by=audit.OPERATOR)

    run(told)


def test_a_score_is_told_once_for_each_change_and_again_after_a_refusal(
    run: Any, platform: Standin, store: ProgressStore
) -> None:
    platform.scores.clear()
    platform.tokens.clear()

    async def told(server: Any, school: School) -> None:
        look = school._scores.look  # type: ignore[union-attr]
        cookie, asked = await begin(server, platform)
        await come(server, cookie, asked["state"], platform.sign(nonce=asked["nonce"]))
        assert await look() == 0, "nothing was answered"
        who = Identity(LTI, "moodle:user-7")
        store.record(who, "hip", "a", answer="x", score=1.0, now=datetime.now(UTC))
        platform.refuses = True
        assert await look() == 0
        platform.refuses = False
        assert (await look(), await look()) == (1, 0)
        store.record(who, "hip", "b", answer="x", score=0.5, now=datetime.now(UTC))
        assert await look() == 1

    run(told)
    (path, brought, first), (_, _, second) = platform.scores
    assert (path, brought) == ("/item/scores?type=1", "Bearer t0ken")
    assert (first["scoreGiven"], first["activityProgress"]) == (50.0, "InProgress")
    assert (second["scoreGiven"], second["activityProgress"]) == (75.0, "Completed")
    assert first["userId"] == "user-7"
    assert audit.lines(store.database)[-1].what == "score taken"


def test_the_platform_can_check_who_asks_for_its_token(run: Any, platform: Standin) -> None:
    from joserfc import jwt
    from joserfc.jwk import KeySet

    async def told(server: Any, school: School) -> None:
        keys = KeySet.import_key_set(json.loads((await server.ask("/lti/jwks")).body))
        assert not any("d" in key.as_dict(private=False) for key in keys.keys)
        tool = school._tool
        assert tool
        asking = tool.key.asking(tool.platforms.platforms[0], time.time())
        claims = jwt.decode(asking, keys, algorithms=["RS256"]).claims
        assert (claims["iss"], claims["sub"], claims["aud"]) == (
            CLIENT,
            CLIENT,
            f"{platform.url}/token",
        )
        config = json.loads((await server.ask("/lti/config")).body)
        assert config["oidc_initiation_url"].endswith("/lti/login")
        assert config["scopes"] == [SCORE]

    run(told)


def test_a_stranger_begins_no_login(run: Any) -> None:
    async def told(server: Any, _school: School) -> None:
        answer = await server.ask("/lti/login?iss=https://evil.example")
        assert answer.code == 403
        assert "Location" not in answer.headers

    run(told)


@pytest.mark.parametrize("fault", ["no file", "no json", "no key", "not encrypted"])
def test_what_is_set_up_by_halves_is_told_at_once(
    file: Path, store: ProgressStore, fault: str
) -> None:
    data = json.loads(file.read_text())
    if fault == "no file":
        file.unlink()
    elif fault == "no json":
        file.write_text("{")
    elif fault == "no key":
        (file.parent / "key.pem").write_text("-----BEGIN NOTHING-----")
    else:
        data["platforms"][0]["keys"] = "http://moodle.example/keys"
        file.write_text(json.dumps(data))
    settings = SchoolSettings(secret="s" * 32, lti=file)
    with pytest.raises(ServeError) as caught:
        School(settings, store, lambda _language: ENGLISH.say)
    assert caught.value.remedy
