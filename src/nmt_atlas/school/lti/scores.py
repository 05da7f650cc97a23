"""Tells learning platforms how their users stand: looked at now and then, told where it changed."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode

from nmt_atlas.domain.errors import LaunchError, StoreError
from nmt_atlas.domain.school.assignments import Work, standing_of
from nmt_atlas.domain.school.lti import SCORE, Platform, score_told
from nmt_atlas.school.lti.handlers import Tool
from nmt_atlas.school.lti.tokens import asked, fetched
from nmt_atlas.store.launches import Owed

_LOG = logging.getLogger(__name__)
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LOOKED_MS = 20_000
"""How often it is looked at."""
Questions = Callable[[str], Sequence[str]]
"""Lesson (id) -> its questions (ids); none where there is no such lesson."""


class Scores:
    """Tells scores.

    Parameters
    ----------
    tool
        What we are to platforms.
    questions
        Which questions a lesson has.
    """

    def __init__(self, tool: Tool, questions: Questions) -> None:
        self._tool = tool
        self._questions = questions
        self._tokens: dict[str, tuple[str, float]] = {}
        self._busy = False

    async def look(self) -> int:
        """Tell every score that has changed; returns how many were taken."""
        if self._busy:
            return 0
        self._busy = True
        told = 0
        try:
            for one in await self._tool.entrance.work(self._tool.launches.owed):
                told += await self._tell(one)
        except StoreError as error:
            _LOG.warning("scores cannot be looked at: %s", error.logged)
        finally:
            self._busy = False
        return told

    async def _tell(self, one: Owed) -> bool:
        questions = self._questions(one.lesson)
        answers = await self._tool.entrance.work(partial(self._tool.launches.answers, one))
        now = datetime.now(UTC)
        work = Work(id=0, group=0, lesson=one.lesson, opens_at=datetime.min.replace(tzinfo=UTC))
        stands = standing_of(work, questions, answers, now)
        if not stands.answered or stands.grade == one.told:
            return False
        score = score_told(
            one.user, stands.grade, whole=stands.state == "done", at=stands.last or now
        )
        try:
            platform = next(p for p in self._tool.platforms.platforms if p.id == one.platform)
            await self._send(platform, one.scores, json.dumps(score))
        except StopIteration:
            return False
        except LaunchError as error:
            _LOG.warning("the platform %s took no score: %s", one.platform, error.what)
            self._tokens.pop(one.platform, None)
            return False
        was_told = partial(self._tool.launches.was_told, one, stands.grade, now)
        await self._tool.entrance.work(was_told)
        return True

    async def _send(self, platform: Platform, address: str, score: str) -> None:
        headers = {
            "Authorization": f"Bearer {await self._token(platform)}",
            "Content-Type": "application/vnd.ims.lis.v1.score+json",
        }
        await fetched(asked(address, method="POST", headers=headers, body=score))

    async def _token(self, platform: Platform) -> str:
        """A token of the platform's, asked for anew a minute before it ends."""
        kept, until = self._tokens.get(platform.id, ("", 0.0))
        if time.time() < until:
            return kept
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION,
            "client_assertion": self._tool.key.asking(platform, time.time()),
            "scope": SCORE,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        request = asked(platform.token, method="POST", headers=headers, body=urlencode(form))
        try:
            answer = json.loads(await fetched(request))
            token, lasts = str(answer["access_token"]), float(answer.get("expires_in", 300))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LaunchError("the platform gave no token.") from error
        self._tokens[platform.id] = (token, time.time() + max(0.0, lasts - 60))
        return token
