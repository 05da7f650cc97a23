"""What is sent to screens: messages as JSON, the larger ones compressed once for everybody."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from typing import Any

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.classroom.outbox import Packet
from nmt_atlas.classroom.questions import Questions
from nmt_atlas.domain.classroom.room import Role, Room, looked_at
from nmt_atlas.domain.classroom.tally import Tally
from nmt_atlas.domain.taste import Language, Taste
from nmt_atlas.domain.view_state import ViewState

_LONG = 1_000
"""Characters from which on a message is compressed."""


def packet(message: Mapping[str, Any]) -> Packet:
    """A message as it is sent: text, or, where it is long, compressed bytes."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) < _LONG else zlib.compress(text.encode(), 6)


def unpacked(sent: Packet) -> dict[str, Any]:
    """What was sent, read again."""
    text = sent if isinstance(sent, str) else zlib.decompress(sent)
    return dict(json.loads(text))


def word_of(secret: str, role: Role) -> str:
    """The word that lets a screen be more than a student's, made of the room's secret."""
    digest = hmac.new(secret.encode(), role.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def key_hash(key: str) -> str:
    """What is kept of a browser's key: nobody who reads the database can come in by it."""
    return hashlib.sha256(key.encode()).hexdigest()


def seen_in(room: Room, questions: Questions, tally: Tally | None) -> tuple[ViewState, Beside]:
    """What the screens of a room show, with what is laid over the body."""
    live = room.live
    turned = looked_at(room)
    if live is None:
        return room.view, NOTHING_BESIDE
    if live.phase == "open":
        return turned or live.question.asks(live.view), questions.aside(live)
    return turned or questions.explained(live), answers_on_body(tally)


def answers_on_body(tally: Tally | None) -> Beside:
    """Answers as dots with how many gave them, and what was painted as a heat map."""
    if tally is None:
        return NOTHING_BESIDE
    dots = tuple((one.at, str(one.count)) for one in tally.dots)
    return Beside(dots=dots, heat=tally.heat)


def see_packet(
    atlas: Atlas, room: Room, questions: Questions, tally: Tally | None, language: Language
) -> Packet:
    """What the body shows in a room, for every screen of a language."""
    state, beside = seen_in(room, questions, tally)
    body = atlas.body(state.body)
    silent = (room.live is not None and room.live.phase == "open") or not room.named
    shown = state.changed(labels=False) if silent else state
    scene = beside.on(resolve(shown, body.context, Taste(language=language)), body)
    layers = (*body.paint(state), *beside.paint(body))
    return packet(
        {
            "say": "see",
            "body": body.id,
            "scene": scene.model_dump(mode="json", exclude_defaults=True),
            "paint": [_on_wire(layer.wire()) for layer in layers],
            "silent": silent,
        }
    )


def _on_wire(layer: Mapping[str, object]) -> dict[str, object]:
    """A layer of paint, its bytes as text."""
    return {
        key: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for key, value in layer.items()
    }
